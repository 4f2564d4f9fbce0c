"""Promises that name neither a time nor anyone who answers for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import rows
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_PROMISE = re.compile(
    r"(?<!\bat )\b(?:vi|kommunen|fylkeskommunen|etaten|administrasjonen|rådmannen|"
    r"kommunedirektøren)\s+(?:skal|vil)\s+"
    r"(?:(?:også|òg|nå|no|fortsatt|framleis|fremdeles|aktivt|derfor|difor|i tillegg|snart|"
    r"etter hvert|etter kvart|videre|vidare)\s+){0,2}"
    r"(?:jobbe|arbeide|legge til rette|leggje til rette|forbedre|betre|styrke|styrkje|"
    r"utvikle|videreutvikle|vidareutvikle|etablere|opprette|"
    r"bygge|byggje|starte|sette i gang|setje i gang|iverksette|setje i verk|prioritere|øke|"
    r"auke|redusere|satse|følge opp|følgje opp|gjennomgå|"
    r"rydde|utbedre|utbetre|reparere|fjerne|innføre|lage|utarbeide|oppgradere|modernisere|"
    r"effektivisere|bidra|kartlegge|kartleggje|vurdere|"
    r"se på|sjå på|finne|rekruttere|ansette|tilsette|digitalisere|samarbeide|sørge for|"
    r"sørgje for|bli bedre|bli betre)\b"
    r"(?:\s+(?:for|med|mot|på|av|om|til)\b)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:innen|innan|i løpet av|før|fra|frå|fram til|senest|seinast|til (?:høsten|hausten|"
    r"våren|sommeren|sommaren|jul|påske|uka|uken|neste)|"
    r"neste (?:uke|veke|måned|månad|år|skoleår|skuleår|halvår)|i (?:år|dag|morgen|høst|"
    r"haust|vår|sommer|sommar|vinter|uke|veke|\d{4}|neste|januar|februar|"
    r"mars|april|mai|juni|juli|august|september|oktober|november|desember)|hver (?:dag|uke|"
    r"måned|høst|vår)|kvar (?:dag|veke|månad|haust|vår)|"
    r"(?:19|20)\d\d|\d{1,2}\.\s?(?:\d{1,2}\.|\w+)|kvartal|tertial|(?:uker|veker|dager|dagar|"
    r"måneder|månader|timer|timar|virkedager|virkedagar)|"
    r"når|straks|samme dag|same dag|etter at|hvis|viss|dersom|om du)\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\b(?:ansvarlig|ansvarleg|har ansvaret?|har ansvar|leder(?:en)? av|leiar(?:en)? av|"
    r"kontaktperson)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PromiseWithoutDeadline:
    """Looks for a time or a person in the sentence itself and in the next one."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match on the words of the promise."""
        listed = list(rows(document, context, self.meta, self.meta.scope))
        for number, row in enumerate(listed):
            found = _PROMISE.search(row.text)
            if not found or row.text.rstrip().endswith("?"):
                continue
            following = listed[number + 1] if number + 1 < len(listed) else None
            near = row.text + " " + (following.text if following else "")
            if _TIME.search(near) or _RESPONSIBLE.search(near):
                continue
            start = row.span.start
            yield Placed(row.block, Match(Span(start + found.start(), start + found.end())))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return PromiseWithoutDeadline(definition.meta)
