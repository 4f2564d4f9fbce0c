"""What a line of plain text is: list item, underline, salutation, address and the like."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\f]*(?:\r\n|\n|\r|\f|\Z)")
_ITEM = re.compile(
    r"(?P<marker>[-*•·▪◦‣⁃●○–—]|\d{1,3}[.)]|[a-zæøå][.)]|\([a-zæøå0-9]{1,3}\))"
    r"[ \t\u00a0]+(?=\S)"
)
_MARKER_ALONE = re.compile(r"[-*•·▪◦‣+]\Z")
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]|\Z)|:[\w-]+:(?:[ \t]|\Z)|\.\. _")
_MONTH = re.compile(
    r"\d{1,2}\.[ \u00a0](?:januar|februar|mars|april|mai|juni|juli|august|september"
    r"|oktober|november|desember|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des"
    r"|og|til|eller)\b",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"[ \t]*([=\-~^*_#+\"'])\1{2,}[ \t]*\Z")
_HASHES = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*>+[ \t]?")
_SALUTATION = re.compile(
    r"(?:hei|heisann|hallo|kjære|god (?:dag|morgen|kveld)|til den det gjeld(?:er)?"
    r"|til (?:alle|deg|foresatte|føresette)|dear)\b[^.?]{0,60}[,!]?\Z",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:med )?(?:vennlig|venleg|vennleg|beste|god|hjerteleg|hjertelig)e? "
    r"(?:hilsen|hilsning|helsing)"
    r"|med (?:hilsen|helsing)|hilsen|hilsning|helsing|mvh|m\.v\.h\.?|vh)\b"
    r"[^.?]{0,60}\Z",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?:deres|vår|dykkar|vår/deres|vår og deres) (?:ref(?:eranse)?|dato|sak)"
    r"|sak(?:s)?-?n(?:umme)?r|arkiv(?:kode|saknr|nr|sak)?|saksbehandlar|saksbehandler"
    r"|referanse|ref|journal(?:post|nr|dato)?|j\.?nr|fødselsn(?:umme)?r|fødselsdato|dato"
    r"|telefon|tlf|mobil|e-?post(?:adresse)?|org(?:anisasjons)?\.?-?n(?:umme)?r"
    r"|løpen(?:umme)?r|kontonummer|postadresse|besøksadresse|adresse|kontakt(?:person)?"
    r"|nettside|kopi(?: til)?|vedlegg|mottaker|mottakar|avsender|avsendar"
    r"|dok(?:ument)?\.?(?:nr|dato)|side|navn|namn|fra|frå|til|sendt)"
    r"\.?[ \t]*:(?:[ \t]*[^\s]+){0,6}(?<![!?])\Z",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?!(?:Fra|Frå|Før|Etter|Innen|Innan|Til|Gjelder|Gjeld|Den|Siden|Sidan)\b)"
    r"[A-ZÆØÅ][\w-]+(?:[ ][A-ZÆØÅ][\w-]+)?,?[ \t]+)?(?:[Dd]en[ \t]+)?"
    r"(?:\d{1,2}\.[ \t]?[a-zæøå]+[ \t]\d{4}"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2})\.?\Z"
)
_SECRET = re.compile(
    r"(?:unntatt|unnateke) (?:offentlig|offentleg|frå offentleg|etter)\S*.{0,60}\Z"
    r"|u\.? ?off\.?.{0,40}\Z",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?:.*,[ \t]*)?(?:NO-)?\d{4}[ \t]+[A-ZÆØÅ][\wæøåÆØÅ .-]{1,40}\Z")
_STREET = re.compile(
    r"(?i:postboks|pb\.?|p\.b\.)[ \t]+\d+.{0,40}\Z"
    r"|(?:[A-ZÆØÅ][\w.-]*[ ]){0,3}(?:[A-ZÆØÅ][\w-]*|(?<=[ ]))"
    r"(?:[Gg]aten?|[Gg]ata|[Vv]eien|[Vv]ei|[Vv]egen|[Vv]eg|[Vv]n\.?|[Gg]t\.?|[Pp]lassen|[Pp]lass"
    r"|[Tt]orget|[Tt]org|[Aa]llé|[Aa]lleen|[Bb]akken|[Ss]tien)"
    r"[ \t]+\d+[ \t]?[A-Za-z]?(?:,.{0,40})?\Z"
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_LETTER = re.compile(r"[^\W\d_]")
_URL = re.compile(r"(?:https?://|www\.)\S+\Z|\S+@\S+\.\w+\Z")

MAX_HEADING_CHARS = 90
MAX_HEADING_WORDS = 13


class Line(NamedTuple):
    """A line without its end; `start` and `end` leave out white space at both sides."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def is_blank(self) -> bool:
        """True when the line holds nothing to read."""
        return not self.text


