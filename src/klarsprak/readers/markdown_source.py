"""Places in Markdown: from the content of a block token to the file."""

import re
from bisect import bisect_right
from typing import NamedTuple

from markdown_it.token import Token

from klarsprak.readers.markdown_lines import line_breaks
from klarsprak.readers.normal import Piece

_LINE_END = re.compile(r"\r\n?|\n")
_SPACES = " \t"
_NOT_BLANK = re.compile(r"[^ \t]")


class Segment(NamedTuple):
    """Content from `content` on stands in the file from `source` on, `length` signs."""

    content: int
    source: int
    length: int
    verbatim: bool = True


class MarkdownSource:
    """A Markdown file beside its normalised form (LF only, settings in front blanked).

    `masked` is the file with the signs of quotes and lists before continued lines blanked,
    so that any stretch of it can be read as the content of its block.
    """

    def __init__(self, source: str, body_start: int, *, line_mode: bool = False) -> None:
        self.source = source
        self._file_starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        lines = _LINE_END.split(source)
        if body_start:
            hidden = bisect_right(self._file_starts, body_start) - 1
            lines[: hidden + 1] = [""] * (hidden + 1)
        places = self._file_starts
        if line_mode:
            lines, places = _spread(lines, places)
        self.normalised = "\n".join(lines)
        self._places = places
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._masks: list[tuple[int, int]] = []

    def to_file(self, offset: int) -> int:
        """The file offset of an offset in the normalised text."""
        line = min(bisect_right(self._starts, offset), len(self._places)) - 1
        return self._places[line] + offset - self._starts[line]

    def line_start(self, line: int) -> int:
        """The file offset where the 0-based line of the normalised text begins."""
        return self._places[min(line, len(self._places) - 1)]

    def mask(self, token: Token) -> None:
        """Blank what stands before the text on every line of a leaf block but the first."""
        for _, text, _ in token.meta["lines"]:
            at = self.to_file(text)
            line = bisect_right(self._file_starts, at) - 1
            self._masks.append((self._file_starts[line], at))

    def masked(self) -> str:
        """The file with everything given to `mask` blanked; same length."""
        parts: list[str] = []
        at = 0
        for start, end in sorted(set(self._masks)):
            if start < at or start == end:
                continue
            parts += (self.source[at:start], _NOT_BLANK.sub(" ", self.source[start:end]))
            at = end
        return "".join((*parts, self.source[at:]))


def _spread(lines: list[str], places: list[int]) -> tuple[list[str], list[int]]:
    """Put an empty line, which the file does not have, wherever a new paragraph begins."""
    breaks = line_breaks(lines)
    spread: list[str] = []
    found: list[int] = []
    for index, (line, place) in enumerate(zip(lines, places, strict=True)):
        if index in breaks:
            spread.append("")
            found.append(place)
        spread.append(line)
        found.append(place)
    return spread, found


class Content:
    """Where the content of one inline token stands in the file."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._starts = [segment.content for segment in segments]

    def pieces(self, masked: str, start: int, end: int) -> list[Piece]:
        """The file text of the content from `start` to `end`, line ends as white space."""
        out: list[Piece] = []
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            content, source, length, verbatim = self._segments[index]
            if content >= end:
                break
            a, b = max(content, start), min(content + length, end)
            if a >= b:
                continue
            if not verbatim:
                out.append(Piece(masked[source + 1], source, source + 2, False))
                continue
            at, stop = source + a - content, source + b - content
            if out and out[-1].end < at and not masked[out[-1].end : at].strip():
                out.append(Piece(masked[out[-1].end : at], out[-1].end, at, True))
            out.append(Piece(masked[at:stop], at, stop, True))
        return out

    def place(self, offset: int) -> int:
        """The file offset of a content offset; between lines, the end of the line."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self._segments[0].source if self._segments else 0
        segment = self._segments[index]
        length = segment.length if segment.verbatim else segment.length + 1
        return segment.source + min(offset - segment.content, length)


def paragraph_content(source: MarkdownSource, token: Token) -> Content:
    """The places of the lines of an inline token's content (paragraph or heading)."""
    lines = token.meta["lines"]
    content_lines = token.content.split("\n")
    while len(lines) > len(content_lines) and _is_blank(source, lines[0]):
        lines = lines[1:]
    found: list[Segment] = []
    at = 0
    for (_, start, end), content in zip(lines, content_lines, strict=False):
        body = content.lstrip(_SPACES)
        line = source.normalised[start:end]
        offset = start + (0 if line.startswith(body) else _heading_start(line, body))
        lead = len(content) - len(body)
        if body:
            found.append(Segment(at + lead, source.to_file(offset), len(body)))
        at += len(content) + 1
    return Content(found)


def _is_blank(source: MarkdownSource, line: tuple[int, int, int]) -> bool:
    return not source.normalised[line[1] : line[2]].strip()


def _heading_start(line: str, body: str) -> int:
    """Where the text of `# heading #` begins; other white space than blanks was trimmed."""
    signs = len(line) - len(line.lstrip("#"))
    if signs:
        rest = line[signs:]
        start = signs + len(rest) - len(rest.lstrip())
        if line.startswith(body, start):
            return start
    start = len(line) - len(line.lstrip())
    if not line.startswith(body, start):
        raise ValueError("the content of a Markdown block is not in its line")
    return start


def row_segments(source: MarkdownSource, line: tuple[int, int, int]) -> list[Content]:
    """The places of the cells of a table row; an escaped pipe stands for itself."""
    _, start, end = line
    text = source.normalised[start:end]
    bounds: list[list[int]] = []
    escapes: list[list[int]] = []
    cell_start, pipes = 0, []
    for match in re.finditer(r"\|", text):
        at = match.start()
        if at and text[at - 1] == "\\":
            pipes.append(at)
            continue
        bounds.append([cell_start, at])
        escapes.append(pipes)
        cell_start, pipes = at + 1, []
    bounds.append([cell_start, len(text)])
    escapes.append(pipes)
    trimmed = text.strip()
    if trimmed.startswith("|"):
        bounds, escapes = bounds[1:], escapes[1:]
    if bounds and bounds[-1][0] >= len(text.rstrip()) and trimmed.endswith("|"):
        bounds, escapes = bounds[:-1], escapes[:-1]
    return [
        _cell(source, start, text, a, b, inner)
        for (a, b), inner in zip(bounds, escapes, strict=True)
    ]


def _cell(
    source: MarkdownSource, base: int, text: str, start: int, end: int, pipes: list[int]
) -> Content:
    cell = text[start:end]
    start, end = start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())
    found: list[Segment] = []
    content, at = 0, start
    for pipe in [*pipes, end + 1]:
        stop = min(pipe - 1, end)
        if at < stop:
            found.append(Segment(content, source.to_file(base + at), stop - at))
            content += stop - at
        if pipe <= end:
            found.append(Segment(content, source.to_file(base + pipe - 1), 1, False))
            content += 1
        at = pipe + 1
    return Content(found)
