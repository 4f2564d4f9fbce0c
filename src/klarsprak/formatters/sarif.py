"""SARIF 2.1.0: what code scanning services read; rules, places, fixes, fingerprints."""

import re
from collections.abc import Iterator
from typing import Any

from klarsprak.core.finding import Applicability, FileLocation, Finding, Severity
from klarsprak.core.report import FileReport, Report, Suppressed
from klarsprak.core.rule import RuleMeta
from klarsprak.formatters.json_report import encode
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.paths import uri
from klarsprak.formatters.promises import promise_name
from klarsprak.messages.catalogue import Catalogue

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "klarsprak/v1"

_LEVEL = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "note",
    Severity.INFO: "note",
}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one SARIF log with one run; results come one by one, so it can be streamed."""
    rules = _used_rules(report)
    index = {rule_id: number for number, rule_id in enumerate(rules)}
    yield f'{{"$schema": {encode(SCHEMA_URI)},\n "version": "2.1.0",\n "runs": [{{\n'
    yield f'  "tool": {encode(_tool(report, rules, catalogue))},\n'
    yield f'  "language": "{catalogue.language}",\n'
    yield '  "columnKind": "unicodeCodePoints",\n'
    yield f'  "invocations": {encode([_invocation(report, catalogue)])},\n  "results": ['
    first = True
    for file in report.files:
        for finding, let_be in _results(file):
            data = _result(report, finding, let_be, index, message, catalogue)
            yield f"{'' if first else ','}\n   {encode(data)}"
            first = False
    yield "]}]}\n"


def _results(file: FileReport) -> Iterator[tuple[Finding, Suppressed | None]]:
    for finding in file.findings:
        yield finding, None
    for suppressed in file.suppressed:
        yield suppressed.finding, suppressed


def _used_rules(report: Report) -> list[str]:
    """Every rule that took part, and any that fired without metadata, in id order."""
    fired = {finding.rule_id for file in report.files for finding, _ in _results(file)}
    return sorted(fired | set(report.rules))


def _tool(report: Report, rules: list[str], catalogue: Catalogue) -> dict[str, Any]:
    return {
        "driver": {
            "name": "klarsprak",
            "version": report.tool.version,
            "semanticVersion": report.tool.version,
            "properties": {
                "ruleset": report.tool.ruleset,
                "rulesetHash": report.tool.ruleset_hash,
                "model": report.tool.model,
            },
            "rules": [_rule(r, report.rules.get(r), report, catalogue) for r in rules],
        }
    }


def _rule(
    rule_id: str, meta: RuleMeta | None, report: Report, catalogue: Catalogue
) -> dict[str, Any]:
    if meta is None:
        return {"id": rule_id}
    title, why = catalogue.pick(meta.title), catalogue.pick(meta.why)
    promises = [promise_name(report, p, catalogue) for p in meta.promises]
    heading = catalogue.text("report.sources")
    sources = "".join(f"\n- {source}" for source in meta.sources)
    text = f"{why}\n\n{heading}:{sources}" if sources else why
    markdown = f"{_plain(why)}\n\n**{heading}**\n{sources}" if sources else _plain(why)
    tags = [meta.area, *promises, *(f"WCAG {c}" for c in meta.wcag), *meta.tags]
    rule = {
        "id": rule_id,
        "name": rule_id,
        "shortDescription": {"text": title or rule_id},
        "fullDescription": {"text": why or title or rule_id},
        "help": {"text": text or title or rule_id, "markdown": markdown or title},
        "defaultConfiguration": {"level": _LEVEL[meta.severity]},
        "properties": {"tags": list(dict.fromkeys(tags)), "precision": _precision(meta)},
    }
    if meta.aliases:
        rule["deprecatedIds"] = list(meta.aliases)
    return rule


def _precision(meta: RuleMeta) -> str:
    steps = ((0.9, "very-high"), (0.75, "high"), (0.5, "medium"), (0.0, "low"))
    return next(word for least, word in steps if meta.confidence >= least)


def _plain(text: str) -> str:
    """Text of ours in Markdown: nothing in it is markup."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)


def _message(text: str) -> str:
    """A SARIF message: neither a placeholder nor a link may arise by chance."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))


def _result(
    report: Report,
    finding: Finding,
    let_be: Suppressed | None,
    index: dict[str, int],
    message: Message,
    catalogue: Catalogue,
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": index[finding.rule_id],
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(message(finding))},
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "certainty": str(finding.certainty),
            "promises": [promise_name(report, p, catalogue) for p in finding.promises],
            "wcag": list(finding.wcag),
            "tags": [f"WCAG {c}" for c in finding.wcag],
        },
    }
    if fixes := _fixes(finding, catalogue):
        result["fixes"] = fixes
    if let_be:
        kind = "inSource" if let_be.by == "comment" else "external"
        suppression = {"kind": kind, "status": "accepted"}
        if let_be.reason:
            suppression["justification"] = let_be.reason
        result["suppressions"] = [suppression]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    where = finding.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(where.path)}}
    if not isinstance(where, FileLocation):
        name = {"fullyQualifiedName": where.selector, "kind": "element"}
        return {"physicalLocation": physical, "logicalLocations": [name]}
    physical["region"] = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "charOffset": where.span.start,
        "charLength": len(where.span),
        "snippet": {"text": finding.text},
    }
    return {"physicalLocation": physical}


def _fixes(finding: Finding, catalogue: Catalogue) -> list[dict[str, Any]]:
    where, fix = finding.location, finding.fix
    if fix is None or not isinstance(where, FileLocation) or not fix.edits:
        return []
    if fix.applicability is Applicability.DISPLAY:
        return []
    key = "safe" if fix.applicability is Applicability.SAFE else "unsafe"
    replacements = []
    for edit in fix.edits:
        region: dict[str, int] = {}
        if edit.span == where.span:
            region = {
                "startLine": where.line,
                "startColumn": where.column,
                "endLine": where.end_line,
                "endColumn": where.end_column,
            }
        region |= {"charOffset": edit.span.start, "charLength": len(edit.span)}
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    change = {
        "artifactLocation": {"uri": uri(where.path)},
        "replacements": replacements,
    }
    description = {"text": catalogue.text(f"fix.{key}")}
    return [{"description": description, "artifactChanges": [change]}]


def _invocation(report: Report, catalogue: Catalogue) -> dict[str, Any]:
    told = [
        {
            "level": "error",
            "message": {"text": _message(catalogue.error(e.code, e.values))},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(e.path)}}}],
        }
        for e in report.errors
    ]
    told += [
        {"level": "warning", "message": {"text": f"{name}: {catalogue.text('fix.not-run')}"}}
        for name in report.not_run
    ]
    told += [
        {
            "level": "error",
            "descriptor": {"id": f"gate/{notice.code}"},
            "message": {"text": _message(catalogue.gate(notice))},
        }
        for notice in report.breaches
    ]
    return {
        "executionSuccessful": not report.errors,
        "toolExecutionNotifications": told,
    }
