"""Markdown → Document: its tokens join the stream of tags that the HTML reader takes.

So lists, tables, quotes, links and HTML in the text become blocks in one way only, and
markup that is opened in one HTML block and closed in another is repaired as in a browser.
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token as MarkdownToken

from klarsprak.core.document import Document, Format
from klarsprak.readers.front_matter import FrontMatter, front_matter
from klarsprak.readers.html import html_blocks, html_metadata
from klarsprak.readers.html_context import Context
from klarsprak.readers.html_tokens import Attribute, Comment, Tag, Text, Token, tokens
from klarsprak.readers.markdown_inline import InlineReader
from klarsprak.readers.markdown_lines import is_line_by_line
from klarsprak.readers.markdown_parser import MAX_NESTING, parser
from klarsprak.readers.markdown_source import (
    Content,
    MarkdownSource,
    paragraph_content,
    row_segments,
)
from klarsprak.readers.normal import Piece
from klarsprak.readers.suppressions import comment_suppressions, setting_suppressions

_ATTRIBUTE_LIST = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*\Z")
_FIELDS = re.compile(r"(?::[A-Za-z][\w.-]*/[\w.-]+(?:[ \t][^\n]*)?(?:\n|\Z))+\Z")
"""Lines such as `:page/title …`: the settings of some site builders, in the text itself."""

_LONE_ATTRIBUTES = re.compile(r"(?:TOC\s+)?\{:[^{}\n]*\}\Z")


def read_markdown(source: str, path: str) -> Document:
    """Read CommonMark with tables, strikethrough, front matter and HTML inside."""
    settings = front_matter(source)
    stream, masked, is_cut = _stream(source, settings)
    context = Context(language=settings.language, block_language=settings.language)
    blocks = html_blocks(masked, stream, context=context, standards=True)
    comments = [token for token in stream if isinstance(token, Comment)]
    metadata = html_metadata(stream, blocks) | settings.metadata
    return Document(
        path,
        Format.MARKDOWN,
        source,
        tuple(blocks),
        declared_language=settings.language,
        metadata=metadata,
        suppressions=(
            *setting_suppressions(source, settings.end),
            *comment_suppressions(source, comments, blocks),
        ),
        notes=("too-deep",) if is_cut else (),
    )


def _stream(source: str, settings: FrontMatter) -> tuple[list[Token], str, bool]:
    """The tokens, the masked file, and whether the parser gave up on something deep."""
    # CommonMark reads NUL as U+FFFD. No file with NUL comes here, but pasted text may have it.
    source = source.replace("\0", "\ufffd")
    text = MarkdownSource(source, settings.end)
    parsed = parser().parse(text.normalised)
    if any(t.type == "html_block" and is_line_by_line(t.content) for t in parsed):
        text = MarkdownSource(source, settings.end, line_mode=True)
        parsed = parser().parse(text.normalised)
    for token in parsed:
        if "lines" in token.meta:
            text.mask(token)
    masked = text.masked()
    reader = _Reader(text, masked)
    is_cut = any(token.level >= MAX_NESTING - 1 for token in parsed)
    return [*_settings_tokens(masked, settings), *reader.stream(parsed)], masked, is_cut


def _settings_tokens(masked: str, settings: FrontMatter) -> Iterator[Token]:
    for shown in settings.shown:
        piece = shown.piece
        if shown.is_title:
            yield Tag(masked, piece.start, piece.start, "title")
            yield Text(piece.start, piece.end, True, (piece,))
            yield Tag(masked, piece.end, piece.end, "title", closing=True)
        else:
            given = {
                "name": (Piece("description", piece.start, piece.end, False),),
                "content": (piece,),
            }
            attributes = tuple(Attribute(name, piece.start, piece.end) for name in given)
            yield Tag(masked, piece.start, piece.end, "meta", attributes=attributes, given=given)


class _Reader:
    """Walks the block tokens; `row` is the table row being read."""

    def __init__(self, source: MarkdownSource, masked: str) -> None:
        self._source = source
        self._masked = masked
        self._row: list[Content] | None = None
        self._column = 0

    def stream(self, parsed: Iterable[MarkdownToken]) -> Iterator[Token]:
        at = 0
        in_heading = False
        for token in parsed:
            if token.map and token.nesting >= 0:
                at = self._line_start(token)
            if token.type == "inline":
                yield from self._inline(token, in_heading=in_heading)
            elif token.type == "html_block":
                yield from self._html(token)
            elif token.type in {"fence", "code_block"}:
                yield from self._code(token)
            elif token.type == "hr":
                yield Tag(self._masked, at, at, "hr")
            elif token.tag and not token.hidden:
                yield Tag(self._masked, at, at, token.tag, closing=token.nesting < 0)
            in_heading = token.type == "heading_open"
            if token.type == "tr_open":
                self._row, self._column = None, 0

    def _line_start(self, token: MarkdownToken) -> int:
        if "lines" in token.meta:
            return self._source.to_file(token.meta["lines"][0][1])
        return self._source.line_start(token.map[0]) if token.map else 0

    def _inline(self, token: MarkdownToken, *, in_heading: bool) -> Iterator[Token]:
        content = self._content(token)
        if content is not None and _FIELDS.match(token.content):
            start, end = content.place(0), content.place(len(token.content))
            yield Tag(self._masked, start, start, "pre")
            yield Text(start, end, True)
            yield Tag(self._masked, end, end, "pre", closing=True)
            return
        if content is None or _LONE_ATTRIBUTES.match(token.content):
            return
        stream = list(InlineReader(self._masked, content).stream(token.children or []))
        yield from _without_attribute_list(stream) if in_heading else stream

    def _content(self, token: MarkdownToken) -> Content | None:
        lines = token.meta.get("lines")
        if not lines:
            return None
        if not token.meta.get("cell"):
            return paragraph_content(self._source, token)
        if self._row is None:
            self._row = row_segments(self._source, lines[0])
        self._column += 1
        if self._column > len(self._row):
            return None
        return self._row[self._column - 1]

    def _html(self, token: MarkdownToken) -> Iterator[Token]:
        lines = token.meta["lines"]
        if lines:
            start = self._source.to_file(lines[0][1])
            end = self._source.to_file(max(lines[-1][1], lines[-1][2]))
            yield from tokens(self._masked, start, end)

    def _code(self, token: MarkdownToken) -> Iterator[Token]:
        lines = token.meta["lines"]
        if token.type == "fence":
            lines = lines[1 : 1 + token.content.count("\n")]
        filled = [line for line in lines if line[1] < line[2]]
        if not filled:
            return
        start = self._source.to_file(filled[0][1])
        end = self._source.to_file(filled[-1][2])
        yield Tag(self._masked, start, start, "pre")
        yield Text(start, end, True)
        yield Tag(self._masked, end, end, "pre", closing=True)


def _without_attribute_list(stream: list[Token]) -> list[Token]:
    """Drop `{#id .class}` at the end of a heading: site builders do not show it."""
    if not stream or not isinstance(last := stream[-1], Text) or not last.pieces:
        return stream
    whole = "".join(piece.text for piece in last.pieces)
    match = _ATTRIBUTE_LIST.search(whole)
    if match is None or not all(piece.verbatim for piece in last.pieces):
        return stream
    start = last.pieces[0].start
    kept = Piece(whole[: match.start()], start, start + match.start(), True)
    if not kept.text:
        return stream[:-1]
    return [*stream[:-1], Text(kept.start, kept.end, True, (kept,))]
