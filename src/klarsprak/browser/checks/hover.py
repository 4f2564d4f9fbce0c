"""What comes up under the pointer: can it be reached, and can it be sent away?"""

from collections.abc import Iterator
from typing import Any

from klarsprak.browser.page import Observation, Page, observe
from klarsprak.core.finding import Certainty

MAX_TRIGGERS = 12
DELAY = 0.25
"""Seconds the pointer rests before the page is looked at."""
STEPS = 8


def check(page: Page) -> Iterator[Observation]:
    """Point at what may show more: rules ``sveveinnhold-borte`` and ``-blir`` (1.4.13).

    ``sveveinnhold-borte``: it goes away when the pointer moves onto it. ``sveveinnhold-blir``
    (a person must look): it covers other text, and Escape does not send it away.
    """
    count = int(page.run("hoverable", MAX_TRIGGERS))
    for index in range(count):
        page.move_mouse(0, 0)
        trigger = page.run("hover_at", index)
        if not trigger["inside"]:
            continue
        extra = _shown(page, trigger)
        if extra is None:
            continue
        if extra["covers"]:
            page.press("Escape")
            page.pause(DELAY)
            if page.run("hover_new", True):
                yield observe("sveveinnhold-blir", trigger, Certainty.REVIEW)
            page.move_mouse(0, 0)
            page.pause(DELAY)
            extra = _shown(page, trigger)
        if extra is not None and not _reachable(page, trigger, extra):
            yield observe("sveveinnhold-borte", trigger)
    if count:
        page.move_mouse(0, 0)


def _shown(page: Page, trigger: Any) -> Any:
    page.move_mouse(trigger["x"], trigger["y"])
    page.pause(DELAY)
    return page.run("hover_new")


def _reachable(page: Page, trigger: Any, extra: Any) -> bool:
    """True when the extra content is still there after the pointer has moved onto it."""
    for step in range(1, STEPS + 1):
        part = step / STEPS
        x = trigger["x"] + (extra["x"] - trigger["x"]) * part
        y = trigger["y"] + (extra["y"] - trigger["y"]) * part
        page.move_mouse(x, y)
    page.pause(DELAY)
    return bool(page.run("hover_new", True))
