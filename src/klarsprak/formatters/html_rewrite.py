"""Section A5: the paragraphs as they could stand, each change marked by how sure it is."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.document import EMBEDDED, Block, BlockKind
from klarsprak.core.finding import Applicability, Finding
from klarsprak.core.meaning import is_kept
from klarsprak.core.report import FileReport
from klarsprak.core.spans import Span
from klarsprak.formatters.html_blocks import in_block
from klarsprak.formatters.html_text import Placed
from klarsprak.formatters.ranking import order
from klarsprak.formatters.rewrite import rewrite
from klarsprak.messages.visible import visible

SAFE = "safe"
PROPOSAL = "proposal"

_LOCKED = EMBEDDED | {BlockKind.QUOTE, BlockKind.CODE}
"""Quotations are not the writer's to change; the text of links stands in its paragraph."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a paragraph; `kind` is ``safe``, ``proposal`` or "" for what is kept."""

    before: str
    after: str
    kind: str = ""


def new_paragraphs(file: FileReport) -> Iterator[tuple[Change, ...]]:
    """Each paragraph that can be mended, in pieces, in the order of the text.

    Where two changes meet, a safe one goes before one that a person must judge, and then
    the one that helps the reader most.
    """
    if file.document is None:
        return
    placed = Placed.of(file.findings)
    for block in file.document.blocks:
        if block.kind in _LOCKED or block.hidden:
            continue
        if changes := _changes(block, [finding for finding, _ in placed.over(block)]):
            yield changes


def _changes(block: Block, findings: list[Finding]) -> tuple[Change, ...]:
    """The block in pieces; a change that overlaps a better one is left out."""
    wanted = [
        (is_proposal, order(finding), span, new)
        for finding in findings
        for is_proposal, span, new in _wanted(block, finding)
    ]
    taken: list[tuple[Span, str, str]] = []
    for is_proposal, _, span, new in sorted(wanted, key=lambda one: one[:2]):
        at = bisect_left(taken, (span, "", ""))
        # Those taken do not meet each other, so only the nearest two can be in the way.
        if not any(_meet(span, other) for other, _, _ in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, (span, new, PROPOSAL if is_proposal else SAFE))
    if not taken:
        return ()
    pieces: list[Change] = []
    done = 0
    for span, new, kind in taken:
        kept = visible(block.text[done : span.start])
        old = visible(block.text[span.start : span.end])
        pieces += [Change(kept, kept), Change(old, visible(new), kind)]
        done = span.end
    rest = visible(block.text[done:])
    return (*pieces, Change(rest, rest))


def _meet(one: Span, other: Span) -> bool:
    return one == other or one.overlaps(other) or one.end == other.start == other.end


def _wanted(block: Block, finding: Finding) -> Iterator[tuple[bool, Span, str]]:
    """Changes as (a person must judge, span in the block, new text)."""
    fix = finding.fix
    if fix and fix.applicability is Applicability.SAFE:
        for edit in fix.edits:
            span = exactly_in_block(block, edit.span)
            if span and is_kept(block.text[span.start : span.end], edit.text):
                yield False, span, edit.text
        return
    changed = rewrite(finding)
    flagged = in_block(block, finding.span) if finding.span else None
    if changed is None or flagged is None:
        return
    start = flagged.start - finding.excerpt.start
    before, after = "".join(changed.before), changed.text
    if start < 0 or block.text[start : start + len(before)] != before:
        return
    head = len(changed.before[0]) if changed.before[0] == changed.after[0] else 0
    tail = len(changed.before[2]) if changed.before[2] == changed.after[2] else 0
    new = after[head : len(after) - tail]
    yield True, Span(start + head, start + len(before) - tail), new


def exactly_in_block(block: Block, source: Span) -> Span | None:
    """The block-text span of a file span that lies in the block without markup inside."""
    if not len(source):
        return None
    span = in_block(block, source)
    if span is None or not len(span) or block.source_map.to_source(span) != source:
        return None
    return span if block.source_map.is_contiguous(span) else None
