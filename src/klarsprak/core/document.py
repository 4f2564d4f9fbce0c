"""What readers deliver: a document of blocks, each with a map back to the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from klarsprak.core.spans import SourceMap, Span


class Format(StrEnum):
    """How a file was read; the value stands in JSON."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PAGE = "page"


class BlockKind(StrEnum):
    """What a block is to a reader; rules choose by kind, never by tag or Markdown sign."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    QUOTE = "quote"
    CODE = "code"
    LINK_TEXT = "link_text"
    ALT_TEXT = "alt_text"
    BUTTON = "button"
    LABEL = "label"
    CAPTION = "caption"
    TITLE = "title"
    ATTRIBUTE = "attribute"
    """`title`, `aria-label`, `placeholder` and the like; see ``attributes['name']``."""


PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
"""Running text: what readability is counted on."""

EMBEDDED = frozenset(
    {BlockKind.LINK_TEXT, BlockKind.ALT_TEXT, BlockKind.ATTRIBUTE, BlockKind.TITLE}
)
"""Blocks whose text stands inside, or beside, another block."""


class MarkKind(StrEnum):
    """Inline stretches of a block that rules must know of."""

    CODE = "code"
    LINK = "link"
    QUOTE = "quote"
    ABBR = "abbr"
    DEFINITION = "definition"
    EMPHASIS = "emphasis"
    LANGUAGE = "language"
    HIDDEN = "hidden"
    PLACEHOLDER = "placeholder"
    """A hole that a template fills, such as ``[…]`` or ``{{name}}``."""


PROTECTED = frozenset(
    {
        MarkKind.CODE,
        MarkKind.QUOTE,
        MarkKind.LANGUAGE,
        MarkKind.PLACEHOLDER,
        MarkKind.HIDDEN,
    }
)
"""Marks whose text is not the writer's own running prose."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline stretch; `span` in block text, `value` is the href, title or language."""

    kind: MarkKind
    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text a reader sees as one.

    `text` has entities decoded, white space collapsed, soft hyphens gone and is NFC;
    `source_map` leads every span of it back to the file. `declared_language` is what the
    markup says, `language` what the engine decided (``nb``, ``nn``, ``en``, another code,
    or "" before it has looked). `level` is the heading level or the depth of a list item.
    `group` numbers the list or table the block belongs to, 0 for none. `parent` is the
    index of the block that an embedded block stands in. `element` is the file span of the
    start tag that opened it, where the format has tags.
    """

    kind: BlockKind
    text: str
    source_map: SourceMap
    level: int = 0
    group: int = 0
    parent: int | None = None
    element: Span | None = None
    declared_language: str = ""
    language: str = ""
    hidden: bool = False
    marks: tuple[Mark, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.text) != self.source_map.length:
            raise ValueError("the source map does not cover the text of the block")

    def protected_spans(self) -> tuple[Span, ...]:
        """The spans of inline code, quotations, other languages, holes and hidden text."""
        return tuple(mark.span for mark in self.marks if mark.kind in PROTECTED)

    def in_language(self, language: str) -> "Block":
        """The same block with its language decided; `dataclasses.replace` takes six times as long."""
        return Block(
            self.kind,
            self.text,
            self.source_map,
            self.level,
            self.group,
            self.parent,
            self.element,
            self.declared_language,
            language,
            self.hidden,
            self.marks,
            self.attributes,
        )


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that lets findings be: see contract 4.

    `scope` is the file span in which findings are let be, `place` the comment itself.
    `rule` is an id, an area or ``*``. `until` is an ISO date or "". A suppression without
    a reason has `reason` "" and is itself reported. `listed` is where the rules of the
    comment are named, `ended_by` the comment that ends this one and nothing else.
    """

    rule: str
    reason: str
    scope: Span
    place: Span
    until: str = ""
    listed: Span | None = None
    ended_by: Span | None = None


EMPTY_FILE = "empty-file"
"""The note of a document in which there is nothing."""

GIVEN_STYLE = "css@"
"""Metadata keys of a live page: with the offset of a style or link element, its style rules."""
GIVEN_FRAME = "frame@"
"""Metadata keys of a live page: with the offset of a frame, what stands in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read.

    `source` is the decoded file, BOM not counted, line ends as in the file; for .docx it
    is the extracted text. `metadata` is the front matter or the like (lower-case keys).
    `notes` are message keys about the reading (an encoding guessed, an empty file).
    """

    path: str
    format: Format
    source: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    bom: bool = False
    language: str = ""
    declared_language: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    notes: tuple[str, ...] = ()
