"""What a part of a Word file is read into: paragraphs, runs, and where they stand."""

from dataclasses import dataclass, field

from klarsprak.core.document import MarkKind


@dataclass(slots=True)
class RunPlace:
    """Where a run (``w:r``) stands in its part; offsets are bytes, of tags that begin.

    `properties` is the start and the end tag of its ``w:rPr``; None when it has none.
    """

    start: int
    end: int = -1
    properties: tuple[int, int] | None = None
    is_inserted: bool = False
    """It stands in a tracked change."""


@dataclass(slots=True)
class DocxRun:
    """Text of one format; `marks` with their values.

    `place` is None where the run may not be split. `start` and `end` are the bytes where
    the start and end tag of its ``w:t`` begin, -1 for text that stands in no ``w:t``.
    """

    text: str
    language: str = ""
    marks: tuple[tuple[MarkKind, str], ...] = ()
    place: RunPlace | None = None
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class DocxLink:
    """A link: the runs from `first` to before `last` of its paragraph."""

    href: str
    first: int
    last: int = -1


@dataclass(slots=True)
class Cell:
    """Where in a table a paragraph stands."""

    table: int
    row: int
    column: int
    is_header: bool = False


@dataclass(slots=True)
class DocxParagraph:
    """A paragraph as the file has it; `number` counts the paragraphs of its part from 1."""

    number: int
    style: str = ""
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    cell: Cell | None = None
    in_box: bool = False
    note: str = ""
    runs: list[DocxRun] = field(default_factory=list)
    links: list[DocxLink] = field(default_factory=list)
    alts: list[DocxRun] = field(default_factory=list)
    start: int = -1
    end: int = -1
    """Where its start and end tag begin, in bytes."""


@dataclass(slots=True)
class DocxPiece:
    """A stretch of the extracted text, `start` to `end`, and what it was read from."""

    start: int
    end: int
    part: str
    paragraph: DocxParagraph
    run: DocxRun
