"""Elements as cssselect2 wants to see them, so that selectors match without a copy."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from klarsprak.accessibility.tree import Element

_NAMESPACES = {
    "": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}


class Matchable:
    """What the compiled selectors of cssselect2 read of an element (its ElementWrapper)."""

    in_html_document = True

    def __init__(self, element: Element, store: dict[int, "Matchable"]) -> None:
        self.element = element
        self._store = store

    def _wrap(self, element: Element) -> "Matchable":
        found = self._store.get(element.index)
        if found is None:
            found = self._store[element.index] = Matchable(element, self._store)
        return found

    @cached_property
    def local_name(self) -> str:
        """The tag name."""
        return self.element.tag

    @cached_property
    def namespace_url(self) -> str:
        """The namespace of the element."""
        return _NAMESPACES[self.element.namespace]

    @cached_property
    def id(self) -> str | None:
        """The id, None without."""
        return self.element.attributes.get("id")

    @cached_property
    def classes(self) -> frozenset[str]:
        """The class names."""
        return frozenset(self.element.get("class").split())

    @property
    def etree_element(self) -> "Matchable":
        """The object whose attributes selectors ask for: this one."""
        return self

    @property
    def attrib(self) -> dict[str, str]:
        """The attributes."""
        return self.element.attributes

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute."""
        return self.element.attributes.get(name, default)

    @cached_property
    def tag(self) -> str:
        """Namespace and name, as ElementTree writes them."""
        return f"{{{self.namespace_url}}}{self.element.tag}"

    @property
    def text(self) -> str:
        """The direct text, for ``:empty``."""
        return self.element.raw_text

    @cached_property
    def parent(self) -> "Matchable | None":
        """The parent element."""
        parent = self.element.parent
        return None if parent is None else self._wrap(parent)

    @cached_property
    def etree_siblings(self) -> Sequence["Matchable"]:
        """The element and its sibling elements in order."""
        parent = self.parent
        return [self] if parent is None else parent.etree_children

    @cached_property
    def etree_children(self) -> Sequence["Matchable"]:
        """The child elements."""
        children = [self._wrap(child) for child in self.element.elements]
        for index, child in enumerate(children):
            child.__dict__["index"] = index
        return children

    @cached_property
    def index(self) -> int:
        """The place among the siblings."""
        return self.etree_siblings.index(self)

    @property
    def previous(self) -> "Matchable | None":
        """The sibling element before this one."""
        index = self.index
        return self.etree_siblings[index - 1] if index else None

    @property
    def previous_siblings(self) -> Sequence["Matchable"]:
        """The sibling elements before this one."""
        return self.etree_siblings[: self.index]

    @property
    def ancestors(self) -> Iterator["Matchable"]:
        """The ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def iter_children(self) -> Iterator["Matchable"]:
        """Yield the child elements."""
        return iter(self.etree_children)

    def iter_siblings(self) -> Iterator["Matchable"]:
        """Yield the element and its siblings."""
        return iter(self.etree_siblings)

    def iter_next_siblings(self) -> Iterator["Matchable"]:
        """Yield the siblings after this one."""
        return iter(self.etree_siblings[self.index + 1 :])

    def iter_subtree(self) -> Iterator["Matchable"]:
        """Yield the element and all below it."""
        yield self
        for element in self.element.descendants():
            yield self._wrap(element)

    @property
    def lang(self) -> str:
        """The language by the nearest ``lang``."""
        node: Element | None = self.element
        while node is not None:
            if "lang" in node.attributes:
                return node.attributes["lang"].lower()
            node = node.parent
        return ""

    @property
    def in_disabled_fieldset(self) -> bool:
        """True inside a disabled fieldset."""
        return any(
            node.tag == "fieldset" and node.has("disabled") for node in self.element.ancestors()
        )
