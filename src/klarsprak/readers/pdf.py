"""What a PDF file tells of itself: tags, title, language, and whether it holds text at all.

The text is not read: words come out of a PDF in pieces, and a linter would find faults
that no reader sees. The document has no blocks, and its `metadata` holds ``pdf`` with
what is lacking, as words parted by spaces: ``tagger tittel sprak tekst``.
"""

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from klarsprak.core.document import Document, Format
from klarsprak.core.errors import ReadError

if TYPE_CHECKING:
    from pypdf import PdfReader

LACKING = "pdf"
"""The key in `Document.metadata`; "" stands for a file that lacks nothing."""

_PAGES_LOOKED_AT = 5
"""A scan shows itself in the first pages; looking at all would cost minutes."""
_LEAST_LETTERS = 20


def can_read_pdf() -> bool:
    """Whether the library behind is installed."""
    return find_spec("pypdf") is not None


def read_pdf(data: bytes, path: str) -> Document:
    """Look at a PDF file.

    Raises ReadError: ``pdf-missing`` without the extra, ``broken`` for what is no PDF,
    ``pdf-locked`` for a file that needs a password.
    """
    if not can_read_pdf():
        raise ReadError("pdf-missing", path=path)
    import logging

    from pypdf import PdfReader

    # It tells of every oddity on standard error; the file is told of in one line here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("pdf-locked", path=path)
        lacking = " ".join(_lacking(reader))
    except ReadError:
        raise
    except Exception as error:
        # A damaged file makes the library raise almost anything, RecursionError included.
        raise ReadError("broken", path=path) from error
    return Document(path, Format.TEXT, "", (), metadata={LACKING: lacking}, notes=("pdf",))


def _lacking(reader: "PdfReader") -> list[str]:
    root = _plain(reader.trailer["/Root"])
    marks = _plain(root.get("/MarkInfo")) or {}
    found = []
    if not marks.get("/Marked") or "/StructTreeRoot" not in root:
        found.append("tagger")
    title = reader.metadata.title if reader.metadata else None
    if not (title or "").strip():
        found.append("tittel")
    if not str(root.get("/Lang") or "").strip():
        found.append("sprak")
    pages = reader.pages[:_PAGES_LOOKED_AT]
    letters = sum(sum(map(str.isalpha, page.extract_text())) for page in pages)
    if letters < _LEAST_LETTERS:
        found.append("tekst")
    return found


def _plain(value: Any) -> Any:
    """The object that a reference in the file stands for."""
    return value.get_object() if hasattr(value, "get_object") else value
