"""Section A5: the paragraphs as they could stand, with safe changes only, and proposals."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.document import EMBEDDED, Block
from klarsprak.core.finding import Applicability, Edit, Finding
from klarsprak.core.meaning import is_kept
from klarsprak.core.report import FileReport
from klarsprak.core.spans import Span
from klarsprak.formatters.grouping import groups
from klarsprak.formatters.rewrite import Rewrite, rewrite
from klarsprak.messages.visible import visible

MAX_PROPOSALS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a paragraph: kept (`before` equals `after`) or changed."""

    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """True when the two differ."""
        return self.before != self.after


def changed_paragraphs(file: FileReport) -> Iterator[tuple[Change, ...]]:
    """Each paragraph that safe fixes change, in pieces."""
    document = file.document
    if document is None:
        return
    edits = sorted(_safe_edits(file.findings), key=lambda e: (e.span.start, e.span.end))
    starts = [edit.span.start for edit in edits]
    for block in document.blocks:
        runs = block.source_map.runs
        if block.kind in EMBEDDED or block.hidden or not runs:
            continue
        first = bisect_left(starts, runs[0].source.start)
        last = bisect_left(starts, runs[-1].source.end)
        if changes := _changes(block, edits[first:last]):
            yield changes


def _safe_edits(findings: Sequence[Finding]) -> Iterator[Edit]:
    for finding in findings:
        fix = finding.fix
        if fix and fix.applicability is Applicability.SAFE:
            yield from fix.edits


def _changes(block: Block, edits: Sequence[Edit]) -> tuple[Change, ...]:
    """The block in pieces; edits that overlap one taken already are left out."""
    done = 0
    pieces: list[Change] = []
    for edit in edits:
        span = _in_block(block, edit.span)
        if span is None or span.start < done:
            continue
        old = block.text[span.start : span.end]
        if not is_kept(old, edit.text):
            continue
        kept = visible(block.text[done : span.start])
        pieces += [Change(kept, kept), Change(visible(old), visible(edit.text))]
        done = span.end
    if not pieces:
        return ()
    rest = visible(block.text[done:])
    return (*pieces, Change(rest, rest))


def _in_block(block: Block, source: Span) -> Span | None:
    """The block-text span of a file span that lies in the block without markup inside."""
    if not len(source):
        return None
    start = block.source_map.to_text(source.start)
    last = block.source_map.to_text(source.end - 1)
    if start is None or last is None or last < start:
        return None
    span = Span(start, last + 1)
    if block.source_map.to_source(span) != source:
        return None
    return span if block.source_map.is_contiguous(span) else None


def proposals(file: FileReport) -> list[tuple[Finding, Rewrite]]:
    """Sentences with a change that a person must judge, the worst first.

    One of each group of findings, and at most `MAX_PROPOSALS`.
    """
    found: list[tuple[Finding, Rewrite]] = []
    for finding in (group.head for group in groups(file)):
        if finding.fix and finding.fix.applicability is Applicability.SAFE:
            continue
        if len(found) < MAX_PROPOSALS and (changed := rewrite(finding)):
            found.append((finding, changed))
    return found
