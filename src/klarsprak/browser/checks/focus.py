"""The keyboard's walk: is focus seen at each stop, does the order make sense, any trap?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from klarsprak.browser.page import ALT, CTRL, SHIFT, Observation, Page, observe
from klarsprak.core.finding import Certainty

OUTSIDE, UNKNOWN = -1, -2
MAX_SAMPLES = 12
"""Pictures are slow: so many kinds of stops are looked at on one page."""

MAX_COVERED = 5
"""A bar that covers one stop mostly covers more; the first are told of."""

PULL = 50
"""Milliseconds a page gets to take focus back, by its own clock: a busy machine that lets
the page wait gives it as much longer."""

_COMBINATION = re.compile(
    r"\b((?:(?:ctrl|control|alt|shift|skift)\s*\+\s*)*)(esc(?:ape)?|[a-zæøå0-9])\b", re.I
)
_MODIFIERS = {"ctrl": CTRL, "control": CTRL, "alt": ALT, "shift": SHIFT, "skift": SHIFT}


@dataclass(frozen=True, slots=True)
class Walk:
    """Where Tab went. `order` holds the stops; `left` tells that focus came out again."""

    order: tuple[int, ...]
    left: bool
    whole: bool
    unchanged: tuple[int, ...]
    covered: tuple[int, ...] = ()

    def cycle(self, count: int) -> frozenset[int]:
        """The stops that focus goes round among at the end."""
        return frozenset(at for at in self.order[-(count + 2) :] if at >= 0)


def check(page: Page) -> Iterator[Observation]:
    """Walk through the page with Tab and look at every stop.

    Rules: ``fokus-usynlig`` (2.4.7), ``tastaturfelle`` and ``tastaturfelle-egen-tast``
    (2.1.2), ``fokusrekkefolge`` (2.4.3), ``fokus-skjult`` (2.4.11).
    """
    start = page.run("tabbable")
    count = int(start["count"])
    if not count:
        page.run("moving")
        return
    limit = min(2 * count + 6, page.options.max_tab_stops) + int(start["extra"])
    walk = _walk(page, limit, whole=2 * count + 6 <= page.options.max_tab_stops)
    try:
        if walk.whole and not walk.left:
            yield from _traps(page, walk, count, limit)
        else:
            yield from _unseen(page, walk.unchanged)
            covered = list(walk.covered)[:MAX_COVERED]
            for stop in page.run("stops", covered) if covered else ():
                yield observe("fokus-skjult", stop)
        for box in page.run("order"):
            first, second = box["first"], box["second"]
            yield observe("fokusrekkefolge", box, first=first, second=second)
    finally:
        page.run("moving")


def _walk(page: Page, limit: int, modifiers: int = 0, *, whole: bool = True) -> Walk:
    order: list[int] = []
    unchanged: dict[int, None] = {}
    covered: dict[int, None] = {}
    for _ in range(limit):
        page.press("Tab", modifiers)
        state = page.run("focused")
        if state["at"] == OUTSIDE and not _pulled_back(page, order):
            return Walk((*order, OUTSIDE), True, whole, tuple(unchanged), tuple(covered))
        order.extend([*state["moves"], state["at"]])
        if state["at"] >= 0 and not state["changed"]:
            unchanged[state["at"]] = None
        if state["covered"]:
            covered[state["at"]] = None
    return Walk(tuple(order), False, whole, tuple(unchanged), tuple(covered))


def _pulled_back(page: Page, order: list[int]) -> bool:
    """True when a stop that focus came from takes it back.

    It need not be the last one: Tab may have been faster than the page.
    """
    return bool(order) and order[-1] >= 0 and _settled(page) in set(order) - {OUTSIDE, UNKNOWN}


def _traps(page: Page, walk: Walk, count: int, limit: int) -> Iterator[Observation]:
    """A trap: neither Tab, nor Shift+Tab, nor Escape leads out of a ring of stops."""
    cycle = walk.cycle(count)
    if not cycle or UNKNOWN in walk.order:
        return
    stops = dict(zip(cycle, page.run("stops", list(cycle)), strict=True))
    if any(stop["frame"] or stop["dialog"] for stop in stops.values()):
        return
    held = _held(page)
    if not held and _escapes(page, cycle, limit, SHIFT):
        return
    page.press("Escape")
    if not (held and _held(page)) and _escapes(page, cycle, limit):
        return
    first = stops[min(cycle)]
    keys = _told_way_out(page, cycle, stops, limit)
    rule = "tastaturfelle-egen-tast" if keys else "tastaturfelle"
    yield observe(rule, first, stops=len(cycle), keys=keys)


def _escapes(page: Page, cycle: frozenset[int], limit: int, modifiers: int = 0) -> bool:
    """True when focus gets out of `cycle`, or out of the page, by Tab."""
    for _ in range(limit):
        page.press("Tab", modifiers)
        state = page.run("focused")
        away = OUTSIDE in (*state["moves"], state["at"]) or state["at"] not in cycle
        if away and _settled(page) not in cycle:
            return True
    return False


def _held(page: Page) -> bool:
    """True when a stop holds focus; two that hold it may each win now and then."""
    return any(_holds(page) for _ in range(3))


def _holds(page: Page) -> bool:
    """True when the stop with focus takes it back to itself, forwards and backwards."""
    start = _settled(page)
    for modifiers in (0, SHIFT):
        page.press("Tab", modifiers)
        state = page.run("focused")
        moved = any(at != start for at in (*state["moves"], state["at"]))
        if not moved or _settled(page) != start:
            return False
    return True


def _settled(page: Page) -> int:
    """Where focus is when the page has had time to take it back."""
    page.wait_for("rest", PULL)
    return int(page.run("focused")["at"])


def _told_way_out(page: Page, cycle: frozenset[int], stops: dict[int, Any], limit: int) -> str:
    """The keys that the page tells of and that do lead out; "" for none.

    Help within the ring (a link to a place on the page) is opened and read too.
    """
    for _ in range(len(cycle) + 1):
        page.press("Tab")
        at = page.run("focused")["at"]
        if at in stops and stops[at]["harmless"]:
            page.press("Enter")
    for modifiers, key, shown in key_combinations(page.run("page_text")):
        for _ in range(len(cycle)):
            page.press(key, modifiers)
            page.run("focused")
            if _escapes(page, cycle, min(limit, len(cycle) + 2)):
                return shown
    return ""


def key_combinations(text: str) -> tuple[tuple[int, str, str], ...]:
    """(modifiers, key, as written) of the key combinations that `text` names.

    A lone letter is no combination; Escape is.
    """
    found: dict[tuple[int, str], str] = {}
    for match in _COMBINATION.finditer(text):
        modifiers = 0
        for name in re.findall(r"\w+", match.group(1).lower()):
            modifiers |= _MODIFIERS[name]
        key = match.group(2).lower()
        if key.startswith("esc"):
            key = "Escape"
        if modifiers or key == "Escape":
            found.setdefault((modifiers, key), match.group().strip())
    return tuple((modifiers, key, shown) for (modifiers, key), shown in found.items())[:5]


def _unseen(page: Page, suspects: tuple[int, ...]) -> Iterator[Observation]:
    """Stops whose style stays the same: those that no picture tells apart either.

    Of stops that look alike one is pictured. A page that moves by itself cannot be judged.
    """
    if not suspects:
        return
    alike: dict[str, list[Any]] = {}
    for at, stop in zip(suspects, page.run("stops", list(suspects)), strict=True):
        if not stop["frame"] and not stop["writes"]:
            alike.setdefault(stop["alike"], []).append((at, stop))
    for group in list(alike.values())[:MAX_SAMPLES]:
        seen = _focus_shows(page, group[0][0])
        if seen is None:
            continue
        if not seen:
            for _, stop in group:
                yield observe("fokus-usynlig", stop, Certainty.FAULT)


def _focus_shows(page: Page, at: int) -> bool | None:
    """Whether a picture with focus differs from one without; None: cannot be told."""
    if not page.wait_for("focus_one", at, True):
        return None
    focused = page.picture()
    page.wait_for("focus_one", at, False)
    without = page.picture()
    if focused != without:
        page.wait_for("focus_one", at, False)
        return True if page.picture() == without else None
    return False
