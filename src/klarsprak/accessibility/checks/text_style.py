"""Text that is hard to read by the way it is set (advice beside WCAG 1.4.8, 1.3.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.css_values import parse_number
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.nlp.langid import script_of

_BLOCKS = (
    "p li dd td th blockquote h1 h2 h3 h4 h5 h6 figcaption caption legend label div span a button"
)
_TEXTS = frozenset(_BLOCKS.split())
_RIGHT_TO_LEFT = frozenset({"ARABIC", "HEBREW", "SYRIAC", "THAANA"})
_CAPITAL_WORD = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
_LETTERS = re.compile(r"[^\W\d_]")
_STANDS_OUT = re.compile(r"font-weight:(?:bold|bolder|[6-9]00)|font-style:italic")
_SMALLEST = 10.0
_LONG_CAPITALS = 15
_LONG_STYLED = 40
_LONG_ITALIC = 150
_LONG_BOLD = 150
_LONG_CENTRED = 180
_RUNNING_TEXT = 120


def _texts(page: Page) -> Iterator[tuple[Element, str]]:
    """Elements with visible text of their own, and that text."""
    for element in page.body.descendants():
        if element.tag not in _TEXTS or not element.own_text or not page.is_visible(element):
            continue
        if element.closest("pre", "code", "samp") is None:
            yield element, element.own_text


def capitals(page: Page) -> Iterator[Problem]:
    """Texts of several words in capital letters only."""
    for element, text in _texts(page):
        letters = _LETTERS.findall(text)
        typed = len(_CAPITAL_WORD.findall(text)) >= 3 and text.upper() == text
        styled = page.styles.get(element, "text-transform") == "uppercase"
        long = len(letters) >= (_LONG_CAPITALS if typed else _LONG_STYLED)
        if (typed or styled) and long and "-" not in element.tag:
            yield problem(element, text=text[:60])


def justified(page: Page) -> Iterator[Problem]:
    """Running text with straight margins on both sides."""
    for element, text in _texts(page):
        if len(text) >= _RUNNING_TEXT and page.styles.get(element, "text-align") == "justify":
            yield problem(element)


def italics(page: Page) -> Iterator[Problem]:
    """Long stretches of slanted text."""
    for element in page.tree.tagged("em", "i", "cite"):
        if page.text_lengths[element.index] >= _LONG_ITALIC and page.is_visible(element):
            parent = element.parent
            if parent is None or parent.tag not in {"em", "i", "cite"}:
                yield problem(element)
    for element, text in _texts(page):
        if len(text) >= _LONG_ITALIC and page.styles.get(element, "font-style") == "italic":
            yield problem(element)


def bold(page: Page) -> Iterator[Problem]:
    """Whole paragraphs in bold, where nothing stands out any more."""
    for element, text in _texts(page):
        block = element.tag in {"p", "li", "div", "td", "dd", "span"}
        if block and len(text) >= _LONG_BOLD and page.styles.is_bold(element):
            yield problem(element)
    for element in page.tree.tagged("b", "strong"):
        inner = element.parent is not None and element.parent.tag in {"b", "strong"}
        if not inner and len(element.own_text) >= _LONG_BOLD and page.is_visible(element):
            yield problem(element)


def centred(page: Page) -> Iterator[Problem]:
    """Running text whose lines begin at a new place each time."""
    for element, text in _texts(page):
        if len(text) < _LONG_CENTRED or element.tag not in {"p", "li", "div", "dd"}:
            continue
        centred = page.styles.get(element, "text-align") == "center"
        old = element.get("align").lower() == "center" or element.closest("center") is not None
        if centred or old:
            yield problem(element)


def too_small(page: Page) -> Iterator[Problem]:
    """Text in letters under ten pixels."""
    for element, text in _texts(page):
        size = page.styles.font_size(element)
        if 2 < size < _SMALLEST and len(text) > 3 and element.closest("sup", "sub") is None:
            yield problem(element, size=f"{size:.0f}")


def tight_lines(page: Page) -> Iterator[Problem]:
    """Running text whose lines stand closer than letters are high."""
    for element, text in _texts(page):
        written = page.styles.get(element, "line-height")
        if len(text) < _RUNNING_TEXT or not written:
            continue
        number = parse_number(written)
        pixels = page.styles.pixels(element, "line-height")
        share = None if number is None else number[0] if not number[1] else None
        if share is None and pixels is not None:
            share = pixels / page.styles.font_size(element)
        if share is not None and 0 < share < 1.2:
            yield problem(element, value=written)


def direction_missing(page: Page) -> Iterator[Problem]:
    """Text from right to left that the markup does not say runs that way."""
    for element, text in _texts(page):
        if len(text) < 15 or script_of(text) not in _RIGHT_TO_LEFT:
            continue
        chain = (element, *element.ancestors())
        marked = any(node.get("dir").lower() in {"rtl", "auto"} for node in chain)
        if not marked and page.styles.get(element, "direction") != "rtl":
            yield problem(element)


def order_by_style(page: Page) -> Iterator[Problem]:
    """Content whose order is turned by style, so that eyes and ears meet it differently."""
    for element in page.body.descendants():
        declared = page.styles.declared(element)
        order = declared.get("order", "")
        reverse = any(
            declared.get(name, "").lower().endswith("reverse")
            for name in ("flex-direction", "flex-flow")
        )
        moved = bool(order) and order not in {"0", "initial", "inherit"}
        if (reverse or moved) and page.visible_text(element) and len(element.elements) != 1:
            yield review(element, value=order or "reverse")


def fixed_width(page: Page) -> Iterator[Problem]:
    """Containers of text wider than a phone that cannot shrink."""
    for element in (page.body, *page.body.descendants()):
        declared = page.styles.declared(element)
        value = declared.get("min-width") or declared.get("width", "")
        if not value or element.tag in {"img", "svg", "canvas", "video", "iframe", "table"}:
            continue
        name = "min-width" if "min-width" in declared else "width"
        pixels = page.styles.pixels(element, name)
        if pixels is None or pixels <= 320 or "max-width" in declared:
            continue
        if len(page.visible_text(element)) > _RUNNING_TEXT:
            yield review(element, value=value)


def emphasis_by_style(page: Page) -> Iterator[Problem]:
    """Words in running text that only their own style makes stand out; told of once."""
    for element in page.tree.tagged("span"):
        style = element.get("style").replace(" ", "").lower()
        parent = element.parent
        if not _STANDS_OUT.search(style) or parent is None or parent.tag not in {"p", "li", "td"}:
            continue
        part = bool(parent.own_text) and bool(element.own_text)
        if part and page.is_visible(element) and element.closest("b", "strong", "em", "a") is None:
            yield review(element, text=element.own_text[:60])
            return


def squeezed(page: Page) -> Iterator[Problem]:
    """Running text whose letters are pushed together."""
    for element, text in _texts(page):
        pixels = page.styles.pixels(element, "letter-spacing")
        tight = pixels is not None and pixels < -0.02 * page.styles.font_size(element)
        if tight and len(text) >= _RUNNING_TEXT // 2:
            yield problem(element, value=page.styles.get(element, "letter-spacing"))


def unbroken(page: Page) -> Iterator[Problem]:
    """Running text that may not break into lines, and so runs out of the window."""
    for element, text in _texts(page):
        held = page.styles.get(element, "white-space") in {"nowrap", "pre"}
        if not held or len(text) < _RUNNING_TEXT or element.closest("pre", "table", "button"):
            continue
        if page.styles.get(element, "text-overflow") != "ellipsis":
            yield review(element)
