"""Lists whose items take several forms, are too many, or go too deep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from klarsprak.checks.verbs import has_main_verb
from klarsprak.checks.whole_text import FRAME
from klarsprak.core.analysis import Analysis
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"sentences", "phrases", "items", "levels"})
LEAST_ITEMS = 3
LEAST_SENTENCE = 4
"""An item of fewer words is no sentence, whatever its sign."""


@dataclass(frozen=True, slots=True)
class MixedList:
    """One match per list, on its first item.

    An item is a sentence when it has a main verb and a full stop, a phrase when it has
    neither. Both in one list is a mix, unless only the last item closes with a full stop.
    Over `max_items` at one level, or over `max_levels` levels, is a match as well.
    """

    meta: RuleMeta
    max_items: float
    max_levels: float

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per list with a fault."""
        lists: dict[int, list[tuple[int, Block]]] = {}
        for index, block in enumerate(document.blocks):
            if (
                block.kind is BlockKind.LIST_ITEM
                and block.group
                and not block.hidden
                and block.parent is None
                and block.language in self.meta.languages
                and block.attributes.get("landmark") not in FRAME
            ):
                lists.setdefault(block.group, []).append((index, block))
        # In plain text an indent may be a column of a table.
        nested = document.format is not Format.TEXT
        for items in lists.values():
            yield from self._judge(items, context, nested=nested)

    def _judge(
        self, items: Sequence[tuple[int, Block]], context: Context, *, nested: bool
    ) -> Iterator[Placed]:
        top = min(block.level for _, block in items)
        own = [(index, block) for index, block in items if block.level == top]
        # A list within a list may be a group of its own: then its level tells how deep it is.
        # What lies deeper still is told of once, at the first level that is too deep.
        depth = max(len({block.level for _, block in items}), top) if nested else 1
        if top > self.max_levels + 1:
            depth = 1
        sentences = phrases = 0
        if len(own) >= LEAST_ITEMS:
            forms = [
                context.remembered(
                    index, "form of a list item", partial(_form, context.analysis(index), block)
                )
                for index, block in own
            ]
            # «a, b, og c.»: the list is one sentence, closed where it ends.
            judged = forms[:-1] if "sentence" not in forms[:-1] else forms
            sentences, phrases = judged.count("sentence"), judged.count("phrase")
        mixed = bool(sentences and phrases)
        many = len(own) > self.max_items and not _only_links(own)
        deep = depth > self.max_levels
        if mixed or many or deep:
            index, block = own[0]
            values = {
                "sentences": str(sentences) if mixed else "",
                "phrases": str(phrases) if mixed else "",
                "items": str(len(own)) if many else "",
                "levels": str(depth) if deep else "",
            }
            yield Placed(index, Match(Span(0, len(block.text)), values))


def _form(analysis: Analysis, block: Block) -> str:
    sentences = analysis.sentences()
    text = block.text.rstrip(' »”")')
    if not sentences or not text:
        return ""
    first = [token for token in analysis.tokens() if token.sentence == 0]
    verb = has_main_verb(first)
    closed = text.endswith((".", "!", "?"))
    if verb and closed and sentences[0].word_count >= LEAST_SENTENCE:
        return "sentence"
    if not verb and not closed and len(sentences) == 1 and not text.endswith(":"):
        return "phrase"
    return ""


def _only_links(items: Sequence[tuple[int, Block]]) -> bool:
    """A list of links or of names is a register, which may be long."""
    linked = sum(
        any(m.kind.value == "link" and len(m.span) * 2 > len(b.text) for m in b.marks)
        for _, b in items
    )
    short = sum(block.text.count(" ") < 3 for _, block in items)
    return linked * 2 > len(items) or short * 2 > len(items)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return MixedList(
        definition.meta, definition.option("max_items", 8), definition.option("max_levels", 2)
    )
