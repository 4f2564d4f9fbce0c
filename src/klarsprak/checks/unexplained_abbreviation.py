"""Abbreviations that citizens do not know, at their first use in a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.first_use import is_explained
from klarsprak.lexicon.dictionaries import Row, table

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"expansion", "lemma"})


@dataclass(slots=True)
class UnexplainedAbbreviation:
    """Rows of `abbreviations` with policy «forklar» that are not explained when first used."""

    meta: RuleMeta
    rows: Mapping[str, Row]

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield each first use without an explanation.

        The abbreviation counts as explained everywhere when its expansion stands in the
        text, with it in brackets, or when it is explained where it is first used.
        """
        audience = context.setting.audience.id
        seen: set[str] = set()
        whole = "\n".join(block.text.lower() for block in document.blocks)
        for index, block in enumerate(document.blocks):
            if block.kind not in self.meta.scope or block.hidden:
                continue
            if block.language not in self.meta.languages or block.parent is not None:
                continue
            for found in self._in_block(block, context, index):
                key, span, row = found
                if key in seen:
                    continue
                seen.add(key)
                if audience in row.cells["known_to"].split(" ") or row.cells["known_to"] == "alle":
                    continue
                expansion = row.cells[f"expansion_{block.language}"].split("; ")[0]
                if is_explained(block, span) or (expansion and expansion.lower() in whole):
                    continue
                full = f"{expansion} ({block.text[span.start : span.end]})" if expansion else ""
                values = {"expansion": expansion, "lemma": key}
                yield Placed(index, Match(span, values, (full,) if full else ()))

    def _in_block(
        self, block: Block, context: Context, index: int
    ) -> Iterator[tuple[str, Span, Row]]:
        for word in context.analysis(index).words():
            key = word.text
            row = self.rows.get(key)
            end = word.end
            if row is None and "-" in key:
                # «BPA-ordningen»: the abbreviation is the part before the hyphen.
                head = key.partition("-")[0]
                row, end = self.rows.get(head), word.start + len(head)
                key = head
            if row is None and key.endswith("."):
                row = self.rows.get(key.lower())
            if row is not None:
                yield key, Span(word.start, end), row


def build(definition: Definition) -> Rule:
    """Make the rule from the list of abbreviations."""
    rows = {
        row.cells["abbr"]: row for row in table("abbreviations") if row.cells["policy"] == "forklar"
    }
    return UnexplainedAbbreviation(definition.meta, rows)
