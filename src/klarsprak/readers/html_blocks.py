"""Events of the repaired tree → blocks: one pass, a stack of contexts, no recursion."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from klarsprak.core.document import Block, BlockKind, Mark, MarkKind
from klarsprak.core.spans import Span
from klarsprak.readers import html_names as names
from klarsprak.readers.assembly import Assembly, Built, PendingMark
from klarsprak.readers.charrefs import pieces
from klarsprak.readers.html_attributes import attribute_blocks
from klarsprak.readers.html_context import Context, Table, enter_block, inherit
from klarsprak.readers.html_tokens import Tag, Text
from klarsprak.readers.html_tree import Enter, Event, Leave
from klarsprak.readers.plain_lines import text_role

_SPLIT_BY_LINES = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE}
)
_LISTS = frozenset({"ul", "ol", "menu", "dl"})


@dataclass(slots=True)
class _Flow:
    """The block being read, with what stands inside it."""

    context: Context
    assembly: Assembly
    marks: list[PendingMark] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _OpenMark:
    """A mark whose element is open; `in_links` are the open links and where it began."""

    kind: MarkKind
    value: str
    start: int
    in_links: list[tuple["_Link", int]]


@dataclass(slots=True)
class _Link:
    """An open link: its text is a block of its own too."""

    tag: Tag
    context: Context
    assembly: Assembly
    parent: int | None = None
    has_parent: bool = False
    marks: list[PendingMark] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open element."""

    name: str
    outer: Context
    is_block: bool
    marks: int = 0
    link: _Link | None = None


