"""The text as a reader sees it, with the flagged parts marked and numbered."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from klarsprak.core.document import Block, BlockKind, Document
from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.spans import Span
from klarsprak.formatters.html_blocks import in_block
from klarsprak.messages.catalogue import is_whole_text
from klarsprak.messages.visible import visible

_LABELS = {
    BlockKind.ALT_TEXT: "html.alt",
    BlockKind.ATTRIBUTE: "html.attribute",
    BlockKind.TITLE: "html.page-title",
}


LONGEST_WORDS = 80
"""Flagged text of more characters than this is a sentence: marked lightly, so that the
words flagged in it stand out."""

Key = tuple[str, int, int, str, str]
"""`Finding.sort_key`: tells the findings of a file apart."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Findings with a place in the file, in order, so that a block finds its own fast."""

    findings: tuple[tuple[Finding, Span], ...]
    starts: tuple[int, ...]
    longest: int

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Placed":
        """Those of `findings` that point at a stretch of text."""
        found = [
            (finding, finding.location.span)
            for finding in findings
            if isinstance(finding.location, FileLocation) and not is_whole_text(finding)
        ]
        found.sort(key=lambda pair: pair[1])
        longest = max((len(span) for _, span in found), default=0)
        return cls(tuple(found), tuple(span.start for _, span in found), longest)

    def over(self, block: Block) -> Iterator[tuple[Finding, Span]]:
        """Those that share text with `block`."""
        runs = block.source_map.runs
        if not runs:
            return
        whole = Span(runs[0].source.start, runs[-1].source.end)
        first = bisect_left(self.starts, whole.start - self.longest)
        last = bisect_left(self.starts, whole.end)
        for finding, span in self.findings[first:last]:
            if whole.overlaps(span):
                yield finding, span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` is a severity, ``sentence`` or "" for nothing flagged.

    `notes` are the numbers of the findings that end here.
    """

    text: str
    mark: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block for the template; `role` is what it is, `label` a catalogue key or ""."""

    role: str
    level: int
    language: str
    label: str
    pieces: tuple[Piece, ...]


def paragraphs(
    document: Document, findings: Sequence[Finding], numbers: Mapping[Key, int]
) -> Iterator[Paragraph]:
    """Every block that is read, in order, with `findings` marked by their `numbers`.

    The text of links is left out, since it stands in its paragraph too.
    """
    placed = Placed.of(findings)
    for block in document.blocks:
        if block.kind is BlockKind.LINK_TEXT or not block.text.strip():
            continue
        flagged = [
            (span, finding, numbers[finding.sort_key])
            for finding, place in placed.over(block)
            if (span := in_block(block, place))
        ]
        label = _LABELS.get(block.kind, "")
        if block.hidden and not flagged:
            continue
        language = block.language if block.language != document.language else ""
        yield Paragraph(
            block.kind.value,
            block.level,
            language,
            label,
            tuple(_pieces(block.text, flagged)),
        )


def _pieces(text: str, flagged: list[tuple[Span, Finding, int]]) -> Iterator[Piece]:
    cuts = sorted(
        {0, len(text)} | {edge for span, _, _ in flagged for edge in (span.start, span.end)}
    )
    for start, end in pairwise(cuts):
        over = [(span, f) for span, f, _ in flagged if span.start <= start and end <= span.end]
        notes = sorted({number for span, _, number in flagged if span.end == end})
        yield Piece(_shown(text[start:end]), _mark(over), tuple(notes))


def _mark(over: Sequence[tuple[Span, Finding]]) -> str:
    """The worst severity of the words flagged here, else ``sentence`` or ""."""
    words = [finding.severity for span, finding in over if len(span) <= LONGEST_WORDS]
    if words:
        return max(words, key=lambda severity: severity.rank).value
    return "sentence" if over else ""


def _shown(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + visible(text).strip() + tail if text.strip() else " "
