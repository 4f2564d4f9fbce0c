"""Findings that only several files together show, added to the reports of the files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Promise, Suppressed
from klarsprak.core.rule import RuleSet, is_run_rule
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.linter import LintResult
from klarsprak.engine.scoring import promise_scores


def reports_with_findings_across(
    results: Sequence[LintResult], ruleset: RuleSet, promises: Iterable[Promise]
) -> list[FileReport]:
    """The report of each result, with what its files say together.

    A finding across files is let be by the same comments and exemptions as any other, and
    weighs on the scores as any other does.
    """
    found = _compared(results, ruleset)
    listed = tuple(promises)
    return [_with_more(result, found.get(result.report.path, ()), listed) for result in results]


def _compared(
    results: Sequence[LintResult], ruleset: RuleSet
) -> Mapping[str, list[tuple[Finding, Mapping[str, str]]]]:
    """By path: the place of a fact that is a problem, and the values of its message."""
    found: dict[str, list[tuple[Finding, Mapping[str, str]]]] = {}
    for rule in ruleset.rules:
        if not is_run_rule(rule):
            continue
        facts = [fact for result in results for fact in result.facts if fact[0] == rule.meta.id]
        plain = [(finding.path, key, value) for _, key, value, finding in facts]
        for index, values in rule.compare(plain):
            finding = facts[index][3]
            found.setdefault(finding.path, []).append((finding, values))
    return found


def _with_more(
    result: LintResult,
    more: Iterable[tuple[Finding, Mapping[str, str]]],
    promises: tuple[Promise, ...],
) -> FileReport:
    report = result.report
    let_be = {_place(s.finding): s for s in result.let_be}
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    for place, values in more:
        finding = replace(place, values=values)
        reason = let_be.get(_place(place))
        if reason is None:
            kept.append(finding)
        else:
            hidden.append(replace(reason, finding=finding))
    if not kept and not hidden:
        return report
    findings = with_fingerprints(sorted((*report.findings, *kept), key=lambda f: f.sort_key))
    suppressed = (*report.suppressed, *hidden)
    scores = report.promises
    if result.setting is not None:
        covered = {score.id: score.coverage for score in report.promises}
        scores = promise_scores(
            promises, findings, suppressed, report.metrics, result.setting, covered
        )
    return replace(report, findings=findings, suppressed=suppressed, promises=scores)


def _place(finding: Finding) -> tuple[str, tuple[str, int, int, str, str]]:
    return finding.rule_id, finding.sort_key
