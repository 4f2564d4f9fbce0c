"""HTML tokens → the element tree that browsers build, each node led back to its token.

A conforming parser (lexbor) gets a stand-in page: every start tag carries the number of
its token, every text is replaced by its number. So the tree is repaired as in browsers
and no offset is ever searched for.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from klarsprak.readers.html_names import CLOSED_BY_OTHERS
from klarsprak.readers.html_tokens import RAW, Doctype, Tag, Text, Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_DEPTH = 400
"""Deeper elements are flattened, as browsers do (512): a tree builder's work grows with
the square of the depth."""

_KEEP = frozenset({"type", "encoding", "color", "face", "size"})
_SAFE_NAME = re.compile(r"[a-z][a-z0-9:_-]*")
_SAFE_VALUE = re.compile(r"[A-Za-z0-9/+#. -]{0,40}")
_SPACES = re.compile(r"[\t\n\f\r ]*")
_VOID = _words("""area base br col embed hr img input link meta param source track wbr""")
MAX_FORMATTING = 12
"""Open `<b>` and the like beyond this are left out: a parser opens each of them again in
every paragraph, and the numbers we give them keep it from seeing that they are alike."""

_FORMATTING = _words("b big code em font i s small strike strong tt u")
_HIDDEN_RAW = RAW - {"xmp"}
_NUMBER = re.compile(r"([\t ]+)\n|(\d+);")
_TO_BLANKS = str.maketrans("01", " \t")
_FROM_BLANKS = str.maketrans(" \t", "01")


class Enter(NamedTuple):
    """An element begins; `tag` is None for one that the parser put in."""

    name: str
    tag: Tag | None


class Leave(NamedTuple):
    """The element ends."""

    name: str


Event = Enter | Leave | Text


def events(
    source: str, stream: Sequence[Token], *, xml: bool = False, standards: bool = False
) -> Iterator[Event]:
    """Walk the repaired tree of `stream` in document order; templates are left out.

    `standards` reads a fragment as part of a page with a document type.
    """
    from selectolax.lexbor import LexborHTMLParser

    stand_in = "".join(_stand_in(source, stream, xml=xml))
    if standards:
        stand_in = "<!doctype html>" + stand_in
    root = LexborHTMLParser(stand_in).root
    node = root
    while node is not None:
        child = None
        if node.is_text_node:
            for number in _numbers(node.text_content or ""):
                token = stream[number]
                if isinstance(token, Text):
                    yield token
        elif node.is_element_node:
            yield _enter(node.tag or "", node.attributes.get("k"), stream)
            child = node.first_child
        if child is not None:
            node = child
            continue
        while node is not None:
            if node.is_element_node:
                yield Leave(node.tag or "")
            following = node.next
            if following is not None:
                node = following
                break
            node = node.parent


def _enter(name: str, number: str | None, stream: Sequence[Token]) -> Enter:
    token = stream[int(number)] if number else None
    return Enter(name, token if isinstance(token, Tag) else None)


def _numbers(text: str) -> Iterator[int]:
    for match in _NUMBER.finditer(text):
        if match.group(1):
            yield int(match.group(1).translate(_FROM_BLANKS), 2)
        else:
            yield int(match.group(2))


def _stand_in(source: str, stream: Sequence[Token], *, xml: bool) -> Iterator[str]:
    depth = _Depth()
    hidden = False
    for number, token in enumerate(stream):
        if isinstance(token, Text):
            if hidden and token.literal:
                continue
            if _is_blank(source, token):
                yield f"{number:b}".translate(_TO_BLANKS) + "\n"
            else:
                yield f"{number};"
        elif isinstance(token, Tag):
            yield _tag(token, number, depth, xml=xml)
            hidden = not token.closing and token.name in _HIDDEN_RAW
        elif isinstance(token, Doctype):
            yield source[token.start : token.end].replace("\0", "")


def _is_blank(source: str, token: Text) -> bool:
    match = _SPACES.match(source, token.start, token.end)
    return match is not None and match.end() == token.end


def _tag(tag: Tag, number: int, depth: "_Depth", *, xml: bool) -> str:
    name = tag.name if _SAFE_NAME.fullmatch(tag.name) else "x-unknown"
    if tag.closing:
        return f"</{name}>" if depth.leave(name) else ""
    if not depth.enter(name, self_closing=tag.self_closing):
        return ""
    kept = ""
    for attribute in tag.attributes:
        if attribute.name in _KEEP:
            value = tag.source[attribute.start : attribute.end]
            if _SAFE_VALUE.fullmatch(value):
                kept += f' {attribute.name}="{value}"'
    end = f"></{name}>" if xml and tag.self_closing and name not in _VOID else ">"
    if tag.self_closing and end == ">":
        end = "/>"
    if name == "plaintext":
        name = "pre"
    return f'<{name} k="{number}"{kept}{end}'


class _Depth:
    """Counts open elements, roughly, to flatten what lies too deep."""

    def __init__(self) -> None:
        self.open: dict[str, int] = {}
        self.dropped: dict[str, int] = {}
        self.total = self.formatting = 0

    def enter(self, name: str, *, self_closing: bool) -> bool:
        """False when the element is to be left out."""
        if name in CLOSED_BY_OTHERS or self_closing:
            return True
        if self.total >= MAX_DEPTH or self._is_formatted(name):
            self.dropped[name] = self.dropped.get(name, 0) + 1
            return False
        self.open[name] = self.open.get(name, 0) + 1
        self.total += 1
        self.formatting += name in _FORMATTING
        return True

    def _is_formatted(self, name: str) -> bool:
        return name in _FORMATTING and self.formatting >= MAX_FORMATTING

    def leave(self, name: str) -> bool:
        """False when the end tag belongs to an element that was left out."""
        if self.dropped.get(name):
            self.dropped[name] -= 1
            return False
        if self.open.get(name):
            self.open[name] -= 1
            self.total -= 1
            self.formatting -= name in _FORMATTING
        return True
