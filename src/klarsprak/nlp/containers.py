"""How much of a text stands outside its running prose: in tables, quotations, code, images.

A score is about running prose. These shares tell when there is too little of it, or when
it has been put between quotation marks.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from klarsprak.core.document import EMBEDDED, PROSE, Block, BlockKind, Document, MarkKind

_QUOTED = re.compile(r"«[^«»]{1,2000}»|“[^“”]{1,2000}”|„[^„“”]{1,2000}[“”]")
LEAST_QUOTED = 4
"""Fewer words between quotation marks are a name or a term."""

_BESIDE = frozenset({BlockKind.ALT_TEXT, BlockKind.ATTRIBUTE})


def shares(document: Document) -> Mapping[str, float]:
    """Words of the whole text, and the share of them in containers (0 to 1).

    ``all_words`` counts every block that is not embedded in another; ``table_share`` those
    in tables, ``quote_share`` those in quotations of four words or more, ``outside_share``
    everything that is no running prose. Empty for a text without words.
    """
    total = table = quoted = outside = 0
    for block in document.blocks:
        if block.hidden or (block.kind in EMBEDDED and block.kind not in _BESIDE):
            continue
        words = len(block.text.split())
        total += words
        if block.kind is BlockKind.TABLE_CELL:
            table += words
        if block.kind is BlockKind.QUOTE:
            quoted += words
        else:
            quoted += _quoted_words(block)
        if block.kind not in PROSE and block.kind is not BlockKind.HEADING:
            outside += words
    if not total:
        return {}
    return {
        "all_words": total,
        "table_share": table / total,
        "quote_share": quoted / total,
        "outside_share": outside / total,
    }


def _quoted_words(block: Block) -> int:
    spans = [match.span() for match in _QUOTED.finditer(block.text)]
    spans += [
        (mark.span.start, mark.span.end) for mark in block.marks if mark.kind is MarkKind.QUOTE
    ]
    words, done = 0, 0
    for start, end in sorted(spans):
        count = len(block.text[max(start, done) : end].split())
        if count >= LEAST_QUOTED:
            words += count
        done = max(done, end)
    return words


def with_quotes_as_own(document: Document) -> Document:
    """The document with its quotations as the writer's own paragraphs."""
    return replace(document, blocks=tuple(map(_own, document.blocks)))


def _own(block: Block) -> Block:
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.QUOTE else block.kind
    marks = tuple(mark for mark in block.marks if mark.kind is not MarkKind.QUOTE)
    if kind is block.kind and len(marks) == len(block.marks):
        return block
    return replace(block, kind=kind, marks=marks)
