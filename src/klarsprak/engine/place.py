"""From a match in a block to a finding in the file."""

import html
from dataclasses import dataclass

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.finding import (
    Applicability,
    Edit,
    Excerpt,
    FileLocation,
    Finding,
    Fix,
    Match,
    Severity,
)
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import LineIndex, Span
from klarsprak.nlp.analysis import Analyses

_EXPOSED_KINDS = frozenset(
    {BlockKind.HEADING, BlockKind.LINK_TEXT, BlockKind.TITLE, BlockKind.BUTTON}
)
EXPOSED_WORDS = 100
"""A finding within the first hundred words weighs more: most readers get that far."""


@dataclass(slots=True)
class Placer:
    """Places matches of one document. `severity` is what the rule or audience says."""

    document: Document
    analyses: Analyses
    lines: LineIndex
    headings: list[str]
    word_offsets: list[int]

    @classmethod
    def of(cls, document: Document, analyses: Analyses) -> "Placer":
        """Prepare headings above, and words before, every block."""
        headings, offsets = [], []
        heading, words = "", 0
        for block in document.blocks:
            if block.kind is BlockKind.HEADING:
                heading = block.text
            headings.append(heading)
            offsets.append(words)
            if block.parent is None:
                words += block.text.count(" ") + 1
        return cls(document, analyses, LineIndex(document.source), headings, offsets)

    def in_block(self, meta: RuleMeta, severity: Severity, index: int, match: Match) -> Finding:
        """The finding of a match in the text of block `index`."""
        block = self.document.blocks[index]
        span = block.source_map.to_source(match.span)
        return self._finding(
            meta,
            severity,
            match,
            span,
            excerpt=self._excerpt(index, match.span),
            fix=self._fix(meta, block, match, span),
            block=block,
            heading=self.headings[index],
            exposure=self._exposure(block, index, match),
        )

    def in_file(self, meta: RuleMeta, severity: Severity, match: Match) -> Finding:
        """The finding of a match whose span is in the file."""
        fix = None
        if match.edits:
            wanted = match.applicability or Applicability(meta.fix or "display")
            fix = Fix(match.edits, wanted)
        text = self.document.source[match.span.start : match.span.end]
        return self._finding(
            meta,
            severity,
            match,
            match.span,
            excerpt=Excerpt(text, 0, len(text)),
            fix=fix,
            block=None,
            heading="",
            exposure=1.0,
        )

    def whole_text(self) -> Span:
        """Where a finding about the whole text points: first heading, else first line."""
        blocks = [b for b in self.document.blocks if b.text and not b.hidden]
        headings = [b for b in blocks if b.kind is BlockKind.HEADING]
        for block in (*headings, *blocks):
            return block.source_map.to_source(Span(0, len(block.text)))
        return Span(0, min(1, len(self.document.source)))

    def _finding(
        self,
        meta: RuleMeta,
        severity: Severity,
        match: Match,
        span: Span,
        *,
        excerpt: Excerpt,
        fix: Fix | None,
        block: Block | None,
        heading: str,
        exposure: float,
    ) -> Finding:
        line, column = self.lines.place(span.start)
        end_line, end_column = self.lines.place(span.end)
        attributes = block.attributes if block else {}
        paragraph = attributes.get("paragraph", "")
        return Finding(
            rule_id=meta.id,
            severity=severity,
            certainty=match.certainty or meta.certainty,
            location=FileLocation(
                self.document.path,
                span,
                line,
                column,
                end_line,
                end_column,
                attributes.get("part", ""),
                int(paragraph) if paragraph.isdigit() else None,
            ),
            text=self.document.source[span.start : span.end],
            excerpt=excerpt,
            promises=meta.promises,
            wcag=meta.wcag,
            values=match.values,
            suggestions=match.replacements,
            fix=fix,
            block=block.kind.value if block else "",
            heading=heading,
            language=(block.language if block else "") or self.document.language,
            exposure=exposure,
            confidence=meta.confidence,
        )

    def _excerpt(self, index: int, span: Span) -> Excerpt:
        block = self.document.blocks[index]
        for sentence in self.analyses[index].sentences():
            if sentence.start <= span.start < sentence.end:
                end = max(sentence.end, min(span.end, len(block.text)))
                return Excerpt(
                    block.text[sentence.start : end],
                    span.start - sentence.start,
                    span.end - sentence.start,
                )
        return Excerpt(block.text, span.start, span.end)

    def _fix(self, meta: RuleMeta, block: Block, match: Match, span: Span) -> Fix | None:
        if match.edits:
            return Fix(match.edits, match.applicability or Applicability(meta.fix or "display"))
        if not match.replacements:
            return None
        wanted = match.applicability or Applicability(meta.fix or "display")
        if not block.source_map.is_contiguous(match.span):
            # Markup stands inside: writing over it would lose an element.
            wanted = Applicability.DISPLAY
        text = match.replacements[0]
        if self.document.format in (Format.HTML, Format.PAGE):
            text = html.escape(text, quote=block.kind in (BlockKind.ALT_TEXT, BlockKind.ATTRIBUTE))
        return Fix((Edit(span, text),), wanted)

    def _exposure(self, block: Block, index: int, match: Match) -> float:
        if block.kind in _EXPOSED_KINDS:
            return 1.5
        before = self.word_offsets[index] + block.text.count(" ", 0, match.span.start)
        return 1.5 if before < EXPOSED_WORDS else 1.0
