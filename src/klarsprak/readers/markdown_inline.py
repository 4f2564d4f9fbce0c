"""Inline Markdown tokens → tags and texts of the kind the HTML reader takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token as MarkdownToken

from klarsprak.readers.charrefs import pieces as reference_pieces
from klarsprak.readers.html_tokens import Attribute, Tag, Text, Token, tokens
from klarsprak.readers.markdown_source import Content
from klarsprak.readers.normal import Piece

_TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "s", "link_open": "a"}
_TITLE = re.compile(
    r"[\s]\s*(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)'|\((?P<c>(?:\\.|[^()\\])*)\))\s*\)\Z",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Reads the children of one inline token; `masked` is the file as text."""

    masked: str
    content: Content

    def stream(self, children: Sequence[MarkdownToken], base: int = 0) -> Iterator[Token]:
        """The tokens of the children; `base` is where their content begins in the block's."""
        for token in children:
            kind = token.type
            if kind in {"text", "text_special", "code_inline"}:
                yield from self._text(token, base)
            elif kind == "html_inline":
                start = self._place(token, base)
                yield from tokens(self.masked, start, self._after(token, base))
            elif kind == "softbreak":
                yield self._break(token, base)
            elif kind == "hardbreak":
                space = self._break(token, base)
                yield Tag(self.masked, space.start, space.end, "br")
            elif kind == "image":
                yield self._image(token, base)
            elif kind in _TAGS:
                yield self._open(token, _TAGS[kind], base)
            elif token.nesting < 0:
                at = self._place(token, base)
                yield Tag(self.masked, at, at, _TAGS[kind.replace("close", "open")], closing=True)

    def _place(self, token: MarkdownToken, base: int) -> int:
        return self.content.place(base + int(token.meta["at"]))

    def _after(self, token: MarkdownToken, base: int) -> int:
        """The file offset after the last sign of a token with an ``end``."""
        end = base + int(token.meta["end"])
        return self.content.place(end - 1) + 1

    def _text(self, token: MarkdownToken, base: int) -> Iterator[Token]:
        parts = self.text_pieces(token, base)
        if not parts:
            return
        text = Text(parts[0].start, parts[-1].end, True, tuple(parts))
        if token.type != "code_inline":
            yield text
            return
        yield Tag(self.masked, text.start, text.start, "code")
        yield text
        yield Tag(self.masked, text.end, text.end, "code", closing=True)

    def text_pieces(self, token: MarkdownToken, base: int) -> list[Piece]:
        """The file text of a text token, an escape, a reference or a code span."""
        at = base + int(token.meta["at"])
        if token.type == "text_special":
            start, end = self.content.place(at), self._after(token, base)
            if token.content == token.markup:
                return [Piece(self.masked[start:end], start, end, True)]
            return [Piece(token.content, start, end, False)]
        if token.type == "code_inline":
            marker = len(token.markup)
            end = base + int(token.meta["end"]) - marker
            return self.content.pieces(self.masked, at + marker, end)
        if not token.content:
            return []
        found = self.content.pieces(self.masked, at, at + len(token.content))
        if "".join(piece.text for piece in found) == token.content:
            return found
        end = base + int(token.meta.get("end", token.meta["at"] + len(token.content)))
        start = self.content.place(at)
        return [Piece(token.content, start, self.content.place(end - 1) + 1, False)]

    def _break(self, token: MarkdownToken, base: int) -> Text:
        """The white space from the end of a line to the start of the next one."""
        start = self._place(token, base)
        end = self.content.place(base + int(token.meta["end"]))
        return Text(start, max(end, start), True)

    def _open(self, token: MarkdownToken, name: str, base: int) -> Tag:
        if name != "a" or "end" not in token.meta:
            at = self._place(token, base)
            return Tag(self.masked, at, at, name)
        start = self.content.place(base + int(token.meta["start"]))
        end = self._after(token, base)
        given: dict[str, tuple[Piece, ...]] = {}
        given["href"] = (Piece(str(token.attrs.get("href", "")), start, end, False),)
        given |= self._title(token, start, end)
        return _given_tag(self.masked, start, end, name, given)

    def _image(self, token: MarkdownToken, base: int) -> Tag:
        start, end = self._place(token, base), self._after(token, base)
        alt = tuple(self._alt(token.children or [], base + int(token.meta["at"]) + 2))
        given: dict[str, tuple[Piece, ...]] = {
            "src": (Piece(str(token.attrs.get("src", "")), start, end, False),),
            "alt": alt,
        }
        given |= self._title(token, start, end)
        return _given_tag(self.masked, start, end, "img", given)

    def _alt(self, children: Sequence[MarkdownToken], base: int) -> Iterator[Piece]:
        """The text of an image's description, as the renderer takes it."""
        for token in children:
            if token.type in {"text", "text_special", "code_inline"}:
                yield from self.text_pieces(token, base)
            elif token.type in {"softbreak", "hardbreak"}:
                space = self._break(token, base)
                yield Piece(self.masked[space.start : space.end], space.start, space.end, True)
            elif token.type == "image":
                inner = base + int(token.meta["at"]) + 2
                yield from self._alt(token.children or [], inner)

    def _title(self, token: MarkdownToken, start: int, end: int) -> dict[str, tuple[Piece, ...]]:
        """The title that stands in the link itself (not in a definition elsewhere)."""
        if not token.attrs.get("title"):
            return {}
        match = _TITLE.search(self.masked, start, end)
        if match is None:
            return {}
        group = next(g for g in "abc" if match.group(g) is not None)
        return {"title": tuple(string_pieces(self.masked, *match.span(group)))}


def _given_tag(
    source: str, start: int, end: int, name: str, given: dict[str, tuple[Piece, ...]]
) -> Tag:
    attributes = tuple(Attribute(key, start, end) for key in given)
    return Tag(source, start, end, name, attributes=attributes, given=given)


def string_pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """A Markdown string (a title), escapes and character references decoded."""
    at = start
    for match in _ESCAPE.finditer(source, start, end):
        yield from reference_pieces(source, at, match.start())
        yield Piece(match.group(1), match.start(), match.end(), False)
        at = match.end()
    yield from reference_pieces(source, at, end)
