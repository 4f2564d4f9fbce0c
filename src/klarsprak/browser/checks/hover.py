"""What comes up under the pointer: can it be reached, and can it be sent away?"""

from collections.abc import Iterator
from typing import Any

from klarsprak.browser.page import Observation, Page, observe
from klarsprak.core.finding import Certainty

MAX_TRIGGERS = 8
DELAY = 0.25
"""Seconds the pointer rests before the page is looked at."""
STEPS = 8


def check(page: Page) -> Iterator[Observation]:
    """Point at what may show more.

    Rules: ``sveveinnhold-borte`` and ``-blir`` (1.4.13), ``-bare-mus`` (2.1.1).

    ``sveveinnhold-borte``: it goes away when the pointer moves onto it. ``sveveinnhold-blir``
    (a person must look): it covers other text, and Escape does not send it away.
    ``sveveinnhold-bare-mus`` (a person must look, since it may stand elsewhere too): it does
    not come up for the keyboard.
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
        if not _by_keyboard(page, index):
            yield observe("sveveinnhold-bare-mus", trigger, Certainty.REVIEW)
    if count:
        page.move_mouse(0, 0)


def _shown(page: Page, trigger: Any) -> Any:
    page.move_mouse(trigger["x"], trigger["y"])
    page.pause(DELAY)
    return page.run("hover_new")


def _by_keyboard(page: Page, index: int) -> bool:
    """True when the extra content comes up for one who has focus on the trigger too.

    A trigger that went out of sight when the pointer left cannot be judged, and counts as
    reachable.
    """
    page.move_mouse(0, 0)
    page.pause(DELAY)
    if page.run("hover_new", True):
        return True
    focused = page.run("hover_focus", index)
    page.pause(DELAY)
    shown = bool(page.run("hover_new", True))
    page.run("moving")
    return focused and shown


def _reachable(page: Page, trigger: Any, extra: Any) -> bool:
    """True when the extra content is still there after the pointer has moved onto it."""
    for step in range(1, STEPS + 1):
        part = step / STEPS
        x = trigger["x"] + (extra["x"] - trigger["x"]) * part
        y = trigger["y"] + (extra["y"] - trigger["y"]) * part
        page.move_mouse(x, y)
    page.pause(DELAY)
    return bool(page.run("hover_new", True))
