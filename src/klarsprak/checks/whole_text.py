"""What checks about a whole text share: its body, its sentences in a row, its contents list.

No check of its own: no rule file names it.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from klarsprak.core.document import PROSE, Block, BlockKind, Document, Format
from klarsprak.core.rule import Context, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.structure import front_matter, searched

FRAME = frozenset({"nav", "header", "footer", "aside"})
"""Landmarks that stand round the text."""

_ROLES_LEFT_OUT = frozenset({"address", "reference", "salutation", "signature"})
_CONTENTS = re.compile(
    r"(?:innhold(?:sfortegnelse|sliste)?|innhald(?:sliste|slista)?|på denne siden|på denne sida|"
    r"hopp til|innholdet på siden|innhaldet på sida|i denne (?:artikkelen|rapporten|saken|saka))\s*:?",
    re.IGNORECASE,
)
_GENERATED = re.compile(
    r"^\s*(?:\[TOC\]|\[\[_TOC_\]\]|[*-] TOC\b|\{:toc\}|\{\{[<%]?\s*toc)", re.I | re.M
)
ANCHORS = 3
"""So many links within the page are a list of contents."""


class Row(NamedTuple):
    """A sentence of the body: the index of its block, its span there, its text."""

    block: int
    span: Span
    text: str


def body(
    document: Document, meta: RuleMeta, kinds: frozenset[BlockKind] = PROSE
) -> Iterator[tuple[int, Block]]:
    """The blocks of the text itself, by index: no frame, no letterhead, nothing hidden."""
    for index, block in enumerate(document.blocks):
        if (
            block.kind in kinds
            and block.parent is None
            and not block.hidden
            and block.text
            and block.language in meta.languages
            and block.attributes.get("landmark") not in FRAME
            and block.attributes.get("role") not in _ROLES_LEFT_OUT
        ):
            yield index, block


def rows(
    document: Document,
    context: Context,
    meta: RuleMeta,
    kinds: frozenset[BlockKind] = PROSE,
) -> Iterator[Row]:
    """The sentences of the body in order."""
    for index, block in body(document, meta, kinds):
        for sentence in context.analysis(index).sentences():
            yield Row(index, sentence.span, block.text[sentence.start : sentence.end])


def says(document: Document, context: Context, name: str, pattern: re.Pattern[str]) -> bool:
    """Whether a text, an address or the front matter holds `pattern`, remembered as `name`."""
    if any(pattern.search(text) for text in front_matter(document)):
        return True
    return any(
        context.remembered(index, name, partial(_block_says, block, pattern))
        for index, block in enumerate(document.blocks)
    )


def _block_says(block: Block, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for text in searched(block))


def word_count(text: str) -> int:
    """Words as parted by spaces; good enough for lengths of whole texts."""
    return len(text.split())


def has_contents(document: Document) -> bool:
    """Whether the text has a list of its contents: a heading, links within, or a generator's."""
    if document.metadata.get("toc", "").casefold() in ("true", "yes", "ja"):
        return True
    anchors = 0
    for block in document.blocks:
        short = len(block.text) < 60
        if short and block.kind is not BlockKind.LINK_TEXT and _CONTENTS.fullmatch(block.text):
            return True
        anchors += block.kind is BlockKind.LINK_TEXT and block.attributes.get(
            "href", ""
        ).startswith("#")
    if anchors >= ANCHORS:
        return True
    return document.format is Format.MARKDOWN and bool(_GENERATED.search(document.source))
