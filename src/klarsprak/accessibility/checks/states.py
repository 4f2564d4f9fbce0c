"""Colours that show only in a state: hint text, pointer, focus (WCAG 1.4.3, 1.4.11)."""

import re
from collections.abc import Iterator, Mapping

from klarsprak.accessibility.contrast import Painted, ground, painted
from klarsprak.accessibility.css_values import Colour, contrast_ratio, parse_colour
from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.stylesheets import StyleRule
from klarsprak.accessibility.tree import Element

HOVER = re.compile(r":hover(?![\w-])")
FOCUS = re.compile(r":focus(?:-visible)?(?![\w-])")
_PAINTS = frozenset({"color", "background", "background-color"})
_RING_ALONE = re.compile(r"^outline(?:-\w+)?$")
_HINT = 4.5
_GRAPHIC = 3.0


def placeholder(page: Page) -> Iterator[Problem]:
    """Hint text in fields that stands out too little."""
    for element in page.tree.tagged("input", "textarea"):
        if not element.get("placeholder").strip() or not page.is_visible(element):
            continue
        if page.exposure.is_disabled(element):
            continue
        below = ground(element, page.styles)
        colour = _hint_colour(page, element)
        if below is None or colour is None:
            continue
        ratio = contrast_ratio(colour.over(below), below)
        if ratio < _HINT:
            yield _told(element, ratio, _HINT, colour.over(below), below)


def _hint_colour(page: Page, element: Element) -> Colour | None:
    declared = page.styles.pseudo(element, "placeholder")
    colour = parse_colour(page.styles.resolved(element, declared.get("color", "")))
    if colour is None:
        return None
    try:
        return colour.faded(float(declared.get("opacity", "1")))
    except ValueError:
        return None


def _told(
    element: Element, ratio: float, wanted: float, one: Colour, other: Colour, **more: str
) -> Problem:
    return problem(
        element,
        ratio=f"{int(ratio * 100) / 100:.2f}".replace(".", ","),
        wanted=f"{wanted:g}".replace(".", ","),
        one=one.hex,
        other=other.hex,
        **more,
    )


def in_state(page: Page) -> Iterator[Problem]:
    """Links and buttons whose text fades when they are pointed at or have focus."""
    seen: set[tuple[str, str, str]] = set()
    for state, pattern in ((":hover", HOVER), (":focus", FOCUS)):
        if not any(_paints(rule) for rule in _rules_of(page, pattern)):
            continue
        for element in page.with_role("link", "button", "tab", "menuitem"):
            if not element.own_text or not page.is_visible(element):
                continue
            before = painted(element, page.styles)
            after = None if before is None else _changed(page, element, before, pattern)
            if before is None or after is None:
                continue
            wanted = _GRAPHIC if before.is_large else _HINT
            key = (state, after.text.hex, after.background.hex)
            if after.ratio < wanted <= before.ratio and key not in seen:
                seen.add(key)
                yield _told(element, after.ratio, wanted, after.text, after.background, value=state)


def _rules_of(page: Page, pattern: re.Pattern[str]) -> list[StyleRule]:
    return [r for r in page.styles.sheets.rules if pattern.search(r.selectors) and not r.media]


def _paints(rule: StyleRule) -> bool:
    return any(declaration.name in _PAINTS for declaration in rule.declarations)


def _changed(
    page: Page,
    element: Element,
    before: Painted,
    pattern: re.Pattern[str],
) -> Painted | None:
    """The colours in the state; None when nothing changes or it cannot be told."""
    base = page.styles.declared(element)
    declared = page.styles.declared_in_state(element, pattern)
    news = {n: v for n, v in declared.items() if base.get(n) != v}
    if not _PAINTS & news.keys() or news.get("background-image", "none") != "none":
        return None
    text, below = before.text, before.background
    if "color" in news:
        found = parse_colour(page.styles.resolved(element, news["color"]))
        if found is None:
            return None
        text = found
    if "background-color" in news:
        found = parse_colour(page.styles.resolved(element, news["background-color"]))
        if found is None or found.alpha < 1:
            return None
        below = found
    return Painted(text.over(below), below, before.size, before.bold)


def faint_ring(page: Page) -> Iterator[Problem]:
    """Controls whose only focus mark is an outline that stands out too little."""
    if not _rules_of(page, FOCUS):
        return
    for element in page.tree.elements:
        if not page.is_tabbable(element) or not page.is_visible(element):
            continue
        base = page.styles.declared(element)
        declared = page.styles.declared_in_state(element, FOCUS)
        news = {name for name, value in declared.items() if base.get(name) != value}
        if not news or not all(_RING_ALONE.match(name) for name in news):
            continue
        ring = _ring(declared)
        parent = element.parent
        around = None if parent is None else ground(parent, page.styles)
        inside = ground(element, page.styles)
        if ring is None or around is None or inside is None:
            continue
        ratio = contrast_ratio(ring.over(around), around)
        if ratio < _GRAPHIC:
            yield _told(element, ratio, _GRAPHIC, ring.over(around), around)


def _ring(declared: Mapping[str, str]) -> Colour | None:
    """The colour of an outline that is drawn outside its element."""
    if declared.get("outline-offset", "0").startswith("-"):
        return None
    written = declared.get("outline", "").lower()
    if "none" in written or declared.get("outline-style", "") == "none":
        return None
    own = declared.get("outline-color")
    if own:
        return parse_colour(own)
    for part in re.findall(r"[\w-]+\([^()]*\)|[^\s]+", written):
        colour = parse_colour(part)
        if colour is not None:
            return colour
    return None
