"""Characters that a reader does not see as they stand in the file, and NFC."""

import re
import unicodedata
from typing import NamedTuple

SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000\u000b\u0085\u2028\u2029\u001c-\u001f"
"""No-break and typographic spaces: kept one for one, as U+0020."""

REMOVED = (
    "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000"
    "\ue000-\uf8ff\U000f0000-\U0010fffd"
)
"""Soft hyphens, zero-width and direction signs, NUL, and the private signs that icon fonts
use: not part of what is read."""

COLLAPSIBLE = " \t\n\r\f"
"""What CSS collapses (`white-space: normal`)."""

SPECIAL = re.compile(f"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|[{SPACES}]+|[{REMOVED}]+")
"""Where text under `white-space: normal` differs from the file."""

SPECIAL_PRE = re.compile(f"\r\n?|[{SPACES}]+|[{REMOVED}]+")
"""Where preformatted text differs from the file."""

_REMOVED_CHAR = re.compile(f"[{REMOVED}]")
_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """Text and the file offsets it was read from; `verbatim` maps sign by sign."""

    text: str
    start: int
    end: int
    verbatim: bool


def is_removed(char: str) -> bool:
    """True for a sign that block text never holds."""
    return _REMOVED_CHAR.match(char) is not None


def _joins(char: str) -> bool:
    """True when `char` may melt together with the one before it."""
    return unicodedata.combining(char) != 0 or "\u1161" <= char <= "\u11ff"


def _clusters(word: str) -> list[tuple[int, int]]:
    starts = [i for i, char in enumerate(word) if i == 0 or not _joins(char)]
    return list(zip(starts, [*starts[1:], len(word)], strict=True))


def compositions(text: str) -> list[tuple[int, int, str]]:
    """The stretches of `text` that NFC changes, as (start, end, composed), in order."""
    if unicodedata.is_normalized("NFC", text):
        return []
    changes: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if unicodedata.is_normalized("NFC", word):
            continue
        parts = [
            (match.start() + a, match.start() + b, unicodedata.normalize("NFC", word[a:b]))
            for a, b in _clusters(word)
        ]
        whole = unicodedata.normalize("NFC", word)
        if "".join(part[2] for part in parts) != whole:
            parts = [(match.start(), match.end(), whole)]
        changes.extend(p for p in parts if text[p[0] : p[1]] != p[2])
    return changes
