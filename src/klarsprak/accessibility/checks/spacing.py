"""Text spacing that a reader cannot override (WCAG 1.4.12)."""

from collections.abc import Iterator

from klarsprak.accessibility.css_values import parse_number, to_pixels
from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.stylesheets import declarations_of
from klarsprak.accessibility.tree import Element

_KEYWORDS = frozenset({"inherit", "unset", "revert", "revert-layer"})
_WIDE_WINDOW = 1280.0
_GLYPH = 0.45
"""The mean width of a letter as a share of the font size, on the low side."""
_NEEDED = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}


def letter_spacing(page: Page) -> Iterator[Problem]:
    """Letter spacing locked too tight in a style attribute."""
    yield from _locked(page, "letter-spacing")


def word_spacing(page: Page) -> Iterator[Problem]:
    """Word spacing locked too tight in a style attribute."""
    yield from _locked(page, "word-spacing")


def line_height(page: Page) -> Iterator[Problem]:
    """Line height locked too tight in a style attribute."""
    yield from _locked(page, "line-height")


def _locked(page: Page, name: str) -> Iterator[Problem]:
    for element in page.tree.elements:
        style = element.get("style")
        if "!" not in style or name not in style.lower():
            continue
        value = _important(style, name)
        if not value or value in _KEYWORDS or not _has_visible_text(page, element, name):
            continue
        if name == "line-height" and not _has_several_lines(page, element):
            continue
        share = _share(page, element, value, name)
        if share is not None and share < _NEEDED[name]:
            yield problem(element, value=value, needed=str(_NEEDED[name]).replace(".", ","))


def _important(style: str, name: str) -> str:
    """The last important value of the property in a style attribute."""
    value = ""
    for declaration in declarations_of(style):
        if declaration.name == name and declaration.important:
            value = declaration.value.lower()
    return value


def _share(page: Page, element: Element, value: str, name: str) -> float | None:
    """The value as a share of the font size; None where it cannot be told."""
    if value in {"normal", "initial"}:
        return 1.2 if name == "line-height" else 0.0
    size = page.styles.font_size(element)
    number = parse_number(value)
    if number is None or not size:
        return None
    if name == "line-height" and not number[1]:
        return number[0]
    pixels = to_pixels(value, size, size)
    return None if pixels is None else pixels / size


def _has_several_lines(page: Page, element: Element) -> bool:
    """True when the text is surely wider than its box, so that it takes several lines."""
    if page.styles.get(element, "white-space") in {"nowrap", "pre"}:
        return False
    if any(child.tag == "br" for child in element.descendants()):
        return True
    widths = [
        pixels
        for node in (element, *element.ancestors())
        for side in ("width", "max-width")
        if (pixels := page.styles.pixels(node, side)) is not None
    ]
    width = min(widths[:1] or [_WIDE_WINDOW])
    return len(page.visible_text(element)) * page.styles.font_size(element) * _GLYPH > width


def _has_visible_text(page: Page, element: Element, name: str) -> bool:
    """True when visible text takes the property from this element."""
    stack = [element]
    while stack:
        node = stack.pop()
        if node.own_text and page.is_visible(node):
            return True
        stack += [child for child in node.elements if name not in page.styles.declared(child)]
    return False
