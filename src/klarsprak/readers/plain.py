"""Plain text → Document: paragraphs, headings, lists, and the fixed parts of a letter."""

from dataclasses import dataclass, field

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.readers.assembly import Assembly
from klarsprak.readers.plain_lines import (
    Line,
    ends_sentence,
    hash_heading,
    is_markup,
    is_short_line,
    is_tail_line,
    is_underline,
    item_marker,
    may_be_heading,
    quote_marker,
    role,
    split_lines,
)

_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


@dataclass(slots=True)
class _Item:
    """A list that is being read: its number and the indents of its levels."""

    group: int
    indents: list[int]


@dataclass(slots=True)
class _Writer:
    """The blocks so far and what the next lines depend on."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    groups: int = 0
    open_list: _Item | None = None
    in_signature: bool = False
    unmarked: bool = False

    def add(
        self,
        kind: BlockKind,
        lines: list[tuple[int, int]],
        *,
        level: int = 0,
        group: int = 0,
        join: bool = True,
        attributes: dict[str, str] | None = None,
    ) -> None:
        """Add a block of the given file stretches, one per line."""
        assembly = Assembly(preserve=kind is BlockKind.CODE)
        for number, (start, end) in enumerate(lines):
            if number and (join or kind is BlockKind.CODE):
                assembly.add_space(assembly.floor, start)
            elif number:
                assembly.add_line_end(assembly.floor, start)
            assembly.add_slice(self.source, start, end)
        built = assembly.finish()
        if built is None:
            return
        self.blocks.append(
            Block(
                kind,
                built.text,
                built.source_map,
                level=level,
                group=group,
                marks=built.marks,
                attributes=attributes or {},
            )
        )


def read_plain(source: str, path: str) -> Document:
    """Read plain text; lines wrapped by hand are joined with a space."""
    writer = _Writer(source)
    chunks = _chunks(split_lines(source))
    for index, chunk in enumerate(chunks):
        _read_chunk(writer, chunk, chunks[index + 1] if index + 1 < len(chunks) else None)
    return Document(path, Format.TEXT, source, tuple(writer.blocks))


def _chunks(lines: list[Line]) -> list[list[Line]]:
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if not line.is_blank:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _read_chunk(writer: _Writer, chunk: list[Line], following: list[Line] | None) -> None:
    if _is_table(chunk):
        _table(writer, chunk)
        return
    if _is_drawing(chunk):
        writer.add(BlockKind.CODE, [(chunk[0].start - chunk[0].indent, chunk[-1].end)])
        return
    if writer.in_signature and _is_tail(chunk):
        writer.add(BlockKind.PARAGRAPH, _spans(chunk), join=False, attributes={"role": "signature"})
        return
    writer.in_signature = False
    writer.unmarked = writer.unmarked and len(chunk) == 1 and chunk[0].text[0].islower()
    if _is_address(chunk):
        writer.open_list = None
        writer.add(BlockKind.PARAGRAPH, _spans(chunk), join=False, attributes={"role": "address"})
        return
    at = 0
    while at < len(chunk):
        at = _read_line(writer, chunk, at, following)


def _read_line(writer: _Writer, chunk: list[Line], at: int, following: list[Line] | None) -> int:
    """Read the block that starts at line `at`; return the line after it."""
    line = chunk[at]
    if is_markup(line):
        writer.add(BlockKind.CODE, _spans([line]))
        return at + 1
    if quote_marker(line):
        return _quote(writer, chunk, at)
    heading = _heading_length(writer, chunk, at, following)
    if heading:
        writer.open_list = None
        return at + heading
    if item_marker(line) and _is_list(writer, chunk, at, following):
        return _item(writer, chunk, at)
    if len(chunk) == 1 and _is_unmarked_item(writer, line, following):
        return _item(writer, chunk, at)
    kind = role(line)
    if kind == "signature":
        writer.in_signature, writer.open_list = True, None
        writer.add(BlockKind.PARAGRAPH, _spans(chunk[at:]), join=False, attributes={"role": kind})
        return len(chunk)
    if kind:
        end = at + 1
        while end < len(chunk) and kind != "salutation" and role(chunk[end]) == kind:
            end += 1
        writer.open_list = None
        writer.add(
            BlockKind.PARAGRAPH, _spans(chunk[at:end]), join=False, attributes={"role": kind}
        )
        return end
    end = _paragraph_end(chunk, at)
    continues = writer.open_list is not None and line.indent > writer.open_list.indents[-1]
    if continues:
        writer.add(BlockKind.PARAGRAPH, _spans(chunk[at:end]), attributes={"in": "list_item"})
    else:
        writer.open_list = None
        writer.add(BlockKind.PARAGRAPH, _spans(chunk[at:end]))
    return end


def _spans(lines: list[Line]) -> list[tuple[int, int]]:
    return [(line.start, line.end) for line in lines]


def _paragraph_end(chunk: list[Line], at: int) -> int:
    width = max(len(line.text) for line in chunk[at:])
    closes = ends_sentence(chunk[-1])
    end = at + 1
    while end < len(chunk):
        line, before = chunk[end], chunk[end - 1]
        if item_marker(line) or quote_marker(line) or role(line) or is_underline(line):
            break
        if is_markup(line):
            break
        if not _is_wrapped(before, line, width, closes=closes):
            break
        end += 1
    return end


def _is_wrapped(before: Line, line: Line, width: int, *, closes: bool) -> bool:
    """True when `line` goes on with the paragraph of the line before it."""
    if line.text[0].islower():
        return True
    first_word = line.text.split(None, 1)[0]
    is_full = len(before.text) + 1 + len(first_word) > width
    if is_full and _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return True
    return not ends_sentence(before) and closes and len(before.text) <= _WIDEST_WRAP


def _heading_length(
    writer: _Writer, chunk: list[Line], at: int, following: list[Line] | None
) -> int:
    """Add the heading at line `at`, if there is one; return how many lines it took."""
    line = chunk[at]
    hashes = hash_heading(line)
    if hashes is not None:
        writer.add(BlockKind.HEADING, [(line.start + hashes[1], line.end)], level=hashes[0])
        return 1
    if at + 1 < len(chunk) and is_underline(chunk[at + 1]) and not is_underline(line):
        level = 1 if chunk[at + 1].text[0] in "=#*" else 2
        writer.add(BlockKind.HEADING, _spans([line]), level=level)
        return 2
    if is_underline(line):
        return 1
    if not may_be_heading(line) or not _leads_on(chunk, at, following):
        return 0
    if item_marker(line) and _is_list(writer, chunk, at, following):
        return 0
    is_first = not any(block.kind is BlockKind.HEADING for block in writer.blocks)
    writer.add(BlockKind.HEADING, _spans([line]), level=1 if is_first else 2)
    return 1


def _leads_on(chunk: list[Line], at: int, following: list[Line] | None) -> bool:
    """True when text of some length comes under the line, as under a heading."""
    if at:
        return False
    if len(chunk) == 1:
        return following is not None and _is_prose(following)
    rest = chunk[1:]
    width = max(len(line.text) for line in chunk)
    first_word = rest[0].text.split(None, 1)[0]
    stands_out = len(chunk[0].text) + 1 + len(first_word) <= 0.8 * width
    return stands_out and rest[0].text[0].isupper() and _is_prose(rest)


def _is_prose(chunk: list[Line]) -> bool:
    """True for lines with a sentence in them, or a list, or a subheading's underline."""
    first = chunk[0]
    if item_marker(first) or first.text.endswith((".", "!", "?", ":")):
        return True
    if len(chunk) > 1:
        return is_underline(chunk[1]) or any(ends_sentence(line) for line in chunk)
    return len(first.text) > 90


