"""Positions: half-open spans of code points, and the map from block text to file text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points; `0 <= start <= end`, else ValueError."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True when `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The same span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of block text and the stretch of file text it was read from.

    `verbatim` runs have equal lengths and map code point by code point; any other run
    (an entity, collapsed white space, a composed letter) maps as a whole.
    """

    text: Span
    source: Span
    verbatim: bool = True


class SourceMap:
    """Maps block text to file text; built by readers, never by searching.

    Raises ValueError if the runs leave a gap in the text, go backwards in the file, or
    claim to be verbatim with two lengths, so a broken reader fails where it is wrong and
    not in a report.
    """

    __slots__ = ("_runs", "_starts", "length")

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = tuple(runs)
        expected = source_floor = 0
        for run in self._runs:
            if run.text.start != expected or run.source.start < source_floor:
                raise ValueError(f"source map has a gap or goes backwards at {run}")
            if not len(run.text):
                raise ValueError(f"a run must hold text: {run}")
            if run.verbatim and len(run.text) != len(run.source):
                raise ValueError(f"verbatim run of two lengths: {run}")
            expected, source_floor = run.text.end, run.source.end
        self._starts = [run.text.start for run in self._runs]
        self.length = expected

    @classmethod
    def verbatim(cls, text_length: int, source_start: int) -> "SourceMap":
        """The map of a text that stands in the file just as it is."""
        if not text_length:
            return cls(())
        return cls((Run(Span(0, text_length), Span(source_start, source_start + text_length)),))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs in text order."""
        return self._runs

    def _run_at(self, position: int) -> Run:
        return self._runs[bisect_right(self._starts, position) - 1]

    def to_source(self, span: Span) -> Span:
        """Return the smallest file span that covers the block-text `span`.

        Raises ValueError for an empty span or one outside the text.
        """
        if span.start == span.end or span.end > self.length:
            raise ValueError(f"a span without a place in the file: {span}")
        first, last = self._run_at(span.start), self._run_at(span.end - 1)
        start, end = first.source.start, last.source.end
        if first.verbatim:
            start += span.start - first.text.start
        if last.verbatim:
            end -= last.text.end - span.end
        return Span(start, end)

    def is_contiguous(self, span: Span) -> bool:
        """True when no markup stands inside the file span of `span`.

        Only then may an edit replace it.
        """
        return next(self.gaps(span), None) is None

    def gaps(self, span: Span) -> Iterator[Span]:
        """The file spans inside that of `span` that no text was read from."""
        at: int | None = None
        position = span.start
        while position < span.end:
            run = self._run_at(position)
            if at is not None and run.source.start != at:
                yield Span(at, run.source.start)
            at, position = run.source.end, run.text.end

    def is_exact(self, span: Span) -> bool:
        """True when `to_source` of a span that is not empty covers nothing beside it.

        False where it begins or ends within a stretch that maps as a whole.
        """
        first, last = self._run_at(span.start), self._run_at(span.end - 1)
        starts = first.verbatim or span.start == first.text.start
        return starts and (last.verbatim or span.end == last.text.end)

    def to_text(self, offset: int) -> int | None:
        """The block-text offset of a file offset; None where no text was read from it."""
        for run in self._runs:
            if run.source.start <= offset < run.source.end:
                return run.text.start + (offset - run.source.start if run.verbatim else 0)
        return None


class LineIndex:
    """Line and column of file offsets: 1-based code points; lines end at LF only."""

    __slots__ = ("_starts",)

    def __init__(self, source: str) -> None:
        self._starts = [0]
        at = source.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = source.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """The file offset where the 1-based `line` begins."""
        return self._starts[line - 1]

    def __len__(self) -> int:
        return len(self._starts)
