"""Comments and tracked changes put into the bytes of a part, runs split where needed.

A run keeps its properties on both sides of a cut; what is not cut is not touched.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span
from klarsprak.readers.docx_paragraphs import DocxPiece, RunPlace
from klarsprak.word.markup import Dialect, Signature, prefix_at, tag_end

_INSERTED, _ENDS, _STARTS = range(3)
"""The order of what stands at one place: new text, ends of comments, starts of comments."""


@dataclass(slots=True)
class _Cuts:
    """What is to happen within one piece of text; offsets are within its text."""

    marks: list[tuple[int, int, int, str]] = field(default_factory=list)
    """(offset, order, number, markup or, for new text, the text)"""
    deleted: list[tuple[int, int, int]] = field(default_factory=list)
    """(start, end, number)"""


class Splicer:
    """Gathers what is to be put into a part, then gives its new bytes.

    `pieces` is the extracted text of that part, in order.
    """

    def __init__(self, data: bytes, pieces: Sequence[DocxPiece], signature: Signature) -> None:
        self._data = data
        self._pieces = [piece for piece in pieces if piece.run.place and piece.start < piece.end]
        self._starts = [piece.start for piece in self._pieces]
        self._signature = signature
        self._cuts: dict[int, _Cuts] = {}
        self._around: list[tuple[int, int, int, str]] = []
        self._changed: list[Span] = []

    def _over(self, span: Span) -> Iterator[tuple[int, DocxPiece]]:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for index in range(first, len(self._pieces)):
            piece = self._pieces[index]
            if piece.start >= span.end:
                return
            if piece.end > span.start:
                yield index, piece

    def holds(self, span: Span) -> bool:
        """True when a comment can stand at `span`: it touches text, or a picture."""
        return any(not piece.paragraph.in_box for _, piece in self._over(span))

    def comment(self, number: int, span: Span) -> None:
        """Put comment `number` at `span`, which must be one that `holds`."""
        over = [(i, p) for i, p in self._over(span) if not p.paragraph.in_box]
        words = [(i, p) for i, p in over if p.run.start >= 0]
        if not words:
            self._around_run(number, over[0][1].run.place)
            return
        (first, opening), (last, closing) = words[0], words[-1]
        start = max(span.start - opening.start, 0)
        end = min(span.end, closing.end) - closing.start
        self._cut(first).marks.append((start, _STARTS, number, ""))
        self._cut(last).marks.append((end, _ENDS, number, ""))

    def _around_run(self, number: int, place: RunPlace | None) -> None:
        """A picture: the comment goes round the run that shows it."""
        if place is not None:
            dialect = self._dialect(place)
            after = tag_end(self._data, place.end)
            self._around.append((place.start, _STARTS, number, dialect.range_start(number)))
            self._around.append((after, _ENDS, number, dialect.range_end(number)))

    def change(self, numbers: Iterator[int], edits: Sequence[Edit]) -> bool:
        """Make `edits` tracked changes; False, and nothing done, where they cannot be.

        They cannot be in a text box, in text that is itself a tracked change, across a tab
        or a line break, across paragraphs, or where a change stands already.
        """
        if not edits or not all(self._may_change(edit.span) for edit in edits):
            return False
        for edit in edits:
            insort(self._changed, edit.span)
            over = list(self._over(edit.span)) or [self._at(edit.span.start)]
            for index, piece in over:
                start = max(edit.span.start - piece.start, 0)
                end = min(edit.span.end, piece.end) - piece.start
                if start < end:
                    self._cut(index).deleted.append((start, end, next(numbers)))
            if edit.text:
                index, piece = over[-1]
                at = min(edit.span.end, piece.end) - piece.start
                self._cut(index).marks.append((at, _INSERTED, next(numbers), edit.text))
        return True

    def _at(self, offset: int) -> tuple[int, DocxPiece]:
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return index, self._pieces[index]

    def _may_change(self, span: Span) -> bool:
        at = bisect_left(self._changed, span)
        # Those made do not overlap each other, so only the nearest two can be in the way.
        near = self._changed[max(at - 1, 0) : at + 1]
        if any(done.overlaps(span) or done == span for done in near):
            return False
        if not self._pieces:
            return False
        over = [piece for _, piece in self._over(span)]
        if not len(span):
            over = [piece for piece in [self._at(span.start)[1]] if piece.end >= span.start]
        covered = sum(min(p.end, span.end) - max(p.start, span.start) for p in over)
        return (
            bool(over)
            and covered == len(span)
            and all(_is_plain(piece) for piece in over)
            and len({piece.paragraph.number for piece in over}) == 1
        )

    def _cut(self, index: int) -> _Cuts:
        return self._cuts.setdefault(index, _Cuts())

    def _dialect(self, place: RunPlace) -> Dialect:
        return Dialect.of(self._data, prefix_at(self._data, place.start))

    def result(self) -> bytes:
        """The part with everything put in."""
        parts = [(at, at, order, number, text) for at, order, number, text in self._around]
        for index, cuts in self._cuts.items():
            start, end, text = self._cut_piece(self._pieces[index], cuts)
            parts.append((start, end, _STARTS, -1, text))
        out, done = [], 0
        for start, end, _, _, text in sorted(parts):
            out += [self._data[done:start], text.encode("utf-8")]
            done = end
        return b"".join([*out, self._data[done:]])

    def _cut_piece(self, piece: DocxPiece, cuts: _Cuts) -> tuple[int, int, str]:
        """The bytes of the part that the piece's new markup stands for, and the markup."""
        place = piece.run.place
        assert place is not None  # pieces without a place were left out
        frame = _Frame.of(self._data, piece, place)
        dialect = self._dialect(place)
        out: list[str] = []
        is_open = frame.is_open_before

        def turn(*, on: bool) -> None:
            nonlocal is_open
            if is_open != on:
                out.append(frame.opening if on else frame.closing)
                is_open = on

        for kind, number, text in _steps(piece.run.text, cuts):
            turn(on=kind == "text")
            signed = f'{dialect.declaration} w:id="{number}" {self._signature.attributes}'
            if kind == "text":
                out.append(dialect.text(text))
            elif kind == "del":
                inner = f"{frame.opening}{dialect.text(text, 'delText')}{frame.closing}"
                out.append(f"<w:del{signed}>{inner}</w:del>")
            elif kind == "ins":
                inner = f"{frame.opening}{dialect.text(text)}{frame.closing}"
                out.append(f"<w:ins{signed}>{inner}</w:ins>")
            elif kind == "start":
                out.append(dialect.range_start(number))
            else:
                out.append(dialect.range_end(number))
        turn(on=frame.is_open_after)
        return frame.start, frame.end, "".join(out)


