"""Sentences in the other written standard than the rest of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from klarsprak.core.analysis import Word
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.standards import standard_of_sentence

KEYS = frozenset({"share"})
VALUES = frozenset({"share", "sentences"})

_NORWEGIAN = frozenset({"nb", "nn"})
_LEAST = 2
_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class MixedStandard:
    """At least `share` of the sentences that show a standard show the rarer one.

    A block whose markup declares the language it is in has been marked on purpose and is
    let be, and so is a text that is written once in each standard, one after the other.
    """

    meta: RuleMeta
    share: float

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield each sentence in the standard that has fewer."""
        found: dict[str, list[tuple[int, Span]]] = {"nb": [], "nn": []}
        order: list[str] = []
        for index, block in enumerate(document.blocks):
            if not self._counts(block, document):
                continue
            work = partial(_standards, context, index)
            for standard, span in context.remembered(index, self.meta.id, work):
                found[standard].append((index, span))
                order.append(standard)
        rare = min(found, key=lambda standard: len(found[standard]))
        total, few = len(order), len(found[rare])
        if few < _LEAST or few < self.share * total or _is_two_versions(order):
            return
        values = {"share": f"{100 * few / total:.0f}", "sentences": str(few)}
        for index, span in found[rare]:
            yield Placed(index, Match(span, values))

    def _counts(self, block: Block, document: Document) -> bool:
        if block.kind not in PROSE or block.hidden or block.language not in _NORWEGIAN:
            return False
        declared = block.declared_language
        return not declared or declared == document.declared_language


def _standards(context: Context, index: int) -> tuple[tuple[str, Span], ...]:
    """The sentences of a block that show a standard by their own words, and which."""
    shown = []
    held = context.protected(index, quotes=True)
    for sentence in context.analysis(index).sentences():
        if sentence.word_count < _LEAST_WORDS:
            continue
        # Without addresses: «nav.no» is no Nynorsk «no».
        own = [word for word in sentence.words if word.is_word]
        if held:
            own = [word for word in own if not _is_in(word, held)]
        text = " ".join(word.text for word in own)
        if (standard := standard_of_sentence(text)) != "":
            shown.append((standard, sentence.span))
    return tuple(shown)


def _is_in(word: Word, held: Sequence[Span]) -> bool:
    own = Span(word.start, word.end)
    return any(span.overlaps(own) for span in held)


def _is_two_versions(order: list[str]) -> bool:
    """One standard first, then the other, a good part of the text each."""
    changes = sum(a != b for a, b in pairwise(order))
    return changes == 1 and min(order.count("nb"), order.count("nn")) >= 0.3 * len(order)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    share = definition.raw.get("share", 0.15)
    if not isinstance(share, int | float):
        definition.fail("share", "rule-key-type", wanted="tall")
    return MixedStandard(definition.meta, share)
