"""Long stretches of prose without a subheading."""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import body, word_count
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"words", "limit"})
LETTER_PAGE = 450
"""A letter of one page needs no subheadings."""


@dataclass(frozen=True, slots=True)
class SubheadingsMissing:
    """One match per stretch, on the first sentence after the limit was passed.

    `limit` is counted in words of paragraphs and list items since the last heading, or
    since a paragraph that is a question or a label in bold and stands as one. A stretch
    with more words in list items than in paragraphs is a list (of requirements, of steps),
    which is skimmed as it is.
    """

    meta: RuleMeta
    limit: float

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match for every stretch over the limit."""
        kinds = PROSE | {BlockKind.HEADING, BlockKind.CAPTION}
        blocks = list(body(document, self.meta, kinds))
        if context.setting.document_type == "brev":
            total = sum(word_count(b.text) for _, b in blocks if b.kind in PROSE)
            if total <= LETTER_PAGE:
                return
        words, listed, place = 0, 0, -1
        for index, block in blocks:
            if block.kind not in PROSE or _stands_as_heading(document, index):
                if place >= 0 and listed * 2 <= words:
                    yield self._match(context, document, place, words)
                words, listed, place = 0, 0, -1
                continue
            before = words
            size = word_count(block.text)
            words += size
            listed += size if block.kind is BlockKind.LIST_ITEM else 0
            if before <= self.limit < words:
                place = index
        if place >= 0 and listed * 2 <= words:
            yield self._match(context, document, place, words)

    def _match(self, context: Context, document: Document, index: int, words: int) -> Placed:
        sentences = context.analysis(index).sentences()
        span = sentences[0].span if sentences else Span(0, len(document.blocks[index].text))
        return Placed(index, Match(span, {"words": str(words), "limit": f"{self.limit:.0f}"}))


def _stands_as_heading(document: Document, index: int) -> bool:
    """A short paragraph that is all emphasis: `overskrift/bare-fet` speaks of it."""
    block = document.blocks[index]
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(block.text) < 80
        and any(m.kind.value == "emphasis" and len(m.span) == len(block.text) for m in block.marks)
    )


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return SubheadingsMissing(definition.meta, definition.option("max_words", 300))