def _is_plain(piece: DocxPiece) -> bool:
    place = piece.run.place
    is_word = piece.run.start >= 0 and not piece.paragraph.in_box
    return is_word and place is not None and not place.is_inserted


@dataclass(frozen=True, slots=True)
class _Frame:
    """What of a run is written anew: its text alone, or the run round it where it can be.

    So a cut at the edge of a run leaves no empty run behind.
    """

    start: int
    end: int
    is_open_before: bool
    is_open_after: bool
    opening: str
    closing: str

    @classmethod
    def of(cls, data: bytes, piece: DocxPiece, place: RunPlace) -> "_Frame":
        run_tag = data[place.start : tag_end(data, place.start)]
        inside = place.start + len(run_tag)
        properties = b""
        if place.properties is not None:
            first, last = place.properties
            inside = tag_end(data, last)
            properties = data[first:inside]
        start, end = piece.run.start, tag_end(data, piece.run.end)
        is_first = not data[inside:start].strip()
        is_last = not data[end : place.end].strip()
        after = tag_end(data, place.end)
        return cls(
            place.start if is_first else start,
            after if is_last else end,
            not is_first,
            not is_last,
            (run_tag + properties).decode("utf-8"),
            data[place.end : after].decode("utf-8"),
        )


def _steps(text: str, cuts: _Cuts) -> Iterator[tuple[str, int, str]]:
    """What to write, in order: (kind, number, text)."""
    marks = sorted(cuts.marks)
    edges = {0, len(text), *(mark[0] for mark in marks)}
    edges |= {edge for start, end, _ in cuts.deleted for edge in (start, end)}
    names = {_INSERTED: "ins", _ENDS: "end", _STARTS: "start"}
    ordered = sorted(edges)
    at = 0
    for index, edge in enumerate(ordered):
        while at < len(marks) and marks[at][0] == edge:
            _, order, number, new = marks[at]
            yield names[order], number, new
            at += 1
        if index + 1 < len(ordered):
            yield _stretch(text, edge, ordered[index + 1], cuts.deleted)


def _stretch(
    text: str, start: int, end: int, deleted: Iterable[tuple[int, int, int]]
) -> tuple[str, int, str]:
    for first, last, number in deleted:
        if first <= start and end <= last:
            return "del", number, text[start:end]
    return "text", -1, text[start:end]