def split_lines(source: str) -> list[Line]:
    """The lines of a file (LF, CRLF, CR, form feed) with their offsets."""
    lines: list[Line] = []
    for match in _LINE.finditer(source):
        raw = match.group()
        text = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        start = match.start() + (lead if text else 0)
        lines.append(Line(start, start + len(text), lead, text))
        if match.end() == len(source):
            break
    return lines


def item_marker(line: Line) -> tuple[str, int] | None:
    """The marker of a list item and the length up to its text; None for other lines.

    A day of a month at the start of a line is no list number. Markers may be doubled, as
    in the tables of reStructuredText.
    """
    match = _ITEM.match(line.text)
    if match is None or _MONTH.match(line.text):
        return None
    inner = _ITEM.match(line.text, match.end()) if match.group("marker") in "*-" else None
    return match.group("marker"), inner.end() if inner else match.end()


def is_markup(line: Line) -> bool:
    """True for a line that is no text: a list sign alone, a directive, a field."""
    return _MARKER_ALONE.match(line.text) is not None or _DIRECTIVE.match(line.text) is not None


def is_underline(line: Line) -> bool:
    """True for a row of one repeated sign."""
    return _UNDERLINE.match(line.text) is not None


def hash_heading(line: Line) -> tuple[int, int] | None:
    """(level, length of the signs) of a heading written with number signs."""
    match = _HASHES.match(line.text)
    return (len(match.group("hashes")), match.end()) if match else None


def quote_marker(line: Line) -> int:
    """The length of the `>` signs in front of a quoted line, 0 for none."""
    match = _QUOTED.match(line.text)
    return match.end() if match else 0


def role(line: Line) -> str:
    """``salutation``, ``signature``, ``reference``, ``address`` or "" for a single line."""
    return line_role(line.text)


def text_role(text: str) -> str:
    """The role of a short paragraph whose lines are parted by LF, or ""."""
    if len(text) > 300:
        return ""
    lines = text.split("\n")
    roles = [line_role(line) for line in lines]
    if len(lines) == 1:
        return "" if _YEAR.match(text) and roles[0] == "address" else roles[0]
    if roles[0] == "signature":
        return "signature"
    known = [found for found in roles if found]
    is_letterhead = len(known) * 2 >= len(lines) and all(len(line) <= 60 for line in lines)
    return known[-1] if is_letterhead else ""


def line_role(text: str) -> str:
    """As `role`, for the text of a line without white space round it."""
    if len(text) > 140:
        return ""
    for name, pattern in (
        ("signature", _CLOSING),
        ("salutation", _SALUTATION),
        ("reference", _REFERENCE),
        ("reference", _DATE),
        ("reference", _SECRET),
        ("address", _POSTCODE),
        ("address", _STREET),
    ):
        if pattern.match(text):
            return name
    return ""


def is_short_line(line: Line) -> bool:
    """True for a line such as those of an address: few words, no sentence in it."""
    words = line.text.split()
    return (
        len(line.text) <= 50
        and len(words) <= 6
        and not line.text.endswith((".", "!", "?", ":", ";"))
        and not words[0][0].islower()
    )


def is_tail_line(line: Line) -> bool:
    """True for a line such as those under a letter: a name, a title, an office."""
    return len(line.text) <= 60 and not line.text.endswith((".", "!", "?", ":", ";"))


def may_be_heading(line: Line) -> bool:
    """True for a short line that starts like a heading and does not end like a sentence."""
    text = line.text
    return (
        len(text) <= MAX_HEADING_CHARS
        and len(text.split()) <= MAX_HEADING_WORDS
        and not text.endswith((".", "!", ":", ";", ",", "–", "-", "…"))
        and (text[0].isupper() or text[0].isdigit() or text[0] in '§«"')
        and _LETTER.search(text) is not None
        and not _URL.match(text)
        and not role(line)
    )


def ends_sentence(line: Line) -> bool:
    """True when the line ends as sentences do."""
    return line.text.rstrip("»”\")'").endswith((".", "!", "?", ":"))
