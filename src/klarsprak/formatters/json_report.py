"""The JSON report: contract 2, schema version 1; a file at a time, so it can be streamed."""

import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from klarsprak.core.finding import FileLocation, Finding, Fix, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import escaped_json

SCHEMA_VERSION = 1
SCHEMA = "schemas/report-1.schema.json"

_SUMMARY = {
    "errors": Severity.ERROR,
    "warnings": Severity.WARNING,
    "suggestions": Severity.SUGGESTION,
    "info": Severity.INFO,
}


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one JSON object: the head, each file on its own, errors and summary."""
    yield f'{{"schema_version": {SCHEMA_VERSION},\n "tool": {encode(tool_data(report))},\n'
    yield ' "files": ['
    for number, file in enumerate(report.files):
        yield f"{',' if number else ''}\n  {encode(file_data(file, message))}"
    yield "],\n"
    yield f' "errors": {encode(errors_data(report, catalogue))},\n'
    yield f' "summary": {encode(summary_data(report, catalogue))}}}\n'


def encode(data: object) -> str:
    """JSON on one line; what could steer a terminal stands as an escape."""
    return escaped_json(json.dumps(data, ensure_ascii=False, allow_nan=False))


def tool_data(report: Report) -> dict[str, Any]:
    """The ``tool`` object."""
    tool = report.tool
    return {
        "name": "klarsprak",
        "version": tool.version,
        "ruleset": tool.ruleset,
        "ruleset_hash": tool.ruleset_hash,
        "model": tool.model,
    }


def file_data(file: FileReport, message: Message) -> dict[str, Any]:
    """The object of one file, findings and all."""
    return {
        "path": file.path,
        "format": str(file.format),
        "encoding": file.encoding,
        "language": file.language,
        "audience": file.audience.id,
        "document_type": file.document_type,
        "metrics": {name: _rounded(value) for name, value in file.metrics.items()},
        "promises": [
            {
                "id": p.id,
                "score": p.score,
                "coverage": round(p.coverage, 3),
                "findings": p.findings,
            }
            for p in file.promises
        ],
        "findings": [finding_data(finding, message) for finding in file.findings],
    }


def finding_data(finding: Finding, message: Message) -> dict[str, Any]:
    """The object of one finding."""
    return {
        "rule": finding.rule_id,
        "severity": str(finding.severity),
        "certainty": str(finding.certainty),
        "promise": list(finding.promises),
        "message": message(finding),
        "text": finding.text,
        **_place(finding),
        "wcag": list(finding.wcag),
        "values": dict(finding.values),
        "suggestions": list(finding.suggestions),
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _place(finding: Finding) -> dict[str, Any]:
    where = finding.location
    if not isinstance(where, FileLocation):
        places = ("start", "end", "line", "column", "end_line", "end_column")
        return {**dict.fromkeys(places), "selector": where.selector}
    place: dict[str, Any] = {
        "start": where.span.start,
        "end": where.span.end,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "selector": None,
    }
    if where.part or where.paragraph is not None:
        place |= {"part": where.part, "paragraph": where.paragraph}
    return place


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "applicability": str(fix.applicability),
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
    }


def errors_data(report: Report, catalogue: Catalogue) -> list[dict[str, str]]:
    """The ``errors`` list."""
    return [
        {
            "path": error.path,
            "code": error.code,
            "message": catalogue.error(error.code, error.values),
        }
        for error in report.errors
    ]


def summary_data(report: Report, catalogue: Catalogue) -> Mapping[str, Any]:
    """The ``summary`` object; ``suppressed`` counts what a comment or config let be.

    ``gate`` is there only when a limit was passed.
    """
    baseline = report.count_suppressed("baseline")
    passed = [
        {"path": notice.path, "code": notice.code, "message": catalogue.gate(notice)}
        for notice in report.breaches
    ]
    return {
        "files": len(report.files),
        **{name: report.count(severity) for name, severity in _SUMMARY.items()},
        "suppressed": report.count_suppressed() - baseline,
        "baseline": baseline,
        "not_run": list(report.not_run),
        **({"gate": passed} if passed else {}),
    }


def _rounded(value: float) -> float | None:
    if isinstance(value, int):
        return value
    return round(value, 3) if isfinite(value) else None
