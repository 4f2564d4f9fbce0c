"""Whether a word is one, and what it was meant to be if not.

Nothing here has a list of errors. A word is accepted when the lexicon of either written
standard, the rules of compounds, or a known prefix or suffix explains it. A correction is
one slip away (a letter too many or too few, two letters that changed places, a letter for
one that sounds or lies near) and far more common.
"""

import functools
import re
from collections.abc import Iterator

from klarsprak.lexicon import compounds, store
from klarsprak.lexicon.frequency import (
    common_zipf,
    covered_languages,
    surface_zipf,
    treebank_counts,
    word_zipf,
    zipf,
)
from klarsprak.lexicon.inflection import is_known
from klarsprak.lexicon.wordforms import WordClass

SHORTEST = 6
"""Letters from which a word is looked into; shorter ones have too many neighbours."""

_SHORTEST_PART = 5
_COMMON = 3.2
"""Zipf frequency that a correction must have in Bokmål."""
_COMMON_NYNORSK = 3.2
"""The same in Nynorsk, whose counts are rougher (see `frequency.zipf`)."""
_COMMON_PART = 3.4
"""The same for a part of a compound, of which there are more to mistake."""
_EVERYDAY = 4.0
_MARGIN = 2.0
"""How much more common than the word itself, in powers of ten."""
_ALPHABET = "abcdefghijklmnoprstuvyæøå"
_PREFIXES = (
    "u mis gjen for forut be re de av an på til fra frå ut inn opp ned over under etter mellom sammen saman "
    "hoved enkelt mot med sam selv sjølv ny fler pre post sub super auto"
).split()
_SUFFIXES = {
    "nb": (
        "bar bart bare het heten heter hetene ing ingen inger ingene messig messige løs løst løse "
        "fri fritt frie vis aktig aktige er eren ere erne ens enes s"
    ).split(),
    "nn": (
        "bar bart bare heit heita heiter heitene ing inga ingar ingane messig messige laus laust ane "
        "lause fri fritt frie vis aktig aktige skap skapet skapen skapa ar aren arar arane ande ast s"
    ).split(),
}
_AGENTS = ("arane", "arar", "aren", "ar")
"""«spreiar»: who or what does it; every verb has one, and no lexicon has them all."""
_VERB_ENDS = ("e", "a", "je")
_PARTICIPLES = re.compile("(?<=[mnvgl])(?:d|de)$|(?<=[aeiouyøå])(?:dd|dt|tt|dde)$")
_AS_BOKMAL = (
    ("arane", "erne"), ("arar", "ere"), ("aren", "eren"), ("ar", "er"), ("ane", "ene"),
    ("ande", "ende"), ("eleg", "elig"), ("elege", "elige"), ("leg", "lig"), ("lege", "lige"),
    ("skapen", "skapet"), ("skapar", "skap"), ("skapa", "skapene"), ("heita", "heten"),
    ("ty", "tøy"), ("tyet", "tøyet"), ("stra", "steren"), ("kjøken", "kjøkken"),
    ("kjøkenet", "kjøkkenet"), ("inga", "ingen"), ("a", "en"),
)  # fmt: skip
"""Ends of Nynorsk words that the lexicon lacks, and how Bokmål has them."""
_NYNORSK_PLURALS = frozenset({"ar", "ane"})
"""«tastar»: the lexicon of Nynorsk lacks many nouns that that of Bokmål has."""
_ALSO = {
    "nb": frozenset("avgårde eposter".split()),
    "nn": frozenset(
        "derfrå einast fråvær opptening utveljing sysken gøyme gøymer gøymde gøymd gøymt gøyming "
        "vitskapeleg daverande".split()
    ),
}
"""Words that are right and that the lexicon lacks."""
_VOWELS = "aeiouyæøå"
"""Taken for each other by ear in Bokmål only: Nynorsk has too many words with another vowel."""
_SOUNDS = ("dt", "gk", "bp", "szc", "kc", "vfw", "mn", "jg", "lr")
"""Letters that are taken for each other by ear."""
_J = re.compile("([gk])j")
_KEYS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")


@functools.lru_cache(maxsize=32768)
def is_word(word: str, language: str) -> bool:
    """Whether a lower-case word is explained; see the module. For "nb" and "nn"."""
    if any(is_known(word, standard) for standard in store.LANGUAGES):
        return True
    if len(compounds.parts(word, language)) > 1 or len(compounds.parts(word, "nb")) > 1:
        return True
    if language == "nn" and word in treebank_counts():
        return True
    if word.endswith("s") and is_word(word[:-1], language):
        return True
    if word in _ALSO.get(language, ()) or _is_derived(word, language):
        return True
    return language == "nn" and (_is_nynorsk(word) or _ends_in_nynorsk(word))


def _ends_in_nynorsk(word: str) -> bool:
    """A compound whose last part only Nynorsk has: «kulturspreiar»."""
    return any(
        is_known(word[:cut].removesuffix("s"), "nn") and _is_nynorsk(word[cut:])
        for cut in range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 2)
    )


def _is_nynorsk(word: str) -> bool:
    """A form that the rules of Nynorsk make of a known word, or that Bokmål has with its own end."""
    for suffix in _AGENTS:
        stem = word.removesuffix(suffix)
        if stem != word and any(_is_verb(stem + end) for end in _VERB_ENDS):
            return True
    stem = _PARTICIPLES.sub("", word)
    if stem != word and _is_verb(stem + "e"):
        return True
    return any(
        word.endswith(own) and _is_bokmal(word.removesuffix(own) + other)
        for own, other in _AS_BOKMAL
    )


