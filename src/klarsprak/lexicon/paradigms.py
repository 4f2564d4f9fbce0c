"""Paradigms: how a lemma's ending turns into the endings of its forms."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.lexicon.wordforms import SLOTS, Form, WordClass

GENDERS = {"M": "Masc", "F": "Fem", "N": "Neut"}
_PASSIVE = "Voice=Pass"
_DEFINITE_SINGULAR = 1
_SIBILANTS = ("s", "x", "z")

Slots = tuple[tuple[str, ...], ...]
"""The forms of a lemma, slot by slot."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The endings of a class of words.

    A form is the stem (the lemma without `lemma_end`) plus an ending of its slot.
    Each slot holds the endings that are allowed, preferred first, and is empty where
    the word has no such form. `genders` holds letters of M, F and N, for nouns only.
    `deponent` marks verbs such as "finnes": passive in form, active in meaning.
    """

    word_class: WordClass
    genders: str
    lemma_end: str
    slots: tuple[tuple[str, ...], ...]
    deponent: bool = False

    def forms(self, lemma: str, *, known: bool = True) -> Iterator[Form]:
        """Yield the forms of `lemma`, slot by slot, preferred first, genitives last."""
        yield from self.base_forms(lemma, known=known)
        if self.word_class is WordClass.NOUN:
            for form in self.base_forms(lemma, known=known):
                features = _with_genitive(form.features)
                yield Form(genitive(form.text), lemma, form.word_class, features, known)

    def base_forms(self, lemma: str, *, known: bool = True) -> Iterator[Form]:
        """Yield the forms without genitives; nothing if `lemma` has another ending."""
        if not lemma.endswith(self.lemma_end):
            return
        stem = lemma[: len(lemma) - len(self.lemma_end)]
        for slot, endings in enumerate(self.slots):
            for ending in endings:
                features = self._at(slot, ending)
                yield Form(stem + ending, lemma, self.word_class, features, known)

    def matching(self, lemma: str, text: str, *, known: bool = True) -> Iterator[Form]:
        """Yield those of `forms` that read `text`, without making the others."""
        if not lemma.endswith(self.lemma_end):
            return
        stem = lemma[: len(lemma) - len(self.lemma_end)]
        if not text.startswith(stem):
            return
        rest = text[len(stem) :]
        for slot, endings in enumerate(self.slots):
            if rest in endings:
                yield Form(text, lemma, self.word_class, self._at(slot, rest), known)
        if self.word_class is WordClass.NOUN and genitive(text[:-1]) == text:
            rest = rest[:-1]
            for slot, endings in enumerate(self.slots):
                if rest in endings:
                    features = _with_genitive(self._at(slot, rest))
                    yield Form(text, lemma, self.word_class, features, known)

    def slots_of(self, lemma: str) -> Slots:
        """The forms of `lemma` in each slot, without genitives."""
        stem = lemma[: len(lemma) - len(self.lemma_end)]
        return tuple(tuple(stem + ending for ending in slot) for slot in self.slots)

    def _at(self, slot: int, ending: str) -> frozenset[str]:
        gender = self._gender(slot, ending)
        return _features(self.word_class, slot, gender, self.deponent)

    def _gender(self, slot: int, ending: str) -> str:
        if len(self.genders) < 2 or slot != _DEFINITE_SINGULAR:
            return self.genders[:1]
        # A noun of several genders shows which one it has in the definite singular only.
        shown = {"a": "F", "n": "M", "t": "N"}.get(ending[-1:], "")
        return shown if shown in self.genders and shown else self.genders[0]


@functools.cache
def _features(word_class: WordClass, slot: int, gender: str, deponent: bool) -> frozenset[str]:
    features = SLOTS[word_class][slot]
    if deponent:
        features -= {_PASSIVE}
    return features | {f"Gender={GENDERS[gender]}"} if gender else features


@functools.cache
def _with_genitive(features: frozenset[str]) -> frozenset[str]:
    return features | {"Case=Gen"}


def genitive(text: str) -> str:
    """Return the genitive of a noun form: -s, or an apostrophe after s, x and z."""
    return text + ("'" if text.endswith(_SIBILANTS) else "s")


def from_forms(
    lemma: str,
    word_class: WordClass,
    genders: str,
    slots: tuple[tuple[str, ...], ...],
    *,
    deponent: bool = False,
) -> Paradigm:
    """Return the paradigm that makes the full forms in `slots` out of `lemma`."""
    stem = lemma
    for slot in slots:
        for form in slot:
            while not form.startswith(stem):
                stem = stem[:-1]
    cut = len(stem)
    endings = tuple(tuple(form[cut:] for form in slot) for slot in slots)
    return Paradigm(word_class, genders, lemma[cut:], endings, deponent)


def dump(paradigm: Paradigm) -> str:
    """Return `paradigm` as one line of the data files; `parse` reads it back."""
    mark = "!" if paradigm.deponent else ""
    slots = ";".join(",".join(ending or "0" for ending in slot) for slot in paradigm.slots)
    return f"{paradigm.word_class[0]}{mark} {paradigm.genders} {paradigm.lemma_end} {slots}"


def endings_in(line: str) -> tuple[str, set[str]]:
    """The ends of a line written by `dump`, unparsed: of the lemma, and of its forms."""
    _, _, lemma_end, slots = line.split(" ")
    endings = set(slots.replace(";", ",").split(","))
    endings.discard("")
    if "0" in endings:
        endings.remove("0")
        endings.add("")
    return lemma_end, endings


@functools.lru_cache(maxsize=2048)
def parse(line: str) -> Paradigm:
    """Return the paradigm of a line written by `dump`."""
    head, genders, lemma_end, slots = line.split(" ")
    word_class = {"v": WordClass.VERB, "n": WordClass.NOUN, "a": WordClass.ADJ}[head[0]]
    return Paradigm(
        word_class,
        genders,
        lemma_end,
        tuple(
            tuple("" if ending == "0" else ending for ending in slot.split(",") if ending)
            for slot in slots.split(";")
        ),
        head.endswith("!"),
    )
