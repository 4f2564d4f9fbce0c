"""Character references of HTML, piece by piece with their places in the file."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from klarsprak.readers.normal import Piece

_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]{0,31};?)")
_LONGEST = 32


def pieces(source: str, start: int, end: int, *, attribute: bool = False) -> Iterator[Piece]:
    """Split file text into literal pieces and decoded references, as HTML5 reads them.

    In attribute values a name without semicolon is literal when ``=`` or a letter or
    digit follows.
    """
    at = start
    for match in _REFERENCE.finditer(source, start, end):
        found = _decode(match.group(), source[match.end() : min(match.end() + 1, end)], attribute)
        if found is None:
            continue
        text, used = found
        if at < match.start():
            yield Piece(source[at : match.start()], at, match.start(), True)
        at = match.start() + used
        yield Piece(text, match.start(), at, False)
    if at < end:
        yield Piece(source[at:end], at, end, True)


def _decode(reference: str, following: str, attribute: bool) -> tuple[str, int] | None:
    """What a reference stands for and how much of it that is; None when it is text."""
    if reference[1] == "#":
        return _numeric(reference), len(reference)
    name = reference[1:]
    if name in html5 and name.endswith(";"):
        return html5[name], len(reference)
    for length in range(min(len(name), _LONGEST), 1, -1):
        prefix = name[:length]
        if prefix in html5 and not prefix.endswith(";"):
            after = name[length : length + 1] or following
            if attribute and (after == "=" or after.isalnum()):
                return None
            return html5[prefix], length + 1
    return None


def _numeric(reference: str) -> str:
    digits = reference[2:].rstrip(";")
    if len(digits.lstrip("xX0")) > 7:
        return "\ufffd"
    return unescape(reference.rstrip(";") + ";")


def decoded(source: str, start: int, end: int) -> str:
    """The value of an attribute, references decoded."""
    if "&" not in source[start:end]:
        return source[start:end]
    return "".join(piece.text for piece in pieces(source, start, end, attribute=True))
