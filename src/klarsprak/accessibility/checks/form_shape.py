"""How forms are put together: labels, groups, choices and buttons (WCAG 1.3.1, 2.4.6, 3.3.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_BOXES = frozenset({"checkbox", "radio"})
_FIELDS = ("input", "select", "textarea")
_UNWRITTEN = frozenset({"hidden", "submit", "button", "reset", "image", "range", "color", "file"})
_FLOATING = re.compile(r"float|material|mdc-|overlay|animated", re.I)
_DIVIDER = re.compile(r"^(?:[-–—=_*•·.]{2,}.*|.*[-–—=_*]{3,})$")
_REQUIRED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:required|req|mandatory|obligatorisk|pakrevd|påkrevd|pakravd)(?:$|[\s_-])", re.I
)
_TOLD = re.compile(
    r"\*|obligatorisk|påkrev|påkrav|må fyl|må være|required|mandatory|nødvendig|naudsynt", re.I
)
_FAR = 20
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ku"})
_COMMON = frozenset({"", "x", "×", "ok", "ja", "nei", "lukk", "lukk att", "close", "meny", "menu"})


def _labelled(page: Page) -> Iterator[tuple[Element, Element, str]]:
    """Visible fields with one visible label that does not hold them, and their type."""
    for field in page.tree.tagged("input", "select", "textarea"):
        kind = field.get("type", "text").lower() if field.tag == "input" else field.tag
        labels = page.names.labels_of(field)
        if kind in _UNWRITTEN or len(labels) != 1 or labels[0].contains(field):
            continue
        if page.is_visible(field) and page.visible_text(labels[0]):
            yield field, labels[0], kind


def label_on_wrong_side(page: Page) -> Iterator[Problem]:
    """Labels behind a field that is written in, or before a box that is ticked."""
    if page.language(page.body)[:2] in _RIGHT_TO_LEFT:
        return
    for field, label, kind in _labelled(page):
        nodes = (label, field, *list(label.ancestors())[:2])
        if any(_FLOATING.search(node.get("class")) for node in nodes):
            continue
        if field.parent is not label.parent or _is_laid_out(page, field):
            continue
        behind = label.index > field.index
        if behind is (kind not in _BOXES):
            yield review(label, text=label.text[:60])


def _is_laid_out(page: Page, field: Element) -> bool:
    """True when style, not the order of the source, may say where things stand."""
    parent = field.parent
    if parent is None:
        return False
    display = page.styles.display(parent)
    moved = any(
        page.styles.get(one, "float") or page.styles.get(one, "position") for one in parent.elements
    )
    return "flex" in display or "grid" in display or moved


def label_far_away(page: Page) -> Iterator[Problem]:
    """Labels with a stretch of other text between them and their field."""
    for field, label, kind in _labelled(page):
        if kind in _BOXES or label.index > field.index:
            continue
        inside = {one.index for one in label.descendants()}
        between = [
            one.own_text
            for one in page.tree.elements[label.index + 1 : field.index]
            if one.index not in inside and one.own_text and page.is_visible(one)
        ]
        described = bool(page.names.description(field))
        if not described and sum(len(text.split()) for text in between) > _FAR:
            yield review(label, text=label.text[:60])


def link_in_label(page: Page) -> Iterator[Problem]:
    """Labels with a link in them: one click, two meanings."""
    for label in page.tree.tagged("label"):
        links = [link for link in label.find_all("a", "button") if page.is_tabbable(link)]
        serves = label.find_all(*_FIELDS) or label.get("for") in page.tree.by_id
        if links and serves and page.is_visible(label):
            yield review(label, text=links[0].text[:60])


def typed_groups(page: Page) -> Iterator[Problem]:
    """Choices parted by lines of signs instead of groups."""
    for select in page.tree.tagged("select"):
        options = select.find_all("option")
        found = [one for one in options[1:] if _DIVIDER.match(one.text)]
        if len(options) >= 4 and found and not select.find_all("optgroup", "hr"):
            yield review(select, text=found[0].text[:60])


def many_in_list(page: Page) -> Iterator[Problem]:
    """Lists where several choices are made with keys that few know."""
    for select in page.tree.tagged("select"):
        if select.has("multiple") and page.is_visible(select):
            yield review(select, text=page.name(select)[:60])


def reset_button(page: Page) -> Iterator[Problem]:
    """Buttons that empty the whole form at one press, where something may be lost."""
    for element in page.tree.tagged("input", "button"):
        form = element.closest("form")
        if element.get("type").lower() != "reset" or form is None or not page.is_visible(element):
            continue
        written = [one for one in form.find_all(*_FIELDS) if one.get("type") not in _UNWRITTEN]
        if any(one.get("type").lower() != "search" for one in written):
            yield review(element, text=page.name(element)[:60])


def editable_without_name(page: Page) -> Iterator[Problem]:
    """Parts of the page that one can write in and that have no name."""
    for element in page.body.descendants():
        if element.attributes.get("contenteditable", "false").lower() not in {
            "",
            "true",
            "plaintext-only",
        }:
            continue
        if page.explicit(element) or not page.is_visible(element):
            continue
        labelled = element.get("aria-label").strip() or page.names.referenced_text(
            element, "aria-labelledby"
        )
        if not labelled and not element.get("title").strip():
            yield problem(element)


def required_by_class(page: Page) -> Iterator[Problem]:
    """Fields that only a class, and so at best a colour, says must be filled in."""
    for field, label, _ in _labelled(page):
        nodes = (field, label, *label.elements)
        if not any(_REQUIRED_CLASS.search(node.get("class")) for node in nodes):
            continue
        if field.has("required") or field.get("aria-required").lower() == "true":
            continue
        drawn = any(
            page.styles.pseudo(node, side)
            for node in (label, *label.elements)
            for side in ("before", "after")
        )
        words = f"{page.name(field)} {page.names.description(field)}"
        if not drawn and not _TOLD.search(words):
            yield review(field, text=page.name(field)[:60])


def same_button(page: Page) -> Iterator[Problem]:
    """Buttons with one name that nothing round them tells apart; told of once."""
    seen: dict[tuple[str, int], Element] = {}
    told: set[tuple[str, int]] = set()
    for button in page.with_role("button"):
        name = folded(page.name(button))
        if len(name) < 3 or name in _COMMON or page.names.description(button):
            continue
        key = (name, _place(page, button))
        if seen.setdefault(key, button) is button or key in told:
            continue
        if page.is_visible(button) and not is_templated(page.name(button)):
            told.add(key)
            yield review(button, text=page.name(button)[:60])


def _place(page: Page, button: Element) -> int:
    """The row, item, form or section whose other text tells the button apart."""
    own = page.word_count(button)
    for node in button.ancestors():
        if node.tag in {"form", "section", "article", "fieldset", "dialog", "nav"}:
            return node.index
        if node.tag in {"tr", "li", "dd", "div", "p"} and page.word_count(node) > own:
            return node.index
    return -1
