"""What style sheets and scripts do by themselves: menus, blinking, moving on (WCAG 2.1.1, 2.2, 2.3.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.checks.states import HOVER
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.stylesheets import StyleRule
from klarsprak.accessibility.tree import Element

_AFTER_HOVER = re.compile(r":hover(?:[^\s,>+~]*)[\s>+~]")
_FOCUSED = re.compile(r":focus")
_SHOWS = {"display": frozenset({"none"}), "visibility": frozenset({"hidden", "collapse"})}
_TIME = re.compile(r"(?<![\w.-])(\d*\.?\d+)(ms|s)\b")
_MOVES = frozenset(
    "transform translate rotate left right top bottom margin-left margin-top margin "
    "background-position text-indent".split()
)
_BLINKS = frozenset("opacity visibility display color background background-color filter".split())
_WORD = re.compile(r"[^\W\d_]{3}")
_FLASH = 1 / 3
_LEAVES = re.compile(
    r"set(?:Timeout|Interval)\([^;]{0,300}?(?:location(?:\.href|\.assign|\.replace)?\s*[=(]|"
    r"location\.reload\()",
    re.S,
)


def menu_by_pointer(page: Page) -> Iterator[Problem]:
    """Links that come up when a pointer rests on something, and not for the keyboard."""
    rules = page.styles.sheets.rules
    openers = [r for r in rules if _AFTER_HOVER.search(r.selectors) and _reveals(r)]
    if not openers or not page.styles.complete:
        return
    if any(_FOCUSED.search(r.selectors) and _reveals(r) for r in rules):
        return
    told: set[int] = set()
    for element in page.body.descendants():
        if not element.elements or not _is_hidden_itself(page, element):
            continue
        if not any(below.tag in {"a", "button", "input"} for below in element.descendants()):
            continue
        owner = element.parent
        if owner is None or owner.index in told or not page.is_visible(owner):
            continue
        if any(page.styles.matches_in_state(element, r.selectors, HOVER) for r in openers):
            told.add(owner.index)
            kind = review if page.has_script else problem
            yield kind(owner, text=page.visible_text(owner)[:60])


def _reveals(rule: StyleRule) -> bool:
    return any(
        declaration.name in _SHOWS and declaration.value.lower() not in _SHOWS[declaration.name]
        for declaration in rule.declarations
    )


def _is_hidden_itself(page: Page, element: Element) -> bool:
    declared = page.styles.declared(element)
    return any(declared.get(name, "").lower() in values for name, values in _SHOWS.items())


def moves_by_style(page: Page) -> Iterator[Problem]:
    """Text that blinks or moves without end by a style sheet."""
    for element, changed, seconds in _endless(page):
        if seconds >= _FLASH or not changed & _BLINKS:
            yield review(element, text=page.visible_text(element)[:60])


def flashes(page: Page) -> Iterator[Problem]:
    """What changes its light more than three times a second by a style sheet."""
    for element, changed, seconds in _endless(page):
        if seconds < _FLASH and changed & _BLINKS:
            yield review(element, seconds=f"{seconds:g}".replace(".", ","))


def _endless(page: Page) -> Iterator[tuple[Element, frozenset[str], float]]:
    """Visible elements with an endless animation: what changes, and seconds per round."""
    animations = page.styles.sheets.animations
    if not animations:
        return
    for element in page.body.descendants():
        declared = page.styles.declared(element)
        written = declared.get("animation", "") or declared.get("animation-name", "")
        if not written or not page.is_visible(element):
            continue
        every = " ".join(v for n, v in declared.items() if n.startswith("animation"))
        if "infinite" not in every or "paused" in every:
            continue
        name = next((part for part in written.split() if part in animations), "")
        changed = animations.get(name, frozenset())
        if not changed & (_MOVES | _BLINKS) or not page.visible_text(element):
            continue
        time = _TIME.search(every)
        seconds = (
            0.0 if time is None else float(time.group(1)) / (1000 if time.group(2) == "ms" else 1)
        )
        if seconds:
            yield element, changed, seconds


def script_moves_on(page: Page) -> Iterator[Problem]:
    """Scripts that load another page, or this one anew, after some time."""
    for element in page.tree.tagged("script"):
        if not element.has("src") and _LEAVES.search(element.raw_text):
            yield review(element)


def text_by_pointer(page: Page) -> Iterator[Problem]:
    """Text that comes up only while a pointer rests on something."""
    rules = page.styles.sheets.rules
    openers = [r for r in rules if _AFTER_HOVER.search(r.selectors) and _reveals(r)]
    if not openers or any(_FOCUSED.search(r.selectors) and _reveals(r) for r in rules):
        return
    told: set[int] = set()
    for element in page.body.descendants():
        if not _WORD.search(element.text) or not _is_hidden_itself(page, element):
            continue
        owner = element.parent
        if any(below.tag in {"a", "button", "input"} for below in element.descendants()):
            continue
        if owner is None or owner.index in told or not page.is_visible(owner):
            continue
        if any(page.styles.matches_in_state(element, r.selectors, HOVER) for r in openers):
            told.add(owner.index)
            yield review(owner, text=element.text[:60])
