"""The element tree that accessibility rules look at, with exact positions.

Start tags are found by `start_tags`; each gets its number as an attribute, the marked
source goes through lexbor (HTML as browsers repair it), and the numbers are read back.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from klarsprak.accessibility.start_tags import (
    AttributeSource,
    StartTag,
    all_tags,
    noscript_end,
)
from klarsprak.core.spans import Span
from klarsprak.readers.html_names import CLOSED_BY_OTHERS

_MARK = "ks-at"
_MARKED = re.compile(rf' {_MARK}="\d+"')
_INTEGRATION = frozenset({"foreignobject", "desc", "title"})
_SPACES = re.compile(r"[\t\n\f\r ]+")


MAX_DEPTH = 400
"""How deep elements may stand in each other; browsers stop at 512."""
MOST_OPEN = 1000
"""Tags of elements with more open ones round them are left out: the parser looks through
all of them at every tag."""


class Element:
    """An element as the browser sees it.

    `span` is the file span of the start tag, None for an element the parser implied.
    `children` hold elements and texts in order. `index` is the place in document order.
    Attribute names are in lower case, values decoded; treat all of it as read-only.
    """

    __slots__ = (
        "attributes",
        "children",
        "index",
        "namespace",
        "parent",
        "source",
        "tag",
    )

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str],
        parent: "Element | None",
        source: StartTag | None,
        namespace: str,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.source = source
        self.namespace = namespace
        self.children: list[Element | str] = []
        self.index = 0

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes}>"

    @property
    def span(self) -> Span | None:
        """The file span of the start tag; None for an element without one."""
        return self.source.span if self.source else None

    def get(self, name: str, default: str = "") -> str:
        """The value of attribute `name`, or `default`."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        """True when attribute `name` is there, empty or not."""
        return name in self.attributes

    @property
    def elements(self) -> list["Element"]:
        """The child elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def ancestors(self) -> Iterator["Element"]:
        """Yield the parent, its parent and so on, up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def closest(self, *tags: str) -> "Element | None":
        """The nearest of this element and its ancestors with one of `tags`."""
        node: Element | None = self
        while node is not None:
            if node.tag in tags:
                return node
            node = node.parent
        return None

    def descendants(self) -> Iterator["Element"]:
        """Yield the elements below this one in document order."""
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Element):
                    yield child
                    if child.children:
                        stack.append(iter(child.children))
                        break
            else:
                stack.pop()

    def find_all(self, *tags: str) -> list["Element"]:
        """The elements below this one with one of `tags`, in document order."""
        return [element for element in self.descendants() if element.tag in tags]

    def contains(self, other: "Element") -> bool:
        """True when `other` is this element or stands below it."""
        node: Element | None = other
        while node is not None:
            if node is self:
                return True
            node = node.parent
        return False

    def texts(self) -> Iterator[str]:
        """Yield every text below this element, scripts and styles left out."""
        stack: list[Iterator[Element | str]] = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, str):
                    yield child
                elif child.tag not in {"script", "style", "template"}:
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    @property
    def text(self) -> str:
        """All text below this element, white space collapsed and trimmed."""
        return collapse("".join(self.texts()))

    @property
    def raw_text(self) -> str:
        """The direct text of an element such as style or script, as it is."""
        return "".join(child for child in self.children if isinstance(child, str))

    @property
    def own_text(self) -> str:
        """The direct text of this element, white space collapsed and trimmed."""
        return collapse(" ".join(c for c in self.children if isinstance(c, str)))

    def attribute_source(self, name: str) -> AttributeSource | None:
        """Where attribute `name` stands in the file."""
        if self.source is None:
            return None
        return next((a for a in self.source.attributes if a.name == name), None)

    @property
    def is_html(self) -> bool:
        """True outside svg and math."""
        return not self.namespace

    @property
    def is_svg(self) -> bool:
        """True for svg and what stands in it."""
        return self.namespace == "svg"


class Tree:
    """The elements of one document in order, with look-ups by tag and id."""

    def __init__(self, root: Element, source: str) -> None:
        self.root = root
        self.source = source
        self.elements: list[Element] = [root, *root.descendants()]
        self.by_tag: dict[str, list[Element]] = {}
        self.by_id: dict[str, Element] = {}
        self._steps: dict[int, dict[int, str]] = {}
        for index, element in enumerate(self.elements):
            element.index = index
            self.by_tag.setdefault(element.tag, []).append(element)
            identity = element.attributes.get("id")
            if identity:
                self.by_id.setdefault(identity, element)

    def tagged(self, *tags: str) -> list[Element]:
        """The elements with one of `tags`, in document order."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        found = [e for tag in tags for e in self.by_tag.get(tag, ())]
        return sorted(found, key=lambda element: element.index)

    def first(self, *tags: str) -> Element | None:
        """The first element with one of `tags`."""
        found = self.tagged(*tags)
        return found[0] if found else None

    def references(self, element: Element, attribute: str) -> list[Element]:
        """The elements that the id list in `attribute` points at; unknown ids are left."""
        ids = element.get(attribute).split()
        return [self.by_id[identity] for identity in ids if identity in self.by_id]

    @cached_property
    def is_whole_page(self) -> bool:
        """True when the source is a page of its own and not a fragment of one."""
        head = self.by_tag.get("head", [])
        return (
            self.root.source is not None
            or any(part.source is not None for part in (*head, *self.by_tag.get("body", [])))
            or "<!doctype" in self.source[:1024].lower()
        )

    @cached_property
    def copies(self) -> frozenset[int]:
        """The indexes of elements that the parser made anew from a tag that was never closed.

        Browsers do so with links and other inline elements. The tag is written once, so what
        is wrong with it is told of once.
        """
        seen: set[int] = set()
        found: set[int] = set()
        for element in self.elements:
            if element.span is not None and element.span.start in seen:
                found.add(element.index)
            elif element.span is not None:
                seen.add(element.span.start)
        return frozenset(found)

    @cached_property
    def fallback_span(self) -> Span:
        """Where a finding about the whole page points: its first tag, or its first line."""
        for element in self.elements:
            if element.span is not None:
                return element.span
        end = self.source.find("\n")
        return Span(0, len(self.source) if end < 0 else end)

    def selector(self, element: Element) -> str:
        """A CSS selector that leads to `element` and no other."""
        parts: list[str] = []
        node: Element | None = element
        while node is not None:
            identity = node.get("id")
            if identity and self.by_id.get(identity) is node and _is_plain(identity):
                parts.append(f"#{identity}")
                break
            parts.append(self._step(node))
            node = node.parent
        return " > ".join(reversed(parts))

    def _step(self, element: Element) -> str:
        parent = element.parent
        if parent is None:
            return element.tag
        if parent.index not in self._steps:
            self._steps[parent.index] = _steps(parent)
        return self._steps[parent.index][element.index]


