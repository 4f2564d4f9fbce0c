"""Which value a CSS property has for an element: cascade, inheritance, user agent rules.

Media queries are left alone: only rules that always hold count. Layout is not computed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from klarsprak.accessibility.cascade import Cascade
from klarsprak.accessibility.css_values import ROOT_SIZE, font_pixels, to_pixels
from klarsprak.accessibility.selectors import Matchable
from klarsprak.accessibility.stylesheets import (
    Declaration,
    StyleSheets,
    declarations_of,
)
from klarsprak.accessibility.tree import Element, Tree

_INHERITED_NAMES = (
    "direction color cursor font-size font-style font-weight font-family letter-spacing line-height "
    "list-style-type pointer-events text-align text-indent text-shadow text-transform "
    "visibility white-space word-spacing"
)
INHERITED = frozenset(_INHERITED_NAMES.split())
_HIDDEN_TAGS = (
    "base basefont datalist head link meta noembed noframes noscript param rp script "
    "style template title"
)
_HIDDEN = frozenset(_HIDDEN_TAGS.split())
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend listing "
    "main menu nav ol optgroup option p plaintext pre search section summary ul xmp"
)
_DISPLAY = {
    **dict.fromkeys(_BLOCK_TAGS.split(), "block"),
    "li": "list-item",
    "table": "table",
    "caption": "table-caption",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "button": "inline-block",
    "input": "inline-block",
    "select": "inline-block",
    "textarea": "inline-block",
}
_HEADING_SIZE = {
    "h1": "2em",
    "h2": "1.5em",
    "h3": "1.17em",
    "h5": "0.83em",
    "h6": "0.67em",
    "small": "smaller",
    "big": "larger",
    "sub": "smaller",
    "sup": "smaller",
}
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_OWN_GROUND = {
    "mark": "yellow",
    "button": "#efefef",
    "input": "white",
    "select": "white",
    "textarea": "white",
}
_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_FOCUS_LAST = re.compile(r":focus(?:-visible)?(?![\w-])")
_ALWAYS_HOLDS = ":nth-child(n)"
"""Stands in for a state that is taken to hold: true of every element, as specific as a state."""
_BOX = ("top", "right", "bottom", "left")


class Styles:
    """The style of the elements of a tree; answers are kept."""

    def __init__(self, tree: Tree, sheets: StyleSheets) -> None:
        self._tree = tree
        self._sheets = sheets
        self._wrapped: dict[int, Matchable] = {}
        self._declared: dict[int, dict[str, str]] = {}
        self._pseudo: dict[tuple[int, str], dict[str, str]] = {}
        self._sizes: dict[int, float] = {}
        self._all_kept = True
        self._values: dict[str, dict[int, str]] = {}
        self._states: dict[str, Cascade | None] = {}
        self._state_tests: dict[str, list[Callable[[Matchable], bool]]] = {}

    @property
    def complete(self) -> bool:
        """False when a style sheet of the page could not be read."""
        return self._sheets.complete and self._all_kept

    @property
    def is_whole_page(self) -> bool:
        """True when nothing outside this file can stand round its content."""
        return self._tree.is_whole_page

    @property
    def sheets(self) -> StyleSheets:
        """The style rules of the page."""
        return self._sheets

    @cached_property
    def _matcher(self) -> Cascade | None:
        always = [
            (order, rule.selectors, rule.declarations)
            for order, rule in enumerate(self._sheets.rules)
            if not rule.media
        ]
        if not always:
            return None
        rules = Cascade(self._tree, always)
        self._all_kept = rules.complete
        return rules

    def matchable(self, element: Element) -> Matchable:
        """The element in the form cssselect2 asks for."""
        found = self._wrapped.get(element.index)
        if found is None:
            found = self._wrapped[element.index] = Matchable(element, self._wrapped)
        return found

    def declared(self, element: Element) -> dict[str, str]:
        """What the style rules and the style attribute say of this very element."""
        found = self._declared.get(element.index)
        if found is None:
            found = self._declared[element.index] = self._cascade(element)
        return found

    def _cascade(self, element: Element) -> dict[str, str]:
        inline = element.attributes.get("style")
        if self._matcher is None and not inline:
            return {}
        layers: list[tuple[Declaration, ...]] = []
        if self._matcher is not None:
            found = self._matcher.match(self.matchable(element))
            layers += [layer for _, _, part, layer in found if part is None]
        if inline:
            layers.append(tuple(declarations_of(inline)))
        return _merge(layers)

    def declared_with_focus(self, element: Element) -> dict[str, str]:
        """What is declared of `element` while it has focus."""
        return self.declared_in_state(element, _FOCUS_LAST)

    def declared_in_state(self, element: Element, state: re.Pattern[str]) -> dict[str, str]:
        """What is declared of `element` in the state whose pseudo-class `state` finds."""
        cascade = self._in_state(state)
        found = cascade.match(self.matchable(element)) if cascade is not None else []
        changed = [each for each in found if each[2] is None]
        if not changed:
            return self.declared(element)
        if self._matcher is not None:
            changed += self._matcher.match(self.matchable(element))
        changed.sort(key=lambda each: each[:2])
        layers = [layer for _, _, part, layer in changed if part is None]
        if "style" in element.attributes:
            layers.append(tuple(declarations_of(element.attributes["style"])))
        return _merge(layers)

    def _in_state(self, state: re.Pattern[str]) -> Cascade | None:
        """The rules that ask for a state, as if it held for every element."""
        if state.pattern not in self._states:
            rules = [
                (order, state.sub(_ALWAYS_HOLDS, rule.selectors), rule.declarations)
                for order, rule in enumerate(self._sheets.rules)
                if not rule.media and state.search(rule.selectors)
            ]
            self._states[state.pattern] = Cascade(self._tree, rules) if rules else None
        return self._states[state.pattern]

    def matches_in_state(self, element: Element, selectors: str, state: re.Pattern[str]) -> bool:
        """Whether `selectors` hold for `element` when the pseudo-class `state` finds does."""
        plain = state.sub(_ALWAYS_HOLDS, selectors)
        tests = self._state_tests.get(plain)
        if tests is None:
            import cssselect2

            try:
                compiled = cssselect2.compile_selector_list(plain)
            except (cssselect2.SelectorError, NotImplementedError, SyntaxError):
                compiled = []
            tests = self._state_tests[plain] = [
                one.test for one in compiled if one.pseudo_element is None
            ]
        matchable = self.matchable(element)
        return any(test(matchable) for test in tests)

    def pseudo(self, element: Element, name: str) -> dict[str, str]:
        """What is declared for ``::before`` or ``::after`` (`name` without colons)."""
        if self._matcher is None:
            return {}
        key = (element.index, name)
        if key not in self._pseudo:
            found = self._matcher.match(self.matchable(element))
            self._pseudo[key] = _merge([layer for _, _, part, layer in found if part == name])
        return self._pseudo[key]

    def get(self, element: Element, name: str) -> str:
        """The value of a property, "" where nothing is declared and none is inherited.

        Values are in lower case; variables are put in; `inherit` is followed.
        """
        known = self._values.setdefault(name, {})
        found = known.get(element.index)
        if found is None:
            found = known[element.index] = self._value(element, name, known)
        return found

    def _value(self, element: Element, name: str, known: dict[int, str]) -> str:
        node: Element | None = element
        inherits = name in INHERITED
        while node is not None:
            value = self.declared(node).get(name, "")
            if "var(" in value:
                value = self._with_variables(node, value)
            lowered = value.lower()
            if lowered in {"initial", "revert"} or (lowered == "unset" and not inherits):
                return _default(node, name) if lowered == "revert" else ""
            if value and lowered not in {"inherit", "unset"}:
                return lowered
            if not value:
                default = _default(node, name)
                if default or not inherits:
                    return default
            node = node.parent
            if node is not None and node.index in known:
                return known[node.index]
        return ""

    def resolved(self, element: Element, value: str) -> str:
        """`value` with the variables put in that hold for `element`; "" when one is missing."""
        return self._with_variables(element, value) if "var(" in value else value

    def _with_variables(self, element: Element, value: str) -> str:
        for _ in range(8):
            found = _VARIABLE.search(value)
            if found is None:
                return value
            replacement = self._variable(element, found.group(1)) or found.group(2) or ""
            value = value[: found.start()] + replacement.strip() + value[found.end() :]
            if len(value) > 2000:
                break
        return ""

    def _variable(self, element: Element, name: str) -> str:
        node: Element | None = element
        while node is not None:
            if name in self.declared(node):
                return self.declared(node)[name]
            node = node.parent
        return ""

    def font_size(self, element: Element) -> float:
        """The computed size of the font in CSS pixels."""
        chain: list[Element] = []
        node: Element | None = element
        while node is not None and node.index not in self._sizes:
            chain.append(node)
            node = node.parent
        size = ROOT_SIZE if node is None else self._sizes[node.index]
        for member in reversed(chain):
            value = self.declared(member).get("font-size", "")
            if "var(" in value:
                value = self._with_variables(member, value)
            value = value or _default(member, "font-size")
            size = font_pixels(value, size) if value else size
            self._sizes[member.index] = size
        return size

    def is_bold(self, element: Element) -> bool:
        """True when the font weight is 700 or more."""
        weight = self.get(element, "font-weight")
        return weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= 700)

    def pixels(self, element: Element, name: str) -> float | None:
        """A length property in CSS pixels; None where not declared or not decidable."""
        value = self.get(element, name)
        return to_pixels(value, self.font_size(element)) if value else None

    def display(self, element: Element) -> str:
        """The display value; ``none`` for what the browser itself hides too."""
        return self.get(element, "display") or "inline"


def _merge(layers: Iterable[tuple[Declaration, ...]]) -> dict[str, str]:
    """The winning value of each property; important ones last."""
    normal: dict[str, str] = {}
    important: dict[str, str] = {}
    for layer in layers:
        for declaration in layer:
            target = important if declaration.important else normal
            target.update(_expanded(declaration))
    normal.update(important)
    return normal


def _expanded(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """A declaration with the longhands that the rules of this package ask for."""
    name, value = declaration.name, declaration.value
    yield name, value
    if name == "background":
        yield from _background(value)
    elif name == "font":
        yield from _font(value)
    elif name == "outline":
        parts = value.lower().split()
        yield "outline-style", next((p for p in parts if p in _LINE_STYLES), "none")
        yield "outline-width", next((p for p in parts if p[0].isdigit()), "medium")
    elif name == "text-decoration":
        yield "text-decoration-line", value
    elif name == "overflow":
        parts = value.split() or [""]
        yield "overflow-x", parts[0]
        yield "overflow-y", parts[-1]
    elif name == "inset":
        parts = value.split() or [""]
        for side, index in zip(_BOX, (0, 1, 2, 3), strict=True):
            yield side, parts[index if index < len(parts) else index % 2 * (len(parts) > 1)]


_LINE_STYLES = frozenset(
    {"none", "solid", "dotted", "dashed", "double", "auto", "groove", "ridge", "inset"}
)


def _background(value: str) -> Iterator[tuple[str, str]]:
    from klarsprak.accessibility.css_values import parse_colour

    lowered = value.lower()
    image = "url(" in lowered or "gradient(" in lowered or "image(" in lowered
    yield "background-image", value if image else "none"
    if "var(" in lowered:
        yield "background-color", value
        return
    for part in re.findall(r"[\w#-]+\([^()]*\)|[^\s,/]+", lowered):
        if part in {"transparent", "currentcolor", "inherit"} or parse_colour(part):
            yield "background-color", part
            return
    yield "background-color", "transparent"


def _font(value: str) -> Iterator[tuple[str, str]]:
    found = re.search(
        r"(?:^|\s)((?:[\d.]+(?:px|pt|em|rem|%))|(?:x{0,2}-?(?:small|large))|medium)"
        r"(?:\s*/\s*([\w.%]+))?",
        value.lower(),
    )
    yield "font-weight", "bold" if re.search(r"\b(bold|[789]00)\b", value) else "normal"
    if found:
        yield "font-size", found.group(1)
        yield "line-height", found.group(2) or "normal"


def _default(element: Element, name: str) -> str:
    """What the browser's own sheet and presentational attributes say."""
    if element.namespace:
        return ""
    if name == "display":
        return _default_display(element)
    tag = element.tag
    if name == "font-size":
        return _HEADING_SIZE.get(tag, "13.333px" if tag in _CONTROLS else "")
    if name == "font-weight":
        return "bold" if tag in _BOLD else ""
    if name == "background-color":
        return element.get("bgcolor").lower() or _OWN_GROUND.get(tag, "")
    if name == "color":
        if tag == "a" and "href" in element.attributes:
            return "#0000ee"
        if tag in _CONTROLS or tag == "mark":
            return "black"
        return element.get("color").lower() if tag == "font" else ""
    if name in {"text-decoration", "text-decoration-line"}:
        return "underline" if tag == "u" or (tag == "a" and element.has("href")) else ""
    return ""


def _default_display(element: Element) -> str:
    tag = element.tag
    attributes = element.attributes
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "none"
    if tag in _HIDDEN:
        return "none"
    if tag == "input" and attributes.get("type", "").lower() == "hidden":
        return "none"
    if tag == "dialog" and "open" not in attributes:
        return "none"
    if tag == "audio" and "controls" not in attributes:
        return "none"
    parent = element.parent
    if parent is not None and parent.tag == "details" and "open" not in parent.attributes:
        summary = next((e for e in parent.elements if e.tag == "summary"), None)
        if element is not summary:
            return "none"
    return _DISPLAY.get(tag, "")
