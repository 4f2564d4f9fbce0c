"""What is to be written in the margin of a document, apart from any file format."""

from dataclasses import dataclass

from klarsprak.core.spans import Span


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note at `span` (code points of `Document.source`); None for the document as such.

    `lines` are its paragraphs, the first of which says what it is about.
    """

    span: Span | None
    lines: tuple[str, ...]
