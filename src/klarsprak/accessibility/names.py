"""Accessible names and descriptions (Accessible Name and Description Computation 1.2)."""

import re
from dataclasses import dataclass
from functools import cached_property

from klarsprak.accessibility import aria
from klarsprak.accessibility.exposure import Exposure
from klarsprak.accessibility.roles import LABELLABLE, explicit_role, role_of
from klarsprak.accessibility.style import Styles
from klarsprak.accessibility.tree import Element, Tree, collapse

_CONTENT_TAGS = frozenset({"summary", "figcaption", "legend", "label", "slot"})
_VALUE_BUTTONS = frozenset({"button", "submit", "reset"})
_RANGES = frozenset({"meter", "progressbar", "scrollbar", "slider", "spinbutton"})
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)\s*\)")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6}\s?|.)", re.I)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MAX_DEPTH = 120
_MAX_FOLLOWED = 20


_CHILDLESS = frozenset({"img", "area", "input", "select", "textarea"})


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a computation has been: elements on the way, depth, and its two modes."""

    visited: frozenset[int]
    depth: int = 0
    show_hidden: bool = False
    in_reference: bool = False

    def into(self, child: Element) -> "Walk":
        """The walk one step further down."""
        return Walk(
            self.visited | {child.index}, self.depth + 1, self.show_hidden, self.in_reference
        )


def _walk(*elements: Element) -> Walk:
    return Walk(frozenset(element.index for element in elements))


class Names:
    """Accessible names of the elements of a tree; answers are kept."""

    def __init__(self, tree: Tree, styles: Styles, exposure: Exposure) -> None:
        self._tree = tree
        self._styles = styles
        self._exposure = exposure
        self._names: dict[int, tuple[str, str]] = {}
        self._contents: dict[int, str] = {}
        self._followed: set[int] = set()

    def name(self, element: Element) -> str:
        """The accessible name, white space collapsed; "" where there is none."""
        return self.name_and_source(element)[0]

    def name_and_source(self, element: Element) -> tuple[str, str]:
        """The name and where it comes from.

        Sources: aria-labelledby, aria-label, label, alt, value, child (caption, legend,
        title of an svg), content, title, placeholder, default, or "" without a name.
        """
        found = self._names.get(element.index)
        if found is None:
            found = self._names[element.index] = self._compute(element)
        return found

    def _compute(self, element: Element) -> tuple[str, str]:
        role = role_of(element, self._exposure)
        referenced = self.referenced_text(element, "aria-labelledby")
        if referenced:
            return referenced, "aria-labelledby"
        label = collapse(element.get("aria-label"))
        if label:
            return label, "aria-label"
        native = self._native(element, role)
        if native is not None and native[0]:
            return native
        open_inside = native is None or element.tag not in _CHILDLESS
        if open_inside and self._names_itself(element, role):
            content = collapse(self._content(element, _walk(element)))
            if content:
                return content, "content"
        title = collapse(element.get("title"))
        if title:
            return title, "title"
        placeholder = collapse(element.get("placeholder") or element.get("aria-placeholder"))
        if placeholder and role in {"textbox", "searchbox", "combobox", "spinbutton", ""}:
            return placeholder, "placeholder"
        return _default_name(element), "default" if _default_name(element) else ""

    def _names_itself(self, element: Element, role: str) -> bool:
        if element.tag in _CONTENT_TAGS or role == "summary":
            return True
        table = aria.roles().get(role)
        return table is not None and table.naming == "contents"

    def referenced_text(self, element: Element, attribute: str) -> str:
        """The text of the elements that an id list points at, hidden ones included.

        A list that leads back to `element`, by way of a label for instance, ends there.
        """
        targets = self._tree.references(element, attribute)
        if not targets or element.index in self._followed or len(self._followed) > _MAX_FOLLOWED:
            return ""
        self._followed.add(element.index)
        try:
            return collapse(" ".join(self._referenced(target, element) for target in targets))
        finally:
            self._followed.discard(element.index)

    def _referenced(self, target: Element, origin: Element) -> str:
        hidden = not self._exposure.is_shown(target)
        label = collapse(target.get("aria-label"))
        if label:
            return label
        role = role_of(target, self._exposure)
        embedded = self._embedded_value(target, role)
        if embedded is not None and target is not origin:
            return embedded
        native = self._native(target, role)
        if native is not None and native[0]:
            return native[0]
        walk = Walk(frozenset({target.index}), show_hidden=hidden, in_reference=True)
        content = self._content(target, walk)
        return content.strip() or collapse(target.get("title"))

    def labels_of(self, element: Element) -> list[Element]:
        """The label elements that belong to a form control, in document order."""
        return self._labels.get(element.index, [])

    @cached_property
    def _labels(self) -> dict[int, list[Element]]:
        labels: dict[int, list[Element]] = {}
        for label in self._tree.tagged("label"):
            control = self._labelled_by(label)
            if control is not None:
                labels.setdefault(control.index, []).append(label)
        return labels

    def _labelled_by(self, label: Element) -> Element | None:
        if label.has("for"):
            target = self._tree.by_id.get(label.get("for"))
            return target if target is not None and _is_labellable(target) else None
        return next((e for e in label.descendants() if _is_labellable(e)), None)

    def _native(self, element: Element, role: str) -> tuple[str, str] | None:
        """The name the host language gives; None where it has no way of its own."""
        tag = element.tag
        if element.namespace:
            return self._svg_name(element)
        if tag in {"img", "area"}:
            return collapse(element.get("alt")), "alt"
        if tag == "input":
            named = self._input_name(element)
            if named is not None:
                return named
        if tag in LABELLABLE:
            text = self._label_text(element)
            if text or tag not in {"button", "output"}:
                return text, "label"
            return None
        child = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}.get(tag)
        if child:
            found = next((e for e in element.elements if e.tag == child), None)
            text = "" if found is None else self._content(found, _walk(found))
            return collapse(text), "child"
        if tag == "optgroup":
            return collapse(element.get("label")), "label"
        if tag == "option" and element.get("label"):
            return collapse(element.get("label")), "label"
        return None

    def _input_name(self, element: Element) -> tuple[str, str] | None:
        kind = element.get("type").lower()
        if kind == "image":
            text = self._label_text(element) or collapse(element.get("alt"))
            return text, "alt"
        if kind in _VALUE_BUTTONS:
            text = self._label_text(element)
            return text or collapse(element.get("value")), "value"
        return None

    def _label_text(self, element: Element) -> str:
        texts = [self._content(label, _walk(label, element)) for label in self.labels_of(element)]
        return collapse(" ".join(texts))

    def _svg_name(self, element: Element) -> tuple[str, str] | None:
        title = next((e for e in element.elements if e.tag == "title"), None)
        if title is not None and title.text:
            return title.text, "child"
        if element.tag == "a":
            text = collapse(self._content(element, _walk(element)))
            return text or collapse(element.get("xlink:title")), "content"
        if explicit_role(element) and self._names_itself(element, explicit_role(element)):
            return None
        return "", "child"

    def _content(self, element: Element, walk: Walk) -> str:
        """Text of the content as it would be read, generated content included."""
        pieces = [self._generated(element, "before")]
        children: list[Element | str] = list(element.children)
        children += self._tree.references(element, "aria-owns")
        for child in children:
            if isinstance(child, str):
                pieces.append(child)
            elif child.index not in walk.visited and walk.depth < _MAX_DEPTH:
                pieces.append(self._child(child, walk.into(child)))
        pieces.append(self._generated(element, "after"))
        return "".join(pieces)

    def _child(self, child: Element, walk: Walk) -> str:
        if child.tag in {"script", "style", "template", "noscript"}:
            return ""
        if not walk.show_hidden:
            if not (self._exposure.is_shown(child) or self._has_shown_content(child)):
                return ""
            if child.get("aria-hidden").strip().lower() == "true":
                return ""
        if child.tag == "br":
            return " "
        text = self._child_text(child, walk)
        display = self._styles.display(child)
        return text if display in {"inline", "contents"} else f" {text} "

    def _has_shown_content(self, child: Element) -> bool:
        """True for a hidden element with something visible in it (visibility only)."""
        if not self._exposure.is_rendered(child):
            return False
        return any(self._exposure.is_shown(below) for below in child.descendants())

    def _child_text(self, child: Element, walk: Walk) -> str:
        if not walk.in_reference and child.has("aria-labelledby"):
            referenced = self.referenced_text(child, "aria-labelledby")
            if referenced:
                return referenced
        label = collapse(child.get("aria-label"))
        role = role_of(child, self._exposure)
        embedded = self._embedded_value(child, role)
        if embedded is not None or label:
            return label if embedded is None else embedded
        native = self._native(child, role)
        text = "" if native is None else native[0]
        if not text and (native is None or child.tag not in _CHILDLESS):
            text = self._content(child, walk)
        return text if text.strip() else collapse(child.get("title"))

    def _embedded_value(self, element: Element, role: str) -> str | None:
        """What a control inside a label contributes: its value; None for no control."""
        if role in {"textbox", "searchbox"}:
            if element.tag == "textarea":
                return collapse(element.raw_text)
            if element.tag == "input":
                return collapse(element.get("value"))
            return element.text
        if role in {"combobox", "listbox"} and element.tag == "select":
            options = element.find_all("option")
            chosen = [o for o in options if o.has("selected")] or options[:1]
            return " ".join(option.text for option in chosen)
        if role in _RANGES and element.tag != "progress":
            for name in ("aria-valuetext", "aria-valuenow", "value"):
                if element.get(name):
                    return element.get(name)
            return ""
        return None

    def _generated(self, element: Element, place: str) -> str:
        value = self._styles.pseudo(element, place).get("content", "")
        if not value:
            return ""
        spoken = value.rpartition("/")[2] if "/" in _STRING.sub("", value) else value
        texts = []
        for double, single, attribute in _STRING.findall(spoken):
            text = element.get(attribute) if attribute else double or single
            texts.append(_ESCAPE.sub(_unescape, text))
        return _PRIVATE.sub("", "".join(texts))

    def description(self, element: Element) -> str:
        """The accessible description; "" where there is none."""
        referenced = self.referenced_text(element, "aria-describedby")
        if referenced:
            return referenced
        described = collapse(element.get("aria-description"))
        if described:
            return described
        title = collapse(element.get("title"))
        return title if title != self.name(element) else ""

    def text_content(self, element: Element) -> str:
        """What assistive technology reads as the content of the element."""
        found = self._contents.get(element.index)
        if found is None:
            found = collapse(self._content(element, _walk(element)))
            self._contents[element.index] = found
        return found


def _is_labellable(element: Element) -> bool:
    if element.tag not in LABELLABLE:
        return False
    return element.tag != "input" or element.get("type").lower() != "hidden"


def _default_name(element: Element) -> str:
    """The name the browser itself gives a control without one."""
    if element.tag == "input":
        kind = element.get("type").lower()
        if kind in {"submit", "reset"} and not element.has("value"):
            return {"submit": "Submit", "reset": "Reset"}[kind]
    return ""


def _unescape(found: "re.Match[str]") -> str:
    escape = found.group(1).strip()
    if re.fullmatch(r"[0-9a-f]{1,6}", escape, re.I):
        number = int(escape, 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return escape
