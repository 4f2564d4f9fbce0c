"""Keys that do something all by themselves, wherever the reader is on the page."""

from collections.abc import Iterator

from klarsprak.browser.page import Observation, Page
from klarsprak.core.finding import Certainty

KEYS = "abcdefghijklmnopqrstuvwxyz0123456789+-/?.,*"
SCROLLING = frozenset(" ")


def check(page: Page) -> Iterator[Observation]:
    """Press every printable key where nothing has focus: rule ``hurtigtast`` (2.1.4).

    Only on a page that listens to keys as a whole. A key counts when the page changes each
    time it is pressed; where there are settings on the page, a person must look whether
    one of them switches the key off.
    """
    ready = page.run("shortcut")
    if not ready["listens"]:
        return
    before = page.run("stamp")
    if page.run("stamp") != before:
        return
    working: list[str] = []
    for key in KEYS:
        page.press(key, text=key)
        after = page.run("stamp")
        if after == before:
            continue
        page.press(key, text=key)
        again = page.run("stamp")
        if again != after:
            working.append(key)
        if before.partition("\n")[0] != again.partition("\n")[0]:
            break
        before = again
        if len(working) > 3:
            break
    if working and len(working) <= 3:
        certainty = Certainty.REVIEW if ready["settings"] else None
        keys = " ".join(working)
        yield Observation("hurtigtast", "body", certainty=certainty, values={"keys": keys})
