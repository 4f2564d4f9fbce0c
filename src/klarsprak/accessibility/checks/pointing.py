"""Pointers, movement and time (WCAG 2.2.1, 2.2.2, 2.5)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, review
from klarsprak.accessibility.stylesheets import bytes_beside
from klarsprak.accessibility.tree import Element

_DOWN_EVENTS = ("onmousedown", "ontouchstart", "onpointerdown")
_MOTION = re.compile(r"devicemotion|deviceorientation|DeviceMotionEvent")
_TIME_LIMIT = re.compile(
    r"(?:logg(?:es|ast|et|a) (?:automatisk )?ut (?:om|etter|dersom|hvis|når)|"
    r"(?:tida?|økta?|økten|sesjonen) (?:går|er gått|har gått|utløper|er utløpt) ut|"
    r"(?:økten|sesjonen|økta) (?:utløper|avsluttes|blir avslutta)|"
    r"session (?:will )?(?:expire|time)|logged out (?:in|after)|you have \d+ minutes)",
    re.I,
)
_CAROUSEL = re.compile(r"(?:^|[\s_-])(?:carousel|karusell|slideshow|slider|swiper)(?:$|[\s_-])")
_CONTROL = frozenset({"a", "button", "input", "select"})
_ICON_SIZE = 100
_ICON_NAME = re.compile(
    r"(?:^|[_-])(?:up|down|left|right|arrow|pil|logo|icon|ikon|open|close|bullet|prikk|prev|next|home|"
    r"hjem|top|topp|line|linje|spacer|pixel|dot|button|knapp|nav|clear|blank)s?(?:[_.-]|\d|$)",
    re.I,
)
_GIF_FRAME = re.compile(rb"\x21\xf9\x04.{4}\x00[\x21\x2c]", re.S)
"""What stands before every picture of an animated GIF."""
_SMALLEST = 24.0


def acts_on_press(page: Page) -> Iterator[Problem]:
    """Things that happen when the pointer goes down, before it can be moved away."""
    for element in page.body.descendants():
        names = [name for name in _DOWN_EVENTS if element.get(name).strip()]
        if names and page.exposure.is_rendered(element):
            yield review(element, attribute=names[0])


def moved_by_motion(page: Page) -> Iterator[Problem]:
    """Pages that listen to the device being shaken or tilted."""
    for element in page.tree.tagged("script"):
        if _MOTION.search(element.raw_text):
            yield review(element)


def small_target(page: Page) -> Iterator[Problem]:
    """Controls declared smaller than 24 by 24 pixels."""
    for element in page.body.descendants():
        if element.tag not in _CONTROL or not page.is_visible(element):
            continue
        declared = page.styles.declared(element)
        if page.styles.display(element) == "inline" or element.get("type").lower() in {
            "checkbox",
            "radio",
        }:
            continue
        for name in ("width", "height"):
            pixels = page.styles.pixels(element, name) if name in declared else None
            if pixels is not None and 1 < pixels < _SMALLEST:
                yield review(element, value=f"{name}: {declared[name]}")
                break


def time_limit(page: Page) -> Iterator[Problem]:
    """Texts that tell of a limit of time."""
    for element in page.body.descendants():
        if element.tag not in {"p", "li", "div", "span", "td", "h2", "h3", "strong"}:
            continue
        found = _TIME_LIMIT.search(element.own_text)
        if found is not None:
            yield review(element, text=found.group()[:60])


def moving(page: Page) -> Iterator[Problem]:
    """Films, animated pictures and carousels that move by themselves."""
    for element in page.tree.tagged("video"):
        if element.has("autoplay") and not element.has("controls") and _is_shown(page, element):
            yield review(element, tag="video")
    for element in page.tree.tagged("img"):
        address = element.get("src").lower().split("?", 1)[0]
        if not address.endswith(".gif") or not _is_shown(page, element) or _is_tiny(element):
            continue
        if _gif_moves(page, element) is not False:
            yield review(element, tag="gif")
    for element in page.body.descendants():
        if _CAROUSEL.search(element.get("class").lower()) and _is_shown(page, element):
            nested = any(_CAROUSEL.search(n.get("class").lower()) for n in element.ancestors())
            if not nested and len(element.elements) > 0:
                yield review(element, tag=element.tag)


def _gif_moves(page: Page, element: Element) -> bool | None:
    """Whether a GIF beside the page holds more than one picture.

    None when it is not there, and neither size, name nor place says that it is an icon.
    """
    content = bytes_beside(page.folder, element.get("src"), (".gif",))
    if content is None:
        sizes = [element.get(name) for name in ("width", "height")]
        small = any(size.isdigit() and int(size) < _ICON_SIZE for size in sizes)
        used = element.closest("a", "button") is not None or element.has("onclick")
        named = _ICON_NAME.search(element.get("src").rpartition("/")[2]) is not None
        return False if small or used or named else None
    return len(_GIF_FRAME.findall(content)) > 1


def _is_shown(page: Page, element: Element) -> bool:
    return page.is_visible(element)


def _is_tiny(element: Element) -> bool:
    sizes = [element.get(name) for name in ("width", "height")]
    return any(size.isdigit() and int(size) < 30 for size in sizes)
