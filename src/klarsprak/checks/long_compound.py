"""Single words so long that they must be spelled through."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.frequency import established_zipf
from klarsprak.lexicon.inflection import analyses
from klarsprak.lexicon.loosened import loosened
from klarsprak.lexicon.sure_parts import sure_parts
from klarsprak.lexicon.term_parts import compound_lemma

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"letters", "many", "parts", "lemma"})

_ESTABLISHED = 2.15
"""The Zipf frequency from which a word is known as it stands: «organisasjonsnummer»."""
_MET = 1.5
"""The frequency from which a shorter word of many parts is known: «blåbærsyltetøy»."""
_MANY_PARTS = 4
_SHORTEST_OF_MANY = 14
"""Letters from which the parts are counted: the limit for the readers who need most help."""
_NAMES = re.compile(
    r"(?:departement(?:et|er|a|ene|ane)?|direktorat(?:et)?|lov(?:en|a)|forskrift(?:en|a)|"
    r"forordning(?:en|a)|instruks(?:en)?|direktivet|konvensjonen|instituttet|etaten|tilsynet|"
    r"omb[uo]det|nemnda|tilgjengelighetserklæring(?:en|a)?|tilgjengelegheitserklæringa?|"
    r"regist(?:eret|rene|era)|velferdsforvaltning(?:en|a))s?$"
)
"""Words that are names: of ministries, and in the definite of laws, offices and registers.

The statement of accessibility has its name from the law.
"""

_OFFICES = (
    "nemnda",
    "nemnd",
    "direktoratet",
    "departementet",
    "tilsynet",
    "rådet",
    "ombodet",
    "ombudet",
    "instituttet",
)


@dataclass(frozen=True, slots=True)
class LongCompound:
    """Counts letters; names, words with digits and words that all have met are let be.

    A capital inside a sentence tells a name, and so does «-loven», «-direktoratet».
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per word of at least the audience's limit of letters, or of four parts."""
        limit = setting.audience.limits["compound_max"]
        for sentence in analysis.sentences():
            for position, word in enumerate(sentence.words):
                longest = _longest(word)
                letters = sum(char.isalpha() for char in longest)
                if letters < min(limit, _SHORTEST_OF_MANY):
                    continue
                lower = longest.lower()
                many = _many_parts(lower, block.language) if letters < limit else 0
                if letters < limit and not many:
                    continue
                if _is_name(block, sentence.words, position, longest):
                    continue
                if _is_established(lower, block.language, _MET if many else _ESTABLISHED):
                    continue
                values = {"letters": str(letters), "lemma": lower}
                if many:
                    values["many"] = str(many)
                loose = loosened(word.text, block.language)
                if loose:
                    values["parts"] = f"«{loose}»"
                yield Match(Span(word.start, word.end), values, (loose,) if loose else ())


def _many_parts(word: str, language: str) -> int:
    """How many parts a word has, 0 when they are few; the cheap question is asked first."""
    if established_zipf(word, language) >= _MET:
        return 0
    count = sure_parts(word, language)
    return count if count >= _MANY_PARTS else 0


def _longest(word: Word) -> str:
    """The longest part between hyphens; "" for a code, a path and what holds a digit."""
    text = word.text
    if not word.is_word or any(char in "/_&" or char.isdigit() for char in text):
        return ""
    longest = max(text.split("-"), key=len)
    return "" if any(char.isupper() for char in longest[1:]) else longest


def _is_name(block: Block, words: Sequence[Word], position: int, longest: str) -> bool:
    """A name by its capital, of a law or an office, or a part of a path or a file name."""
    word = words[position]
    if longest[0].isupper() and _may_be_name(words, position, block.language):
        return True
    if _NAMES.search(word.lower) or _names_office(words, position):
        return True
    before = block.text[word.start - 1 : word.start]
    after = block.text[word.end : word.end + 2]
    return before in (".", ":", "/", "@") or (
        len(after) == 2 and after[0] in ".:/" and after[1].isalnum()
    )


def _may_be_name(words: Sequence[Word], position: int, language: str) -> bool:
    """Whether a capital inside a sentence may tell a name.

    Names of one long word are definite («Brønnøysundregistrene»), or stand by another
    capital; «kodeverket for Skattleggingsperiode» has a term with a capital.
    """
    if position == 0:
        return False
    beside = (*words[position - 1 : position], *words[position + 1 : position + 2])
    if any(word.text[:1].isupper() for word in beside):
        return True
    last = parts(words[position].lower, language)[-1].text
    readings = analyses(last, language)
    return not any("Definite=Ind" in reading.features for reading in readings if reading.known)


def _names_office(words: Sequence[Word], position: int) -> bool:
    """The last word of an office: «Norsk pasientskade…», «Meklingsnemnda for …»."""
    before = [word.text for word in words[max(0, position - 2) : position]]
    if before[-1:] and before[-1] in ("Norsk", "Norges", "Noregs"):
        return True
    office = len(before) == 2 and before[1] == "for" and before[0][:1].isupper()
    return office and before[0].endswith(_OFFICES)


def _is_established(word: str, language: str, limit: float) -> bool:
    forms = (word, compound_lemma(word, language))
    return max(established_zipf(form, language) for form in forms) >= limit


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return LongCompound(definition.meta)
