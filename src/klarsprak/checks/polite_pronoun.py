"""The polite pronoun De, Dem, Deres (nn De, Dykk, Dykkar) where it is clearly not «they»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_SWAP = {
    "nb": {"De": "du", "Dem": "deg", "Deres": "din"},
    "nn": {"De": "du", "Dykk": "deg", "Dykkar": "din"},
}
_COUNTED = frozenset(
    "to tre fire fem seks sju syv åtte ni ti fleste fleire flere andre enkelte øvrige siste første "
    "fyrste nye gamle ulike ansatte tilsette som begge forente sameinte".split()
)
"""«De to», «De fleste»: those, at the start of a sentence whose full stop is lost."""
_NAME_BEFORE = frozenset({"The", "Van", "Da", "La", "Le", "Los"})


@dataclass(frozen=True, slots=True)
class PolitePronoun:
    """Flags a capital inside a sentence; the first word of a sentence may be «they»."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pronoun; «Deres ref.» is a label and is let be."""
        swaps = _SWAP.get(block.language, {})
        for sentence in analysis.sentences():
            for word in polite_words(sentence.words, block.language):
                yield Match(Span(word.start, word.end), {"lemma": word.lower}, (swaps[word.text],))


def polite_words(words: Sequence[Word], language: str) -> Iterator[Word]:
    """The polite pronouns of one sentence, those left out that may be «they» or a name."""
    listed = _SWAP.get(language, {})
    for index, word in enumerate(words):
        if index == 0 or word.text not in listed:
            continue
        before = words[index - 1]
        after = words[index + 1].text if index + 1 < len(words) else ""
        if before.text in ':.!?–—-•«"(/' or before.text in _NAME_BEFORE:
            continue
        if before.text.endswith(".") and before.text != ".":
            # The full stop of «p.t.» may be that of the sentence too.
            continue
        if after.lower().startswith("ref") or after[:1].isupper() or after in _COUNTED:
            continue
        if word.text == "De" and _describes(after, language):
            # «De forente stater»: a name, or the title of a book.
            continue
        yield word


def _describes(word: str, language: str) -> bool:
    """A form that is an adjective or participle in the definite or plural, and no verb."""
    word = word.removesuffix("s")
    found = analyses(word, language)
    if any(form.word_class is WordClass.VERB and "VerbForm=Fin" in form.features for form in found):
        return False
    return word.endswith("e") and any(form.word_class is WordClass.ADJ for form in found)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return PolitePronoun(definition.meta)
