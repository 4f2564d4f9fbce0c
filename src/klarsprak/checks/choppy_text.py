"""Rows of very short sentences: the cure for a high LIX that is no cure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Sentence
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
MEAN = 6
LEAST = 6
CONNECTED = 0.05
"""A paragraph of `LEAST` sentences or more, shorter than `MEAN` words, needs this share of
connecting words."""
_CONNECTING = frozenset(
    "fordi derfor difor men så også òg hvis viss dersom når slik samtidig samstundes likevel "
    "for siden sidan selv sjølv mens medan".split()
)


@dataclass(frozen=True, slots=True)
class ChoppyText:
    """Five sentences or more in a row with at most five words each.

    Also a whole paragraph of six or more, with fewer than six words on average, that hardly
    has a word to connect them.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield each row, from its first sentence to its last."""
        row: list[Sentence] = []
        found = False
        sentences = analysis.sentences()
        for sentence in (*sentences, None):
            if sentence is not None and 0 < sentence.word_count <= SHORT:
                row.append(sentence)
                continue
            if len(row) >= ROW:
                found = True
                yield Match(Span(row[0].start, row[-1].end), {"sentences": str(len(row))})
            row = []
        if not found and _unconnected(sentences):
            span = Span(sentences[0].start, sentences[-1].end)
            yield Match(span, {"sentences": str(len(sentences))})


def _unconnected(sentences: Sequence[Sentence]) -> bool:
    if len(sentences) < LEAST or any(s.word_count == 0 for s in sentences):
        return False
    words = sum(sentence.word_count for sentence in sentences)
    joined = sum(word in _CONNECTING for sentence in sentences for word in sentence.lowers)
    return words < MEAN * len(sentences) and joined < CONNECTED * words


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ChoppyText(definition.meta)
