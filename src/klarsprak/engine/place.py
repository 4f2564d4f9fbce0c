"""From a match in a block to a finding in the file."""

from dataclasses import dataclass, replace

from klarsprak.core.document import Block, BlockKind, Document
from klarsprak.core.finding import (
    Applicability,
    Excerpt,
    FileLocation,
    Finding,
    Fix,
    Match,
    Severity,
)
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import LineIndex, Span
from klarsprak.engine.fixes import FixMaker
from klarsprak.engine.grammar_guard import opens_sentence
from klarsprak.nlp.analysis import Analyses

_EXPOSED_KINDS = frozenset(
    {BlockKind.HEADING, BlockKind.LINK_TEXT, BlockKind.TITLE, BlockKind.BUTTON}
)
_FRAME = frozenset({"nav", "header", "footer", "aside"})
"""A heading of the menu is not that of the text."""
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
    fixes: FixMaker

    @classmethod
    def of(cls, document: Document, analyses: Analyses, *, locked: bool = False) -> "Placer":
        """Prepare headings above, and words before, every block.

        In a `locked` document, a statute, fixes are shown and never made.
        """
        headings, offsets = [], []
        heading, words = "", 0
        for block in document.blocks:
            if block.kind is BlockKind.HEADING:
                heading = block.text
            headings.append(heading)
            offsets.append(words)
            if block.parent is None:
                words += block.text.count(" ") + 1
        fixes = FixMaker(document, locked)
        return cls(document, analyses, LineIndex(document.source), headings, offsets, fixes)

    def in_block(self, meta: RuleMeta, severity: Severity, index: int, match: Match) -> Finding:
        """The finding of a match in the text of block `index`."""
        block = self.document.blocks[index]
        match = _capitalised(block, match)
        span = block.source_map.to_source(match.span)
        excerpt = self._excerpt(index, match)
        return self._finding(
            meta,
            severity,
            match,
            span,
            excerpt=excerpt,
            proposal=_proposal(block, excerpt, match),
            fix=self.fixes.fix(meta, block, match),
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
            proposal="",
            fix=fix,
            block=None,
            heading="",
            exposure=1.0,
        )

    def whole_text(self) -> Span:
        """Where a finding about the whole text points: first heading, else first line."""
        blocks = [b for b in self.document.blocks if b.text and not b.hidden]
        headings = [b for b in blocks if b.kind is BlockKind.HEADING]
        inside = [b for b in headings if b.attributes.get("landmark") not in _FRAME]
        for block in (*inside, *headings, *blocks):
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
        proposal: str,
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
            proposal=proposal,
        )

    def _excerpt(self, index: int, match: Match) -> Excerpt:
        """The sentence of a match; more of the block where its rewrite reaches further."""
        block, span = self.document.blocks[index], match.span
        whole = match.rewrite.span if match.rewrite else span
        for sentence in self.analyses[index].sentences():
            if sentence.start <= span.start < sentence.end:
                start = min(sentence.start, whole.start)
                end = max(sentence.end, whole.end, min(span.end, len(block.text)))
                return Excerpt(block.text[start:end], span.start - start, span.end - start)
        return Excerpt(block.text, span.start, span.end)

    def _exposure(self, block: Block, index: int, match: Match) -> float:
        if block.kind in _EXPOSED_KINDS:
            return 1.5
        before = self.word_offsets[index] + block.text.count(" ", 0, match.span.start)
        return 1.5 if before < EXPOSED_WORDS else 1.0


def _proposal(block: Block, excerpt: Excerpt, match: Match) -> str:
    """The excerpt with the rewrite of the match in it; "" when there is no rewrite."""
    if match.rewrite is None:
        return ""
    offset = match.span.start - excerpt.start
    span = match.rewrite.span
    text = excerpt.text
    return text[: span.start - offset] + match.rewrite.text + text[span.end - offset :]


def _capitalised(block: Block, match: Match) -> Match:
    """The match with capitals on its replacements where it opens a sentence with one."""
    if not block.text[match.span.start].isupper() or not match.replacements:
        return match
    if not opens_sentence(block.text[: match.span.start]):
        return match
    texts = tuple(text[:1].upper() + text[1:] for text in match.replacements)
    return match if texts == match.replacements else replace(match, replacements=texts)
