"""Findings that only several files together show, added to the reports of the files."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Promise, Suppressed
from klarsprak.core.rule import Rule, is_run_rule
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.keys import digest
from klarsprak.engine.packing import Packed, pack
from klarsprak.engine.result import LintResult
from klarsprak.engine.scoring import promise_scores

if TYPE_CHECKING:
    from klarsprak.engine.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Across:
    """A fact of a file that is a problem, by its number, and the values of its message."""

    fact: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Together:
    """What the files of a run say together.

    `found` are problems by the number of the file, `not_judged` the rules that met
    something which they could not look at.
    """

    found: Mapping[int, tuple[Across, ...]]
    not_judged: tuple[str, ...]


def compare(
    results: Sequence[LintResult | Packed], rule_of: Callable[[str], Rule | None]
) -> Together:
    """What the files say together, by the rules whose facts stand in `results`.

    `rule_of` gives a chosen rule by its id. A rule across files may have a method
    `not_judged`, which takes the same facts as its `compare`. No facts, no rule is asked.
    """
    plain: dict[str, list[tuple[str, str, str]]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    # A menu stands on every page: its texts and addresses are held once.
    same: dict[str, str] = {}
    for number, result in enumerate(results):
        path = result.path if isinstance(result, Packed) else result.report.path
        for fact, (rule_id, key, value) in enumerate(_facts(result)):
            row = (path, same.setdefault(key, key), same.setdefault(value, value))
            plain.setdefault(rule_id, []).append(row)
            places.setdefault(rule_id, []).append((number, fact))
    found: dict[int, list[Across]] = {}
    unjudged = []
    for rule_id in sorted(plain):
        rule = rule_of(rule_id)
        if rule is None or not is_run_rule(rule):
            continue
        for index, values in rule.compare(plain[rule_id]):
            number, fact = places[rule_id][index]
            found.setdefault(number, []).append(Across(fact, values))
        ask = getattr(rule, "not_judged", None)
        if ask is not None and ask(plain[rule_id]):
            unjudged.append(rule_id)
    return Together({number: tuple(more) for number, more in found.items()}, tuple(unjudged))


def recalled(
    results: Sequence[LintResult | Packed],
    scope: str,
    rule_of: Callable[[str], Rule | None],
    shelf: "Shelf",
) -> Together:
    """As `compare`; what the same files under the same rules said last time is not asked anew.

    `scope` names rules and settings.
    """
    parts: list[bytes | str] = ["together", scope]
    for result in results:
        packed = result if isinstance(result, Packed) else pack(result)
        if packed.facts:
            parts += (packed.path, packed.facts)
        else:
            parts.append("")
    key = digest(*parts)
    found = _decoded(shelf.blocks([key]).get(key), results)
    if found is None:
        found = compare(results, rule_of)
        data = [
            [number, one.fact, dict(one.values)]
            for number, more in found.found.items()
            for one in more
        ]
        shelf.keep_block(key, json.dumps([data, found.not_judged]).encode())
    return found


def _decoded(data: bytes | None, results: Sequence[LintResult | Packed]) -> Together | None:
    """What a row says; None when it is not what `recalled` wrote about these results."""
    if data is None:
        return None
    found: dict[int, list[Across]] = {}
    try:
        rows, not_judged = json.loads(data)
        for number, fact, values in rows:
            result = results[number]
            known = result.fact_rows() if isinstance(result, Packed) else result.facts
            if not 0 <= fact < len(known):
                return None
            told = {str(name): str(value) for name, value in values.items()}
            found.setdefault(int(number), []).append(Across(fact, told))
        return Together(
            {number: tuple(more) for number, more in found.items()}, tuple(map(str, not_judged))
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None


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
    kept, hidden = _told([fact[3] for fact in result.facts], result.let_be, more)
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


def counts_of(packed: Packed, more: Sequence[Across]) -> Mapping[str, int]:
    """The counts of the outline with `more`; ValueError when the bytes are unsound."""
    kept, hidden = _told(*packed.fact_findings(), more)
    counts = Counter(packed.outline.counts)
    counts.update(finding.severity.value for finding in kept)
    counts.update(f"suppressed {one.by}" for one in hidden)
    return counts


def _told(
    facts: Sequence[Finding], let_be: Iterable[Suppressed], more: Iterable[Across]
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings of facts that are a problem: those that count, and those let be."""
    reasons = {_place(s.finding): s for s in let_be}
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    told = (replace(facts[p.fact], values=p.values) for p in more)
    for finding in with_fingerprints(told):
        reason = reasons.get(_place(finding))
        if reason is None:
            kept.append(finding)
        else:
            hidden.append(replace(reason, finding=finding))
    return kept, hidden


def _place(finding: Finding) -> tuple[str, tuple[str, int, int, str, str]]:
    return finding.rule_id, finding.sort_key
