"""What opens and closes: does it tell so, and does focus follow into a dialogue?"""

from collections.abc import Iterator

from klarsprak.browser.page import Observation, Page, observe
from klarsprak.core.finding import Certainty

MAX_PRESSED = 12
"""So many controls are pressed on one page: those of a list are mostly alike."""

REST_MS = 300
"""How long what was opened gets to come up."""


def check(page: Page) -> Iterator[Observation]:
    """Press what opens something on the page, and see what it says of itself.

    Rules: ``tilstand-star-fast`` (4.1.2: aria-expanded says the same before and after),
    ``tilstand-mangler`` (4.1.2, a person must look: something opens and no state tells it),
    ``dialog-uten-fokus`` (2.4.3, a person must look: focus stays behind a dialogue).
    """
    for one in page.wait_for("toggles", MAX_PRESSED, REST_MS):
        if one["dialog"]:
            if not one["inside"]:
                yield observe("dialog-uten-fokus", one, Certainty.REVIEW, target=one["opened"])
        elif one["state"] == "stuck":
            yield observe("tilstand-star-fast", one, target=one["opened"])
        elif one["state"] == "none" and not one["other"]:
            yield observe("tilstand-mangler", one, Certainty.REVIEW, target=one["opened"])
