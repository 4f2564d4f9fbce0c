"""A Word file → parts: headings, lists, links and tables stay what they are."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from klarsprak.core.document import EMBEDDED, Block, BlockKind, Document, MarkKind
from klarsprak.interactive.web.parts import Part, PartKind, Run
from klarsprak.interactive.web.rich import safe_address

_KINDS = {
    BlockKind.HEADING: PartKind.HEADING,
    BlockKind.LIST_ITEM: PartKind.ITEM,
    BlockKind.QUOTE: PartKind.QUOTE,
    BlockKind.TABLE_CELL: PartKind.ROW,
}


def word_parts(document: Document) -> list[Part]:
    """The parts of a document, in order.

    Whether a list is numbered, and what is bold, is not in the document, so it is lost.
    """
    pictures: dict[int | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.ALT_TEXT:
            pictures.setdefault(block.parent, []).append(block)
    shown = [
        (number, block)
        for number, block in enumerate(document.blocks)
        if block.kind not in EMBEDDED and not block.hidden
    ]
    parts: list[Part] = [_picture(block) for block in pictures.pop(None, ())]
    for row, group in groupby(shown, key=lambda pair: _row_of(pair[1])):
        blocks = list(group)
        if row is None:
            parts += [_part(block, pictures.get(number, ())) for number, block in blocks]
        else:
            parts.append(Part(PartKind.ROW, cells=tuple(_cells([b for _, b in blocks]))))
    return parts


def _row_of(block: Block) -> tuple[int, str] | None:
    if block.kind is not BlockKind.TABLE_CELL:
        return None
    return block.group, block.attributes.get("row", "")


def _cells(blocks: Sequence[Block]) -> Iterator[tuple[Run, ...]]:
    """The cells of a row; the paragraphs of one cell are put together."""
    column = 0
    for name, group in groupby(blocks, key=lambda block: block.attributes.get("column", "")):
        inside = list(group)
        while name.isdecimal() and column + 1 < int(name):
            column += 1
            yield ()
        column += 1
        runs: list[Run] = []
        for block in inside:
            runs += [Run(" "), *_runs(block)] if runs else _runs(block)
        yield tuple(runs)


def _part(block: Block, pictures: Sequence[Block]) -> Part:
    kind = _KINDS.get(block.kind, PartKind.PARAGRAPH)
    runs = [*_runs(block), *(_picture_run(picture) for picture in pictures)]
    return Part(kind, tuple(runs), block.level)


def _picture(block: Block) -> Part:
    return Part(PartKind.PARAGRAPH, (_picture_run(block),))


def _picture_run(block: Block) -> Run:
    return Run(block.text, image=True)


def _runs(block: Block) -> list[Run]:
    """The text of a block, split where its links begin and end."""
    runs: list[Run] = []
    at = 0
    links = (mark for mark in block.marks if mark.kind is MarkKind.LINK)
    for link in sorted(links, key=lambda mark: mark.span.start):
        if link.span.start < at:
            continue
        runs.append(Run(block.text[at : link.span.start]))
        runs.append(Run(block.text[link.span.start : link.span.end], safe_address(link.value)))
        at = link.span.end
    runs.append(Run(block.text[at:]))
    return [run for run in runs if run.text]
