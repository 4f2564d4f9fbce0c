"""«din søknad» for «søknaden din»: a possessive before its noun sounds like an office."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from klarsprak.checks.single_definiteness import definite_of
from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, analyses

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_NUMBERS = {"din": "Sing", "di": "Sing", "ditt": "Sing", "dine": "Plur"}
_BEFORE = frozenset("for på av etter i ved til".split())
_SET_PHRASES = frozenset(
    "del skyld side favør skuld hånd hand regning rekning risiko vegne vegner tur".split()
)
"""«for din del», «i din favør»: nobody says these in another way."""


@dataclass(frozen=True, slots=True)
class FrontedPossessive:
    """Flags «din», «ditt» and «dine» right before a noun of theirs, inside a sentence or first.

    An adjective between, two owners («din og barnets») and names are let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pair, with the noun in the definite and the owner after it."""
        for sentence in analysis.sentences():
            words = sentence.words
            for at, (owner, noun) in enumerate(pairwise(words)):
                number = _NUMBERS.get(owner.lower)
                if number is None or not noun.is_word or noun.text != noun.lower:
                    continue
                before = words[at - 1].lower if at else ""
                if at and owner.text != owner.lower and words[at - 1].is_word:
                    # «Logg inn på Din pensjon» is the name of a service.
                    continue
                if before in _BEFORE and noun.lower in _SET_PHRASES:
                    continue
                text = _behind(owner, noun, number, block.language)
                if text and not _is_behind(words[at - 1] if at else None, owner, block.language):
                    span = Span(owner.start, noun.end)
                    yield Match(span, {"lemma": noun.lower}, (text,))


def _is_behind(before: Word | None, owner: Word, language: str) -> bool:
    """Whether the owner already stands behind a noun: «søknaden din gjelder»."""
    if before is None or before.end + 1 != owner.start:
        return False
    return any(
        reading.word_class is WordClass.NOUN and "Definite=Def" in reading.features
        for reading in analyses(before.lower, language)
    )


def _behind(owner: Word, noun: Word, number: str, language: str) -> str | None:
    neuter = owner.lower == "ditt"
    definite = definite_of(noun.lower, number, language, neuter=neuter, noun_place=True)
    if definite is None:
        return None
    pronoun = owner.lower
    if number == "Sing" and not neuter:
        pronoun = "di" if definite.endswith("a") else "din"
    text = f"{definite} {pronoun}"
    return text[:1].upper() + text[1:] if owner.text[:1].isupper() else text


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return FrontedPossessive(definition.meta)
