"""Findings that a comment in the text, or the project file, lets be."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from itertools import accumulate
from types import MappingProxyType

from klarsprak.config.model import ExemptionRow
from klarsprak.core.document import Document, Suppression
from klarsprak.core.finding import Finding
from klarsprak.core.report import Suppressed
from klarsprak.core.spans import Span


def covers(rule: str, finding: Finding) -> bool:
    """Whether a suppression of `rule` (an id, an area, or ``*``) is about this finding."""
    return rule in ("*", finding.rule_id, finding.rule_id.partition("/")[0])


def is_expired(until: str, today: date) -> bool:
    """Whether the end date has passed; a date that cannot be read has."""
    if not until:
        return False
    try:
        return date.fromisoformat(until) < today
    except ValueError:
        return True


def split(
    findings: Iterable[Finding],
    document: Document,
    exceptions: Sequence[ExemptionRow],
    today: date,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Finding], list[Suppressed], list[Suppression]]:
    """Return (findings that stay, those let be, comments that let nothing be).

    `aliases` gives the id of a rule that a comment may name by an older one.
    """
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    used: set[Suppression] = set()
    live = _Live(
        [s for s in document.suppressions if s.reason and not is_expired(s.until, today)], aliases
    )
    listed = [e for e in exceptions if _applies(e, document.path, today)]
    for finding in findings:
        comment = live.about(finding)
        if comment:
            used.add(comment)
            hidden.append(Suppressed(finding, comment.reason, "comment"))
            continue
        rule = next((e for e in listed if lets_be(e, finding)), None)
        if rule:
            hidden.append(Suppressed(finding, rule.grunn, "config"))
        else:
            kept.append(finding)
    unused = [s for s in document.suppressions if s not in used]
    return kept, hidden, unused


class _Live:
    """Comments by the rule they name and by where they begin to hold.

    A file may hold as many comments as findings, so neither is gone through for the other.
    """

    def __init__(self, comments: Sequence[Suppression], aliases: Mapping[str, str]) -> None:
        by_rule: dict[str, list[tuple[int, int, Suppression]]] = {}
        for number, comment in enumerate(comments):
            row = (comment.scope.start, number, comment)
            by_rule.setdefault(aliases.get(comment.rule, comment.rule), []).append(row)
        self._by_rule = {rule: sorted(rows, key=_order) for rule, rows in by_rule.items()}
        self._reach = {
            rule: list(accumulate((row[2].scope.end for row in rows), max))
            for rule, rows in self._by_rule.items()
        }

    def about(self, finding: Finding) -> Suppression | None:
        """The comment that lets a finding be; of several, that which stands first."""
        span = finding.span
        if span is None or not self._by_rule:
            return None
        found = [
            row
            for rule in (finding.rule_id, finding.rule_id.partition("/")[0], "*")
            if rule in self._by_rule and (row := self._first(rule, span))
        ]
        return min(found, key=lambda row: row[1])[2] if found else None

    def _first(self, rule: str, span: Span) -> tuple[int, int, Suppression] | None:
        """The row that overlaps: the first to end past its start, unless it begins too late."""
        rows = self._by_rule[rule]
        at = bisect_right(self._reach[rule], span.start)
        return rows[at] if at < len(rows) and rows[at][2].scope.overlaps(span) else None


def _order(row: tuple[int, int, Suppression]) -> tuple[int, int]:
    return row[:2]


def _applies(exception: ExemptionRow, path: str, today: date) -> bool:
    if is_expired(exception.til, today):
        return False
    return (
        not exception.sti
        or fnmatchcase(path, exception.sti)
        or fnmatchcase(path, f"*/{exception.sti}")
    )


def lets_be(exception: ExemptionRow, finding: Finding) -> bool:
    """Whether a row of the project file is about a finding, path and end date apart.

    Its text is a part of the flagged words, or a part of the sentence that holds them.
    """
    if not covers(exception.regel, finding):
        return False
    wanted, flagged = _normal(exception.tekst), _normal(finding.text)
    return wanted in flagged or (flagged in wanted and wanted in _normal(finding.excerpt.text))


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
