"""From a place in the file to the text of its block, for the parts of the HTML report."""

from bisect import bisect_right

from klarsprak.core.document import EMBEDDED, Block, Document
from klarsprak.core.spans import Span


def in_block(block: Block, source: Span) -> Span | None:
    """The part of the block's text that was read from `source`."""
    start = end = None
    for run in block.source_map.runs:
        if not run.source.overlaps(source):
            continue
        first, last = run.text.start, run.text.end
        if run.verbatim:
            first += max(0, source.start - run.source.start)
            last -= max(0, run.source.end - source.end)
        start = first if start is None else start
        end = last
    return Span(start, end) if start is not None and end is not None else None


class BlockTexts:
    """Finds what a reader sees of a stretch of the file, without the markup in it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = sorted(
            (
                block
                for block in document.blocks
                if block.source_map.runs and block.kind not in EMBEDDED
            ),
            key=lambda block: block.source_map.runs[0].source.start,
        )
        self._starts = [block.source_map.runs[0].source.start for block in self._blocks]

    def text(self, span: Span) -> str:
        """The text read from `span`; the file's own where no block was."""
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0:
            block = self._blocks[index]
            inside = in_block(block, span)
            if inside is not None:
                return block.text[inside.start : inside.end]
        return self._document.source[span.start : span.end]
