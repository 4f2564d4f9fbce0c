"""Where things are after edits."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span


def apply_edits(source: str, edits: Sequence[Edit]) -> str:
    """`source` with `edits` made; they are in file order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (source[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, source[at:]))


class Shift:
    """Moves file spans through `edits`, which are in file order and do not overlap."""

    __slots__ = ("_edits", "_grown", "_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.span.start for edit in edits]
        grown = (len(edit.text) - len(edit.span) for edit in edits)
        self._grown = [0, *accumulate(grown)]

    def moved(self, span: Span) -> Span:
        """The span in the new text; a piece of what was written over is all of the new."""
        return Span(self._place(span.start, end=False), self._place(span.end, end=True))

    def _place(self, offset: int, *, end: bool) -> int:
        number = bisect_left(self._starts, offset)
        if not number:
            return offset
        last = self._edits[number - 1]
        if offset < last.span.end:
            return last.span.start + self._grown[number - 1] + (len(last.text) if end else 0)
        return offset + self._grown[number]


class Places:
    """Spans by start, to ask which of them meet a span."""

    __slots__ = ("_longest", "_spans", "_starts")

    def __init__(self, spans: Sequence[Span]) -> None:
        order = sorted(range(len(spans)), key=lambda number: spans[number].start)
        self._spans = [(spans[number], number) for number in order]
        self._starts = [span.start for span, _ in self._spans]
        self._longest = max((len(span) for span in spans), default=0)

    def meeting(self, span: Span) -> list[int]:
        """The numbers of the spans that overlap or touch `span`."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end + 1)
        return [number for own, number in self._spans[first:last] if own.end >= span.start]

    def nearest(self, span: Span) -> int:
        """The number of the span that begins nearest; there must be one."""
        at = bisect_left(self._starts, span.start)
        near = self._spans[max(0, at - 1) : at + 1]
        return min(near, key=lambda pair: abs(pair[0].start - span.start))[1]