class BlockWriter:
    """Turns events into blocks; `blocks` is complete after `close`."""

    def __init__(self, source: str, context: Context | None = None) -> None:
        self._source = source
        self._context = context or Context()
        self._frames: list[_Frame] = []
        self._flow: _Flow | None = None
        self._open_marks: list[_OpenMark] = []
        self._links: list[_Link] = []
        self._seen: set[int] = set()
        self._groups = 0
        self._layout: set[int] = set()
        self.blocks: list[Block] = []

    def feed(self, events: Iterable[Event]) -> None:
        """Read the events of a tree."""
        for event in events:
            if isinstance(event, Text):
                self._text(event)
            elif isinstance(event, Enter):
                self._enter(event.name, event.tag)
            else:
                self._leave(event)

    def close(self) -> list[Block]:
        """End the last block and return all of them."""
        self._flush()
        return [self._without_layout(block) for block in self.blocks]

    def _without_layout(self, block: Block) -> Block:
        """The cell of a layout table is a paragraph."""
        if block.group not in self._layout or block.kind is not BlockKind.TABLE_CELL:
            return block
        cell = {"row", "column", "header"}
        kept = {key: value for key, value in block.attributes.items() if key not in cell}
        return replace(block, kind=BlockKind.PARAGRAPH, group=0, attributes=kept)

    def _enter(self, name: str, tag: Tag | None) -> None:
        outer = self._context
        inner = inherit(outer, name, tag)
        role = (tag.value("role") if tag is not None and tag.attributes else None) or ""
        is_block = name in names.BLOCKS or role in {"heading", "button"}
        if name == "a" and role == "button":
            is_block = True
        if outer.in_svg and name not in {"title", "desc", "text"}:
            is_block = False
        frame = _Frame(name, outer, is_block)
        self._frames.append(frame)
        if is_block:
            self._flush()
            enter_block(inner, name, tag)
            self._structure(inner, name, role.strip().lower())
        self._context = inner
        if inner.skipped:
            return
        if tag is not None:
            self._embedded(tag, name, is_block=is_block)
        if name == "br" and tag is not None:
            self._line_end(tag)
        if not is_block:
            self._open_inline(frame, name, tag, outer, inner)

    def _structure(self, inner: Context, name: str, role: str) -> None:
        """Lists and tables: numbers, depths, cells."""
        if name in _LISTS:
            self._groups += 1
            inner.list_group = self._groups
            inner.list_depth += 1
        elif name in {"li", "dd", "dt"}:
            inner.group, inner.level = inner.list_group, max(inner.list_depth, 1)
            inner.used = []
        elif name == "table":
            self._groups += 1
            if inner.table is not None:
                self._layout.add(inner.table.group)
            inner.table = Table(self._groups)
            if role in {"presentation", "none"}:
                self._layout.add(self._groups)
        elif name == "tr" and inner.table is not None:
            inner.table.row += 1
            inner.table.column = 0
        elif name in {"td", "th"} and inner.table is not None:
            inner.table.column += 1
            inner.group = inner.table.group
            inner.list_depth = 0
            inner.attributes = {
                "row": str(inner.table.row),
                "column": str(inner.table.column),
            }
            if name == "th":
                inner.attributes["header"] = "true"
        elif name == "caption" and inner.table is not None:
            inner.group = inner.table.group
        elif name == "svg":
            inner.in_svg = True
            inner.kind = BlockKind.CAPTION
        elif inner.in_svg and name in {"title", "desc"}:
            inner.kind = BlockKind.ATTRIBUTE
            inner.attributes = {"name": f"svg-{name}", "element": "svg"}

    def _open_inline(
        self, frame: _Frame, name: str, tag: Tag | None, outer: Context, inner: Context
    ) -> None:
        kind = names.MARKS.get(name)
        if kind is MarkKind.LINK and (tag is None or tag.find("href") is None):
            kind = None
        if kind is not None:
            value = _mark_value(kind, tag)
            self._mark(frame, kind, value)
            if kind is MarkKind.LINK and tag is not None:
                frame.link = _Link(tag, inner, Assembly())
                self._links.append(frame.link)
        if inner.language != outer.language:
            self._mark(frame, MarkKind.LANGUAGE, inner.language)
        if inner.hidden and not outer.hidden:
            self._mark(frame, MarkKind.HIDDEN, "")

    def _mark(self, frame: _Frame, kind: MarkKind, value: str) -> None:
        frame.marks += 1
        start = self._flow.assembly.length if self._flow else 0
        in_links = [(link, link.assembly.length) for link in self._links]
        self._open_marks.append(_OpenMark(kind, value, start, in_links))

    def _leave(self, event: Leave) -> None:
        frame = self._frames.pop()
        if frame.is_block:
            self._flush()
        for _ in range(frame.marks):
            mark = self._open_marks.pop()
            if self._flow is not None:
                end = self._flow.assembly.length
                self._flow.marks.append(PendingMark(mark.kind, mark.start, end, mark.value))
            for link, begun in mark.in_links:
                end = link.assembly.length
                link.marks.append(PendingMark(mark.kind, begun, end, mark.value))
        if frame.link is not None:
            self._links.remove(frame.link)
            self._close_link(frame.link)
        self._context = frame.outer

    def _current(self, at: int) -> _Flow:
        if self._flow is not None and at < self._flow.assembly.floor:
            self._flush()
        if self._flow is None:
            context = self._context
            self._flow = _Flow(context, Assembly(preserve=context.preserve))
        return self._flow

    def _text(self, token: Text) -> None:
        if self._context.skipped:
            return
        flow = self._current(token.start)
        if flow.context.preserve and not flow.assembly.length:
            token = token._replace(start=token.start + _first_line_end(self._source, token))
        for assembly in (flow.assembly, *(link.assembly for link in self._links)):
            if assembly.floor <= token.start:
                add_text(assembly, self._source, token)

    def _line_end(self, tag: Tag) -> None:
        flow = self._flow
        if flow is None:
            return
        is_new = flow.assembly.add_line_end(tag.start, tag.end)
        if not is_new and flow.context.kind in _SPLIT_BY_LINES:
            self._flush()
        for link in self._links:
            link.assembly.add_space(tag.start, tag.end)

    def _embedded(self, tag: Tag, name: str, *, is_block: bool) -> None:
        """Blocks of the texts in attributes, once for each tag of the file."""
        if not tag.attributes or tag.start in self._seen:
            return
        self._seen.add(tag.start)
        href = self._links[-1].tag.value("href") if self._links else None
        found = attribute_blocks(tag, name, self._context, link=href)
        if not found:
            return
        if is_block or self._context.element is None:
            self.blocks.extend(found)
        else:
            self._current(tag.start).children.extend(found)

    def _flush(self) -> None:
        flow, self._flow = self._flow, None
        if flow is None:
            return
        for mark in self._open_marks:
            end = flow.assembly.length
            flow.marks.append(PendingMark(mark.kind, mark.start, end, mark.value))
            mark.start = 0
        built = flow.assembly.finish(flow.marks)
        index = None
        if built is not None:
            index = len(self.blocks)
            self.blocks.append(_block(flow.context, built))
            if flow.context.kind is BlockKind.HEADING and flow.context.table is not None:
                self._layout.add(flow.context.table.group)
        self.blocks.extend(replace(child, parent=index) for child in flow.children)
        for link in self._links:
            if not link.has_parent and link.assembly.length and index is not None:
                link.parent, link.has_parent = index, True
            link.assembly.add_space(link.assembly.floor, link.assembly.floor)

    def _close_link(self, link: _Link) -> None:
        built = link.assembly.finish(link.marks)
        if built is None:
            return
        context = link.context
        language, hidden, marks = _whole_marks(context.language, context.hidden, built)
        block = Block(
            BlockKind.LINK_TEXT,
            built.text,
            built.source_map,
            element=Span(link.tag.start, link.tag.end),
            declared_language=language,
            hidden=hidden,
            marks=marks,
            attributes=_with_landmark({"href": link.tag.value("href") or ""}, context),
            parent=link.parent,
        )
        if self._flow is not None and not link.has_parent:
            self._flow.children.append(block)
        else:
            self.blocks.append(block)


