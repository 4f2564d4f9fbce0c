"""A replacement in block text as edits of the file, escaped for where it stands.

Only what differs is written over, so that entities, soft hyphens, composed letters and
markup between the changed words stay as the writer made them.
"""

import html
import re
from collections.abc import Iterator

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span

POINT = "\n- "
"""Begins an item of a list in a replacement."""
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_INVISIBLE = re.compile(r"(?:[\u00ad\u200b\u2060\ufeff]|&shy;|&#173;|&#x0*ad;)+", re.IGNORECASE)
_LONGEST_WHOLE = 60
"""A longer span is never written over as a whole: it holds much that stays."""
_LONGEST_COMPARED = 2000
"""Letters beyond which old and new are not compared: that takes time by the square, and a
change of so much is for a person to make."""
_MARKDOWN_SIGNS = frozenset("\\`*_[]|<>&~#")
_MARKDOWN_OPENS = re.compile(r"\s*(?:[-+*>#]|\d+[.)])(?:\s|$)")
_IN_ATTRIBUTE = frozenset({BlockKind.ALT_TEXT, BlockKind.ATTRIBUTE})


def edits_of(
    document: Document, block: Block, span: Span, replacement: str
) -> tuple[Edit, ...] | None:
    """The edits that turn `span` of the block's text into `replacement`, in file order.

    None when it cannot be done without touching markup, or when the replacement holds
    signs that would be read as markup where it stands.
    """
    if span.end - span.start > _LONGEST_COMPARED:
        return None
    edits = []
    for part, text in _hunks(document, block, span, replacement):
        if not block.source_map.is_exact(part) or _holds_markup(document, block, part):
            return None
        where = block.source_map.to_source(part)
        escaped = _escaped(document, block, where, text)
        if escaped is None:
            return None
        edits.append(Edit(where, escaped))
    return tuple(edits)


def _holds_markup(document: Document, block: Block, part: Span) -> bool:
    """Whether more than soft hyphens and the like stands between the words of `part`."""
    source = document.source
    gaps = block.source_map.gaps(part)
    return any(not _INVISIBLE.fullmatch(source, gap.start, gap.end) for gap in gaps)


def _hunks(
    document: Document, block: Block, span: Span, replacement: str
) -> Iterator[tuple[Span, str]]:
    """What differs, in block text: the whole span when it is short and plain."""
    old = block.text[span.start : span.end]
    where = block.source_map.to_source(span)
    plain = document.source[where.start : where.end] == old
    if POINT in replacement:
        # The whole, since a list is written as one.
        yield span, replacement
        return
    if plain and len(old) <= _LONGEST_WHOLE:
        yield span, replacement
        return
    yield from _differences(old, replacement, span.start)


def _differences(old: str, new: str, offset: int) -> Iterator[tuple[Span, str]]:
    """Stretches that differ, word by word; an insertion takes a neighbour along."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    starts = [0]
    for piece in before:
        starts.append(starts[-1] + len(piece))
    changes: list[tuple[int, int, int, int]] = []
    # Short replacements, which are most, are not compared.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, stop, new_first, new_stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        change = (first, stop, new_first, new_stop)
        if first == stop:
            back = bool(first)
            change = (first - back, stop + (not back), new_first - back, new_stop + (not back))
        if changes and change[0] < changes[-1][1]:
            was = changes.pop()
            change = (was[0], change[1], was[2], change[3])
        changes.append(change)
    for first, stop, new_first, new_stop in changes:
        span = Span(offset + starts[first], offset + starts[stop])
        yield span, "".join(after[new_first:new_stop])


def _points(document: Document, block: Block, where: Span, text: str) -> str | None:
    """A list of points in the format of the file, with what goes before it."""
    before, *items = text.split(POINT)
    written = [_escaped(document, block, where, part) for part in (before, *items)]
    if any(part is None for part in written):
        return None
    opening, *rest = (part or "" for part in written)
    newline = "\r\n" if "\r\n" in document.source else "\n"
    if document.format in (Format.HTML, Format.PAGE):
        points = "".join(f"{newline}<li>{item}</li>" for item in rest)
        closed = f"{newline}<ul>{points}{newline}</ul>"
        tag = document.source[block.element.start : block.element.end] if block.element else ""
        # A paragraph cannot hold a list; it ends before it, and the next one begins.
        in_paragraph = tag[:2].lower() == "<p"
        return f"{opening}</p>{closed}{newline}<p>" if in_paragraph else opening + closed
    gap = newline if document.format is Format.MARKDOWN else ""
    more = document.source[where.end :].lstrip(" ")[:1] not in ("", "\n", "\r")
    return opening + gap + "".join(f"{newline}- {item}" for item in rest) + (newline * 2) * more


def _escaped(document: Document, block: Block, where: Span, text: str) -> str | None:
    if POINT in text:
        return _points(document, block, where, text)
    if document.format in (Format.HTML, Format.PAGE):
        return _in_html(document, block, where, text)
    if document.format is Format.MARKDOWN:
        return _in_markdown(document, block, where, text)
    return text


def _in_html(document: Document, block: Block, where: Span, text: str) -> str | None:
    attribute = block.kind in _IN_ATTRIBUTE
    if attribute:
        start = block.source_map.runs[0].source.start
        while start and document.source[start - 1].isspace():
            start -= 1
        if document.source[start - 1 : start] not in ('"', "'"):
            # A value without quotes ends at the first space.
            return None
    return html.escape(text, quote=attribute)


def _in_markdown(document: Document, block: Block, where: Span, text: str) -> str | None:
    if block.kind in (BlockKind.TITLE, BlockKind.ATTRIBUTE) and re.search(r"[^\w\s,.()–-]", text):
        # Front matter has rules of its own for signs.
        return None
    if _MARKDOWN_SIGNS.intersection(text):
        if block.element is not None and len(block.element):
            # Inside raw HTML a backslash is a backslash.
            return None
        text = "".join(f"\\{char}" if char in _MARKDOWN_SIGNS else char for char in text)
    line = document.source.rfind("\n", 0, where.start) + 1
    if not document.source[line : where.start].strip(" \t>") and _MARKDOWN_OPENS.match(text):
        return None
    return text
