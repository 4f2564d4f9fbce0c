"""`kind: structure`: something a text of this type must hold, and does not.

`require` lists expressions of which one must be found somewhere: in the text, in the
address of a link, or in a heading. `when` lists expressions of which one must be found
for the rule to ask at all; the finding then points at that place, else at the whole text.
Texts under 40 words are never asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document, Format, MarkKind
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta
from klarsprak.kinds.patterns import Pattern, compile_pattern

KEYS = frozenset({"require", "when", "missing"})
VALUES = frozenset({"missing"})
MIN_WORDS = 40


@dataclass(frozen=True, slots=True)
class StructureRule:
    """Yields one match when nothing of what it requires is found.

    With `missing` > 1 that many of the requirements must be absent.
    """

    meta: RuleMeta
    require: tuple[Pattern, ...]
    when: tuple[Pattern, ...]
    missing: int

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match, at the place that raised the question where there is one."""
        if sum(b.text.count(" ") + 1 for b in document.blocks if b.parent is None) < MIN_WORDS:
            return
        texts = list(searched(document))
        absent = [p for p in self.require if not any(p.found(text) for text in texts)]
        wanted = self.missing or len(self.require)
        if len(absent) < wanted:
            return
        if not self.when:
            yield Placed(None, Match(WHOLE_TEXT))
            return
        for index, block in enumerate(document.blocks):
            if (
                block.hidden
                or block.kind is BlockKind.CODE
                or block.language not in self.meta.languages
            ):
                continue
            for pattern in self.when:
                hit = next(pattern.hits(block.text), None)
                if hit:
                    yield Placed(index, Match(hit.span))
                    return


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""A letter's template says the sender's telephone here."""


def searched(document: Document) -> Iterator[str]:
    """Every text and address where something that is asked for may stand."""
    if document.format is Format.MARKDOWN and (found := _FRONT_MATTER.match(document.source)):
        yield found[1]
    for block in document.blocks:
        yield block.text
        for mark in block.marks:
            if mark.kind is MarkKind.LINK:
                yield mark.value
        yield from block.attributes.values()


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when a pattern is broken."""
    missing = definition.raw.get("missing", 0)
    if not isinstance(missing, int):
        definition.fail("missing", "rule-key-type", wanted="tall")
    return StructureRule(
        definition.meta,
        tuple(
            compile_pattern(definition, "require", s, edges=False)
            for s in definition.strings("require")
        ),
        tuple(compile_pattern(definition, "when", s) for s in definition.strings("when")),
        missing,
    )
