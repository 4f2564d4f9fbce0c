"""HTML from the clipboard (Word, Outlook, Google Docs, web pages) → parts.

Only text, headings, lists, quotations, tables, links, pictures and emphasis get through:
no tag, no script and no address that could run anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from klarsprak.interactive.web.parts import Part, PartKind, Run, trimmed

if TYPE_CHECKING:
    from bs4 import Tag

MAX_HTML = 4_000_000
"""Code points; what is longer is taken as plain text."""

MAX_IN_CELL = 3
"""Paragraphs; a cell with more, or with headings or lists, is there for the looks."""

_TEXT = frozenset({PartKind.PARAGRAPH})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DROPPED = _words(
    """script style head title meta link template noscript iframe object embed svg math canvas
    audio video select textarea datalist xml o:p del"""
)
_BLOCKS = _words(
    """p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre section article main header
    footer nav aside figure figcaption address table thead tbody tfoot tr td th caption form
    fieldset legend details summary hr center body html"""
)
_SAFE_SCHEMES = _words("http https mailto tel")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.\-]*)\s*:", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_COMMENTS = re.compile(r"mso-element\s*:\s*comment", re.I)
_COMMENT_SIGNS = frozenset({"MsoCommentReference", "msocomanchor", "msocomtxt", "msocomoff"})
_NOTE = re.compile(r"#\W*(?:_?ftn|_?edn|fn|footnote|sdfootnote|sdendnote|cite_note|note)", re.I)
_LEADER = re.compile(r"mso-tab-count\s*:", re.I)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.I)
_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d+)", re.I)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-6])", re.I)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)|font-weight\s*:", re.I)
_SLANT = re.compile(r"font-style\s*:\s*(italic)|font-style\s*:", re.I)
_NUMBERED = re.compile(r"\s*\(?(\d{1,6}|[a-zæøå]|[ivxlc]{1,5})[.)]", re.I)


def rich_parts(html: str) -> list[Part]:
    """The parts of a clipboard fragment, in order; an empty list when there is no text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    reader = _Reader()
    for node, entering in _walk(soup):
        if isinstance(node, str):
            reader.text(node)
        elif entering:
            reader.enter(node)
        else:
            reader.leave(node)
    reader.flush()
    return reader.parts


def _walk(root: "Tag") -> Iterator[tuple["Tag | str", bool]]:
    """Tags as they begin and end, and texts; what is hidden or no text is left out."""
    from bs4 import NavigableString, Tag

    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield tag, False
        elif isinstance(child, Tag):
            yield child, True
            inside = () if _is_dropped(child) else child.contents
            stack.append((child, iter(inside)))
        elif type(child) is NavigableString:
            # Its subclasses are comments, declarations and the like.
            yield str(child), True


def _is_dropped(tag: "Tag") -> bool:
    style = _style(tag)
    hidden = tag.has_attr("hidden") or _HIDDEN.search(style) or _IGNORED.search(style)
    return tag.name in _DROPPED or bool(hidden) or _is_comment(tag, style)


def _is_comment(tag: "Tag", style: str) -> bool:
    """Whether it is what somebody has said of the text in Word, and no part of it."""
    return bool(
        _COMMENTS.search(style) or _COMMENT_SIGNS.intersection(_attribute(tag, "class").split())
    )


def _style(tag: "Tag") -> str:
    return _attribute(tag, "style")


