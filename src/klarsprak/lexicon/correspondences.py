"""Bokmål and Nynorsk: which word of one standard answers to which of the other.

A hand-written list of pairs, and regular spellings (-heit/-het, -leg/-lig, kv-/hv- …).
The answer is a set of guesses to look up, never a translation.
"""

import functools
import re

from klarsprak.lexicon import store
from klarsprak.lexicon.datafile import data_file
from klarsprak.lexicon.nynorsk import VerbClass
from klarsprak.lexicon.wordforms import WordClass

_TO_BOKMAL: tuple[tuple[str, str], ...] = (
    (r"^kv", "hv"),
    (r"heit$", "het"),
    (r"leg$", "lig"),
    (r"(?<=[a-zæøå]{2})laus$", "løs"),
    (r"semd$", "somhet"),
    (r"ing$", "ning"),
    (r"ar$", "er"),
    (r"([kg])je$", r"\1e"),
    (r"([ltrnmd])je$", r"\1e"),
    (r"^å", "på"),
    (r"^ved", "be"),
    (r"^van", "u"),
    (r"^tru", "tro"),
    (r"ei", "e"),
    (r"øy", "ø"),
    (r"au", "ø"),
    (r"au", "u"),
    (r"ø", "e"),
    (r"ø", "å"),
    (r"y", "u"),
    (r"u", "o"),
    (r"o", "å"),
    (r"å", "o"),
    (r"jo", "e"),
    (r"kj", "k"),
    (r"gj", "g"),
    (r"sk", "skj"),
    (r"føre", "fore"),
    (r"^u", "u"),
    (r"([mn])d(?=e)", r"\1n"),
    (r"eik", "ek"),
    (r"stad$", "sted"),
    (r"tid$", "tid"),
    (r"skap$", "skap"),
    (r"([a-zæøå])a$", r"\1e"),
)


@functools.cache
def pairs() -> tuple[tuple[str, str], ...]:
    """Return the hand-written (Bokmål, Nynorsk) pairs of lemmas and function words."""
    text = data_file("bokmal_nynorsk.tsv").read_text("utf-8")
    return tuple(
        (bokmal, nynorsk)
        for bokmal, nynorsk in (line.split("\t") for line in text.splitlines()[1:])
    )


@functools.cache
def _listed() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for bokmal, nynorsk in pairs():
        found[nynorsk] = (*found.get(nynorsk, ()), bokmal)
    return found


@functools.lru_cache(maxsize=16384)
def to_bokmal(word: str) -> tuple[str, ...]:
    """Return spellings that `word` of Nynorsk may have in Bokmål, likeliest first."""
    guesses = list(_listed().get(word, ()))
    guesses.append(word)
    for pattern, replacement in _TO_BOKMAL:
        respelt = re.sub(pattern, replacement, word, count=1)
        if respelt != word:
            guesses.append(respelt)
    return tuple(dict.fromkeys(guesses))


@functools.lru_cache(maxsize=16384)
def nynorsk_gender(noun: str) -> str | None:
    """Return "M", "F" or "N" for a Nynorsk noun by its Bokmål cognate, or None."""
    for guess in to_bokmal(noun):
        for paradigm in store.entry(guess, "nb") or ():
            if paradigm.word_class is WordClass.NOUN and paradigm.genders:
                return "F" if "F" in paradigm.genders else paradigm.genders[0]
    return None


@functools.lru_cache(maxsize=16384)
def nynorsk_verb_classes(verb: str) -> tuple[VerbClass, ...]:
    """Return the weak classes of a Nynorsk verb by its Bokmål cognate, or ()."""
    cognate = _cognate_class(verb)
    return (cognate,) if cognate else ()


def _cognate_class(verb: str) -> VerbClass | None:
    for guess in to_bokmal(verb):
        for paradigm in store.entry(guess, "nb") or ():
            if paradigm.word_class is not WordClass.VERB or not paradigm.slots[4]:
                continue
            pasts = paradigm.slots[4]
            stem = guess[: len(guess) - len(paradigm.lemma_end)]
            if any((stem + end).endswith(("et", "a")) for end in pasts):
                return VerbClass.A
            past = stem + pasts[0]
            if past.endswith("dde") and verb[-1] != "e":
                return VerbClass.DDE
            if past.endswith("de"):
                return VerbClass.DE
            if past.endswith("te"):
                soft = ("nne", "mme", "nge", "lle", "ve", "gje", "ge", "mne")
                return VerbClass.DE if verb.endswith(soft) else VerbClass.TE
    return None


@functools.lru_cache(maxsize=16384)
def is_bokmal_adjective(adjective: str) -> bool:
    """Tell whether a Nynorsk adjective has a cognate among those of Bokmål."""
    return any(
        paradigm.word_class is WordClass.ADJ
        for guess in to_bokmal(adjective)
        for paradigm in store.entry(guess, "nb") or ()
    )
