"""Who meets an element: eyes, assistive technology, the keyboard."""

import re

from klarsprak.accessibility.style import Styles
from klarsprak.accessibility.tree import Element, Tree

_FORM_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_RECT = re.compile(r"rect\(\s*(\w+)[ ,]+(\w+)[ ,]+(\w+)[ ,]+(\w+)\s*\)")
_UNSEEN = frozenset({"hidden", "collapse"})
_FAR_AWAY = -600.0


class Exposure:
    """Rendering, visibility and focus of the elements of a tree, worked out once."""

    def __init__(self, tree: Tree, styles: Styles) -> None:
        self._styles = styles
        count = len(tree.elements)
        self._rendered = [True] * count
        self._shown = [True] * count
        self._hidden_from_at = [False] * count
        self._inert = [False] * count
        self._unseen = [False] * count
        self._disabled = [False] * count
        for element in tree.elements:
            self._work_out(element)

    def _work_out(self, element: Element) -> None:
        index = element.index
        parent = element.parent
        up = None if parent is None else parent.index
        styles = self._styles
        self._rendered[index] = (up is None or self._rendered[up]) and styles.display(
            element
        ) != "none"
        visibility = styles.get(element, "visibility")
        self._shown[index] = self._rendered[index] and visibility not in _UNSEEN
        self._hidden_from_at[index] = (up is not None and self._hidden_from_at[up]) or element.get(
            "aria-hidden"
        ).strip().lower() == "true"
        self._inert[index] = (up is not None and self._inert[up]) or element.has("inert")
        self._unseen[index] = (up is not None and self._unseen[up]) or _is_clipped(element, styles)
        self._disabled[index] = _is_disabled(element, up is not None and self._disabled[up])

    def is_rendered(self, element: Element) -> bool:
        """True when no display: none holds for it or for what it stands in."""
        return self._rendered[element.index]

    def is_shown(self, element: Element) -> bool:
        """True when rendered and not visibility: hidden."""
        return self._shown[element.index]

    def is_visible(self, element: Element) -> bool:
        """True when a seeing reader can meet it: shown, not clipped, not off screen."""
        return self.is_shown(element) and not self._unseen[element.index]

    def is_aria_hidden(self, element: Element) -> bool:
        """True when it or what it stands in has aria-hidden."""
        return self._hidden_from_at[element.index]

    def is_exposed(self, element: Element) -> bool:
        """True when assistive technology meets it."""
        return (
            self.is_shown(element)
            and not self._hidden_from_at[element.index]
            and not self._inert[element.index]
        )

    def is_disabled(self, element: Element) -> bool:
        """True for a form control switched off by itself or by its fieldset."""
        return self._disabled[element.index] and (
            element.tag in _FORM_CONTROLS or element.tag in {"option", "optgroup"}
        )

    def is_focusable(self, element: Element) -> bool:
        """True when the element can get focus, by keyboard or script."""
        if not self.is_shown(element) or self._inert[element.index]:
            return False
        if self.is_disabled(element):
            return False
        return has_tabindex(element) or is_natively_focusable(element)

    def is_tabbable(self, element: Element) -> bool:
        """True when the Tab key can reach the element."""
        return self.is_focusable(element) and tab_index(element) >= 0


def tab_index(element: Element) -> int:
    """The tabindex; 0 where it is not a number or not there."""
    found = re.match(r"\s*([+-]?\d+)", element.get("tabindex"))
    return int(found.group(1)) if found else 0


def has_tabindex(element: Element) -> bool:
    """True when a valid tabindex is given."""
    return re.match(r"\s*[+-]?\d+", element.get("tabindex")) is not None


def is_natively_focusable(element: Element) -> bool:
    """True for links, form controls and the like, whatever their state."""
    tag = element.tag
    if tag in {"a", "area"}:
        return element.has("href") or (element.is_svg and element.has("xlink:href"))
    if tag in _FORM_CONTROLS:
        return element.get("type").lower() != "hidden" or tag != "input"
    if tag == "summary":
        parent = element.parent
        return (
            parent is not None
            and parent.tag == "details"
            and next(e for e in parent.elements if e.tag == "summary") is element
        )
    if tag in {"audio", "video"}:
        return element.has("controls")
    if tag == "iframe":
        return True
    return element.get("contenteditable", "false").lower() in {"", "true"}


def _is_disabled(element: Element, parent_disabled: bool) -> bool:
    if element.has("disabled") and (
        element.tag in _FORM_CONTROLS or element.tag in {"fieldset", "optgroup", "option"}
    ):
        return True
    if not parent_disabled:
        return False
    parent = element.parent
    if element.tag == "legend" and parent is not None and parent.tag == "fieldset":
        first = next((e for e in parent.elements if e.tag == "legend"), None)
        return first is not element
    return True


def _is_clipped(element: Element, styles: Styles) -> bool:
    """True for the known ways to take content off the screen but keep it for speech."""
    sides = {element.get("width"), element.get("height")}
    if element.tag in {"iframe", "img"} and sides & {"0", "1"}:
        return True
    declared = styles.declared(element)
    if not declared:
        return False
    if styles.get(element, "opacity") in {"0", "0.0", "0%"}:
        return True
    positioned = styles.get(element, "position") in {"absolute", "fixed"}
    if positioned and _is_cut_away(element, styles):
        return True
    away = ("left", "top", "right") if positioned else ()
    names = (*away, "text-indent", "margin-left", "margin-top")
    for name in names:
        if name in declared:
            pixels = styles.pixels(element, name)
            if pixels is not None and pixels <= _FAR_AWAY:
                return True
    if "hidden" in styles.get(element, "overflow-x") or "clip" in styles.get(element, "overflow-x"):
        width, height = (styles.pixels(element, side) for side in ("width", "height"))
        return any(side is not None and side <= 1 for side in (width, height))
    return False


def _is_cut_away(element: Element, styles: Styles) -> bool:
    path = styles.get(element, "clip-path")
    if path.replace(" ", "") in {"inset(50%)", "inset(100%)", "circle(0)"}:
        return True
    found = _RECT.search(styles.get(element, "clip"))
    if found is None:
        return False
    top, right, bottom, left = (
        float(re.match(r"\d*", edge).group() or 0)  # type: ignore[union-attr]
        for edge in found.groups()
    )
    return right - left <= 1 or bottom - top <= 1
