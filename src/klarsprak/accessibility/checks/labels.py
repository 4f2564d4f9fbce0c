"""The words one sees must be in the name one says (WCAG 2.5.3)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility import aria
from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.tree import Element

_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOKEN = re.compile(r"[^\W_]+(?:['’\u00ad-][^\W_]+)*\.?")
_GARBLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u2010-\u203a\u0152-\u0192\u2122]+")
"""Signs of UTF-8 read as another encoding: no word that anyone says."""
_ICON_FONT = re.compile(r"icon|symbol|awesome|glyph|dingbats", re.I)
_CROSS = frozenset({"x", "×"})


def label_not_in_name(page: Page) -> Iterator[Problem]:
    """Controls whose accessible name leaves out words that stand on them."""
    for element in page.tree.elements:
        if not (element.has("aria-label") or element.has("aria-labelledby")):
            continue
        role = page.role(element)
        table = aria.roles().get(role)
        if table is None or table.naming != "contents" or "widget" not in table.flags:
            continue
        if not page.is_exposed(element) or _is_icon(page, element):
            continue
        visible, name = page.visible_text(element), page.name(element)
        if visible and name and not is_in_name(visible, name):
            yield problem(element, visible=visible[:60], name=name[:60])


def is_in_name(visible: str, name: str) -> bool:
    """True when the words of `visible` stand in `name`, together and in order.

    Case, punctuation and what stands in parentheses are left aside; an abbreviation with
    its full stop fits the word it begins. A lone letter that draws a sign (x for close)
    is no word.
    """
    label = _words(_PARENTHESES.sub(" ", visible))
    if not label or (len(label) == 1 and label[0] in _CROSS):
        return True
    spoken = _words(name)
    for start in range(len(spoken) - len(label) + 1):
        if all(_fits(one, spoken[start + at]) for at, one in enumerate(label)):
            return True
    return False


def _words(text: str) -> list[str]:
    text = _GARBLED.sub(" ", text)
    return [word.lower().replace("\u00ad", "") for word in _TOKEN.findall(text)]


def _fits(written: str, spoken: str) -> bool:
    if written.rstrip(".") == spoken.rstrip("."):
        return True
    return written.endswith(".") and spoken.startswith(written.rstrip("."))


def _is_icon(page: Page, element: Element) -> bool:
    """True when the letters are drawn with a font of icons."""
    nodes = (element, *element.descendants())
    return any(
        _ICON_FONT.search(page.styles.get(node, "font-family"))
        or _ICON_FONT.search(page.styles.get(node, "font"))
        or _ICON_FONT.search(node.get("class"))
        for node in nodes
        if node.own_text
    )
