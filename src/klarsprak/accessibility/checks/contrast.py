"""Text that stands out too little from its ground (WCAG 1.4.3, 1.4.6)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.contrast import Painted, painted
from klarsprak.accessibility.css_values import WHITE, contrast_ratio, parse_colour
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_LETTERS = re.compile(r"[^\W_]{2}")
_PHRASING_TAGS = "a abbr b code em font i mark q s samp small span strong sub sup time u var"
_PHRASING = frozenset(_PHRASING_TAGS.split())
_NOT_SHOWN = 1.05
_MINIMUM = (4.5, 3.0)
_ENHANCED = (7.0, 4.5)


def minimum(page: Page) -> Iterator[Problem]:
    """Text below the contrast of level AA; inside one block each pair of colours once."""
    seen: set[tuple[str, str, int]] = set()
    for element, paint in _weak(page, _MINIMUM):
        key = (paint.text.hex, paint.background.hex, _block_of(element).index)
        if key not in seen:
            seen.add(key)
            yield _problem(element, paint, _MINIMUM)


def _block_of(element: Element) -> Element:
    node = element
    while node.parent is not None and node.tag in _PHRASING:
        node = node.parent
    return node


def enhanced(page: Page) -> Iterator[Problem]:
    """Text below the contrast of level AAA; each pair of colours once a page."""
    seen: set[tuple[str, str, bool]] = set()
    for element, paint in _weak(page, _ENHANCED):
        key = (paint.text.hex, paint.background.hex, paint.is_large)
        if key not in seen:
            seen.add(key)
            yield _problem(element, paint, _ENHANCED)


def _problem(element: Element, paint: Painted, limits: tuple[float, float]) -> Problem:
    return problem(
        element,
        ratio=f"{int(paint.ratio * 100) / 100:.2f}".replace(".", ","),
        wanted=f"{limits[paint.is_large]:g}".replace(".", ","),
        one=paint.text.hex,
        other=paint.background.hex,
    )


def _weak(page: Page, limits: tuple[float, float]) -> Iterator[tuple[Element, Painted]]:
    for element, paint in page.painted_texts:
        if _NOT_SHOWN < paint.ratio < limits[paint.is_large]:
            yield element, paint


def painted_texts(page: Page) -> Iterator[tuple[Element, Painted]]:
    """Every element with visible text of its own whose colours can be told."""
    spared = _spared(page)
    for element in page.body.descendants():
        if not element.is_html or not any(
            isinstance(child, str) and _LETTERS.search(child) for child in element.children
        ):
            continue
        if not page.is_visible(element) or _is_spared(page, element, spared):
            continue
        paint = painted(element, page.styles)
        if paint is not None:
            yield element, paint


def _spared(page: Page) -> set[int]:
    """Labels of controls that are switched off: they need no contrast."""
    spared: set[int] = set()
    for control in page.tree.elements:
        off = page.exposure.is_disabled(control) or _is_off(control)
        if off:
            spared.update(label.index for label in page.names.labels_of(control))
            labels = page.tree.references(control, "aria-labelledby")
            spared.update(label.index for label in labels)
    return spared


def _is_off(element: Element) -> bool:
    return element.get("aria-disabled").strip().lower() == "true"


def _is_spared(page: Page, element: Element, spared: set[int]) -> bool:
    return any(
        node.index in spared or page.exposure.is_disabled(node) or _is_off(node)
        for node in (element, *element.ancestors())
    )


def ground_not_told(page: Page) -> Iterator[Problem]:
    """Light text where no style sheet of the page says what it stands on (failure F24).

    The browser's own white is too light for it; each colour is told of once.
    """
    if not page.tree.is_whole_page or not page.styles.complete:
        return
    seen: set[str] = set()
    for element in page.body.descendants():
        written = page.styles.get(element, "color") if element.own_text else ""
        colour = parse_colour(written) if written else None
        if colour is None or colour.hex in seen or contrast_ratio(colour, WHITE) >= _MINIMUM[1]:
            continue
        chain = (element, *element.ancestors())
        grounded = any(
            node.has("bgcolor")
            or any(n.startswith("background") for n in page.styles.declared(node))
            for node in chain
        )
        if not grounded and page.is_visible(element) and painted(element, page.styles) is None:
            seen.add(colour.hex)
            yield review(element, value=colour.hex)
