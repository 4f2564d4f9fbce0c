"""Open a text from a file and put it back: same encoding, byte order mark and line ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from klarsprak.core.atomic import write_bytes
from klarsprak.core.document import Format
from klarsprak.core.errors import ReadError
from klarsprak.engine.files import Target, read_bytes
from klarsprak.engine.run import MAX_BYTES
from klarsprak.readers.registry import FORMATS, read

_TAGS = re.compile(r"</?(?:html|body|div|p|h[1-6]|ul|ol|li|table|main|section|a|br)\b[^<>]*>", re.I)
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^\s()]+\)|^```", re.M)
_FIRST = 20_000
_NEWLINE = re.compile(r"\r\n|\r|\n")
_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


SUFFIX: Mapping[Format, str] = {
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
}
"""The end of the name of a text that has none: it decides how the file is read again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A text as it was opened; in `text` lines end with LF, whatever they do in the file.

    `path` is where it is saved, None for a text that came from elsewhere (pasted, or taken
    out of a Word file, which a plain text may not be written over). `notes` are message
    keys for `Catalogue.note`.
    """

    text: str
    format: Format = Format.TEXT
    name: str = ""
    path: Path | None = None
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    notes: tuple[str, ...] = ()


def opened(data: bytes, name: str, path: Path | None = None) -> Opened:
    """The text in the bytes of a file called `name`; ReadError when it cannot be read."""
    document = read(name, data)
    text, newline, mixed = _with_lf(document.source)
    notes = [*document.notes, *(["mixed-line-ends"] if mixed else [])]
    if document.format is Format.DOCX:
        notes.append("word-as-text")
        return Opened(text, Format.TEXT, name, notes=tuple(notes))
    return Opened(
        text,
        document.format,
        name,
        path,
        document.encoding,
        document.bom,
        newline,
        tuple(notes),
    )


def open_file(path: Path) -> Opened:
    """The text of a file; ReadError when it cannot be read."""
    if not path.exists():
        raise ReadError("path-missing", path=path)
    return opened(read_bytes(Target(str(path), path), MAX_BYTES), str(path), path)


def pasted(text: str, format_: Format = Format.TEXT, name: str = "") -> Opened:
    """A text that comes from no file."""
    return Opened(_with_lf(text)[0], format_, name)


def looks_like(text: str) -> Format:
    """What a pasted text most likely is, by its first lines.

    HTML begins with a tag and is full of them; Markdown has headings, links or fences.
    Markdown may hold HTML, so that headings of its kind decide.
    """
    head = text[:_FIRST]
    if _MARKDOWN.search(head):
        return Format.MARKDOWN
    if head.lstrip().startswith("<") and len(_TAGS.findall(head)) >= 2:
        return Format.HTML
    return Format.TEXT


def encoded(text: str, source: Opened) -> bytes:
    """The bytes that `text` is saved as.

    Raises ReadError (``not-encodable``; values ``path``, ``encoding``, ``sign``) for a sign
    that the encoding of the file does not have.
    """
    if source.newline != "\n":
        text = text.replace("\n", source.newline)
    try:
        data = text.encode(source.encoding)
    except UnicodeEncodeError as error:
        raise ReadError(
            "not-encodable",
            path=source.path or source.name,
            encoding=source.encoding,
            sign=text[error.start],
        ) from error
    return _MARKS.get(source.encoding, b"") + data if source.bom else data


def save(text: str, source: Opened, path: Path) -> None:
    """Write `text` whole or not at all, the way `source` was written.

    Raises ReadError: ``not-encodable``, or ``not-saved`` when the file cannot be written.
    """
    data = encoded(text, source)
    try:
        write_bytes(path, data)
    except OSError as error:
        raise ReadError("not-saved", path=path, error=error.strerror or error) from error


def format_of(path: Path) -> Format:
    """The format a file of this name is read as; plain text for an unknown suffix."""
    found = FORMATS.get(path.suffix.lower(), Format.TEXT)
    return Format.TEXT if found is Format.DOCX else found


def _with_lf(text: str) -> tuple[str, str, bool]:
    """(text with LF, the line end most lines had, whether they had several)."""
    if "\r" not in text:
        return text, "\n", False
    ends = _NEWLINE.findall(text)
    kinds = sorted(set(ends), key=lambda end: (-ends.count(end), end))
    return _NEWLINE.sub("\n", text), kinds[0], len(kinds) > 1
