"""Files to fix: read so that they can be written back byte for byte, and written whole."""

from pathlib import Path

from klarsprak.core.atomic import write_bytes
from klarsprak.core.document import Document, Format
from klarsprak.core.errors import ReadError
from klarsprak.readers.registry import read

_BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
}


def read_to_fix(data: bytes, shown: str, name: str) -> Document:
    """The document of a file that may be fixed.

    Raises ReadError for what cannot be read, for .docx (``fix-docx``) and .pdf (``fix-pdf``), and for a file whose
    bytes would not come back as they were (``fix-damaged``).
    """
    document = read(shown, data, name=name)
    if document.format is Format.DOCX:
        raise ReadError("fix-docx", path=shown)
    if "pdf" in document.notes:
        raise ReadError("fix-pdf", path=shown)
    if "encoding-damaged" in document.notes or encoded(document) != data:
        raise ReadError("fix-damaged", path=shown)
    return document


def encoded(document: Document) -> bytes:
    """The bytes of a document in its own encoding, with the byte order mark it had."""
    mark = _BOMS.get(document.encoding, b"") if document.bom else b""
    return mark + document.source.encode(document.encoding, errors="replace")


def write_fixed(path: Path, document: Document, shown: str) -> None:
    """Write the file in one step; ReadError (``fix-unwritable``) when that cannot be done."""
    try:
        write_bytes(path, encoded(document))
    except OSError as error:
        raise ReadError("fix-unwritable", path=shown, error=error.strerror or str(error)) from error
