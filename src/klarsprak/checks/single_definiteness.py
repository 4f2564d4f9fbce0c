"""«denne søknad» for «denne søknaden»: a demonstrative before a noun in the indefinite."""

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class SingleDefiniteness:
    """Flags a demonstrative and the indefinite noun right after it, when it is only a noun."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pair, with the noun put in the definite."""
        listed = _DEMONSTRATIVES.get(block.language, {})
        for sentence in analysis.sentences():
            for word, noun in zip(sentence.words, sentence.words[1:], strict=False):
                number = listed.get(word.lower)
                if number is None or not noun.is_word or noun.text != noun.lower:
                    continue
                if noun.lower in _LET_BE or "-" in noun.text:
                    continue
                definite = _definite(noun.lower, word.lower, number, block.language)
                if definite:
                    span = Span(word.start, noun.end)
                    yield Match(span, {"lemma": noun.lower}, (f"{word.text} {definite}",))


def _definite(form: str, before: str, number: str, language: str) -> str | None:
    """The definite of a form that can only be an indefinite noun; else None."""
    readings = analyses(form, language)
    if not readings or any(r.word_class is not WordClass.NOUN for r in readings):
        return None
    if any("Definite=Def" in r.features for r in readings):
        return None
    fitting = [
        r for r in readings if f"Number={number}" in r.features and "Case=Gen" not in r.features
    ]
    if number == "Sing":
        neuter = before == "dette"
        fitting = [r for r in fitting if ("Gender=Neut" in r.features) == neuter]
    if not fitting:
        return None
    wanted = {"Definite=Def", f"Number={number}"}
    return inflect(fitting[0].lemma, WordClass.NOUN, wanted, language)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return SingleDefiniteness(definition.meta)
