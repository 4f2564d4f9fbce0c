"""What an open HTML element means for the text inside it."""

import re
from dataclasses import dataclass, field, replace

from klarsprak.core.document import BlockKind
from klarsprak.core.spans import Span
from klarsprak.readers import html_names as names
from klarsprak.readers.html_tokens import Tag

_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LANDMARK_BREAKERS = frozenset({"nav", "aside"})


@dataclass(slots=True)
class Table:
    """An open table: its number and the cell that is being read.

    A layout table holds headings or other tables: its cells are no cells to a reader.
    """

    group: int
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Context:
    """Inherited by every element inside; block elements make a new one."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    group: int = 0
    element: Span | None = None
    language: str = ""
    block_language: str = ""
    hidden: bool = False
    block_hidden: bool = False
    landmark: str = ""
    preserve: bool = False
    skipped: bool = False
    in_section: bool = False
    in_svg: bool = False
    list_depth: int = 0
    list_group: int = 0
    table: Table | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    used: list[bool] = field(default_factory=list)
    """Shared by everything in one list item: not empty once its first block is out."""


def is_hidden(tag: Tag) -> bool:
    """True when the markup keeps the element from sight or from assistive technology."""
    if not tag.attributes:
        return False
    hidden = tag.value("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if (tag.value("aria-hidden") or "").strip().lower() == "true":
        return True
    style = tag.value("style")
    return style is not None and _NOT_SHOWN.search(style) is not None


def inherit(outer: Context, name: str, tag: Tag | None) -> Context:
    """The context of an inline element, or the start of a block's."""
    inner = replace(outer)
    if tag is not None and tag.attributes:
        language = tag.value("lang")
        if language is None:
            language = tag.value("xml:lang")
        if language is not None:
            inner.language = language.strip()
        inner.hidden = outer.hidden or is_hidden(tag)
    if name in names.SKIPPED:
        inner.skipped = True
    if name in names.FALLBACK:
        inner.hidden = True
    return inner


def enter_block(inner: Context, name: str, tag: Tag | None) -> None:
    """Fill in what a block element changes; `inner` comes from `inherit`."""
    inner.block_language, inner.block_hidden = inner.language, inner.hidden
    outer_element = inner.element
    inner.element = Span(tag.start, tag.end) if tag is not None else inner.element
    role = ((tag.value("role") if tag is not None else None) or "").strip().lower()
    _set_landmark(inner, name, role)
    if name in names.SECTIONING:
        inner.in_section = True
    kind = names.KINDS.get(name)
    if name in names.HEADINGS or role == "heading":
        inner.kind = BlockKind.HEADING
        inner.level = _heading_level(name, tag)
        inner.attributes, inner.used = {}, []
    elif inner.kind is BlockKind.HEADING and (name == "button" or role == "button"):
        # The heading of an accordion: its button holds the words of the heading.
        if inner.used:
            inner.kind, inner.level, inner.attributes = BlockKind.BUTTON, 0, {}
        else:
            inner.element = outer_element
    elif role == "button":
        inner.kind, inner.level, inner.group = BlockKind.BUTTON, 0, 0
        inner.attributes = {}
    elif kind is not None:
        inner.kind = kind
        inner.level = inner.group = 0
        inner.attributes = {"role": names.ROLES[name]} if name in names.ROLES else {}
        if kind is BlockKind.ATTRIBUTE:
            inner.attributes = {"name": "value", "element": name}
    elif name == "address":
        inner.attributes = {**inner.attributes, "role": "address"}
    elif inner.kind is BlockKind.HEADING or name in {
        "table",
        "ul",
        "ol",
        "dl",
        "menu",
        "form",
    }:
        inner.kind, inner.level, inner.group = BlockKind.PARAGRAPH, 0, 0
        inner.attributes = {}
    inner.preserve = inner.preserve or name in names.PRESERVED


def _set_landmark(inner: Context, name: str, role: str) -> None:
    if name == "main" or role == "main":
        inner.landmark = ""
        return
    landmark = names.LANDMARKS.get(role) or names.LANDMARKS.get(name)
    if landmark is None or inner.landmark in _LANDMARK_BREAKERS:
        return
    if landmark in {"header", "footer"} and inner.in_section and not role:
        return
    inner.landmark = landmark


def _heading_level(name: str, tag: Tag | None) -> int:
    level = names.HEADINGS.get(name, 2)
    said = tag.value("aria-level") if tag is not None else None
    return int(said) if said and said.isascii() and said.isdigit() and int(said[:3]) > 0 else level
