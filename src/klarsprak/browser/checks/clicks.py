"""Things to click on that only a mouse reaches."""

from collections.abc import Iterator

from klarsprak.browser.page import Observation, Page, observe

MAX_TOLD = 20
"""More of them on one page are one fault of the page's own making; the first are told of."""


def check(page: Page) -> Iterator[Observation]:
    """Elements that listen to clicks and that the keyboard cannot reach.

    Rule: ``klikk-bare-mus`` (2.1.1).
    """
    for element in page.run("clickable")[:MAX_TOLD]:
        yield observe("klikk-bare-mus", element)
