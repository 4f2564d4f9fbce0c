"""What shows where a control is: its border and its icon; text on pictures (WCAG 1.4.11, 1.4.3)."""

import re
from collections.abc import Iterator, Mapping

from klarsprak.accessibility.contrast import ground
from klarsprak.accessibility.css_values import Colour, contrast_ratio, parse_colour, to_pixels
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_WRITTEN_IN = frozenset({"", "text", "email", "tel", "url", "search", "password", "number", "date"})
_PART = re.compile(r"[\w-]+\([^()]*\)|[^\s]+")
_SIDES = ("top", "right", "bottom", "left")
_UNDECIDED = ("box-shadow", "outline", "background-image", "border-image", "filter")
_WIDTHS = frozenset({"thin", "medium", "thick"})
_SHAPES = frozenset({"path", "circle", "rect", "polygon", "line", "polyline", "ellipse"})
_WANTED = 3.0
_GROUNDS = frozenset({"div", "section", "header", "footer", "article", "main", "body", "figure"})
_PICTURE = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.I)


def faint_field(page: Page) -> Iterator[Problem]:
    """Fields to write in whose border and ground hardly differ from what is round them."""
    for element in page.tree.tagged("input", "textarea"):
        if element.tag == "input" and element.get("type").lower() not in _WRITTEN_IN:
            continue
        if not page.is_visible(element) or page.exposure.is_disabled(element):
            continue
        found = _field_contrast(page, element)
        if found is not None and found[0] < _WANTED:
            ratio, edge, around = found
            yield problem(
                element,
                ratio=f"{int(ratio * 100) / 100:.2f}".replace(".", ","),
                wanted="3",
                one=edge.hex,
                other=around.hex,
            )


def _field_contrast(page: Page, element: Element) -> tuple[float, Colour, Colour] | None:
    """The best contrast that shows the field, with the two colours; None: cannot be told."""
    parent = element.parent
    declared = page.styles.declared(element)
    if parent is None or not any(name.startswith("border") for name in declared):
        return None
    if any(declared.get(name, "none") not in {"none", "0"} for name in _UNDECIDED):
        return None
    if _is_framed(page, element):
        return None
    inside, around = ground(element, page.styles), ground(parent, page.styles)
    if inside is None or around is None:
        return None
    edges = _edges(page, element, declared)
    if edges is None:
        return None
    pairs = [(contrast_ratio(inside, around), inside, around)]
    for edge in edges:
        drawn = edge.over(around)
        pairs.append((contrast_ratio(drawn, around), drawn, around))
        pairs.append((contrast_ratio(drawn, inside), drawn, inside))
    return max(pairs, key=lambda pair: pair[0])


def _is_framed(page: Page, element: Element) -> bool:
    """True when a box round this field alone may draw what shows where it is."""
    for node in list(element.ancestors())[:3]:
        fields = node.find_all("input", "textarea", "select")
        if len([one for one in fields if one.get("type").lower() in _WRITTEN_IN]) > 1:
            return False
        if node.tag in {"form", "fieldset", "main", "body"}:
            return False
        declared = page.styles.declared(node)
        if any(_DRAWS.match(n) and v not in {"none", "0", ""} for n, v in declared.items()):
            return True
        if page.styles.pseudo(node, "before") or page.styles.pseudo(node, "after"):
            return True
    return False


_DRAWS = re.compile(r"^(?:border(?!-(?:radius|collapse|spacing))|box-shadow|outline|background)")


def _edges(page: Page, element: Element, declared: Mapping[str, str]) -> list[Colour] | None:
    """The colours of the borders that are drawn; None when one cannot be told."""
    found: list[Colour] = []
    shorthand = declared.get("border", "")
    for side in _SIDES:
        written = page.styles.resolved(element, declared.get(f"border-{side}", shorthand))
        parts = [part.lower() for part in _PART.findall(written)]
        if any(
            name in declared
            for name in (f"border-{side}-color", f"border-{side}-width", f"border-{side}-style")
        ):
            return None
        style = declared.get("border-style", "")
        width = declared.get("border-width", "")
        bare = {"none", "hidden"} & {*parts, style} or width in {"0", "0px"}
        if bare or "0" in parts or "0px" in parts:
            continue
        colour = parse_colour(declared.get("border-color", "")) or next(
            (c for c in map(parse_colour, parts) if c is not None), None
        )
        if colour is None or not _is_drawn(parts, style, width):
            return None
        found.append(colour)
    return found