def _is_list(writer: _Writer, chunk: list[Line], at: int, following: list[Line] | None) -> bool:
    """True when the marked line belongs with others, or its sign can mean nothing else.

    A lone dash is speech in a news text, a lone number a heading's.
    """
    found = item_marker(chunk[at])
    if found is None:
        return False
    marker = found[0]
    if marker in "*•·▪◦‣⁃●○" or (marker == "-" and writer.open_list is not None):
        return True
    if writer.open_list is not None and writer.blocks and writer.blocks[-1].group:
        return True
    others = [line for line in (*chunk[at + 1 :], *(following or [])[:1]) if item_marker(line)]
    if others:
        return True
    before = writer.blocks[-1].text if writer.blocks else ""
    if marker in "–—":
        return before.endswith(":")
    return marker == "-" or before.endswith(":") or not may_be_heading(chunk[at])


def _is_unmarked_item(writer: _Writer, line: Line, following: list[Line] | None) -> bool:
    """True for a lone line in lower case in a row of such, under a line with a colon."""
    if not line.text[0].islower():
        return False
    if writer.unmarked:
        return True
    before = writer.blocks[-1].text if writer.blocks else ""
    writer.unmarked = (
        before.endswith(":")
        and following is not None
        and len(following) == 1
        and following[0].text[0].islower()
    )
    return writer.unmarked


