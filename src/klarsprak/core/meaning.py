"""What a change must leave as it is: numbers, negations, modal verbs, limits, names."""

import re
from collections import Counter
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_THAT_IS = re.compile(r"\bdet vil sei?[ae]?\b|\bdet vil si\b")
"""Explains and wants nothing: «dvs.» written out."""
NEGATIONS = frozenset(
    "ikke ikkje ingen inga ingenting inkje intet aldri verken korkje hverken uten utan "
    "no not never none neither nor without".split()
)
MODALS = frozenset(
    "må måtte skal skulle kan kunne bør burde vil ville får fikk fekk tør tora "
    "must shall should can could may might will would".split()
)
_SAME = {
    "ikkje": "ikke",
    "inga": "ingen",
    "inkje": "ingenting",
    "intet": "ingenting",
    "korkje": "verken",
    "hverken": "verken",
    "utan": "uten",
    "måtta": "måtte",
    "skulla": "skulle",
    "kunna": "kunne",
    "burda": "burde",
    "vilja": "ville",
    "vilje": "ville",
    "kun": "bare",
    "berre": "bare",
    "utelukkende": "bare",
    "utelukkande": "bare",
    "unnateke": "unntatt",
    "høgst": "høyst",
    "maks": "maksimalt",
    "tidlegast": "tidligst",
    "seinast": "senest",
    "innan": "innen",
}
"""Words of the two standards, or of two styles, that say the same."""
_GUARDED = (
    frozenset(
        "må måtte skal skulle kan kunne bør burde vil ville bare minst høyst maksimalt "
        "unntatt tidligst senest innen".split()
    )
    | NEGATIONS
)


def is_kept(before: str, after: str) -> bool:
    """True when a change keeps every number, date and negation and loses no modal verb.

    A modal verb may come in: «er pliktig til å» is «må».
    """
    if Counter(_NUMBER.findall(before)) != Counter(_NUMBER.findall(after)):
        return False
    old, new = (Counter(w.lower() for w in _WORD.findall(t)) for t in (before, after))
    if any(old[word] != new[word] for word in NEGATIONS):
        return False
    return all(old[word] <= new[word] for word in MODALS)


@lru_cache(maxsize=4096)
def is_unchanged(before: str, after: str, *, opens: bool = False) -> bool:
    """True when a change may be made without a person looking at what it says.

    The digits, negations, modal verbs, limits («minst», «bare») and names of the two are
    the same; the written standard may differ. `opens` tells that `before` opens a
    sentence, where a capital is no name.
    """
    if _DIGITS.findall(before) != _DIGITS.findall(after) and _digits(before) != _digits(after):
        return False
    if _guarded(before) != _guarded(after):
        return False
    return _names(before, opens=opens) <= _lower(after) and _names(after, opens=opens) <= _lower(
        before
    )


def _digits(text: str) -> str:
    """The digits in a row: «12 000» is «12000», and «10-12» is «10–12»."""
    return "".join(_DIGITS.findall(text))


def _guarded(text: str) -> Counter[str]:
    plain = _THAT_IS.sub(" ", text.lower())
    words = (_SAME.get(word, word) for word in _WORD.findall(plain))
    return Counter(word for word in words if word in _GUARDED)


def _names(text: str, *, opens: bool) -> set[str]:
    """Words with a capital that is not the sentence's, in lower case.

    Where every letter is a capital nobody can tell a name.
    """
    words = _WORD.findall(text)
    if opens:
        words = words[1:]
    return {w.lower() for w in words if w[:1].isupper() and not (len(w) == 1 and w == "I")}


def _lower(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
