"""A text as headings, list items, paragraphs and rows, and how it is written in Markdown.

What is pasted from Word or the web, and what stands in a Word file, comes this way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, takewhile

STRUCTURE = frozenset({"heading", "item", "quote", "row"})

_ALWAYS = re.compile(
    r"""
    [`*\\](?<![ ]\*(?=[ ]))       # «2 * 3» is no emphasis
    | (?<!\w)_ | _(?!\w)
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    | \](?=[(\[:])
    """,
    re.X,
)
_LINE_START = re.compile(r"^( *)(\#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+ *$|-{2,} *$|~{3})", re.M)
_NUMBER_START = re.compile(r"^( *\d{1,9})([.)])(?=\s|$)", re.M)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ROUND_BREAK = re.compile(r" *\n *")
_UNSAFE_HREF = re.compile(r"[\s<>()\\]")


class PartKind(StrEnum):
    """What a part is; a `MORE` goes on with the list item above it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    MORE = "more"
    QUOTE = "quote"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text within a part; a line end in `text` is a forced break.

    A run with `image` is a picture: `text` is its alternative and `href` its file.
    """

    text: str
    href: str = ""
    strong: bool = False
    emphasis: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that stands by itself.

    `level` is that of a heading (1 to 6) or the depth of a list item (from 1). `number` is
    that of a numbered item, 0 for a bullet. `cells` are those of a row.
    """

    kind: PartKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: int = 0
    cells: tuple[tuple[Run, ...], ...] = ()


def trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with white space collapsed over their borders; nothing for a blank stretch.

    A run of line ends alone is a forced break.
    """
    kept: list[Run] = []
    before = "\n"
    for run in runs:
        text = run.text
        if not run.image and text.strip("\n"):
            text = _SPACE.sub(" ", text)
            if before.endswith((" ", "\n")):
                text = text.lstrip(" ")
        if text or run.image:
            kept.append(Run(text, run.href, run.strong, run.emphasis, run.image))
            before = text or "x"
    while kept and not kept[-1].image and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].image and not kept[0].text.strip():
        kept.pop(0)
    if kept and not kept[-1].image:
        last = kept[-1]
        kept[-1] = Run(last.text.rstrip(), last.href, last.strong, last.emphasis)
    return tuple(kept) if any(run.image or run.text.strip() for run in kept) else ()


def is_structured(parts: Sequence[Part]) -> bool:
    """Whether there is anything that plain paragraphs do not say."""
    return any(
        part.kind.value in STRUCTURE
        or any(run.href or run.strong or run.emphasis or run.image for run in part.runs)
        for part in parts
    )


def markdown(parts: Sequence[Part]) -> str:
    """The parts as Markdown that reads back as the same parts."""
    levelled = list(_levelled(parts))
    return _joined(levelled, _markdown_lines(levelled))


def _levelled(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with list items one level below the one they stand under, and no more."""
    above: list[int] = []
    for part in parts:
        if part.kind is PartKind.ITEM:
            while above and above[-1] > part.level:
                above.pop()
            if not above or above[-1] < part.level:
                above.append(part.level)
            yield replace(part, level=len(above))
        else:
            if part.kind is not PartKind.MORE:
                above.clear()
            yield part


def plain(parts: Sequence[Part]) -> str:
    """The parts as plain text: one paragraph a line, items with a dash."""
    lines = []
    for part in parts:
        text = "\t".join(map(_plain_inline, part.cells)) or _plain_inline(part.runs)
        indent = "  " * (part.level - 1) if part.kind is PartKind.ITEM else ""
        sign = f"{part.number}. " if part.number else "- "
        lines.append(f"{indent}{sign}{text}" if part.kind is PartKind.ITEM else text)
    return _joined(parts, iter(lines))


def _joined(parts: Sequence[Part], lines: Iterator[str]) -> str:
    pieces: list[str] = []
    before: Part | None = None
    for part, line in zip(parts, lines, strict=True):
        if before is not None:
            pieces.append("\n" if _is_close(before, part) else "\n\n")
        pieces.append(line)
        before = part
    return "".join(pieces)


def _is_close(before: Part, part: Part) -> bool:
    """Whether the two stand on lines after each other, with no empty line between."""
    if part.kind is not before.kind or part.kind not in (PartKind.ITEM, PartKind.ROW):
        return False
    # A list that does not begin with 1 is none when it comes right after other text.
    return part.number <= 1 or (before.number > 0 and before.level == part.level)


def _markdown_lines(parts: Sequence[Part]) -> Iterator[str]:
    depth = columns = 0
    before: Part | None = None
    for index, part in enumerate(parts):
        if part.kind is PartKind.ROW:
            is_head = before is None or before.kind is not PartKind.ROW
            if is_head:
                # What goes beyond the columns of the head would be lost when it is read.
                table = takewhile(lambda p: p.kind is PartKind.ROW, parts[index:])
                columns = max(len(row.cells) for row in table)
            yield _row(part, columns, is_head=is_head)
        elif part.kind is PartKind.ITEM:
            depth = part.level
            sign = f"{part.number}." if part.number else "-"
            yield _indented(f"{sign} {_inline(part.runs)}", depth - 1, hang=True)
        elif part.kind is PartKind.MORE and depth:
            yield _indented(_inline(part.runs), depth)
        else:
            yield _single(part)
        if part.kind not in (PartKind.ITEM, PartKind.MORE):
            depth = 0
        before = part


def _single(part: Part) -> str:
    text = _inline(part.runs)
    if part.kind is PartKind.HEADING:
        return f"{'#' * max(1, min(part.level, 6))} {_ROUND_BREAK.sub(' ', text)}"
    if part.kind is PartKind.QUOTE:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    return text


def _indented(text: str, depth: int, *, hang: bool = False) -> str:
    first, *rest = text.split("\n")
    more = depth + 1 if hang else depth
    return "\n".join(["    " * depth + first, *("    " * more + line for line in rest)])


def _row(part: Part, columns: int, *, is_head: bool) -> str:
    cells = [_ROUND_BREAK.sub(" ", _inline(cell)).replace("|", "\\|") for cell in part.cells]
    cells += [""] * (columns - len(cells))
    line = f"| {' | '.join(cells)} |"
    return f"{line}\n|{' --- |' * len(cells)}" if is_head else line


def _inline(runs: Sequence[Run]) -> str:
    pieces = []
    for (href, image), group in groupby(runs, key=lambda run: (run.href, run.image)):
        same = list(group)
        if image:
            pieces += [f"![{_escaped(run.text)}]({_address(run.href) or 'bilde'})" for run in same]
            continue
        text = "".join(map(_styled, same))
        if href and text.strip():
            head, core, tail = _core(text)
            text = f"{head}[{core}]({_address(href)}){tail}"
        pieces.append(text)
    text = "".join(pieces)
    text = _NUMBER_START.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", text))
    return _ROUND_BREAK.sub("  \n", text)


def _styled(run: Run) -> str:
    text = _escaped(run.text)
    sign = "**" * run.strong + "*" * run.emphasis
    if not sign or not run.text.strip():
        return text
    head, core, tail = _core(text)
    if "\n" in core:
        return text
    return f"{head}{sign}{core}{sign[::-1]}{tail}"


def _core(text: str) -> tuple[str, str, str]:
    """White space before, the rest, and white space after."""
    core = text.strip()
    start = text.index(core)
    return text[:start], core, text[start + len(core) :]


def _escaped(text: str) -> str:
    return _ALWAYS.sub(r"\\\g<0>", text)


def _address(href: str) -> str:
    return _UNSAFE_HREF.sub(lambda sign: f"%{ord(sign.group()):02X}", href)


def _plain_inline(runs: Sequence[Run]) -> str:
    return _ROUND_BREAK.sub("\n", "".join(run.text for run in runs)).strip()
