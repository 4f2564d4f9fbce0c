"""What kind of text this is besides its document type: traits found in its words.

Rules name them in ``options.traits`` and ``options.without_traits``. ``lov`` is statutes,
``plan`` planning rules and guidelines that speak to nobody,
``utvikler`` documentation for developers, ``utdrag`` a part of a page
or an unfinished template, ``malside`` a page that a site generator puts in a frame,
``nyhet`` news, ``datert`` a text that shows its date, ``referat`` minutes and archives, ``tjeneste`` a page about a service.
"""

import re

from klarsprak.core.document import BlockKind, Document, Format, MarkKind

_DECISION = re.compile(
    r"\b(?:vi\s+(?:har\s+)?(?:innvilg\w+|avsl\w+|vedtatt|vedteke)|"
    r"(?<!\bdu\s)har\s+(?:innvilg\w+|avslått|avslege)"
    r"|(?:søknaden?|søknaden\s+din)\s+(?:er|blir|vert|ble|vart)\s+(?:innvilg\w+|avslått|"
    r"avslegen|avslegne)"
    r"|fatt\w+\s+(?:følgende\s+)?vedtak|gjort\s+(?:følgende\s+|slikt\s+)?vedtak|avslag\s+på|"
    r"vedtak\s+om)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\b(?:avslag\s+på|avslår|(?<!\bdu\shar\s)avslått|avslegen|avslo|får\s+ikk[ej]e|"
    r"ikk[ej]e\s+(?:innvilg\w+|rett\s+til))\b",
    re.IGNORECASE,
)
_HEARING = re.compile(
    r"\b(?:på\s+høring|høringsfrist|høringsinnspill|høringssvar|offentlig\s+ettersyn|"
    r"send\s+(?:oss\s+)?innspill"
    r"|gi\s+innspill|folkemøte|på\s+høyring|høyringsfrist|høyringssvar|kom\s+med\s+innspill)\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"^(?:§+\s?\d|kapittel\s+\d|kap\.\s*\d|(?:første|andre|annet|tredje)\s+ledd)", re.IGNORECASE
)
_AMENDED = re.compile(
    r"\b(?:tilføyd|endret|endra|opphevet|oppheva|i kraft)\s+(?:ved|frå|fra|iflg\.)", re.IGNORECASE
)
_RULES = re.compile(
    r"§|\bpbl\b|\b(?:bestemmelse|føresegn|planbestemmelse|retningslinje|hensynssone|"
    r"omsynssone|arealformål|reguleringsplan)\w*"
    r"|\btillat(?:es|ast|t)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:du|deg|din|ditt|dine|dere|dykk|deres|dykkar)\b", re.IGNORECASE)