def _item(writer: _Writer, chunk: list[Line], at: int) -> int:
    line = chunk[at]
    found = item_marker(line)
    length = found[1] if found else 0
    level, group = _level(writer, line.indent)
    end = at + 1
    while end < len(chunk) and _continues_item(chunk, at, end):
        end += 1
    spans = [(line.start + length, line.end), *_spans(chunk[at + 1 : end])]
    writer.add(BlockKind.LIST_ITEM, spans, level=level, group=group)
    return end


def _level(writer: _Writer, indent: int) -> tuple[int, int]:
    if writer.open_list is None:
        writer.groups += 1
        writer.open_list = _Item(writer.groups, [indent])
        return 1, writer.open_list.group
    while len(writer.open_list.indents) > 1 and indent < writer.open_list.indents[-1]:
        writer.open_list.indents.pop()
    if indent > writer.open_list.indents[-1] + 1:
        writer.open_list.indents.append(indent)
    return len(writer.open_list.indents), writer.open_list.group


def _continues_item(chunk: list[Line], first: int, at: int) -> bool:
    line, before = chunk[at], chunk[at - 1]
    if item_marker(line) or quote_marker(line) or is_markup(line):
        return False
    if line.indent > chunk[first].indent or line.text[0].islower():
        return True
    return not ends_sentence(before) and not role(line)


def _quote(writer: _Writer, chunk: list[Line], at: int) -> int:
    end = at
    spans: list[tuple[int, int]] = []
    while end < len(chunk) and (length := quote_marker(chunk[end])):
        spans.append((chunk[end].start + length, chunk[end].end))
        end += 1
    writer.open_list = None
    writer.add(BlockKind.QUOTE, spans)
    return end


def _is_address(chunk: list[Line]) -> bool:
    """True for a block of short lines with a street or a postal code among them."""
    return (
        2 <= len(chunk) <= 8
        and all(is_short_line(line) or role(line) in {"address", "reference"} for line in chunk)
        and any(role(line) == "address" for line in chunk)
    )


def _is_tail(chunk: list[Line]) -> bool:
    """True for what follows a closing line: names, titles, addresses, copies."""
    return all(is_tail_line(line) or role(line) for line in chunk)


def _is_table(chunk: list[Line]) -> bool:
    return len(chunk) > 1 and all("\t" in line.text for line in chunk)


def _table(writer: _Writer, chunk: list[Line]) -> None:
    writer.groups += 1
    writer.open_list = None
    for row, line in enumerate(chunk, 1):
        at = line.start
        for column, cell in enumerate(line.text.split("\t"), 1):
            place = {"row": str(row), "column": str(column)}
            writer.add(
                BlockKind.TABLE_CELL, [(at, at + len(cell))], group=writer.groups, attributes=place
            )
            at += len(cell) + 1


def _is_drawing(chunk: list[Line]) -> bool:
    """True for lines drawn with signs, such as the frames of a table."""
    if len(chunk) <= 2:
        return False
    text = "".join(line.text for line in chunk)
    signs = sum(not char.isalnum() and not char.isspace() for char in text)
    return signs * 2 > len(text)
