"""Puts a block together: collapsed white space, NFC, marks, and the map to the file."""

from collections.abc import Iterable
from typing import NamedTuple

from klarsprak.core.document import Mark, MarkKind
from klarsprak.core.spans import Run, SourceMap, Span
from klarsprak.readers.composing import compose
from klarsprak.readers.normal import (
    COLLAPSIBLE,
    SPECIAL,
    SPECIAL_PRE,
    Piece,
    compositions,
    is_removed,
)
from klarsprak.readers.placeholders import placeholder_spans


class Built(NamedTuple):
    """A finished text with its map and marks."""

    text: str
    source_map: SourceMap
    marks: tuple[Mark, ...]


class PendingMark(NamedTuple):
    """A mark in positions of the assembly (`Assembly.length`), before trimming."""

    kind: MarkKind
    start: int
    end: int
    value: str = ""


class Assembly:
    """Collects the text of one block in file order.

    With `preserve` white space stands as in the file, but CRLF becomes LF. `length` is the
    position a mark may start or end at.
    """

    __slots__ = ("_pieces", "_preserve", "_special", "floor", "length", "soft")

    def __init__(self, *, preserve: bool = False) -> None:
        self._pieces: list[Piece] = []
        self._preserve = preserve
        self._special = SPECIAL_PRE if preserve else SPECIAL
        self.length = 0
        self.soft = True
        """The text so far is empty or ends in white space that swallows more of it."""
        self.floor = 0
        """The file offset up to which text has been read."""

    def _append(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        self._pieces.append(Piece(text, start, end, verbatim))
        self.length += len(text)
        self.floor = end

    def _verbatim(self, source: str, start: int, end: int) -> None:
        if start < end and self.soft and not self._preserve and source[start] == " ":
            start += 1
        if start < end:
            self._append(source[start:end], start, end, verbatim=True)
            self.soft = source[end - 1] == " "

    def add_slice(self, source: str, start: int, end: int) -> None:
        """Add file text that stands for itself."""
        at = start
        for match in self._special.finditer(source, start, end):
            self._verbatim(source, at, match.start())
            self._add_special(match.group(), match.start(), match.end())
            at = match.end()
        self._verbatim(source, at, end)

    def _add_special(self, text: str, start: int, end: int) -> None:
        if is_removed(text[0]):
            self._append("", start, end, verbatim=False)
        elif self._preserve and text[0] == "\r":
            self._append("\n", start, end, verbatim=False)
        elif text[0] in COLLAPSIBLE:
            self.add_space(start, end)
        else:
            for offset in range(start, end):
                self._append(" ", offset, offset + 1, verbatim=False)
            self.soft = False

    def add_space(self, start: int, end: int) -> None:
        """Add one space for the white space at these file offsets, if none is there."""
        if not self.soft:
            self._append(" ", start, end, verbatim=False)
            self.soft = True

    def add_decoded(self, text: str, start: int, end: int) -> None:
        """Add what a character reference or an escape at these offsets stands for."""
        kept = "".join(char for char in text if not is_removed(char))
        if not kept:
            self._append("", start, end, verbatim=False)
        elif not self._preserve and not kept.strip(COLLAPSIBLE):
            self.add_space(start, end)
        else:
            plain = "".join(" " if char.isspace() and char != "\n" else char for char in kept)
            self._append(plain, start, end, verbatim=False)
            self.soft = False

    def add_line_end(self, start: int, end: int) -> bool:
        """Add LF for a forced line end; False when the text already ends in one."""
        while self._pieces and self.soft and self.length:
            last = self._pieces[-1]
            if last.text == "":
                self._pieces.pop()
            elif last.text[-1] == " ":
                self._pieces.pop()
                if last.verbatim and len(last.text) > 1:
                    self._pieces.append(Piece(last.text[:-1], last.start, last.end - 1, True))
                self.length -= 1
                break
            else:
                break
        if not self.length:
            return True
        if self._pieces and self._pieces[-1].text == "\n":
            return False
        self._append("\n", start, end, verbatim=False)
        self.soft = True
        return True

    @property
    def is_blank(self) -> bool:
        """True while nothing but white space has come."""
        return not any(piece.text.strip() for piece in self._pieces)

    def finish(self, marks: Iterable[PendingMark] = ()) -> Built | None:
        """The trimmed, composed text with its map and marks; None when it is blank."""
        pieces = _settle(self._pieces)
        text = "".join(piece.text for piece in pieces)
        stripped = text.strip("\n\r") if self._preserve else text.strip()
        if not stripped.strip():
            return None
        left = text.index(stripped)
        right = left + len(stripped)
        runs = _runs(pieces, left, right)
        changes = compositions(stripped)
        moved = [m for mark in marks if (m := _clipped(mark, left, right)) is not None]
        if changes:
            stripped, runs, places = compose(stripped, runs, changes)
            moved = [PendingMark(m.kind, places[m.start], places[m.end], m.value) for m in moved]
        own = [_trimmed(m, stripped) for m in moved]
        holes = [
            Mark(MarkKind.PLACEHOLDER, span, stripped[span.start : span.end])
            for span in placeholder_spans(stripped)
        ]
        every = sorted(
            [m for m in own if m is not None] + holes,
            key=lambda m: (m.span.start, -m.span.end),
        )
        return Built(stripped, SourceMap(runs), tuple(every))


def _clipped(mark: PendingMark, left: int, right: int) -> PendingMark | None:
    start, end = max(mark.start, left), min(mark.end, right)
    return mark._replace(start=start - left, end=end - left) if start < end else None


def _trimmed(mark: PendingMark, text: str) -> Mark | None:
    inner = text[mark.start : mark.end]
    start = mark.start + len(inner) - len(inner.lstrip())
    end = mark.end - (len(inner) - len(inner.rstrip()))
    return Mark(mark.kind, Span(start, end), mark.value) if start < end else None


def _settle(pieces: list[Piece]) -> list[Piece]:
    """Merge neighbours; a sign removed within a word joins the letter before it.

    So an edit may replace a word with soft hyphens in it: nothing but text stands there.
    """
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.text == "":
            if out and _is_inside_word(out[-1], piece, pieces, index):
                last = out.pop()
                if len(last.text) > 1 and last.verbatim:
                    out.append(Piece(last.text[:-1], last.start, last.end - 1, True))
                    last = Piece(last.text[-1], last.end - 1, last.end, True)
                out.append(Piece(last.text, last.start, piece.end, False))
            continue
        if out and piece.verbatim and out[-1].verbatim and out[-1].end == piece.start:
            last = out.pop()
            out.append(Piece(last.text + piece.text, last.start, piece.end, True))
        else:
            out.append(piece)
    return out


def _is_inside_word(last: Piece, removed: Piece, pieces: list[Piece], index: int) -> bool:
    if last.end != removed.start or not last.text[-1].isalnum():
        return False
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None or following.start != removed.end:
        return False
    return following.text == "" or following.text[0].isalnum()


def _runs(pieces: list[Piece], left: int, right: int) -> list[Run]:
    """The runs of the text between `left` and `right`, shifted to start at 0."""
    runs: list[Run] = []
    at = 0
    for text, start, end, verbatim in pieces:
        a, b = max(at, left), min(at + len(text), right)
        if a < b:
            span = Span(start + a - at, start + b - at) if verbatim else Span(start, end)
            runs.append(Run(Span(a - left, b - left), span, verbatim))
        at += len(text)
    return runs