def add_text(assembly: Assembly, source: str, token: Text) -> None:
    """Add a text token, its character references decoded."""
    if token.literal and not token.pieces:
        assembly.add_slice(source, token.start, token.end)
        return
    for piece in token.pieces or pieces(source, token.start, token.end):
        if piece.verbatim:
            assembly.add_slice(source, piece.start, piece.end)
        else:
            assembly.add_decoded(piece.text, piece.start, piece.end)


def _first_line_end(source: str, token: Text) -> int:
    """The line end right after `<pre>` is not part of its text."""
    if source.startswith("\r\n", token.start):
        return 2
    return int(source.startswith(("\n", "\r"), token.start))


def _mark_value(kind: MarkKind, tag: Tag | None) -> str:
    if tag is None:
        return ""
    if kind is MarkKind.LINK:
        return tag.value("href") or ""
    if kind in {MarkKind.ABBR, MarkKind.DEFINITION}:
        return tag.value("title") or ""
    return ""


def _with_landmark(attributes: dict[str, str], context: Context) -> dict[str, str]:
    return {**attributes, "landmark": context.landmark} if context.landmark else attributes


def _block(context: Context, built: Built) -> Block:
    kind, level, attributes = context.kind, context.level, dict(context.attributes)
    if kind is BlockKind.LIST_ITEM:
        if context.used:
            kind, level = BlockKind.PARAGRAPH, 0
            attributes["in"] = "list_item"
        context.used.append(True)
    if kind is BlockKind.HEADING:
        context.used.append(True)
    if kind is BlockKind.PARAGRAPH and "role" not in attributes:
        said = block_role(built)
        if said:
            attributes["role"] = said
    language, hidden, marks = _whole_marks(context.block_language, context.block_hidden, built)
    return Block(
        kind,
        built.text,
        built.source_map,
        level=level,
        group=context.group,
        element=context.element,
        declared_language=language,
        hidden=hidden,
        marks=marks,
        attributes=_with_landmark(attributes, context),
    )


def block_role(built: Built) -> str:
    """What a paragraph is in a letter or a template, or ""."""
    covered = sum(len(m.span) for m in built.marks if m.kind is MarkKind.PLACEHOLDER)
    if covered and covered + built.text.count(" ") + 3 >= len(built.text):
        return "template"
    return text_role(built.text)


def _whole_marks(language: str, hidden: bool, built: Built) -> tuple[str, bool, tuple[Mark, ...]]:
    """A language or hiding that covers the whole block is the block's own."""
    kept: list[Mark] = []
    for mark in built.marks:
        is_whole = len(mark.span) == len(built.text)
        if mark.kind is MarkKind.LANGUAGE and is_whole:
            language = mark.value
        elif mark.kind is MarkKind.HIDDEN and is_whole:
            hidden = True
        elif mark.kind is not MarkKind.LANGUAGE or _primary(mark.value) != _primary(language):
            kept.append(mark)
    return language, hidden, tuple(kept)


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]
