"""Which document type a text looks like, and whether a declared one agrees with it."""

import re
from collections.abc import Iterator, Mapping

from klarsprak.core.document import PROSE, BlockKind, Document, Format

DOCUMENT_TYPES = ("brev", "nett", "skjema", "saksframlegg", "rapport", "sms")

_SALUTATION = re.compile(
    r"^(?:hei|kjære|til\s+\w|vår(?:e|t)?\s+ref|deres\s+ref|dykkar\s+ref|saksbehandler|"
    r"sakshandsamar)\b"
    r"|(?:med\s+(?:vennlig|venleg|beste)\s+helsing|med\s+(?:vennlig|beste)\s+hilsen|"
    r"venleg\s+helsing"
    r"|vennlig\s+hilsen|mvh\.?)\b",
    re.IGNORECASE,
)
_SENDER = r"(?:vi|nav|kommunen|kommuna|fylkeskommunen|etaten|nemnda)"
_DECIDED = r"(?:avslått|avslege|innvilget|innvilga|godkjent|stanset|stansa|mottatt|motteke|fått|behandlet|behandla)"
_ADDRESSED = re.compile(
    rf"(?:^|[.!?]\s+){_SENDER} har (?:ikk[ej]e )?{_DECIDED} "
    r"(?:søknaden (?:din|dykkar|deres)|(?:en |ein |ei )?(?:søknad|klage|melding|brev)\b[^.]{0,40} (?:fra|frå) deg\b"
    r"|melding om at (?:du\b|\[))"
    r"|\bvedtaket er (?:gjort|fattet|fatta|truffet|treft) (?:etter|i medhold|med heimel|med hjemmel)\b",
    re.IGNORECASE,
)
"""What is said to one reader about her own case, at the start of a sentence.

«Har vi avslått søknaden din, kan du klage» is said to everybody.
"""
_LETTERHEAD = re.compile(
    r"\b(?:saksnummer|fødselsnummer|vår(?:e|t)?\s+ref|deres\s+ref|dykkar\s+ref|"
    r"saksbehandl[ea]r|sakshandsamar)\b"
    r"|^(?:det (?:vises|er vist|vert vist|blir vist)|(?:jeg|eg|vi) viser) til\b",
    re.IGNORECASE,
)
_CASE_TITLE = re.compile(
    r"(?:saks?(?:fram|frem)legg|saksfr[ae]mstilling|saksutgreiing|saksutredning)(?:et)?\b",
    re.IGNORECASE,
)
_CASE_ADVICE = re.compile(
    r"(?:(?:kommunedirektørens?|rådmannens?|rådmannen sin|kommunedirektøren sin[et]?|"
    r"administrasjonens)\s+)?"
    r"(?:(?:forslag|framlegg|tilråding)\s+til\s+)?(?:innstilling|vedtak|tilråding)\s*:?",
    re.IGNORECASE,
)
_CASE_PARTS = re.compile(
    r"(?:saksopplysning\w*|sak(?:en)?\s+i\s+korte\s+trekk|vurdering\w*|bakgrunn\w*|"
    r"økonomiske\s+\w+|konklusjon\w*"
    r"|alternative?\s+løsning\w*|fakta\w*|saka\s+i\s+korte\s+trekk)\b",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(
    r"\w*(?:rapport|melding|utredning|utgreiing|evaluering|strategi|handlingsplan|"
    r"kommuneplan|årsberetning)(?:en|a)?\b",
    re.IGNORECASE,
)
_REPORT_PARTS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:sammendrag|samandrag|innledning|innleiing|metode\w*|"
    r"konklusjon\w*|referanse\w*"
    r"|litteratur\w*|kilder|kjelder|vedlegg|innhold\w*|innhald\w*|forord|mandat|resultater|"
    r"funn|diskusjon|drøfting)\b",
    re.IGNORECASE,
)
_FRAME = frozenset({"nav", "header", "footer"})
"""A page with a frame is a page, even when it shows a letter."""

REPORT_WORDS = 2500
"""A text this long, with parts of a report, reads as one; by judgement."""

FORM_LABELS = 3
_PROSE_PER_LABEL = 25

