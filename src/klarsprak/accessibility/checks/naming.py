"""Controls that must have a name (WCAG 4.1.2, 2.4.4, 1.3.1)."""

from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.roles import PRESENTATIONAL
from klarsprak.accessibility.tree import Element

FIELD_ROLES = (
    "checkbox",
    "combobox",
    "listbox",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
)


def links(page: Page) -> Iterator[Problem]:
    """Links without a name."""
    for element in page.with_role("link"):
        if not page.name(element) and not _is_unused_area(page, element):
            yield problem(element, target=(element.get("href") or element.tag)[:80])


def _is_unused_area(page: Page, element: Element) -> bool:
    if element.tag != "area":
        return False
    owner = element.closest("map")
    name = "" if owner is None else owner.get("name") or owner.get("id")
    users = page.tree.tagged("img", "object")
    return not any(user.get("usemap").lstrip("#") == name for user in users)


def buttons(page: Page) -> Iterator[Problem]:
    """Buttons without a name; image buttons have a rule of their own."""
    for element in page.with_role("button"):
        is_image = element.tag == "input" and element.get("type").lower() == "image"
        if not is_image and not page.name(element):
            yield problem(element)


def menu_items(page: Page) -> Iterator[Problem]:
    """Menu items without a name."""
    for element in page.with_role("menuitem"):
        if not page.name(element):
            yield problem(element)


def summaries(page: Page) -> Iterator[Problem]:
    """The clickable heading of a details element without a name."""
    for element in page.tree.tagged("summary"):
        parent = element.parent
        if (
            parent is not None
            and parent.tag == "details"
            and next(e for e in parent.elements if e.tag == "summary") is element
            and page.role(element) == "summary"
            and page.is_exposed(element)
            and not page.name(element)
        ):
            yield problem(element)


def fields(page: Page) -> Iterator[Problem]:
    """Form fields without a name."""
    for element in page.with_role(*FIELD_ROLES):
        if not page.name(element):
            trap = element.get("tabindex") == "-1" and element.get("autocomplete") == "off"
            yield (review if trap else problem)(element, field=_kind(element))
    for element in page.tree.tagged("input"):
        kind = element.get("type").lower()
        if kind not in {"password", "date", "file", "time", "month", "week", "color"}:
            continue
        if page.is_exposed(element) and not page.explicit(element) and not page.name(element):
            yield problem(element, field=kind)


def placeholder_only(page: Page) -> Iterator[Problem]:
    """Form fields whose only label goes away when the user begins to write."""
    for element in page.tree.tagged("input", "textarea"):
        if page.is_exposed(element) and page.is_visible(element):
            name, source = page.names.name_and_source(element)
            if source == "placeholder":
                yield problem(element, field=name[:60])


def _kind(element: Element) -> str:
    return element.get("name") or element.get("id") or element.get("type") or element.tag


def frames(page: Page) -> Iterator[Problem]:
    """Frames without a name that a user can come into."""
    for element in page.tree.tagged("iframe", "frame"):
        reachable = page.is_exposed(element) and page.explicit(element) not in PRESENTATIONAL
        skipped = element.get("tabindex").strip().startswith("-") or not page.is_visible(element)
        if reachable and not skipped and not page.name(element):
            yield problem(element, source=element.get("src")[:80])


def headings(page: Page) -> Iterator[Problem]:
    """Headings that assistive technology meets without any text."""
    for element in page.with_role("heading"):
        if not page.name(element):
            filled = page.has_script and element.has("id") and not element.elements
            yield (review if filled else problem)(element)


def widgets(page: Page) -> Iterator[Problem]:
    """Other ARIA widgets and pictures that must have a name."""
    roles = ("dialog", "alertdialog", "meter", "progressbar", "tooltip", "treeitem", "tab")
    for element in page.with_role(*roles):
        if not page.name(element):
            yield problem(element, role=page.role(element))
