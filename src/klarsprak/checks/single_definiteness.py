"""«denne søknad» for «denne søknaden»: a demonstrative before a noun in the indefinite."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, analyses, inflect

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_DEMONSTRATIVES = {
    "nb": {"denne": "Sing", "dette": "Sing", "disse": "Plur"},
    "nn": {"denne": "Sing", "dette": "Sing", "desse": "Plur", "disse": "Plur"},
}
_LET_BE = frozenset(
    "type gang gong slags slag sorts måte måten siste første andre annen annet anna to tre fire fem typen form "
    "ene eine gangen gongen mars mai januar februar april juni juli august september oktober november desember".split()
)


_NO_NOUNS = frozenset(
    "i å med jeg eg selv sjølv om for til på men mot der så er av an ved under over sin vi vie ny to "
    "via per pr innen utan uten her no nå ikke ikkje selve kun bare berre nemlig".split()
)
"""Small words that the lexicon knows as nouns only (letters, musical notes, «et selv»)."""


@dataclass(frozen=True, slots=True)
class SingleDefiniteness:
    """Flags a demonstrative and the indefinite noun right after it, when it is only a noun."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pair, with the noun put in the definite."""
        listed = _DEMONSTRATIVES.get(block.language, {})
        for sentence in analysis.sentences():
            words = sentence.words
            for at, (word, noun) in enumerate(pairwise(words)):
                number = listed.get(word.lower)
                if number is None or not noun.is_word or noun.text != noun.lower:
                    continue
                if noun.lower in _LET_BE or "-" in noun.text:
                    continue
                if noun.lower in (later.lower for later in words[at + 3 : at + 4]):
                    continue  # «si dette ansikt til ansikt»
                neuter = word.lower == "dette"
                definite = definite_of(noun.lower, number, block.language, neuter=neuter)
                if definite:
                    span = Span(word.start, noun.end)
                    yield Match(span, {"lemma": noun.lower}, (f"{word.text} {definite}",))


def definite_of(
    form: str, number: str, language: str, *, neuter: bool, noun_place: bool = False
) -> str | None:
    """The definite of a form that can only be an indefinite noun; else None.

    `number` is Sing or Plur; a singular must also be of the gender that `neuter` tells.
    With `noun_place` the words before show that no infinitive can stand here («den nye skole»).
    """
    readings = analyses(form, language)
    if noun_place:
        readings = tuple(r for r in readings if "VerbForm=Inf" not in r.features)
    if (
        form in _NO_NOUNS
        or not readings
        or any(r.word_class is not WordClass.NOUN for r in readings)
    ):
        return None
    if any("Definite=Def" in r.features for r in readings):
        return None
    fitting = [
        r for r in readings if f"Number={number}" in r.features and "Case=Gen" not in r.features
    ]
    if number == "Sing":
        fitting = [r for r in fitting if ("Gender=Neut" in r.features) == neuter]
    if not fitting:
        return None
    wanted = {"Definite=Def", f"Number={number}"}
    return inflect(fitting[0].lemma, WordClass.NOUN, wanted, language)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return SingleDefiniteness(definition.meta)
