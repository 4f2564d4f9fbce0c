"""Bokmål forms in Nynorsk that no list names: «politikere», «knyttet», «tilstrekkelig».

The lexicon tells them by rule; see `lexicon.bokmal_forms`. Words that the list of the rule
`rettskriving/bokmal-i-nynorsk` has are left to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.bokmal_forms import is_believable, nynorsk_for
from klarsprak.lexicon.dictionaries import load

KEYS = frozenset({"dictionary"})
VALUES = frozenset({"lemma"})


@dataclass(frozen=True, slots=True)
class BokmalForm:
    """Looks at words in small letters, and at the first word of a sentence."""

    meta: RuleMeta
    listed: frozenset[str]

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per form, with the forms of Nynorsk that may be shown."""
        for sentence in analysis.sentences():
            for number, word in enumerate(sentence.words):
                if not _is_plain(sentence.words, number) or word.lower in self.listed:
                    continue
                found = nynorsk_for(word.lower)
                if not found:
                    continue
                texts = tuple(text for text in found if is_believable(word.lower, text))
                if word.text[0].isupper():
                    texts = tuple(text[0].upper() + text[1:] for text in texts)
                yield Match(Span(word.start, word.end), {"lemma": word.lower}, texts)


def _is_plain(words: Sequence[Word], number: int) -> bool:
    """Whether the word is no name: in small letters, or first before one in small letters."""
    word = words[number]
    if not word.is_word or not word.text.isalpha():
        return False
    if word.text == word.lower:
        return True
    following = words[number + 1].text if number + 1 < len(words) else ""
    return not number and word.text[1:].islower() and following[:1].islower()


def build(definition: Definition) -> Rule:
    """Make the rule."""
    entries = load(definition.text("dictionary"), "nn")
    return BokmalForm(definition.meta, frozenset(entry.term for entry in entries))
