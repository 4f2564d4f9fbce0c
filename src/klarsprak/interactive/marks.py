"""Findings in a text that is being written: their places follow along with every change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from klarsprak.core.finding import Finding
from klarsprak.core.spans import Span
from klarsprak.interactive.editing import Change
from klarsprak.messages.catalogue import is_whole_text


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding and where it stands now, in code points of the text as it is now.

    While `exact`, ``text[span.start:span.end]`` is `finding.text`. A mark someone has
    written inside of is not: it is shown until the next check has its say, and offers
    nothing to take. A finding about the `whole` text points at the first heading or line,
    which is not what is wrong with it; it always stays.
    """

    finding: Finding
    span: Span
    exact: bool = True

    @property
    def whole(self) -> bool:
        """Whether the finding is about the text as a whole."""
        return is_whole_text(self.finding)

    @property
    def shift(self) -> int:
        """How far the mark stands from where the finding was reported."""
        reported = self.finding.span
        return self.span.start - reported.start if reported is not None else 0


def marks_of(findings: Iterable[Finding], shift: int = 0) -> tuple[Mark, ...]:
    """Marks of the findings that have a place in the file, `shift` code points further on."""
    return tuple(
        Mark(finding, finding.span.shift(shift)) for finding in findings if finding.span is not None
    )


def moved(marks: Iterable[Mark], changes: Iterable[Change]) -> tuple[Mark, ...]:
    """The marks after `changes`; those whose words were written over are left out."""
    result = tuple(marks)
    for change in changes:
        result = tuple(_moved(result, change))
    return result


def _moved(marks: Iterable[Mark], change: Change) -> Iterable[Mark]:
    start, end, growth = change.old.start, change.old.end, change.growth
    for mark in marks:
        span = mark.span
        if span.end <= start:
            yield mark
        elif span.start >= end:
            yield replace(mark, span=span.shift(growth))
        elif span.start < start and end < span.end:
            yield replace(mark, span=Span(span.start, span.end + growth), exact=False)
        elif mark.whole:
            at = min(span.start, start)
            yield replace(mark, span=Span(at, at), exact=False)
