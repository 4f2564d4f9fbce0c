"""What belongs together and is not said to: links of a menu, parts of a date, indents (WCAG 1.3.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_NOT_QUOTED = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "form", "blockquote")
_QUOTED = re.compile('[«»“”"]')
_DAY = frozenset({"dag", "day", "dd"})
_MONTH = frozenset({"måned", "månad", "mnd", "month", "mm"})
_YEAR = frozenset({"år", "årstall", "årstal", "year", "åååå", "yyyy"})
_SEVERAL = 4


def indent_by_quote(page: Page) -> Iterator[Problem]:
    """Quotations that hold a list, a heading or a table: mostly they are only indented."""
    for element in page.tree.tagged("blockquote"):
        if not page.is_exposed(element) or element.has("cite") or element.find_all("cite"):
            continue
        if element.find_all("footer") or _QUOTED.search(element.text):
            continue
        if any(child.tag in _NOT_QUOTED for child in element.elements):
            yield review(element)


def menu_without_list(page: Page) -> Iterator[Problem]:
    """Menus of several links that are no list."""
    for element in page.with_role("navigation"):
        links = [link for link in element.find_all("a") if page.is_exposed(link)]
        if len(links) < _SEVERAL or not page.is_visible(element):
            continue
        grouped = any(page.role(one) in _GROUPS for one in element.descendants())
        if not grouped:
            yield review(element, size=str(len(links)))


_GROUPS = frozenset({"list", "menu", "menubar", "tree", "tablist", "heading", "group"})


def date_in_parts(page: Page) -> Iterator[Problem]:
    """Day, month and year as three fields without a common heading that is read aloud."""
    fields = page.with_role("textbox", "spinbutton", "combobox")
    for first, second, third in zip(fields, fields[1:], fields[2:], strict=False):
        names = [folded(page.name(one)) for one in (first, second, third)]
        if names[0] not in _DAY or names[1] not in _MONTH or names[2] not in _YEAR:
            continue
        grouped = any(
            page.role(node) in {"group", "radiogroup"} and page.name(node)
            for node in first.ancestors()
        )
        if not grouped:
            yield review(first)


def unseen_label(page: Page) -> Iterator[Problem]:
    """Fields whose label can be heard and not seen."""
    for element in page.with_role("textbox", "spinbutton", "combobox", "listbox"):
        if not page.is_visible(element) or element.closest("td", "th") or not page.name(element):
            continue
        if any(page.role(node) in {"search", "toolbar"} for node in element.ancestors()):
            continue
        if _is_search(page, element) or element.get("placeholder").strip():
            continue
        labels = [*page.names.labels_of(element), *page.tree.references(element, "aria-labelledby")]
        if any(page.visible_text(label) for label in labels) or _has_words_beside(page, element):
            continue
        yield review(element, text=page.name(element)[:60])


def _is_search(page: Page, element: Element) -> bool:
    words = f"{page.name(element)} {element.get('name')} {element.get('id')}".casefold()
    return (
        element.get("type").lower() == "search"
        or re.search(r"s[øo]k|search|\bq\b", words) is not None
    )


def _has_words_beside(page: Page, element: Element) -> bool:
    """True when the nearest box round the field shows other words than those of controls."""
    node = element.parent
    for _ in range(2):
        if node is None or node.tag in {"form", "body", "main"}:
            return False
        spoken = "".join(child for child in node.children if isinstance(child, str)).strip() or any(
            page.visible_text(child)
            for child in node.elements
            if child.tag in {"span", "p", "div", "strong", "label", "legend", "b", "h2", "h3", "h4"}
            and not child.contains(element)
        )
        if spoken:
            return True
        node = node.parent
    return False
