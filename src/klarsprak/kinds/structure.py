"""`kind: structure`: something a text of this type must hold, and does not.

`require` lists expressions of which one must be found somewhere: in the text, in the
address of a link, or in a heading. `when` lists expressions of which one must be found
for the rule to ask at all; the finding then points at that place, else at the whole text.
With `options: {scripted: true}` the texts that a script of the page will show, kept in
`data-` attributes, count too.
Texts under 40 words are never asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape

from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind, Document, Format, MarkKind
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
        name = f"structure {self.meta.id}"
        scripted = scripted_texts(document) if self.meta.options.get("scripted") else ()
        present = set(self._met_by((*front_matter(document), *scripted)))
        for index, block in enumerate(document.blocks):
            present |= context.remembered(index, name, partial(self._present, block))
        wanted = self.missing or len(self.require)
        if len(self.require) - len(present) < wanted:
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
                quoted = context.protected(index, quotes=True)
                own = (
                    hit
                    for hit in pattern.hits(block.text)
                    if not any(span.start < hit.span.end <= span.end for span in quoted)
                )
                hit = next(own, None)
                if hit:
                    yield Placed(index, Match(hit.span))
                    return

    def _present(self, block: Block) -> frozenset[int]:
        """Which of the requirements the block meets."""
        return self._met_by(tuple(searched(block)))

    def _met_by(self, texts: Sequence[str]) -> frozenset[int]:
        return frozenset(
            number
            for number, pattern in enumerate(self.require)
            if any(pattern.found(text) for text in texts)
        )


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""A letter's template says the sender's telephone here."""
_PLACES = frozenset({"part", "paragraph"})
"""Attributes that are no text: where the block stands in a Word file."""


def front_matter(document: Document) -> tuple[str, ...]:
    """The front matter of a Markdown file, if it has one."""
    found = document.format is Format.MARKDOWN and _FRONT_MATTER.match(document.source)
    return (found[1],) if found else ()


_DATA = re.compile(r"""\sdata-[\w-]{1,60}\s*=\s*(?:"([^"]+)"|'([^']+)')""")


def scripted_texts(document: Document) -> tuple[str, ...]:
    """The values of the `data-` attributes of an HTML page."""
    if document.format is not Format.HTML:
        return ()
    return tuple(unescape(one or other) for one, other in _DATA.findall(document.source))


def searched(block: Block) -> Iterator[str]:
    """Every text and address of a block where something that is asked for may stand."""
    yield block.text
    for mark in block.marks:
        if mark.kind is MarkKind.LINK:
            yield mark.value
    yield from (value for name, value in block.attributes.items() if name not in _PLACES)


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
