"""Findings that only several files together show, added to the reports of the files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Promise, Suppressed
from klarsprak.core.rule import RuleSet, is_run_rule
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.linter import LintResult
from klarsprak.engine.packing import Packed
from klarsprak.engine.scoring import promise_scores


@dataclass(frozen=True, slots=True)
class Across:
    """A fact of a file that is a problem, by its number, and the values of its message."""

    fact: int
    values: Mapping[str, str]


def compare(
    results: Sequence[LintResult | Packed], ruleset: RuleSet
) -> Mapping[int, tuple[Across, ...]]:
    """What the files say together, by the number of the file in `results`."""
    rules = [rule for rule in ruleset.rules if is_run_rule(rule)]
    if not rules:
        return {}
    plain: dict[str, list[tuple[str, str, str]]] = {rule.meta.id: [] for rule in rules}
    places: dict[str, list[tuple[int, int]]] = {rule.meta.id: [] for rule in rules}
    # A menu stands on every page: its texts and addresses are held once.
    same: dict[str, str] = {}
    for number, result in enumerate(results):
        path = result.path if isinstance(result, Packed) else result.report.path
        for fact, (rule_id, key, value) in enumerate(_facts(result)):
            if rule_id in plain:
                plain[rule_id].append(
                    (path, same.setdefault(key, key), same.setdefault(value, value))
                )
                places[rule_id].append((number, fact))
    found: dict[int, list[Across]] = {}
    for rule in rules:
        for index, values in rule.compare(plain[rule.meta.id]):
            number, fact = places[rule.meta.id][index]
            found.setdefault(number, []).append(Across(fact, values))
    return {number: tuple(problems) for number, problems in found.items()}


def not_judged(results: Sequence[LintResult | Packed], ruleset: RuleSet) -> tuple[str, ...]:
    """The rules that met something in this run which they could not look at.

    A rule across files may have a method `not_judged`, which takes the facts of `compare`.
    """
    asked = {
        rule.meta.id: ask
        for rule in ruleset.rules
        if is_run_rule(rule) and (ask := getattr(rule, "not_judged", None)) is not None
    }
    facts: dict[str, list[tuple[str, str, str]]] = {rule_id: [] for rule_id in asked}
    for result in results if asked else ():
        path = result.path if isinstance(result, Packed) else result.report.path
        for rule_id, key, value in _facts(result):
            if rule_id in facts:
                facts[rule_id].append((path, key, value))
    return tuple(rule_id for rule_id, ask in asked.items() if ask(facts[rule_id]))


def _facts(result: LintResult | Packed) -> Iterable[tuple[str, str, str]]:
    if isinstance(result, Packed):
        return result.fact_rows()
    return ((rule, key, value) for rule, key, value, _ in result.facts)


def with_more(
    result: LintResult, more: Iterable[Across], promises: Iterable[Promise]
) -> FileReport:
    """The report of `result` with what the files say together.

    A finding across files is let be by the same comments and exemptions as any other, and
    weighs on the scores as any other does.
    """
    report = result.report
    let_be = {_place(s.finding): s for s in result.let_be}
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    told = (replace(result.facts[p.fact][3], values=p.values) for p in more)
    for finding in with_fingerprints(told):
        reason = let_be.get(_place(finding))
        if reason is None:
            kept.append(finding)
        else:
            hidden.append(replace(reason, finding=finding))
    if not kept and not hidden:
        return report
    findings = tuple(sorted((*report.findings, *kept), key=lambda f: f.sort_key))
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
