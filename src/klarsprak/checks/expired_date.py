"""Deadlines that have passed, and pages that were last looked over more than a year ago."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import rows
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed, Severity
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.dates import find_dates

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"passed", "updated"})

_KINDS = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TABLE_CELL}
)
_DEADLINE = re.compile(
    r"\b(?:innen|innan|senest|seinast|frist(?:en)?|\w+frist(?:en)?|åpent? til|ope til|"
    r"åpent? fram til|fram til|frem til"
    r"|meld (?:deg|dere|dykk) på|påmelding)\b",
    re.IGNORECASE,
)
_TO_READER = re.compile(
    r"\b(?:søk|søke|søkje|søknad\w*|send|sende|sendes|sendast|meld|melde|påmelding\w*|svar|"
    r"svare|innspill|innspel|høring\w*|høyring\w*"
    r"|lever|levere|bestill\w*|betal|betale|registrer\w*|du|dere|dykk|deg|åpent?|ope|"
    r"\w*frist(?:en)?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:var|ble|blei|vart|hadde|gikk|gjekk|fikk|fekk|kom|sendte|søkte|måtte|skulle|"
    r"leverte|utløp|er utløpt|er gått ut"
    r"|er gått|sendt ut|utført|gjennomført|avholdt|vedtok|har|innvilget|startet|starta|"
    r"er ferdig|er avsluttet)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:^\W*|[.!?:;|•·(–-]\s*|\b(?:siden?|sida|nettsiden?|nettsida|teksten|artikkelen|innholdet|innhaldet)"
    r"(?: \w+)? (?:er|ble|blei|vart|var) |\bpublisert\b.{0,40}?|\b(?=(?-i:[SO])))"
    r"(?:sist (?:oppdatert|endret|endra|revidert|gjennomgått)|oppdatert|"
    r"siste? oppdatering)\s*(?:den|:|–|-)?\s*$",
    re.IGNORECASE,
)
"""What tells of the text itself; in «plankart datert 1.11.2012, sist endret …» another thing is."""
REACH = 60
"""A deadline word stands at most so many signs before its date."""
YEAR = 365


@dataclass(frozen=True, slots=True)
class ExpiredDate:
    """Flags the date. A deadline of the past is an error, an old «sist oppdatert» a warning.

    Only dates with a year are judged, by the day of the run (`Setting.today`). Sentences in
    the past tense tell of what has been, and are let be.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per date."""
        today = context.setting.today
        last, before_this = -1, ""
        for index, span, text in rows(document, context, self.meta, _KINDS):
            # «Vi sendte det på høring i juni. Frist 1.8.2025» tells of what has been.
            earlier = before_this if index == last else ""
            last, before_this = index, text
            for found in find_dates(text):
                day = found.date
                if day is None or day >= today:
                    continue
                before = text[max(0, found.start - REACH) : found.start]
                place = Span(span.start + found.start, span.start + found.end)
                shown = text[found.start : found.end]
                if _UPDATED.search(before):
                    if (today - day).days > YEAR:
                        values = {"updated": shown, "passed": ""}
                        yield Placed(index, Match(place, values, severity=Severity.WARNING))
                elif (
                    _DEADLINE.search(before)
                    and _TO_READER.search(text)
                    and not _PAST.search(f"{earlier} {text}")
                ):
                    yield Placed(index, Match(place, {"passed": shown, "updated": ""}))
        yield from _frame(document, context)


def _frame(document: Document, context: Context) -> Iterator[Placed]:
    """«Sist oppdatert» in the footer or another part that the body leaves out."""
    for index, block in enumerate(document.blocks):
        if block.hidden or block.parent is not None or not block.attributes.get("landmark"):
            continue
        if block.attributes["landmark"] not in ("footer", "header", "aside"):
            continue
        for found in find_dates(block.text):
            day = found.date
            if (
                day
                and (context.setting.today - day).days > YEAR
                and _UPDATED.search(block.text[max(0, found.start - REACH) : found.start])
            ):
                values = {"updated": block.text[found.start : found.end], "passed": ""}
                span = Span(found.start, found.end)
                yield Placed(index, Match(span, values, severity=Severity.WARNING))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ExpiredDate(definition.meta)
