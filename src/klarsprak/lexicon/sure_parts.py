"""How many parts a compound is seen to have, where its analysis can be trusted."""

import re
from functools import lru_cache

from klarsprak.lexicon.compounds import LINKS, Part, counts, parts
from klarsprak.lexicon.inflection import WordClass, analyses

_SHORTEST = 3
_BEGINS = 5
"""Compounds of the lexicon that a part must begin, with its link, to be trusted there."""
_ENDS = 10
_NAMING = (WordClass.NOUN, WordClass.ADJ)
_THREE_ALIKE = re.compile(r"([^\W\d_])\1\1")


@lru_cache(maxsize=4096)
def sure_parts(word: str, language: str) -> int:
    """Return how many parts a word in lower case has; 1 where the analysis is doubtful.

    Every part must be a noun or an adjective that often stands in its place in compounds,
    and no two neighbours may be a known word that is no compound («port» + «rett»). Raises
    ValueError for a language other than "nb" and "nn".
    """
    found = parts(word, language)
    *before, last = found
    sure = all(_begins(part, language) for part in before) and _ends(last, language)
    return len(found) if sure and not _hides_word(found, language) else 1


def _begins(part: Part, language: str) -> bool:
    begun = counts(part.text, language).begins[LINKS.index(part.link)] if part.link != "-" else 0
    return len(part.text) >= _SHORTEST and begun >= _BEGINS and _names(part.text, language)


def _ends(part: Part, language: str) -> bool:
    ended = counts(part.lemma, language).ends
    return len(part.lemma) >= _SHORTEST and ended >= _ENDS and _names(part.text, language)


def _names(text: str, language: str) -> bool:
    readings = analyses(text, language)
    return any(reading.known and reading.word_class in _NAMING for reading in readings)


def _hides_word(found: tuple[Part, ...], language: str) -> bool:
    """Whether parts beside each other are one word: «sett» + «ting» for «setting»."""
    for start in range(len(found) - 1):
        for end in range(start + 2, len(found) + 1):
            *before, last = found[start:end]
            begun = "".join(part.text + part.link for part in before)
            if _is_one(_THREE_ALIKE.sub(r"\1\1", begun + last.text), language):
                return True
    return False


def _is_one(text: str, language: str) -> bool:
    known = [reading for reading in analyses(text, language) if reading.known]
    lemmas = {text, *(reading.lemma for reading in known)}
    # «fastsettingen» is of «fastsette», not of a thing that is called «setting».
    if any(lemma.endswith("ting") and _is_act(lemma, language) for lemma in lemmas):
        return True
    return bool(known) and any(len(parts(lemma, language)) == 1 for lemma in lemmas)


def _is_act(noun: str, language: str) -> bool:
    verbs = analyses(noun.removesuffix("ing") + "e", language)
    return any(reading.word_class is WordClass.VERB for reading in verbs)
