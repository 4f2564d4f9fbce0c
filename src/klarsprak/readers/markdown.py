"""Markdown → Document."""

from klarsprak.core.document import Document
from klarsprak.core.errors import ReadError


def read_markdown(source: str, path: str) -> Document:
    """Raise ReadError: this reader is yet to come."""
    raise ReadError("unsupported", path=path)
