"""Stretches of a block that are not the writer's own running prose."""

import re
from collections.abc import Iterator

from klarsprak.core.document import Block
from klarsprak.core.spans import Span

_QUOTED = re.compile(
    r"«[^«»]{1,600}»|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|(?<!\w)\"[^\"]{2,600}\"(?!\w)"
)
_FINITE = r"\s(?:er|var|blir|blei|ble|vert|vart|har|hadde|skal|kan|må|bør|vil|får|gjelder|gjeld|gir|gjev)\b"
_LAW = re.compile(
    r"\b(?:lov|forskrift|lova|forskrifta)\s+(?:av\s+)?\d{1,2}\.?\s+[a-zæøå]+\.?\s+\d{4}"
    rf"(?:\s+nr\.?\s*\d+)?(?:\s+om\s+(?:(?!{_FINITE})[^.;:()]){{3,160}})?",
    re.IGNORECASE,
)
"""Date, number and title; the sentence goes on where a verb comes that no title holds."""
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def protected_spans(block: Block, *, quotes: bool = True) -> tuple[Span, ...]:
    """Quotations, code, other languages, holes of templates, titles of laws, addresses.

    With `quotes` false the quotation marks themselves do not protect.
    """
    return tuple(_spans(block, quotes))


def _spans(block: Block, quotes: bool) -> Iterator[Span]:
    yield from block.protected_spans()
    patterns = (_QUOTED, _LAW, _URL) if quotes else (_LAW, _URL)
    for pattern in patterns:
        for match in pattern.finditer(block.text):
            yield Span(*match.span())
