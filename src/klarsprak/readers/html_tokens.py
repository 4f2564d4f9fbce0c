"""HTML source → tags, text and comments with exact file offsets, by the HTML5 tokenizer.

The standard library's parser keeps no place for attribute values, differs between patch
releases of Python and is quadratic on unclosed comments; this one reads each sign once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from klarsprak.readers.charrefs import decoded, pieces
from klarsprak.readers.normal import Piece

_NAME = re.compile(r"[^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*"
    r"(?:(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    r"(?:\"(?P<double>[^\"]*)(?P<d>\"?)|'(?P<single>[^']*)(?P<s>'?)"
    r"|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*)|(?=>)|\Z))?)?"
)
_COMMENT_END = re.compile(r"--!?>")
_NEXT = re.compile(r"<(?=[A-Za-z/!?])")
_CODE_END = re.compile(r"\?>")
_LEADING = re.compile(r"[\t\n\f\r ]+")

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"})
ESCAPABLE = frozenset({"title", "textarea"})
_FOREIGN = frozenset({"svg", "math"})
_INTEGRATION = {
    "svg": frozenset({"foreignobject", "desc", "title"}),
    "math": frozenset({"annotation-xml", "mi", "mn", "mo", "ms", "mtext"}),
}
"""Elements inside which HTML begins again."""

_BREAKOUT = frozenset(
    (
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr "
        "i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table "
        "tt u ul var"
    ).split()
)
"""Start tags that end foreign content (SVG, MathML) which was never closed."""


class Attribute(NamedTuple):
    """A name in lower case and the file offsets of the value between its quotes."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; `source` is the whole file text, for reading values from it."""

    source: str
    start: int
    end: int
    name: str
    closing: bool = False
    self_closing: bool = False
    attributes: tuple[Attribute, ...] = ()
    given: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    """Values known otherwise (Markdown): they go before what stands at the offsets."""

    def find(self, name: str) -> Attribute | None:
        """The attribute called `name`; the first one counts."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        return None

    def value(self, name: str) -> str | None:
        """The decoded value of the attribute; None where it is missing."""
        if name in self.given:
            return "".join(piece.text for piece in self.given[name])
        found = self.find(name)
        return None if found is None else decoded(self.source, found.start, found.end)

    def pieces(self, attribute: Attribute) -> Iterable[Piece]:
        """The value of the attribute in pieces with their places."""
        if attribute.name in self.given:
            return self.given[attribute.name]
        return pieces(self.source, attribute.start, attribute.end, attribute=True)


class Text(NamedTuple):
    """A stretch of text; `literal` where character references are not read (CDATA, xmp).

    `pieces`, where there are any, say what is read between the offsets.
    """

    start: int
    end: int
    literal: bool = False
    pieces: tuple[Piece, ...] = ()


class Comment(NamedTuple):
    """A comment; offsets of the whole and of what it says."""

    start: int
    end: int
    inner_start: int
    inner_end: int


class Doctype(NamedTuple):
    """A document type declaration."""

    start: int
    end: int


Token = Tag | Text | Comment | Doctype


def tokens(
    source: str, start: int = 0, end: int | None = None, *, xml: bool = False
) -> Iterator[Token]:
    """Yield every token of ``source[start:end]`` in order.

    With `xml`, CDATA is text everywhere and no element switches to raw text by itself.
    White space before other text is a token of its own, as tree builders need.
    """
    return _Tokenizer(source, start, len(source) if end is None else end, xml=xml).run()


class _Tokenizer:
    """The state of one pass: where it is, and whether it is inside foreign content."""

    def __init__(self, source: str, start: int, end: int, *, xml: bool) -> None:
        self.source = source
        self.at = start
        self.end = end
        self.xml = xml
        self.foreign: list[str] = []

    def run(self) -> Iterator[Token]:
        while self.at < self.end:
            match = _NEXT.search(self.source, self.at, self.end)
            if match is None:
                yield from self._text(self.at, self.end)
                return
            if match.start() > self.at:
                yield from self._text(self.at, match.start())
            self.at = match.start()
            yield from self._markup()

    def _text(self, start: int, end: int) -> Iterator[Token]:
        match = _LEADING.match(self.source, start, end)
        if match is not None and match.end() < end:
            yield Text(start, match.end())
            start = match.end()
        yield Text(start, end)

    def _markup(self) -> Iterator[Token]:
        second = self.source[self.at + 1 : self.at + 2]
        if second == "!":
            yield from self._declaration()
        elif second == "?":
            yield self._instruction()
        elif second == "/":
            yield from self._end_tag()
        else:
            tag = self._tag(self.at + 1)
            if tag is not None:
                yield tag
                yield from self._after_start_tag(tag)

    def _declaration(self) -> Iterator[Token]:
        source, at = self.source, self.at
        if source.startswith("<!--", at):
            found = _COMMENT_END.search(source, at + 2, self.end)
            while found and found.group() == "--!>" and found.start() < at + 4:
                found = _COMMENT_END.search(source, at + 4, self.end)
            self.at = found.end() if found else self.end
            inner_end = found.start() if found else self.end
            yield Comment(at, self.at, min(at + 4, self.at), max(inner_end, min(at + 4, self.at)))
        elif source.startswith("<![CDATA[", at) and (self.xml or self._is_foreign()):
            found_at = source.find("]]>", at + 9, self.end)
            stop = self.end if found_at < 0 else found_at
            self.at = min(stop + 3, self.end)
            if at + 9 < stop:
                yield Text(at + 9, stop, literal=True)
        else:
            self.at = self._after(">", at + 2)
            if source[at + 2 : at + 9].lower() == "doctype":
                yield Doctype(at, self.at)
            else:
                yield Comment(at, self.at, min(at + 2, self.at), max(at + 2, self.at - 1))

    def _instruction(self) -> Comment:
        """A bogus comment; PHP and the like run to ``?>``, as their authors mean."""
        at = self.at
        head = self.source[at + 2 : at + 5].lower()
        if head == "php" or head.startswith("="):
            found = _CODE_END.search(self.source, at, self.end)
            self.at = found.end() if found else self.end
        else:
            self.at = self._after(">", at + 2)
        return Comment(at, self.at, min(at + 2, self.at), max(min(at + 2, self.at), self.at - 1))

    def _after(self, sign: str, start: int) -> int:
        found = self.source.find(sign, start, self.end)
        return self.end if found < 0 else found + 1

    def _end_tag(self) -> Iterator[Token]:
        at = self.at
        third = self.source[at + 2 : at + 3] if at + 2 < self.end else ""
        if not third:
            self.at = self.end
            yield Text(at, self.end)
        elif third.isascii() and third.isalpha():
            tag = self._tag(at + 2, closing=True)
            if tag is not None:
                if self.foreign and self.foreign[-1] == tag.name:
                    self.foreign.pop()
                yield tag
        else:
            self.at = self._after(">", at + 2)
            yield Comment(at, self.at, min(at + 2, self.at), max(at + 2, self.at - 1))

    def _tag(self, name_at: int, *, closing: bool = False) -> Tag | None:
        """Read a tag to its ``>``; None (all the rest is swallowed) when there is none."""
        source, start = self.source, self.at
        match = _NAME.match(source, name_at, self.end)
        at = match.end() if match else name_at
        name = source[name_at:at].lower()
        found: list[Attribute] = []
        while True:
            attribute = _ATTRIBUTE.match(source, at, self.end)
            if attribute is None or attribute.group("name") is None:
                at = attribute.end() if attribute else at
                break
            at = attribute.end()
            group = next(
                (g for g in ("double", "single", "bare") if attribute.group(g) is not None),
                "",
            )
            span = attribute.span(group) if group else (at, at)
            found.append(Attribute(attribute.group("name").lower(), *span))
        if at >= self.end or source[at] != ">":
            self.at = self.end
            return None
        self.at = at + 1
        slash = source[at - 1] == "/" and not (found and found[-1].end == at)
        return Tag(source, start, at + 1, name, closing, slash, tuple(found))

    def _is_foreign(self) -> bool:
        return bool(self.foreign) and self.foreign[-1] in _FOREIGN

    def _after_start_tag(self, tag: Tag) -> Iterator[Token]:
        if tag.self_closing and (self.xml or self._is_foreign() or tag.name in _FOREIGN):
            return
        if tag.name in _BREAKOUT:
            while self._is_foreign():
                self.foreign.pop()
        if tag.name in _FOREIGN or (
            self._is_foreign() and tag.name in _INTEGRATION[self.foreign[-1]]
        ):
            self.foreign.append(tag.name)
        elif self.xml or self._is_foreign():
            if self.xml and tag.name in {"script", "style"}:
                yield from self._raw_text(tag.name)
        elif tag.name in RAW or tag.name in ESCAPABLE:
            yield from self._raw_text(tag.name)
        elif tag.name == "plaintext" and self.at < self.end:
            yield Text(self.at, self.end, literal=True)
            self.at = self.end

    def _raw_text(self, name: str) -> Iterator[Token]:
        closing = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
        found = closing.search(self.source, self.at, self.end)
        stop = found.start() if found else self.end
        if self.at < stop:
            yield Text(self.at, stop, literal=name not in ESCAPABLE)
        self.at = stop
