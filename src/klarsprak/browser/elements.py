"""The elements of a rendered page: from a place in its HTML to an element and back."""

import re
from dataclasses import dataclass
from functools import cached_property

_TAG = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*)\s*/?>",
    re.DOTALL | re.IGNORECASE,
)
_RAW = frozenset(
    {"script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext"}
)
_SAFE_ID = re.compile(r"[A-Za-z_][\w-]*\Z", re.ASCII)


def start_tags(html: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, name) of each start tag in `html` as a browser writes out a document.

    What stands in a template, and markup that is only text to a browser with scripts
    (noscript, iframe), is left out: those are no elements of the document. Offsets are in
    code points.
    """
    found: list[tuple[int, int, str]] = []
    at, templates = 0, 0
    while match := _TAG.search(html, at):
        at = match.end()
        closing, name = match.group(1), (match.group(2) or "").lower()
        if not name:
            continue
        if closing:
            templates -= name == "template" and templates > 0
            continue
        if not templates:
            found.append((match.start(), match.end(), name))
        if name == "template":
            templates += 1
        elif name in _RAW:
            end = html.find(f"</{name}", at)
            at = len(html) if end < 0 else end
    return tuple(found)


@dataclass(frozen=True)
class Elements:
    """The elements of a page in document order, and the HTML they were written out as.

    `parents` holds numbers (-1 for none), `nth` the place among the siblings of the same
    name, `ids` the id where it is the only one of its kind on the page, else "". `inert` elements cannot be reached
    just now, for instance since a modal dialogue is open.
    """

    html: str
    tags: tuple[str, ...] = ()
    parents: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()
    inert: frozenset[int] = frozenset()

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of each element's start tag; empty when the two do not agree.

        They disagree where the browser holds a tree that HTML cannot write, such as a
        paragraph within a paragraph made by a script.
        """
        found = start_tags(self.html)
        names = [name for _, _, name in found]
        if names != [tag.lower() for tag in self.tags]:
            return ()
        return tuple((start, end) for start, end, _ in found)

    def at(self, offset: int) -> int | None:
        """The number of the element whose start tag holds `offset`; None for none."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle][1] <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.places) and self.places[low][0] <= offset:
            return low
        return None

    def around(self, offset: int) -> int | None:
        """The number of the innermost element that holds `offset`.

        None when the places of the elements are not known.
        """
        inside = self.at(offset)
        if inside is not None or not self.places:
            return inside
        starts = [number for number, (start, _) in enumerate(self.places) if start < offset]
        if not starts:
            return None
        number = starts[-1]
        depth = _closed_between(self.html, self.places[number][1], offset)
        for name in depth:
            while number > 0 and self.tags[number].lower() != name:
                number = self.parents[number]
            number = max(self.parents[number], 0)
        return number

    def selector(self, number: int) -> str:
        """A CSS selector that names this element and no other on the page."""
        parts: list[str] = []
        while number >= 0:
            own = self.ids[number]
            if own:
                parts.append(f"#{own}" if _SAFE_ID.match(own) else f"[id={_string(own)}]")
                break
            tag = self.tags[number]
            if self.parents[number] < 0 or tag in ("body", "head"):
                parts.append(tag)
                if tag in ("html", "body", "head"):
                    break
            else:
                parts.append(f"{tag}:nth-of-type({self.nth[number]})")
            number = self.parents[number]
        return " > ".join(reversed(parts))

    def snippet(self, number: int) -> str:
        """The start tag of the element; "" when its place is not known."""
        if not self.places:
            return ""
        start, end = self.places[number]
        return self.html[start:end]


def _closed_between(html: str, start: int, end: int) -> list[str]:
    """The names of the end tags between two offsets where no tag starts, in order."""
    found: list[str] = []
    for match in _TAG.finditer(html, start, end):
        if match.group(1) and match.group(2):
            found.append(match.group(2).lower())
    return found


def _string(text: str) -> str:
    """`text` as a CSS string."""
    escaped = re.sub(r"[\"\\\x00-\x1f\x7f]", lambda m: f"\\{ord(m.group()):x} ", text)
    return f'"{escaped}"'
