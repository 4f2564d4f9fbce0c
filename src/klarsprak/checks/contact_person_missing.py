"""Letters that name nobody to ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import says
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document, MarkKind
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_PERSON = re.compile(
    r"\b(?:saksbehandler|sakshandsamar|kontaktperson|saksansvarlig|saksansvarleg|rådgiver|"
    r"rådgivar|konsulent|caseworker|kontaktlærer|kontaktlærar)\b"
    r"|[\w.+-]+@[\w-]+\.\w+|\bmailto:",
    re.IGNORECASE,
)
_SWITCHBOARD = re.compile(
    r"\b(?:chat|kontaktsenter\w*|sentralbord\w*|innbyggertorg\w*|innbyggjartorg\w*|"
    r"servicetorg\w*|servicesenter\w*|kundeservice)\b|/kontakt\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^([A-ZÆØÅÁ][\w’'-]*[a-zæøå](?:\s(?:[A-ZÆØÅÁ][\w’'.-]*|van|von|de)){1,3})(?:$|,|\s([a-zæøå]+))"
)
"""A name at the start of a line; a title in lower case may follow where lines run together."""
_OFFICE = re.compile(
    r"kommune|nav\b|avdeling|kontor|etat|seksjon|direktorat|skole|skule|tjeneste|teneste|"
    r"eining|enhet|forvaltning|senter|utvalg|styret?\b|"
    r"hilsen|helsing|ytelser|ytingar|klageinstans|verk\b|tilsyn|departement|as\b|barnehage|"
    r"leder\b|leiar\b|sjef\b|direktør\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContactPersonMissing:
    """One match, on the closing greeting, when the letter names neither a person nor a mailbox.

    A signature in a name, a hole that a template fills there, a case handler, an e-mail
    address, or a switchboard with more than one way in, all count as somebody to ask.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match; none in a letter without a closing greeting."""
        signatures = [
            (index, block)
            for index, block in enumerate(document.blocks)
            if block.attributes.get("role") == "signature"
        ]
        if not signatures:
            return
        first = signatures[0][0]
        tail = document.blocks[first:]
        if any(m.kind is MarkKind.PLACEHOLDER for block in tail for m in block.marks):
            return
        lines = (line.strip(" ,*_") for block in tail for line in block.text.split("\n"))
        if any(_is_person(line) for line in lines):
            return
        if says(document, context, "names a person to ask", _PERSON):
            return
        if says(document, context, "names a switchboard", _SWITCHBOARD):
            return
        line = document.blocks[first].text.partition("\n")[0]
        yield Placed(first, Match(Span(0, len(line))))


def _is_person(line: str) -> bool:
    found = _NAME.match(line)
    return found is not None and not _OFFICE.search(" ".join(filter(None, found.groups())))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ContactPersonMissing(definition.meta)