def _is_drawn(parts: list[str], style: str, width: str) -> bool:
    lengths = [to_pixels(p, 16.0) for p in (*parts, width) if p]
    sized = any(length is not None and length >= 1 for length in lengths) or bool(
        _WIDTHS & {*parts, width}
    )
    return sized and bool(style or {"solid", "dashed", "dotted", "double", "inset"} & set(parts))


def faint_icon(page: Page) -> Iterator[Problem]:
    """Controls that show nothing but an icon, drawn in a colour that hardly stands out."""
    for element in page.with_role("link", "button"):
        drawings = element.find_all("svg")
        if len(drawings) != 1 or page.visible_text(element) or not page.is_visible(element):
            continue
        if page.exposure.is_disabled(element) or element.find_all("img"):
            continue
        colour = _icon_colour(page, drawings[0])
        below = ground(element, page.styles)
        if colour is None or below is None:
            continue
        ratio = contrast_ratio(colour.over(below), below)
        if 1.05 < ratio < _WANTED:
            yield review(
                element,
                ratio=f"{int(ratio * 100) / 100:.2f}".replace(".", ","),
                wanted="3",
                one=colour.over(below).hex,
                other=below.hex,
            )


def _icon_colour(page: Page, drawing: Element) -> Colour | None:
    """The one colour that all shapes of a drawing have; None for several or unknown ones."""
    colours: set[str] = set()
    for shape in drawing.descendants():
        if shape.tag not in _SHAPES:
            continue
        stroke = _ink(page, shape, "stroke")
        fill = _ink(page, shape, "fill") or ("" if stroke not in {"", "none"} else "black")
        colours |= {ink for ink in (fill, stroke) if ink not in {"", "none"}}
    if len(colours) != 1:
        return None
    ink = colours.pop()
    if ink == "currentcolor":
        ink = page.styles.get(drawing, "color") or "black"
    return parse_colour(ink)


def _ink(page: Page, shape: Element, name: str) -> str:
    node: Element | None = shape
    while node is not None:
        value = page.styles.declared(node).get(name) or node.get(name)
        if value:
            return page.styles.resolved(node, value).strip().lower()
        if node.tag == "svg":
            return ""
        node = node.parent
    return ""


def text_on_picture(page: Page) -> Iterator[Problem]:
    """Text that stands on a picture, where no machine can tell the contrast."""
    for element in page.body.descendants():
        if element.tag not in _GROUNDS or not page.is_visible(element):
            continue
        image = page.styles.get(element, "background-image")
        found = _PICTURE.search(image)
        if found is None or "no-repeat" in page.styles.declared(element).get("background", ""):
            continue
        if _is_strip(page, element):
            continue
        if page.styles.declared(element).get("background-repeat", "") == "no-repeat":
            covers = page.styles.declared(element).get("background-size", "") in {
                "cover",
                "100%",
                "100% 100%",
            }
            if not covers:
                continue
        text = _text_straight_on(page, element)
        if text:
            yield review(element, text=text[:60], file=found.group(1).rpartition("/")[2][:60])


def _is_strip(page: Page, element: Element) -> bool:
    """True for a picture that is repeated one way over a colour: a shade or an edge, no photo."""
    declared = page.styles.declared(element)
    written = f"{declared.get('background', '')} {declared.get('background-repeat', '')}"
    coloured = page.styles.get(element, "background-color") not in {"", "transparent"}
    return coloured and re.search(r"repeat-[xy]", written) is not None


def _text_straight_on(page: Page, element: Element) -> str:
    """The first text in `element` that has no ground of its own."""
    stack = [element]
    while stack:
        node = stack.pop()
        covered = node is not element and (
            page.styles.get(node, "background-color") not in {"", "transparent"}
        )
        if covered or not page.is_visible(node):
            continue
        if len(node.own_text) > 2:
            return node.own_text
        stack += reversed(node.elements)
    return ""