def _attribute(tag: "Tag", name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


class _Inline(NamedTuple):
    """How text is marked inside an element that is open."""

    href: str = ""
    strong: bool = False
    emphasis: bool = False
    note: bool = False
    """In the number of a footnote."""
    leader: bool = False
    """In the dots that lead to a page number."""


@dataclass(slots=True)
class _Row:
    """A table row that is open: how many parts there were before it, and its cells."""

    start: int
    cells: list[tuple[Run, ...]] = field(default_factory=list)
    simple: bool = True


class _Reader:
    """Gathers runs until a block begins or ends, and then makes a part of them."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._runs: list[Run] = []
        self._inline = [_Inline()]
        self._headings: list[int] = []
        self._lists: list[int | None] = []
        """Of each open list: the number of its last item, None for bullets."""
        self._item: tuple[int, int] | None = None
        """Depth and number of the item that the next text begins."""
        self._items = self._quotes = self._pre = 0
        self._rows: list[_Row] = []
        self._cells: list[int] = []
        """Of each open cell: how many parts there were before it."""

    def text(self, text: str) -> None:
        """Add text as it stands in the markup."""
        inline = self._inline[-1][:3]
        if self._inline[-1].leader:
            text = " "
        elif self._inline[-1].note and text.strip().isdecimal():
            # The number must not run together with the word before it, or after it.
            text = f"[{text.strip()}]" if self._runs else f"[{text.strip()}] "
        if not self._pre:
            self._runs.append(Run(text.replace("\n", " "), *inline))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._runs.append(Run("\n"))
            self._runs.append(Run(line, *inline))

    def flush(self) -> None:
        """Make a part of the runs gathered, if they say anything."""
        gathered, self._runs = self._runs, []
        for runs in map(trimmed, _paragraphs(gathered)):
            if runs:
                self._part(runs)

    def _part(self, runs: tuple[Run, ...]) -> None:
        if self._item is not None:
            depth, number = self._item
            self._item = None
            self.parts.append(Part(PartKind.ITEM, runs, depth, number))
        elif self._headings:
            unmarked = tuple(Run(run.text, run.href, image=run.image) for run in runs)
            self.parts.append(Part(PartKind.HEADING, unmarked, self._headings[-1]))
        elif self._items:
            self.parts.append(Part(PartKind.MORE, runs))
        else:
            kind = PartKind.QUOTE if self._quotes else PartKind.PARAGRAPH
            self.parts.append(Part(kind, runs))

    def enter(self, tag: "Tag") -> None:
        """An element begins."""
        name = tag.name
        if name in _BLOCKS:
            self.flush()
        self._inline.append(self._marked(tag))
        if name == "br":
            self._runs.append(Run("\n"))
        elif name == "img":
            self._image(tag)
        elif level := _heading(tag):
            self._headings.append(level)
        elif name in ("ul", "ol"):
            self._lists.append(_start(tag) if name == "ol" else None)
        elif name == "li":
            self._begin_item(_level(tag))
        elif word := _LIST.search(_style(tag)):
            self._item = min(int(word.group(1)), 9), _number(tag)
        elif name == "table":
            for row in self._rows:
                row.simple = False
        elif name == "tr":
            self._rows.append(_Row(len(self.parts)))
        elif name in ("td", "th"):
            self._cells.append(len(self.parts))
        self._quotes += name == "blockquote"
        self._pre += name == "pre"

    def leave(self, tag: "Tag") -> None:
        """An element ends."""
        name = tag.name
        if name in _BLOCKS:
            self.flush()
        self._inline.pop()
        if _heading(tag):
            self._headings.pop()
        elif name in ("ul", "ol"):
            self._lists.pop()
        elif name == "li":
            self._items -= 1
            self._item = None
        elif name == "p":
            self._item = self._item if self._items else None
        elif name in ("td", "th"):
            self._end_cell()
        elif name == "tr":
            self._end_row()
        self._quotes -= name == "blockquote"
        self._pre -= name == "pre"

    def _marked(self, tag: "Tag") -> _Inline:
        href, strong, emphasis, note, leader = self._inline[-1]
        name, style = tag.name, _style(tag)
        if name == "a":
            href = safe_address(_attribute(tag, "href"))
            if href.startswith("#"):
                # A place in the text that was copied from; there is no such place here.
                note, href = bool(_NOTE.match(href)), ""
        leader = leader or bool(_LEADER.search(style))
        if name in ("b", "strong"):
            strong = True
        if name in ("i", "em"):
            emphasis = True
        if weight := _WEIGHT.search(style):
            strong = weight.group(1) is not None
        if slant := _SLANT.search(style):
            emphasis = slant.group(1) is not None
        return _Inline(href, strong, emphasis, note, leader)

    def _image(self, tag: "Tag") -> None:
        is_dot = _attribute(tag, "width") in ("0", "1")
        if is_dot or _attribute(tag, "role") in ("presentation", "none"):
            return
        alt = " ".join(_attribute(tag, "alt").split())
        self._runs.append(Run(alt, safe_address(_attribute(tag, "src")), image=True))

    def _begin_item(self, level: int) -> None:
        self._items += 1
        number = 0
        if self._lists and (last := self._lists[-1]) is not None:
            number = self._lists[-1] = last + 1
        self._item = max(level, len(self._lists)), number

    def _end_cell(self) -> None:
        before = self._cells.pop()
        inside = self.parts[before:]
        if not self._rows:
            return
        row = self._rows[-1]
        row.simple &= len(inside) <= MAX_IN_CELL and all(part.kind in _TEXT for part in inside)
        runs: list[Run] = []
        for part in inside:
            runs += [Run(" "), *part.runs] if runs else part.runs
        row.cells.append(trimmed(runs))

    def _end_row(self) -> None:
        """Make a row of the parts since it began, unless the table only lays things out."""
        if not self._rows:
            return
        row = self._rows.pop()
        is_data = row.simple and len(row.cells) > 1 and not self._cells
        if is_data and any(row.cells):
            self.parts[row.start :] = [Part(PartKind.ROW, cells=tuple(row.cells))]


def _paragraphs(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs between empty lines: two forced breaks in a row are a new paragraph."""
    paragraph: list[Run] = []
    broken = False
    for run in runs:
        is_break = run.text == "\n" and not run.image
        if is_break and broken:
            yield paragraph
            paragraph, broken = [], False
            continue
        paragraph.append(run)
        if is_break or run.text.strip() or run.image:
            broken = is_break
    yield paragraph


def safe_address(href: str) -> str:
    """`href` when following it only opens something; "" otherwise."""
    cleaned = _CONTROL.sub("", href).strip()
    scheme = _SCHEME.match(cleaned)
    if scheme and scheme.group(1).lower() not in _SAFE_SCHEMES:
        return ""
    return cleaned


def _heading(tag: "Tag") -> int:
    """The heading level of an element, 0 for none."""
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if _attribute(tag, "role") == "heading":
        level = _attribute(tag, "aria-level")
        return int(level) if level in set("123456") else 2
    if name == "p":
        outline = _OUTLINE.search(_style(tag))
        if outline:
            return int(outline.group(1))
        return int("MsoTitle" in _attribute(tag, "class").split())
    return 0


def _level(tag: "Tag") -> int:
    """How deep an item says it is: on the web Word puts each in a list of its own."""
    level = _attribute(tag, "data-aria-level") or _attribute(tag, "aria-level")
    return int(level) if level in set("123456789") else 1


def _start(tag: "Tag") -> int:
    start = _attribute(tag, "start")
    return int(start) - 1 if start.isdecimal() and len(start) < 6 else 0


def _number(tag: "Tag") -> int:
    """The number that Word wrote before a list paragraph, 0 for a bullet."""
    from bs4 import Tag

    for inside in tag.find_all(True, limit=8):
        if isinstance(inside, Tag) and _IGNORED.search(_style(inside)):
            found = _NUMBERED.match(inside.get_text())
            if not found:
                return 0
            return int(found.group(1)) if found.group(1).isdecimal() else 1
    return 0
