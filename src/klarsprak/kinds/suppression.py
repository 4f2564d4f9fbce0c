"""The kind `suppression`: comments that let findings be, and have something wrong with them.

    kind: suppression
    fault: unused

`fault` is one of unused, no-reason, expired and unknown-rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from klarsprak.core.definition import Definition
from klarsprak.core.document import Document, Format, Suppression
from klarsprak.core.finding import Applicability, Edit, Match
from klarsprak.core.rule import Exempted, RuleMeta
from klarsprak.core.spans import Span

KEYS = frozenset({"fault"})
VALUES = frozenset({"rules", "until"})
FAULTS = ("unused", "no-reason", "expired", "unknown-rule")


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """Yields one match for each comment at fault, however many rules it names."""

    meta: RuleMeta
    fault: str

    def judge(self, exempted: Exempted) -> Iterator[Match]:
        """Yield the comments at fault, with their removal where nothing is lost by it."""
        document = exempted.document
        for _, group in groupby(document.suppressions, key=lambda s: s.place):
            comment = list(group)
            at_fault = [s for s in comment if self._is_at_fault(s, exempted)]
            if not at_fault:
                continue
            names = ", ".join(s.rule for s in at_fault if s.rule != "*")
            match = Match(at_fault[0].place, {"rules": names, "until": at_fault[0].until})
            if self.fault == "unused":
                edits = removal(document, comment, at_fault)
                match = replace(match, edits=edits, applicability=Applicability.SAFE)
            yield match

    def _is_at_fault(self, suppression: Suppression, exempted: Exempted) -> bool:
        expired = _is_expired(suppression.until, exempted.today)
        if self.fault == "no-reason":
            return not suppression.reason
        if self.fault == "expired":
            return expired
        if self.fault == "unknown-rule":
            return not _is_known(suppression.rule, exempted)
        if not suppression.reason or expired:
            return False
        return suppression in exempted.unused and _had_its_chance(suppression.rule, exempted)


def _is_expired(until: str, today: date) -> bool:
    try:
        return bool(until) and date.fromisoformat(until) < today
    except ValueError:
        return True


def _is_known(rule: str, exempted: Exempted) -> bool:
    return rule == "*" or _meant(rule, exempted.known)


def _had_its_chance(rule: str, exempted: Exempted) -> bool:
    """Whether what a comment lets be would have been found in this run."""
    return _meant(rule, exempted.ran) and not _meant(rule, exempted.skipped)


def _meant(rule: str, ids: frozenset[str]) -> bool:
    """Whether an id, an area or ``*`` means any rule."""
    return bool(ids) and (rule == "*" or rule in _names(ids))


@lru_cache(maxsize=8)
def _names(ids: frozenset[str]) -> frozenset[str]:
    """The ids and their areas: a text may have as many comments as words."""
    return ids | {i.partition("/")[0] for i in ids}


def removal(
    document: Document, comment: list[Suppression], at_fault: list[Suppression]
) -> tuple[Edit, ...]:
    """Edits that take the rules `at_fault` out of a comment, or all of it with its end."""
    rest = [s.rule for s in comment if s not in at_fault]
    first = comment[0]
    if rest:
        return (Edit(first.listed, ", ".join(rest)),) if first.listed else ()
    places = [first.place, *([first.ended_by] if first.ended_by else [])]
    return tuple(Edit(_with_its_line(document, place), "") for place in places)


def _with_its_line(document: Document, place: Span) -> Span:
    """The span to delete: with the line, where the comment has it for itself."""
    source = document.source
    start, end = _start_of_blank(source, place.start), _end_of_blank(source, place.end)
    if start is None or end is None:
        return place
    if end == len(source):
        return Span(start, end)
    next_end = _end_of_blank(source, end + 1)
    next_is_empty = next_end is not None
    before_is_empty = start == 0 or _start_of_blank(source, start - 1) is not None
    if before_is_empty and next_end is not None and next_end < len(source):
        return Span(start, next_end + 1)
    is_comment = source.startswith("<", place.start)
    if (
        document.format is Format.MARKDOWN
        and is_comment
        and not before_is_empty
        and not next_is_empty
    ):
        # Without the comment the two paragraphs would be one; an empty line parts them too.
        return place
    return Span(start, end + 1)


def _start_of_blank(source: str, at: int) -> int | None:
    """Where the line that holds `at` begins, if nothing stands in it before `at`."""
    while at and source[at - 1] != "\n":
        at -= 1
        if not source[at].isspace():
            return None
    return at


def _end_of_blank(source: str, at: int) -> int | None:
    """The line end after `at`, or the end of the text, if nothing stands before it."""
    while at < len(source) and source[at] != "\n":
        if not source[at].isspace():
            return None
        at += 1
    return at


def build(definition: Definition) -> SuppressionRule:
    """Make the rule; RuleError when the fault is not known."""
    fault = definition.text("fault")
    if fault not in FAULTS:
        definition.fail("fault", "rule-value", value=fault, allowed=", ".join(FAULTS))
    return SuppressionRule(definition.meta, fault)
