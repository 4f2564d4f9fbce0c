"""Tokens on the shelf: a block that was parsed once is not parsed again, in whatever file.

A row is a list of labels (word class and features) and, in one flat list, four values per token: the gap
before it, its length, its lemma (or 0 where that is the word in lower case) and the number
of its label. The words themselves are in the text.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from klarsprak.core.analysis import Token
from klarsprak.engine.keys import digest, tool_digest

if TYPE_CHECKING:
    from klarsprak.engine.shelf import Shelf

_PER_TOKEN = 4


class TokenRows:
    """The tokens of texts by some backend, kept on `shelf`; see `nlp.analysis.TokenStore`."""

    def __init__(self, shelf: "Shelf") -> None:
        self._shelf = shelf

    def recall(self, backend: str, texts: Sequence[str]) -> Mapping[str, tuple[Token, ...]]:
        """The tokens of those of `texts` that were kept; an unsound row is not there."""
        keys = {_key(backend, text): text for text in texts}
        found = {}
        for key, data in self._shelf.blocks(keys).items():
            tokens = decoded(data, keys[key])
            if tokens is not None:
                found[keys[key]] = tokens
        return found

    def keep(self, backend: str, text: str, tokens: Sequence[Token]) -> None:
        """Keep the tokens of a text, as the backend gave them."""
        data = encoded(tokens, text)
        if data is not None:
            self._shelf.keep_block(_key(backend, text), data)


def _key(backend: str, text: str) -> bytes:
    return digest("tokens", tool_digest(), backend, text)


def encoded(tokens: Sequence[Token], text: str) -> bytes | None:
    """A row; None for tokens that are no parts of the text, one after the other."""
    labels: dict[str, int] = {}
    flat: list[int | str] = []
    free = 0
    for token in tokens:
        if token.start < free or token.text != text[token.start : token.end]:
            return None
        label = "|".join((token.pos, *sorted(token.feats)))
        lemma = 0 if token.lemma == token.text.lower() else token.lemma
        flat += (
            token.start - free,
            token.end - token.start,
            lemma,
            labels.setdefault(label, len(labels)),
        )
        free = token.end
    row = json.dumps([list(labels), flat], ensure_ascii=False, separators=(",", ":"))
    return row.encode("utf-8", "surrogatepass")


def decoded(data: bytes, text: str) -> tuple[Token, ...] | None:
    """The tokens of a row; None when it is not one of this text."""
    try:
        labels, flat = json.loads(data.decode("utf-8", "surrogatepass"))
        known = [_label(str(label)) for label in labels]
        if len(flat) % _PER_TOKEN:
            return None
        found = []
        end = 0
        for at in range(0, len(flat), _PER_TOKEN):
            gap, length, lemma, label = flat[at : at + _PER_TOKEN]
            start, end = end + gap, end + gap + length
            if gap < 0 or length < 1 or end > len(text) or not 0 <= label < len(known):
                return None
            word = text[start:end]
            pos, feats = known[label]
            found.append(
                Token(start, end, word, word.lower() if lemma == 0 else str(lemma), pos, feats)
            )
        return tuple(found)
    except (ValueError, TypeError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def _label(label: str) -> tuple[str, frozenset[str]]:
    pos, *feats = label.split("|")
    return pos, frozenset(feats)
