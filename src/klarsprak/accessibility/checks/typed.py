"""What is typed by hand where markup would tell it (WCAG 1.1.1, 1.3.1, 1.3.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.checks.literal import is_literal
from klarsprak.accessibility.page import Page, Problem, problem, review

_OPEN, _CLOSE = '«“„"', '»”“"'
_QUOTED = re.compile(rf"^[{_OPEN}](?P<said>[^{_OPEN}{_CLOSE}]{{60,}})[{_CLOSE}]")
_QUOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:sitat|quote|pullquote|blockquote)(?:$|[\s_-])", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_GAP = re.compile("(?:\u00a0[ \t\n]*){5,}")
_FACE = re.compile(r"(?:(?<=\s)|^)(?:[:;=]-?[)(DPp/|\]\[]|<3|:'\(|\^_\^|xD)(?=$|[\s.!?,])")
_SIGN = re.compile("^[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]+$")
_LITERAL = frozenset({"script", "style", "code", "pre", "samp", "kbd", "textarea"})
_ENOUGH = 12


def quotation(page: Page) -> Iterator[Problem]:
    """Whole paragraphs that quote someone, or look like it, without an element that says so."""
    for element in page.tree.tagged("p", "div"):
        if not page.is_visible(element) or element.closest("blockquote", "q", "figure", "li", "td"):
            continue
        if element.find_all("blockquote", "q", "cite", "p", "div", "ul", "table"):
            continue
        text = element.text
        found = _QUOTED.match(text)
        said = found is not None and len(_WORD.findall(found.group("said"))) >= _ENOUGH
        drawn = _QUOTE_CLASS.search(element.get("class")) is not None
        if said or (drawn and len(_WORD.findall(text)) >= _ENOUGH):
            yield review(element, text=text[:60])


def gaps(page: Page) -> Iterator[Problem]:
    """Text set in place by rows of hard blanks."""
    for element in page.body.descendants():
        raw = "".join(child for child in element.children if isinstance(child, str))
        if "\u00a0" not in raw or not _GAP.search(raw) or not _WORD.search(raw):
            continue
        if page.is_visible(element) and not is_literal(page, element):
            yield problem(element)


def faces(page: Page) -> Iterator[Problem]:
    """Faces made of punctuation, which are read out sign by sign or not at all."""
    for element in page.body.descendants():
        if element.tag in _LITERAL or element.closest("pre", "code"):
            continue
        found = _FACE.search(element.own_text)
        if found is not None and _WORD.search(element.own_text) and page.is_visible(element):
            yield problem(element, text=found.group())


def sign_alone(page: Page) -> Iterator[Problem]:
    """Cells and items whose only content is a sign or a picture character."""
    for element in page.tree.tagged("td", "dd", "li"):
        if not _SIGN.match(element.text.replace(" ", "")) or not page.is_exposed(element):
            continue
        named = any(
            node.has("aria-label") or node.has("title") for node in (element, *element.elements)
        )
        if not named and not element.find_all("img", "svg", "a", "button"):
            yield review(element, text=element.text[:20])


def empty_paragraphs(page: Page) -> Iterator[Problem]:
    """Paragraphs with nothing but a hard blank or line breaks, used for the space they take."""
    for element in page.tree.tagged("p"):
        if element.text.strip("\u00a0 ") or any(child.tag != "br" for child in element.elements):
            continue
        filled = "\u00a0" in "".join(element.texts()) or bool(element.elements)
        if filled and page.is_visible(element) and not page.has_script and not element.has("id"):
            yield problem(element)
