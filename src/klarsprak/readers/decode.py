"""Bytes → text: byte order mark, what the markup declares, UTF-8, then a guess."""

import codecs
import re
from typing import NamedTuple

from klarsprak.core.errors import ReadError

MAX_BYTES = 50_000_000
"""Larger files are refused."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"MZ\x90",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh9", b"{\\rtf",
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.I)
_CODECS = re.compile(r"utf-8|cp125\d|iso8859-\d+|koi8-[ru]|mac-roman|big5|gb\w+|euc_\w+")
_WINDOWS = frozenset({"ascii", "iso8859-1", "cp1252"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A text, the Python codec it was read with, and message keys about the reading."""

    text: str
    encoding: str
    bom: bool
    notes: tuple[str, ...]


def decode(data: bytes, path: str, *, html: bool) -> Decoded:
    """Decode a file; with `html`, what `meta charset` or an XML declaration says counts.

    Raises ReadError with the code ``too-large``, ``binary`` or ``encoding``. The text of a
    file without BOM equals ``data.decode(encoding, errors="replace")``.
    """
    if len(data) > MAX_BYTES:
        raise ReadError("too-large", path=path, limit=MAX_BYTES // 1_000_000)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_bom(data[len(mark) :], encoding, path)
    if b"\0" in data or data.startswith(_MAGIC):
        raise ReadError("binary", path=path)
    declared = _declared(data[:1024]) if html else None
    for encoding in filter(None, (declared, "utf-8")):
        try:
            return _checked(Decoded(data.decode(encoding), encoding, False, ()), path)
        except UnicodeDecodeError:
            continue
    return _guess(data, path)


def _with_bom(rest: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = rest.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding", path=path) from error
    if "\0" in text:
        raise ReadError("binary", path=path)
    return Decoded(text, encoding, True, ())


def _declared(head: bytes) -> str | None:
    """The codec the markup names, by the web's rules; None for one we do not trust."""
    match = _XML.search(head) or _META.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    if name in _WINDOWS:
        return "windows-1252"
    return name if _CODECS.fullmatch(name) else None


def _guess(data: bytes, path: str) -> Decoded:
    """UTF-8 with a few broken letters stays UTF-8; anything else may be Windows-1252."""
    lenient = data.decode("utf-8", errors="replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in lenient)
    if good >= 4 * lenient.count("\ufffd"):
        return _checked(Decoded(lenient, "utf-8", False, ("encoding-damaged",)), path)
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise ReadError("encoding", path=path) from error
    return _checked(Decoded(text, "windows-1252", False, ("encoding-guessed",)), path)


def _checked(decoded: Decoded, path: str) -> Decoded:
    controls = len(_CONTROL.findall(decoded.text))
    if controls > 8 and controls * 50 > len(decoded.text):
        raise ReadError("binary", path=path)
    return decoded