def _is_bokmal(word: str) -> bool:
    return is_known(word, "nb") or len(compounds.parts(word, "nb")) > 1


def _is_verb(lemma: str) -> bool:
    return len(lemma) > 3 and any(
        paradigm.word_class is WordClass.VERB
        for standard in store.LANGUAGES
        for paradigm in store.entry(lemma, standard) or ()
    )


def _is_derived(word: str, language: str) -> bool:
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and any(is_known(rest, s) for s in store.LANGUAGES):
            return True
    for suffix in _SUFFIXES[language]:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 3:
            standards = store.LANGUAGES if suffix in _NYNORSK_PLURALS else (language,)
            if any(is_known(stem, s) for s in standards) or is_known(stem + "e", language):
                return True
    return False


def is_foreign(word: str) -> bool:
    """Whether a lower-case word is in use in a language that writers borrow from."""
    return any(
        surface_zipf(word, language) > 0
        for language in ("en", "sv", "da", "de", "fr")
        if language in covered_languages()
    )


@functools.lru_cache(maxsize=4096)
def corrections(word: str, language: str, *, may_be_name: bool = False) -> tuple[str, ...]:
    """What a lower-case non-word was probably meant to be, the likeliest first.

    Empty when no common word is one slip away, and for words of other languages. In a
    compound one part is mended. With `may_be_name` (the first word of a sentence) more is
    asked: the word must be all but unknown and the correction an everyday word.
    """
    if not SHORTEST <= len(word) <= store.LONGEST_WORD or not word.isalpha():
        return ()
    common = _COMMON if language == "nb" else _COMMON_NYNORSK
    if may_be_name:
        found = _whole(word, language, _EVERYDAY)
        found = found if found and word_zipf(word) < 1 else ()
    else:
        found = _whole(word, language, common) or _in_compound(word, language)
    if language == "nn":
        # «byggje» and «bygge» are both allowed, and so are words made of them.
        found = tuple(text for text in found if _J.sub(r"\1", text) != _J.sub(r"\1", word))
    # Other languages are asked last: their word lists take time to read.
    return () if found and is_foreign(word) else tuple(dict.fromkeys(found))[:3]


def _whole(word: str, language: str, common: float) -> tuple[str, ...]:
    rated = []
    for slip in _slips(word, fingers=common != _COMMON_PART, vowels=language == "nb"):
        rating = _rating(slip, language)
        if rating >= common:
            rated.append((-rating, slip))
    if rated and language == "nb":
        own = word_zipf(word)
        rated = [row for row in rated if -row[0] - own >= _MARGIN]
    return tuple(slip for _, slip in sorted(rated))


def _rating(slip: str, language: str) -> float:
    """How common a slip's correction is; 0 for what is no word of the language."""
    if language == "nb":
        found = common_zipf(slip)
        return found if found >= _COMMON and is_known(slip, "nb") else 0.0
    if store.lexicon("nn").blocks.get(slip[: store.PREFIX]) is None or not is_known(slip, "nn"):
        return 0.0
    return zipf(slip, "nn")


def _in_compound(word: str, language: str) -> tuple[str, ...]:
    """The word with one of its two parts mended, where the other part is sure."""
    found = []
    for cut in range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 2):
        first, last = word[:cut], word[cut:]
        if _is_sure(last, language):
            bare = first.removesuffix("s")
            for stem, link in {(first, ""), (bare, first[len(bare) :])}:
                if len(stem) >= _SHORTEST_PART:
                    found += [f + link + last for f in _whole(stem, language, _COMMON_PART)]
        if _is_sure(first.removesuffix("s"), language) and len(last) >= _SHORTEST_PART:
            found += [first + text for text in _whole(last, language, _COMMON_PART)]
    return tuple(text for text in found if len(compounds.parts(text, language)) > 1)


def _is_sure(part: str, language: str) -> bool:
    return (
        len(part) >= _SHORTEST_PART - 1 and is_known(part, language) and zipf(part, language) >= 3
    )


def _slips(word: str, *, fingers: bool, vowels: bool) -> Iterator[str]:
    """Every text one slip away that begins with the same letter.

    `fingers` counts letters that lie beside each other on the keyboard, too, and `vowels`
    one vowel for any other.
    """
    for i in range(1, len(word)):
        if i + 1 < len(word) or word[i] == word[i - 1]:
            yield word[:i] + word[i + 1 :]
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for letter in _near(word[i], fingers=fingers, vowels=vowels):
            yield word[:i] + letter + word[i + 1 :]
    # A letter more or less at the very end is mostly an inflection that the lexicon lacks.
    for i in range(1, len(word)):
        for letter in _ALPHABET:
            yield word[:i] + letter + word[i:]


@functools.cache
def _near(letter: str, *, fingers: bool, vowels: bool) -> tuple[str, ...]:
    """The letters that are taken for `letter` by ear or, if wanted, by a finger."""
    near: list[str] = []
    for group in (_VOWELS, *_SOUNDS) if vowels else _SOUNDS:
        if letter in group:
            near += group
    for row in _KEYS if fingers else ():
        at = row.find(letter)
        if at >= 0:
            near += row[max(0, at - 1) : at + 2]
    return tuple(x for x in dict.fromkeys(near) if x != letter)
