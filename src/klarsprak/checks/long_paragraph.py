"""Paragraphs with more sentences or words than one point needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"sentences", "words"})
MORE_FOR_CASES = 2
"""Case papers may have this many sentences more (8 where others have 6)."""


@dataclass(frozen=True, slots=True)
class LongParagraph:
    """`max_words` is counted in words, punctuation and numbers apart."""

    meta: RuleMeta
    max_words: float

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the whole paragraph when it is too long."""
        sentences = analysis.sentences()
        words = sum(sentence.word_count for sentence in sentences)
        limit = setting.audience.limits["paragraph_max"]
        if setting.document_type in ("saksframlegg", "rapport"):
            limit += MORE_FOR_CASES
        if len(sentences) > limit or (words > self.max_words and len(sentences) > 1):
            values = {"sentences": str(len(sentences)), "words": str(words)}
            yield Match(Span(0, len(block.text)), values)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return LongParagraph(definition.meta, definition.option("max_words", 90))