_TYPE_KEYS = ("definition", "mal", "type", "template", "doctype", "layout")
_TEMPLATES = {
    "brev": "brev",
    "letter": "brev",
    "saksframlegg": "saksframlegg",
    "rapport": "rapport",
}


def guess_document_type(document: Document) -> str:
    """The type a text is taken for when none is declared.

    Plain text and Word with a salutation or a closing greeting are letters, and so is what
    tells the reader of her own case, as templates without a greeting do. Web formats
    are pages unless they show more: a template that says so, a letterhead and a greeting,
    a form with many fields. Everything else is ``nett``.
    """
    template = _template(document.metadata)
    if template:
        return template
    signs = looks_like(document)
    for kind in ("saksframlegg", "skjema", "brev", "rapport"):
        if kind in signs:
            return kind
    return "nett"


def looks_like(document: Document) -> frozenset[str]:
    """The types that the text itself shows signs of; ``nett`` is never among them."""
    found = set()
    template = _template(document.metadata)
    if template:
        found.add(template)
    if _is_letter(document):
        found.add("brev")
    headings = [b.text.strip() for b in document.blocks if b.kind is BlockKind.HEADING]
    titles = [b.text.strip() for b in document.blocks if b.kind is BlockKind.TITLE]
    if _is_case(document, headings):
        found.add("saksframlegg")
    if _is_form(document):
        found.add("skjema")
    if _is_report(document, headings, titles):
        found.add("rapport")
    return frozenset(found)


def _template(metadata: Mapping[str, str]) -> str:
    for key in _TYPE_KEYS:
        value = metadata.get(key, "").casefold()
        for name, kind in _TEMPLATES.items():
            if value.startswith(name):
                return kind
    return ""


def _is_letter(document: Document) -> bool:
    roles = {block.attributes.get("role") for block in document.blocks}
    if document.format in (Format.TEXT, Format.DOCX):
        return not roles.isdisjoint(("salutation", "signature")) or any(
            (len(block.text) < 120 and _SALUTATION.search(block.text))
            or _ADDRESSED.search(block.text)
            for block in document.blocks
        )
    if "signature" not in roles or any(
        b.attributes.get("landmark") in _FRAME for b in document.blocks
    ):
        return False
    return not roles.isdisjoint(("salutation", "reference", "address")) or any(
        len(block.text) < 120 and _LETTERHEAD.search(block.text) for block in document.blocks
    )


def _is_case(document: Document, headings: list[str]) -> bool:
    opening = [block.text.strip() for block in document.blocks[:12] if len(block.text) < 100]
    if any(_CASE_TITLE.match(text) for text in (*opening, *headings)):
        return True
    advice = any(_CASE_ADVICE.fullmatch(text) for text in headings)
    return advice and sum(bool(_CASE_PARTS.match(text)) for text in headings) >= 2


def _is_form(document: Document) -> bool:
    if document.format not in (Format.HTML, Format.PAGE):
        return False
    labels = sum(
        block.kind is BlockKind.LABEL
        and block.attributes.get("role") != "legend"
        and not block.hidden
        for block in document.blocks
    )
    return labels >= FORM_LABELS and sum(_prose(document)) < _PROSE_PER_LABEL * labels


def _is_report(document: Document, headings: list[str], titles: list[str]) -> bool:
    if document.format in (Format.HTML, Format.PAGE) or len(headings) < 4:
        return False
    parts = sum(bool(_REPORT_PARTS.match(text)) for text in headings)
    named = any(_REPORT_TITLE.search(text) for text in (*titles, *headings[:1]))
    return parts + named >= 2 and sum(_prose(document)) >= REPORT_WORDS


def _prose(document: Document) -> Iterator[int]:
    return (
        block.text.count(" ") + 1
        for block in document.blocks
        if block.kind in PROSE and not block.hidden
    )


def type_to_hold_to(document: Document, declared: str, budgets: Mapping[str, float]) -> str:
    """The type whose measure is fair to a text that is declared to be `declared`.

    A lenient declaration that the text shows no sign of gives way to what it looks like:
    the type with the smaller of the two `budgets`.
    """
    if declared in looks_like(document):
        return declared
    seen = guess_document_type(document)
    return min(declared, seen, key=lambda kind: budgets.get(kind, budgets["nett"]))
