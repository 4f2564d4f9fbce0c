"""Layout that locks the page (WCAG 1.3.4, 1.4.4, 1.4.10)."""

import math
import re
from collections.abc import Iterator

from klarsprak.accessibility.css_values import parse_number
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_ORIENTATION = re.compile(r"orientation\s*:\s*(?:portrait|landscape)")
_CALL = re.compile(r"(rotate(?:z|3d)?|matrix(?:3d)?)\(([^()]*)\)", re.I)
_TURNS = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_GLYPH = 0.45


def orientation_locked(page: Page) -> Iterator[Problem]:
    """Pages turned a quarter when the device is held the other way."""
    for rule in page.styles.sheets.rules:
        if not _ORIENTATION.search(rule.media):
            continue
        for declaration in rule.declarations:
            angle = _angle(declaration.name, declaration.value.lower())
            if angle is not None and abs(angle % 180 - 90) < 1:
                yield problem(_style_element(page), value=declaration.value[:60])
                return


def _style_element(page: Page) -> Element:
    for element in page.tree.tagged("style"):
        if "orientation" in element.raw_text:
            return element
    return page.tree.root


def _angle(name: str, value: str) -> float | None:
    """The turn in degrees that a transform or rotate makes in the plane; None without."""
    if name == "rotate":
        parts = value.split()
        return _degrees(parts[-1]) if parts and "x" not in parts and "y" not in parts else None
    if name not in {"transform", "-webkit-transform"}:
        return None
    total = None
    for call, arguments in _CALL.findall(value):
        numbers = [part.strip() for part in arguments.split(",")]
        turn = _turn_of(call.lower(), numbers)
        if turn is not None:
            total = (total or 0.0) + turn
    return total


def _turn_of(call: str, numbers: list[str]) -> float | None:
    if call in {"rotate", "rotatez"}:
        return _degrees(numbers[0])
    if call == "rotate3d" and len(numbers) == 4:
        return _degrees(numbers[3]) if numbers[:2] == ["0", "0"] else None
    try:
        values = [float(number) for number in numbers]
    except ValueError:
        return None
    if len(values) in {6, 16}:
        return math.degrees(math.atan2(values[1], values[0]))
    return None


def _degrees(value: str) -> float | None:
    number = parse_number(value)
    if number is None:
        return None
    amount, unit = number
    return amount * _TURNS[unit] if unit in _TURNS else (0.0 if amount == 0 else None)


def text_cut_off(page: Page) -> Iterator[Problem]:
    """Boxes of a fixed height that hide text when it is enlarged."""
    for element in page.body.descendants():
        if "height" not in page.styles.declared(element) or not page.is_visible(element):
            continue
        if page.styles.get(element, "overflow-y") not in {"hidden", "clip"}:
            continue
        if _is_cut_at_double_size(page, element):
            kind = review if page.has_script else problem
            yield kind(element, value=page.styles.get(element, "height"))


def _is_cut_at_double_size(page: Page, element: Element) -> bool:
    if any(
        page.styles.get(below, "overflow-y") in {"auto", "scroll"}
        for below in element.descendants()
    ):
        return False
    size = page.styles.font_size(element)
    written = page.styles.get(element, "height")
    height = page.styles.pixels(element, "height")
    if height is None and written.endswith("vh"):
        number = parse_number(written)
        height = None if number is None else number[0] / 100 * 720.0
    if height is None or height <= 4:
        return False
    text = page.visible_text(element)
    if len(text) < 20 or not element.own_text:
        return False
    lines = _lines(page, element, text, size)
    relative = written.endswith(("em", "rem"))
    grown = height * (2 if relative else 1)
    if _whole_lines(page, element, height, size):
        return False
    line = _line_height(page, element, size)
    return lines * line * 2 > grown * 1.25


def _lines(page: Page, element: Element, text: str, size: float) -> float:
    breaks = sum(below.tag == "br" for below in element.descendants())
    if page.styles.get(element, "white-space") == "nowrap":
        return 1 + breaks
    width = page.styles.pixels(element, "width") or 1280.0
    return max(1 + breaks, math.ceil(len(text) * size * _GLYPH / width))


def _line_height(page: Page, element: Element, size: float) -> float:
    written = page.styles.get(element, "line-height")
    number = parse_number(written) if written else None
    if number is None:
        return size * 1.2
    return number[0] * size if not number[1] else page.styles.pixels(element, "line-height") or size


def _whole_lines(page: Page, element: Element, height: float, size: float) -> bool:
    """True when the box shows whole lines on purpose (a clamp beside the full text)."""
    line = page.styles.get(element, "line-height")
    pixels = page.styles.pixels(element, "line-height") if line else None
    return pixels is not None and abs(height / pixels - round(height / pixels)) < 0.01


def stays_in_view(page: Page) -> Iterator[Problem]:
    """Bars that stay in view while the page moves, and may cover what has focus."""
    for element in page.body.descendants():
        declared = page.styles.declared(element)
        if declared.get("position", "").lower() not in {"fixed", "sticky"}:
            continue
        edge = any(page.styles.pixels(element, side) == 0 for side in ("top", "bottom"))
        if edge and page.is_visible(element) and page.visible_text(element):
            yield review(element, value=declared["position"].lower())
