"""Compounds that a part makes a term of administration or law: «rettsutgreiingsplikt».

No list can hold them all. Which parts do so is data, `dictionaries/term_parts_*.tsv`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from klarsprak.lexicon.compounds import Part, parts
from klarsprak.lexicon.dictionaries import table
from klarsprak.lexicon.frequency import established_zipf
from klarsprak.lexicon.inflection import WordClass, forms, is_known

_SHORTEST_REST = 3
_RARE = 1.95
"""The Zipf frequency of the compound itself; what is commoner is known, or in the list."""
_LAWS = ("lov", "lova", "loven")


@dataclass(frozen=True, slots=True)
class TermPart:
    """A part that makes terms, and which compounds with it do not count.

    `link` is the sound that must stand before a last part, "" for any. With `singular` the
    plural is let be. `unless` are the compounds that everybody knows, in their base form.
    """

    text: str
    is_last: bool
    link: str
    singular: bool
    unless: frozenset[str]


@cache
def _listed(language: str) -> Mapping[tuple[str, bool], TermPart]:
    rows = (row.cells for row in table(f"term_parts_{language}"))
    found = (
        TermPart(
            row["part"],
            row["place"] == "last",
            row["link"],
            row["number"] == "sing",
            frozenset(filter(None, row["unless"].split("; "))),
        )
        for row in rows
    )
    return {(part.text, part.is_last): part for part in found}


@cache
def _shape(language: str) -> re.Pattern[str]:
    """Finds the words that may hold a part, in one look and without the lexicon."""
    listed = _listed(language).values()
    # The last letters may change with inflection: «hjemmel», «hjemlene».
    last = "|".join(sorted({re.escape(part.text[:3]) for part in listed if part.is_last}))
    first = "|".join(sorted(re.escape(part.text) for part in listed if not part.is_last))
    return re.compile(rf"\w{{{_SHORTEST_REST},}}(?:{last})\w*|(?:{first})\w{{{_SHORTEST_REST},}}")


@lru_cache(maxsize=32768)
def term_part(word: str, language: str) -> TermPart | None:
    """The part that makes a compound in lower case a term; None for all other words.

    Names of laws are let be, as are words that are common as they stand and the exceptions
    of the list. Raises RuleError when the list is missing.
    """
    if not _shape(language).fullmatch(word) or word.endswith(_LAWS):
        return None
    lemma = compound_lemma(word, language)
    found = parts(word, language)
    part = _last(found, lemma, language) or _ending(word, language) or _first(found, language)
    if part is None or lemma in part.unless:
        return None
    if part.singular and not word.endswith(_forms(part.text, language, plural=False)):
        return None
    return None if max(established_zipf(form, language) for form in (word, lemma)) > _RARE else part


def compound_lemma(word: str, language: str) -> str:
    """The base form of a compound, which its last part decides; also of any other word."""
    *before, last = parts(word, language)
    return "".join(part.text + part.link for part in before) + last.lemma


def _last(found: tuple[Part, ...], lemma: str, language: str) -> TermPart | None:
    """The listed part that the compound ends in; it may be one itself: «an» + «skaffelse»."""
    ends = accumulate(len(part.text) + len(part.link) for part in found[:-1])
    for before, at in zip(found, ends, strict=False):
        part = _listed(language).get((lemma[at:], True))
        if part is not None and part.link in ("", before.link):
            return part
    return None


def _first(found: tuple[Part, ...], language: str) -> TermPart | None:
    """The listed part that the compound begins with; it may be one itself: «jord» + «skifte»."""
    begun = ""
    for part in found[:-1]:
        listed = _listed(language).get((begun + part.text, False))
        if listed is not None:
            return listed
        begun += part.text + part.link
    return None


def _ending(word: str, language: str) -> TermPart | None:
    """A listed part that the lexicon cannot see in the word, after a word that it knows."""
    for part in _listed(language).values():
        if not part.is_last:
            continue
        ending = next((f for f in _forms(part.text, language) if word.endswith(f)), "")
        rest = word.removesuffix(ending) if ending else ""
        if part.link and not rest.endswith(part.link):
            continue
        if len(rest) >= _SHORTEST_REST and _is_word(rest, language):
            return part
    return None


def _is_word(text: str, language: str) -> bool:
    # The lexicon of Nynorsk is small, and many first parts are the same in Bokmål.
    bare = text.removesuffix("s")
    known = any(is_known(word, code) for word in (text, bare) for code in {language, "nb"})
    return known or len(parts(bare, language)) > 1


@cache
def _forms(noun: str, language: str, plural: bool = True) -> tuple[str, ...]:
    """The forms of a noun, each with a genitive, the longest first."""
    plain = {
        form.text
        for form in forms(noun, WordClass.NOUN, language)
        if plural or "Number=Plur" not in form.features
    }
    found = {text + ending for text in plain | {noun} for ending in ("", "s")}
    return tuple(sorted(found, key=len, reverse=True))
