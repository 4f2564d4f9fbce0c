"""Texts whose main point, to the reader, comes late."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.checks.whole_text import body, word_count
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Block, BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"before"})

_POINT = re.compile(
    r"\b(?:(?:du|dere|de|dykk|barnet ditt|barnet)\s+(?:må|skal|får|"
    r"har (?:ikk[ej]e )?(?:rett|fått|krav|plikt)|kan|bør|trenger|treng|er|blir|slipper|slepp)"
    r"|(?:må|skal|får|kan|bør|trenger|treng)\s+(?:du|dere|de|dykk)"
    r"|har\s+(?:\w+\s)?(?:rett\s+(?:til|på)|krav\s+på)|kan\s+(?:få|søke|søkje|leie|leige|låne|bestille)"
    r"|(?:søk|send|meld|ring|bestill)\s+(?:om|på|inn|oss|deg|dykk|til|innen|innan)\b"
    r"|(?:vi|nav|kommunen|nemnda|utvalget|utvalet|styret|etaten|namsmannen|statsforvalteren|"
    r"statsforvaltaren)\s+(?:har\s+)?(?:innvilg\w+|avsl\w+|vedtatt|vedteke|godkjen\w+|"
    r"bestemt|stans\w*|stopp\w*|avvis\w*|gir|gjev|ber|trenger|treng|beklager)"
    r"|(?:søknaden?|søknaden din|klagen|klaga|saken|saka)\s+(?:din |di )?(?:er|blir|vert|"
    r"ble|vart)\s+(?:innvilg\w+|avsl\w+|godkjen\w+|avvist)"
    r"|(?:søknads|svar|klage|høyrings|hørings|påmeldings|betalings)?frist(?:en)?\b|innen \d|"
    r"innan \d|avslag|innvilg\w+)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:spørsmål|lurer på|lurar på|lurer du|lurar du|kontakt\w*|ring(?:e|je)?|mer informasjon|"
    r"meir informasjon|hjelp\w*|elektronisk\w*)\b",
    re.IGNORECASE,
)
_TO_READERS = frozenset({"tjeneste", "horing"})
"""A page of another kind has no one answer that readers came for."""
_THEY = re.compile(r"\bde\b", re.IGNORECASE)
_END = re.compile(r"[.!?]")
LONGEST_OPENING = 150
SHARE = 0.3
LONGEST_TEXT = 2500
"""A longer text is a report or a collection, with more than one point."""
LEAST_FOR_SHARE = 60
"""A point within the first sixty words is early, whatever the share."""


@dataclass(frozen=True, slots=True)
class MainPointLate:
    """One match, on the first words that concern the reader, when they come too late.

    Late is after 150 words, or after 30 per cent of the text and at least 60 words. What a
    heading says counts: a title that gives the answer puts it first. Of web pages only those
    about a service or a hearing are asked.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match; none when the text never comes to such a point."""
        setting = context.setting
        if setting.document_type == "nett" and setting.traits.isdisjoint(_TO_READERS):
            return
        kinds = PROSE | {BlockKind.HEADING, BlockKind.TITLE}
        blocks = list(body(document, self.meta, kinds))
        total = sum(word_count(block.text) for _, block in blocks if block.kind in PROSE)
        if total > LONGEST_TEXT:
            return
        before = 0
        for index, block in blocks:
            found = _point(block, context.protected(index, quotes=True))
            if found:
                if block.kind in PROSE:
                    before += word_count(block.text[: found.start()])
                if before > LONGEST_OPENING or (
                    before >= LEAST_FOR_SHARE and before > SHARE * total
                ):
                    span = Span(*found.span())
                    yield Placed(index, Match(span, {"before": str(before)}))
                return
            if block.kind in PROSE:
                before += word_count(block.text)


def _point(block: Block, quoted: Sequence[Span]) -> re.Match[str] | None:
    """The first point that is more than an offer to answer questions, and no quotation."""
    text = block.text
    for found in _POINT.finditer(text):
        if any(span.contains(Span(*found.span())) for span in quoted):
            continue
        if block.language != "nn" and _THEY.search(found[0]):
            continue  # in Bokmål «de» is not the reader
        start = max(text.rfind(sign, 0, found.start()) for sign in ".!?") + 1
        end = _END.search(text, found.end())
        if not _OFFER.search(text[start : end.start() if end else len(text)]):
            return found
    return None


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return MainPointLate(definition.meta)
