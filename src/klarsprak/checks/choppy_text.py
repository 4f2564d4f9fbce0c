"""Rows of very short sentences: the cure for a high LIX that is no cure."""

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
VALUES = frozenset({"sentences"})
SHORT = 5
ROW = 5


@dataclass(frozen=True, slots=True)
class ChoppyText:
    """Five sentences or more in a row with at most five words each."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield each row, from its first sentence to its last."""
        row = []
        for sentence in (*analysis.sentences(), None):
            if sentence is not None and 0 < sentence.word_count <= SHORT:
                row.append(sentence)
                continue
            if len(row) >= ROW:
                yield Match(Span(row[0].start, row[-1].end), {"sentences": str(len(row))})
            row = []


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ChoppyText(definition.meta)
