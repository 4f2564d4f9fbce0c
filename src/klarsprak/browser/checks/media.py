"""What plays, moves or changes by itself."""

from collections.abc import Iterator

from klarsprak.browser.page import Observation, Page, observe
from klarsprak.core.finding import Certainty

SOUND_LIMIT = 3.0
"""Seconds of sound that may start by itself: WCAG 1.4.2."""
MOTION_LIMIT = 5.0
"""Seconds that something may move or change by itself: WCAG 2.2.2."""

LONGEST_INTERVAL = 3000
"""Milliseconds between two ticks of a clock that is still waited for."""


def check_media(page: Page) -> Iterator[Observation]:
    """Sound (``lyd-starter``, 1.4.2) and film (``bevegelse``, 2.2.2) that start themselves.

    Sound with no way to stop it is a fault. Where a button seems to do it, or the film is
    without sound, a person must look.
    """
    for player in page.wait_for("media"):
        if not player["plays"]:
            continue
        free = not player["controls"]
        if player["sound"] and player["seconds"] > SOUND_LIMIT and free:
            certainty = Certainty.REVIEW if player["steered"] else None
            seconds = _shown(player["seconds"])
            yield observe("lyd-starter", player, certainty, seconds=seconds)
        elif (
            player["moves"] and player["seconds"] > MOTION_LIMIT and free and not player["steered"]
        ):
            yield observe("bevegelse", player, Certainty.REVIEW)


def _shown(seconds: float) -> str:
    return "" if seconds > 36_000 else str(round(seconds))


def check_motion(page: Page) -> Iterator[Observation]:
    """Text that goes on changing (``tekst-endrer-seg``) and endless movement (``bevegelse``).

    Only a page where something changed by itself, or a clock runs, is watched for longer.
    A fault is text that still changes after five seconds, where the page has no control.
    """
    first = page.run("motion")
    if not first["changing"] and first["interval"] <= LONGEST_INTERVAL:
        page.pause(first["interval"] / 1000 + 0.2)
        first = page.run("motion")
    for moving in first["endless"]:
        if not first["steered"]:
            yield observe("bevegelse", moving, Certainty.REVIEW)
    if not first["changing"] or first["steered"]:
        return
    begun = min(one["first"] for one in first["changing"])
    rest = MOTION_LIMIT + 1.0 - (first["now"] - begun) / 1000
    if rest > 0:
        page.pause(rest)
    later = page.run("motion")
    for one in later["changing"]:
        lasts = (one["last"] - one["first"]) / 1000
        if lasts >= MOTION_LIMIT - 1.0 and one["count"] > 2:
            sure = later["controls"] == 0 and not one["clock"]
            certainty = None if sure else Certainty.REVIEW
            yield observe("tekst-endrer-seg", one, certainty)
