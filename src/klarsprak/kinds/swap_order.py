"""Which of an entry's swaps fit the words beside the phrase, best first.

A list gives the swaps of a phrase in one order. Two choices need the words beside it: «mer» or
«flere» («ytterligere krav»), and «gi» or «si ja til» («vi innvilger søknaden»).
"""

import re
from collections.abc import Iterable, Sequence

from klarsprak.core.analysis import Word
from klarsprak.lexicon.inflection import WordClass, analyses

_MASS = frozenset({"mer", "meir"})
_COUNT = frozenset({"flere", "fleire"})
_GIVING = frozenset({"gi", "gje"})
_YES = re.compile(r"(?:si|seie) ja til")
_ASKED_FOR = re.compile(
    r"(?:\w*(?:søknad|klage|krav)|anke|anmodning|oppmoding|begjæring|forespørsel)"
    r"(?:en|er|ene|ar|ane|et|a|n|r|ne|s)?"
)
"""What somebody asks, and nobody is given: «vi innvilger søknaden»."""
_PASSIVE = frozenset("er var blir ble blei vart vert bli være vere vera verte blitt vorte".split())
"""«Søknaden ble innvilget» is not «ble sagt ja til»."""
_BOUNDS = frozenset(".,;:!?()–—")
_REACH = 5


def fitting(
    swaps: Sequence[str], words: Sequence[Word], first: int, stop: int, language: str
) -> Sequence[str]:
    """The `swaps` of the phrase at `first` to `stop` that fit here, in the order to offer them."""
    if _MASS & set(swaps) and _COUNT & set(swaps):
        unfit = _MASS if _is_many(words, stop, language) else _COUNT
        return sorted(swaps, key=lambda swap: swap in unfit)
    if _GIVING & set(swaps) and any(_YES.fullmatch(swap) for swap in swaps):
        near = [*_clause(reversed(words[:first])), *_clause(words[stop:])]
        if any(_ASKED_FOR.fullmatch(word) for word in near):
            passive = bool(first) and words[first - 1].lower in _PASSIVE
            return [s for s in swaps if s not in _GIVING and not (passive and _YES.fullmatch(s))]
    return swaps


def _is_many(words: Sequence[Word], stop: int, language: str) -> bool:
    """Whether the noun that follows stands in the plural; adjectives may come before it."""
    for word in words[stop : stop + 3]:
        if not word.is_word:
            return False
        nouns = [f for f in analyses(word.lower, language) if f.word_class is WordClass.NOUN]
        if nouns:
            return all("Number=Plur" in noun.features for noun in nouns)
    return False


def _clause(words: Iterable[Word]) -> Sequence[str]:
    """The nearest words in lower case, up to a sign."""
    found: list[str] = []
    for word in words:
        if word.text in _BOUNDS or len(found) == _REACH:
            break
        found.append(word.lower)
    return found