_ERROR_PAGE = re.compile(
    r"\b(?:feilmelding|feilkode|noe gikk galt|noko gjekk gale|ugyldig)\b", re.IGNORECASE
)
_TECHNICAL = re.compile(
    r"\b(?:API(?:-?\w+)?|JSON\w*|XML\w*|XSD|YAML|endepunkt\w*|maskinporten|github|git|npm|"
    r"docker|kubernetes|azure"
    r"|access[_ -]?token|token|client[_ -]?id|http[s]?-\w+|oauth\d?|openid|jwt|scope[st]?|"
    r"SQL|clojure|javascript|typescript"
    r"|kodebase\w*|kildekode\w*|kjeldekode\w*|repo(?:et|sitory)?|testmiljø\w*|"
    r"produksjonsmiljø\w*|informasjonsmodell\w*"
    r"|datamodell\w*|backend|frontend|sluttbrukersystem\w*|tjenesteeier\w*|serviceeier\w*|"
    r"datatype\w*|testregel\w*"
    r"|meldingstjeneste\w*|systembruker\w*|systemleverandør\w*|integrasjon\w*|"
    r"grensesnitt\w*|tilgangspakke\w*|h1|html|css)\b",
    re.IGNORECASE,
)
_CODE_SHARE = 0.08
_MINUTES = re.compile(
    r"^(?:møte)?(?:referat|protokoll|møtebok|møteprotokoll)\b|^(?:arkiv|arkivert)\b", re.IGNORECASE
)
_NEWS = re.compile(
    r"^(?:publisert|pressemelding|sist\s+oppdatert\s+.{0,20}publisert)\b|^(?:av|tekst|foto):\s",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:[0-3]?\d\.\s?(?:[01]?\d\.|jan\w*|feb\w*|mars|april|mai|jun\w*|jul\w*|aug\w*|sep\w*|"
    r"okt\w*|nov\w*|des\w*)\s?20\d\d|20\d\d-[01]\d-[0-3]\d)\b",
    re.IGNORECASE,
)
_DATE_KEYS = ("date", "dato", "published", "publisert", "publishdate", "lastmod", "updated")
_DATE_LINE = 60
"""A line that gives the date of the text is no longer: «Oslo, 3. mars 2026», «Sist endret …»."""
_HEAD, _FOOT = 6, 4
"""How many blocks from the top and from the foot such a line may stand."""
_NEWS_TYPES = ("news", "nyhet", "artikkel", "article", "post", "blog", "pressemelding")
_SERVICE = re.compile(
    r"\b(?:søk\s+(?:om|på|her|innan|innen)|søke\s+om|søkje\s+om|slik\s+(?:søker|søkjer|"
    r"bestiller|melder|gjør|gjer)\s+du"
    r"|bestill(?:e)?\b|meld(?:e)?\s+(?:deg|dykk|dere|frå|fra)|søknadsskjema\w*|"
    r"søknadsfrist\w*|hvem\s+kan\s+(?:få|søke)"
    r"|kven\s+kan\s+(?:få|søkje)|du\s+kan\s+(?:få|søke|søkje|leie|låne|bestille)|"
    r"priser?\s+(?:for|på)|egenbetaling|eigenbetaling)\b",
    re.IGNORECASE,
)
_GENERATOR_KEYS = frozenset(
    "weight layout toc linktitle sidebar menu aliases redirect_from permalink nav_order parent hidden".split()
)
_MARKUP_TEMPLATE = re.compile(r"\{\{[>#/<%]|\{%|<%|<\?php|\{\{\{")
_WHOLE_PAGE = re.compile(r"<(?:html|body|title)\b", re.IGNORECASE)
MIN_WORDS = 40
"""Shorter texts are never asked for what is missing (contract 1)."""

HOLES = 3
"""A text with this many holes of a template and no greeting is a store of passages."""


def find_traits(
    document: Document, document_type: str, *, declared: bool = False
) -> frozenset[str]:
    """The traits of a text; see `core.audience.Setting`.

    `declared` says that the user has named the document type: then it is a whole text.
    """
    text = "\n".join(
        block.text
        for block in document.blocks
        if block.kind is not BlockKind.CODE and not block.hidden
    )
    words = len(text.split())
    reader = _count(_READER, text)
    decision = document_type == "brev" and bool(_DECISION.search(text))
    holds = {
        "vedtak": decision,
        "avslag": decision and bool(_REFUSAL.search(text)),
        "horing": bool(_HEARING.search(text)),
        "feilmelding": bool(_ERROR_PAGE.search(text)),
        "kort": words < MIN_WORDS,
        "lov": _is_statute(document),
        "plan": document_type in ("nett", "rapport") and _is_plan(text, words, reader),
        "utvikler": _is_technical(document, text, words),
        "nyhet": _is_news(document),
        "datert": _is_dated(document),
        "referat": any(_MINUTES.match(block.text) for block in document.blocks[:4]),
        "tjeneste": document_type == "nett" and reader >= 2 and _count(_SERVICE, text) >= 2,
        "utdrag": not declared and _is_part(document, document_type),
        "malside": not _GENERATOR_KEYS.isdisjoint(document.metadata),
    }
    return frozenset(name for name, held in holds.items() if held)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _is_statute(document: Document) -> bool:
    numbered = sum(bool(_STATUTE.match(block.text)) for block in document.blocks)
    return numbered >= 5 or (
        numbered >= 2 and any(_AMENDED.search(block.text) for block in document.blocks)
    )


def _is_plan(text: str, words: int, reader: int) -> bool:
    """Whether a text that speaks to nobody is full of rules."""
    return reader * 200 < words and _count(_RULES, text) * 100 >= max(words, 200)


def _is_technical(document: Document, text: str, words: int) -> bool:
    code = sum(len(block.text) for block in document.blocks if block.kind is BlockKind.CODE) + sum(
        len(mark.span)
        for block in document.blocks
        for mark in block.marks
        if mark.kind is MarkKind.CODE
    )
    if code > 40 and code > _CODE_SHARE * len(text):
        return True
    hits = [match[0].lower() for match in _TECHNICAL.finditer(text)]
    return len(set(hits)) >= 3 and len(hits) * 100 >= words


def _is_news(document: Document) -> bool:
    metadata = document.metadata
    kind = (metadata.get("type") or metadata.get("layout") or "").casefold()
    if kind in _NEWS_TYPES or {"date", "author"} <= metadata.keys():
        return True
    return (
        any(len(block.text) < 120 and _NEWS.match(block.text) for block in document.blocks[:8])
        or ":blog-post/" in document.source[:400]
    )


def _is_dated(document: Document) -> bool:
    """Whether the text says at its top or its foot, or in its metadata, when it was written."""
    if any(document.metadata.get(key) for key in _DATE_KEYS):
        return True
    ends = [*document.blocks[:_HEAD], *document.blocks[_HEAD:][-_FOOT:]]
    return any(len(block.text) <= _DATE_LINE and _DATE.search(block.text) for block in ends)


def _is_part(document: Document, document_type: str) -> bool:
    """Whether the text is clearly a piece of something: no title, no frame, or full of holes."""
    roles = {block.attributes.get("role") for block in document.blocks}
    if "signature" in roles or "salutation" in roles:
        return False
    if document.format is Format.HTML and not _WHOLE_PAGE.search(document.source):
        return True
    holes = sum(m.kind is MarkKind.PLACEHOLDER for b in document.blocks for m in b.marks)
    if holes >= HOLES or _MARKUP_TEMPLATE.search(document.source):
        return True
    if document_type == "brev" or document.format is Format.DOCX:
        return False
    return not any(
        block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level <= 1)
        for block in document.blocks
    )
