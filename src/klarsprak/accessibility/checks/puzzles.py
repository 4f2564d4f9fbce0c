"""Tests of being human (WCAG 1.1.1, 3.3.8), and what else stops a user at a form."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_AT_ONCE = re.compile(r"window\.open\(|(?<![\w.])(?:alert|confirm|prompt)\(")
_WORD = re.compile(r"captcha", re.I)
_CLASS = re.compile(r"(?:^|\s)(?:g-recaptcha|h-captcha|frc-captcha|captcha)(?:$|[\s_-])", re.I)
_ASKS = re.compile(
    r"(?:skriv|tast|gjenta)[^.]{0,25}(?:tegn\w*|teikn\w*|bokstav\w*|kode\w*|tall\w*)[^.]{0,15}"
    r"(?:du ser|du les|i bilde|i bilete|på bilde|på bilete)|"
    r"(?:enter|type) the (?:characters|letters|code|text)[^.]{0,20}(?:you see|image|picture)",
    re.I,
)


def captcha(page: Page) -> Iterator[Problem]:
    """Puzzles that are to tell people from machines."""
    asked = False
    for element in page.body.descendants():
        if not page.exposure.is_rendered(element):
            continue
        if _is_puzzle(page, element) or (not asked and _ASKS.search(element.own_text)):
            if not asked:
                yield review(element, text=(page.name(element) or element.text)[:60])
            asked = True


def _is_puzzle(page: Page, element: Element) -> bool:
    if element.tag in {"img", "iframe", "audio"}:
        words = f"{element.get('src')} {element.get('alt')} {element.get('title')}"
        return _WORD.search(words) is not None
    if element.get("data-size") == "invisible":
        return False
    return element.tag in {"div", "span"} and _CLASS.search(element.get("class")) is not None


def focus_taken(page: Page) -> Iterator[Problem]:
    """Fields that take focus as soon as the page is there, past the text above them."""
    for element in page.body.descendants():
        if not element.has("autofocus") or not page.is_visible(element):
            continue
        if element.closest("dialog") or any(page.role(n) == "dialog" for n in element.ancestors()):
            continue
        before = [
            one
            for one in page.tree.tagged("p", "h1", "h2", "ul", "ol")
            if one.index < element.index and page.is_visible(one) and one.text
        ]
        if before and page.tree.is_whole_page:
            yield review(element, text=page.name(element)[:60])


def opens_window(page: Page) -> Iterator[Problem]:
    """Pages that open a window or a message as soon as they are loaded."""
    for element in page.tree.tagged("body"):
        if _AT_ONCE.search(element.get("onload").replace(" ", "")):
            yield problem(element, attribute="onload")
