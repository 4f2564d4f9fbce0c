"""Word files → Document."""

from klarsprak.core.document import Document
from klarsprak.core.errors import ReadError


def read_docx(data: bytes, path: str) -> Document:
    """Raise ReadError: this reader is yet to come."""
    raise ReadError("unsupported", path=path)
