"""Audience, document type and traits of a text: told by the user, or found in it."""

import re
from collections.abc import Mapping
from datetime import date

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.document import BlockKind, Document, Format
from klarsprak.core.errors import ConfigError
from klarsprak.rulebook.profiles import DEFAULT_AUDIENCE

DOCUMENT_TYPES = ("brev", "nett", "skjema", "saksframlegg", "rapport", "sms")

_SALUTATION = re.compile(
    r"^(?:hei|kjære|til\s+\w|vår(?:e|t)?\s+ref|deres\s+ref|dykkar\s+ref|saksbehandler|sakshandsamar)\b"
    r"|(?:med\s+(?:vennlig|venleg|beste)\s+helsing|med\s+(?:vennlig|beste)\s+hilsen|venleg\s+helsing"
    r"|vennlig\s+hilsen|mvh\.?)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:vi\s+(?:har\s+)?(?:innvilg\w+|avsl\w+|vedtatt|vedteke)|har\s+(?:innvilg\w+|avslått|avslege)"
    r"|(?:søknaden?|søknaden\s+din)\s+(?:er|blir|vert|ble|vart)\s+(?:innvilg\w+|avslått|avslegen|avslegne)"
    r"|fatt\w+\s+(?:følgende\s+)?vedtak|gjort\s+(?:følgende\s+|slikt\s+)?vedtak|avslag\s+på|vedtak\s+om)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\b(?:avslag\s+på|avslår|avslått|avslegen|avslo|får\s+ikk[ej]e|ikk[ej]e\s+(?:innvilg\w+|rett\s+til))\b",
    re.IGNORECASE,
)
_HEARING = re.compile(
    r"\b(?:på\s+høring|høringsfrist|høringsinnspill|høringssvar|offentlig\s+ettersyn|send\s+(?:oss\s+)?innspill"
    r"|gi\s+innspill|folkemøte|på\s+høyring|høyringsfrist|høyringssvar|kom\s+med\s+innspill)\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"^(?:§+\s?\d|kapittel\s+\d|kap\.\s*\d|(?:første|andre|annet|tredje)\s+ledd)", re.IGNORECASE
)
_AMENDED = re.compile(
    r"\b(?:tilføyd|endret|endra|opphevet|oppheva|i kraft)\s+(?:ved|frå|fra|iflg\.)", re.IGNORECASE
)
_ERROR_PAGE = re.compile(
    r"\b(?:feilmelding|feilkode|noe gikk galt|noko gjekk gale|ugyldig)\b", re.IGNORECASE
)


def make_setting(
    document: Document,
    audiences: Mapping[str, Audience],
    *,
    today: date,
    audience: str = "",
    document_type: str = "",
) -> Setting:
    """The setting of one document.

    The argument goes before the front matter (``malgruppe``, ``dokumenttype``), which goes
    before what the text looks like. Raises ConfigError for an unknown name.
    """
    chosen = audience or document.metadata.get("malgruppe", "")
    if chosen and chosen not in audiences:
        raise ConfigError("audience-unknown", name=chosen, near="", known=", ".join(audiences))
    kind = document_type or document.metadata.get("dokumenttype", "")
    if kind and kind not in DOCUMENT_TYPES:
        raise ConfigError("document-type-unknown", name=kind, known=", ".join(DOCUMENT_TYPES))
    kind = kind or guess_document_type(document)
    return Setting(
        audience=audiences[chosen or DEFAULT_AUDIENCE],
        document_type=kind,
        today=today,
        traits=find_traits(document, kind),
        explicit=bool(chosen),
    )


def guess_document_type(document: Document) -> str:
    """``brev`` for text and Word with a salutation or a closing greeting, else ``nett``."""
    if document.format in (Format.TEXT, Format.DOCX):
        for block in document.blocks:
            if block.attributes.get("role") in ("salutation", "signature"):
                return "brev"
            if len(block.text) < 120 and _SALUTATION.search(block.text):
                return "brev"
    return "nett"


def find_traits(document: Document, document_type: str) -> frozenset[str]:
    """What kind of text this is, found in its words; see `core.audience.Setting`."""
    found: set[str] = set()
    text = "\n".join(
        block.text
        for block in document.blocks
        if block.kind is not BlockKind.CODE and not block.hidden
    )
    if document_type == "brev" and _DECISION.search(text):
        found.add("vedtak")
        if _REFUSAL.search(text):
            found.add("avslag")
    if _HEARING.search(text):
        found.add("horing")
    if _ERROR_PAGE.search(text):
        found.add("feilmelding")
    statutes = sum(bool(_STATUTE.match(block.text)) for block in document.blocks)
    if statutes >= 5 or (statutes >= 2 and _AMENDED.search(text)):
        found.add("lov")
    if len(text.split()) < 40:
        found.add("kort")
    return frozenset(found)
