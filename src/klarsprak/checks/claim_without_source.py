"""Figures about people and society, and «research shows», without a source close by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import body
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document, MarkKind
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_CLAIM = re.compile(
    r"\b(?:forskning(?:en)?|forsking(?:a)?|studier|undersøkelser|undersøkingar|"
    r"statistikk(?:en)?|tall(?:ene)?|tal(?:a)?|erfaring(?:er|ar)?)\s+"
    r"(?:viser|syner|tyder på|tilsier|peker på|peikar på)\b"
    r"|\b(?:\d+(?:,\d+)?\s?(?:prosent|%)|(?:to|tre|fire|fem|seks|sju|åtte|ni) av (?:tre|"
    r"fire|fem|seks|ti|hundre)|halvparten|flertallet|fleirtalet"
    r"|(?:hver|kvar) (?:tredje|fjerde|femte|tiende))\s(?:av\s)?(?:alle\s|de\s|dei\s|"
    r"norske\s|unge\s|voksne\s|vaksne\s|eldre\s){0,2}"
    r"(?:innbygger(?:ne|e)|innbyggjara(?:ne|r)?|innbyggjarar|befolkning(?:en|a)|folket|"
    r"elev(?:ene|ane|er|ar)|barn(?:a)?|ungdom(?:mene|mer|men|ane)?|unge|eldre"
    r"|voksne|vaksne|kvinner|kvinnene|kvinnene|menn|mennene|husstandene|hushalda|"
    r"husholdningene|familiene|familiane|foreldre(?:ne)?|nordmenn|ansatte|tilsette"
    r"|pasientene|pasientane|brukerne|brukarane|bedriftene|verksemdene|utslippene|utsleppa|"
    r"avfallet|energien|strømmen|straumen|reisene|bilene)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:sier|seier|opplyser|fortel|forteller|hevder|hevdar|ifølge|i følge|ifølgje|i følgje|kilde(?:r)?|kjelde(?:r)?|ssb|"
    r"statistisk sentralbyrå|folkehelseinstituttet|fhi|\w*direktoratet|departementet|"
    r"rapport(?:en|er|ar)?|undersøkelsen|undersøkinga|ungdata\w*|folkehelseundersøkelsen|"
    r"kostra|pisa|piaac|oecd|fn|who|universitetet|"
    r"forskere ved|forskarar ved|forskning fra|forsking frå|studie(?:n)? (?:fra|frå|av|"
    r"gjort)|tall fra|tal frå|nibr|nova|sintef|telling(?:en|a)?|"
    r"årsrapport\w*|årsmelding\w*|innbyggerundersøkelsen|innbyggjarundersøkinga|"
    r"brukerundersøkelsen|brukarundersøkinga|målinger|målingar)\b"
    r"|\((?:[^()]{0,60}\b(?:19|20)\d\d[^()]{0,20})\)|\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹]",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:må|skal|kan|minst|maks(?:imalt)?|inntil|opptil|høyst|høgst|krav|rabatt|betaler|"
    r"betalar|dekker|dekkjer|stilling(?:er|ar|en|a)?|mål(?:et)?|"
    r"ønsker|ønskjer|vedtak|vil få|får)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClaimWithoutSource:
    """Flags the claim when its paragraph names no source and holds no link.

    A share that is a rule, an aim or a price is no claim about the world.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match per paragraph."""
        for index, block in body(document, self.meta, self.meta.scope):
            if _SOURCE.search(block.text) or any(m.kind is MarkKind.LINK for m in block.marks):
                continue
            for sentence in context.analysis(index).sentences():
                text = block.text[sentence.start : sentence.end]
                found = _CLAIM.search(text)
                if found and not _RULE.search(text):
                    start = sentence.start
                    yield Placed(index, Match(Span(start + found.start(), start + found.end())))
                    break


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ClaimWithoutSource(definition.meta)
