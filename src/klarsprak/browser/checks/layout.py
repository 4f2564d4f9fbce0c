"""Other sizes and other spacing: is text cut off, must the reader scroll sideways?"""

from collections.abc import Iterator, Mapping
from typing import Any

from klarsprak.browser.page import Observation, Page, observe
from klarsprak.core.finding import Certainty

REFLOW = (320, 256)
"""1280 by 1024 at 400 % zoom, in CSS pixels: WCAG 1.4.10."""
ZOOM = (640, 512)
"""1280 by 1024 at 200 % zoom: WCAG 1.4.4."""


def check(page: Page) -> Iterator[Observation]:
    """Look at the page at other sizes; it has its own size again afterwards.

    Rules: ``tekst-klippes`` (1.4.4), ``tekstavstand`` (1.4.12), ``sidelengs-rulling``
    (1.4.10).
    """
    checks = page.options.checks
    now = {one["selector"] for one in page.run("clipped")}
    if "spacing" in checks:
        yield from _spacing(page, now)
    try:
        if "zoom" in checks:
            _resize(page, *ZOOM)
            for one in page.run("clipped"):
                yield observe("tekst-klippes", one, _certainty(one, now), size="200 %")
        if "reflow" in checks:
            _resize(page, *REFLOW)
            yield from _sideways(page)
    finally:
        _resize(page, page.options.width, page.options.height)


def _resize(page: Page, width: int, height: int) -> None:
    page.browser.resize(width, height)
    page.wait_for("resized")


def _certainty(one: Mapping[str, Any], before: set[str]) -> Certainty | None:
    """Text cut in height is a fault; text that runs out at the side may be meant so."""
    return None if one["side"] == "height" else Certainty.REVIEW


def _spacing(page: Page, before: set[str]) -> Iterator[Observation]:
    page.run("spacing", True)
    try:
        cut = page.run("clipped")
    finally:
        page.run("spacing", False)
    for one in cut:
        if one["selector"] not in before:
            yield observe("tekstavstand", one, _certainty(one, before))


def _sideways(page: Page) -> Iterator[Observation]:
    """What must be scrolled sideways; tables, pictures, maps and code may be so."""
    wide = page.run("wide")
    culprits = wide["culprits"]
    if not culprits:
        return
    free = [one for one in culprits if not one["may"]]
    chosen = max(free or culprits, key=lambda one: int(one["far"]))
    certainty = None if free else Certainty.REVIEW
    yield observe("sidelengs-rulling", chosen, certainty, pixels=wide["over"])