def parse_tree(source: str) -> Tree:
    """Build the tree of an HTML source; linear in its length, broken markup repaired.

    Below `MAX_DEPTH` an element stands beside the one it is in, as in browsers.
    """
    marked = list(all_tags(source))
    tags = [tag for closing, tag in marked if not closing]
    return Tree(_convert(_parse_marked(source, marked), tags), source)


def collapse(text: str) -> str:
    """White space of HTML as one blank, none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def _parse_marked(source: str, marked: list[tuple[bool, StartTag]]) -> Any:
    from selectolax.lexbor import LexborHTMLParser

    pieces: list[str] = []
    at = number = 0
    left_out = _too_deep(marked)
    for closing, tag in marked:
        if tag.span.start in left_out:
            pieces.append(source[at : tag.span.start])
            at = tag.span.end
        elif not closing:
            pieces.append(source[at : tag.name_end])
            pieces.append(f' {_MARK}="{number}"')
            at = tag.name_end
        number += not closing
        if tag.name == "noscript" and not closing:
            # Browsers run scripts: what stands here is no markup to them.
            pieces.append(source[at : tag.span.end])
            at = noscript_end(source, tag.span.end)
    pieces.append(source[at:])
    text = "".join(pieces).encode("utf-8", "replace").decode("utf-8")
    return LexborHTMLParser(text or "<html></html>")


def _too_deep(marked: list[tuple[bool, StartTag]]) -> frozenset[int]:
    """Where the tags begin of elements with more than `MOST_OPEN` open ones round them.

    A parser looks through all that is open at every tag.
    """
    if len(marked) <= MOST_OPEN:
        return frozenset()
    open_: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    total = 0
    found = set()
    for closing, tag in marked:
        name = tag.name
        if name in CLOSED_BY_OTHERS:
            continue
        if not closing and total >= MOST_OPEN:
            dropped[name] += 1
            found.add(tag.span.start)
        elif not closing:
            open_[name] += 1
            total += 1
        elif dropped[name]:
            dropped[name] -= 1
            found.add(tag.span.start)
        elif open_[name]:
            open_[name] -= 1
            total -= 1
    return frozenset(found)


def _convert(parser: Any, tags: list[StartTag]) -> Element:
    """Copy the tree of lexbor without recursion."""
    root = _element(parser.root, None, tags)
    # (node, the element whose child it is, the element it goes into, its depth)
    stack: list[tuple[Any, Element, Element, int]] = [(parser.root.child, root, root, 1)]
    while stack:
        node, parent, holder, depth = stack.pop()
        while node is not None:
            if node.is_text_node:
                text = node.text_content or ""
                if _MARK in text:
                    text = _MARKED.sub("", text)
                if parent.children and isinstance(parent.children[-1], str):
                    text = str(parent.children.pop()) + text
                parent.children.append(text)
            elif node.is_element_node:
                element = _element(node, holder, tags)
                holder.children.append(element)
                if node.child is not None:
                    stack.append((node.next, parent, holder, depth))
                    node, parent = node.child, element
                    holder = element if depth < MAX_DEPTH else holder
                    depth += 1
                    continue
            node = node.next
    return root


def _element(node: Any, parent: Element | None, tags: list[StartTag]) -> Element:
    attributes: dict[str, str] = {}
    source = None
    for name, value in node.attributes.items():
        if name == _MARK:
            source = tags[int(value)]
        else:
            attributes[name.lower()] = _unmarked(value)
    tag = node.tag.lower()
    return Element(tag, attributes, parent, source, _namespace(tag, parent))


def _unmarked(value: str | None) -> str:
    if value is None:
        return ""
    return _MARKED.sub("", value) if _MARK in value else value


def _namespace(tag: str, parent: Element | None) -> str:
    if tag in {"svg", "math"}:
        return tag
    if parent is None or (parent.tag in _INTEGRATION and parent.namespace == "svg"):
        return ""
    return parent.namespace


def _is_plain(identity: str) -> bool:
    return re.fullmatch(r"[A-Za-z_][\w-]*", identity) is not None


def _steps(parent: Element) -> dict[int, str]:
    """The step of a selector that leads from `parent` to each of its elements, by index."""
    twins = Counter(child.tag for child in parent.elements)
    met: Counter[str] = Counter()
    found = {}
    for child in parent.elements:
        met[child.tag] += 1
        alone = twins[child.tag] == 1
        found[child.index] = child.tag if alone else f"{child.tag}:nth-of-type({met[child.tag]})"
    return found
