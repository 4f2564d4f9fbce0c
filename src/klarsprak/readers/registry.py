"""Which reader reads which file; each is imported only when a file needs it."""

import re
from dataclasses import replace
from pathlib import PurePath

from klarsprak.core.document import EMPTY_FILE, Document, Format
from klarsprak.core.errors import ReadError
from klarsprak.readers.decode import MAX_BYTES, decode

FORMATS: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    "": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".docx": Format.DOCX,
}
"""File suffix, lower case → format; no suffix is plain text unless it starts as HTML."""

SUPPORTED = frozenset(suffix for suffix in FORMATS if suffix)
"""The suffixes that are read as text."""

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)


PDF = ".pdf"
"""Looked at for its tags only; see `readers.pdf`."""


def supported() -> frozenset[str]:
    """The suffixes that are looked for in folders; .pdf where the extra is installed."""
    from klarsprak.readers.pdf import can_read_pdf

    return SUPPORTED | {PDF} if can_read_pdf() else SUPPORTED


def read(path_display: str, data: bytes, *, name: str | None = None) -> Document:
    """Read a file's bytes; `name` (such as ``--stdin-filnavn``) decides the format.

    Raises ReadError with the code ``unsupported``, ``too-large``, ``binary``,
    ``encoding``, (.docx, .pdf) ``broken``, or one of `read_pdf`; its values hold ``path``.
    """
    suffix = PurePath(name or path_display).suffix.lower()
    if suffix == PDF:
        from klarsprak.readers.pdf import read_pdf

        return read_pdf(data, path_display)
    format_ = FORMATS.get(suffix)
    if format_ is None and name is None and path_display == "-":
        format_ = Format.TEXT
    if format_ is None:
        raise ReadError("unsupported", path=path_display, suffix=suffix)
    if format_ is Format.DOCX:
        if len(data) > MAX_BYTES:
            raise ReadError("too-large", path=path_display, limit=MAX_BYTES // 1_000_000)
        from klarsprak.readers.docx import read_docx

        return _noted(read_docx(data, path_display))
    is_text = format_ is Format.TEXT
    decoded = decode(data, path_display, html=format_ is Format.HTML or is_text)
    if is_text and suffix in {"", ".text"} and _HTML_START.match(decoded.text):
        format_ = Format.HTML
    document = read_text(decoded.text, format_, path_display, xml=suffix == ".xhtml")
    return replace(
        document,
        encoding=decoded.encoding,
        bom=decoded.bom,
        notes=(*decoded.notes, *document.notes),
    )


def read_text(source: str, format_: Format, path: str, *, xml: bool = False) -> Document:
    """Read text that is already decoded, such as pasted text or a rendered page."""
    if format_ is Format.MARKDOWN:
        from klarsprak.readers.markdown import read_markdown

        return _noted(read_markdown(source, path))
    if format_ in {Format.HTML, Format.PAGE}:
        from klarsprak.readers.html import read_html

        return _noted(replace(read_html(source, path, xml=xml), format=format_))
    from klarsprak.readers.plain import read_plain

    return _noted(read_plain(source, path))


def _noted(document: Document) -> Document:
    if document.source.strip() or EMPTY_FILE in document.notes:
        return document
    return replace(document, notes=(*document.notes, EMPTY_FILE))
