"""ARIA roles, states and properties used as WAI-ARIA 1.2 says (WCAG 4.1.2, 1.3.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility import aria
from klarsprak.accessibility.exposure import has_tabindex, is_natively_focusable
from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.roles import PRESENTATIONAL
from klarsprak.accessibility.tree import Element

_NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$", re.I)
_INTEGER = re.compile(r"^[+-]?\d+$")
_FIXED = {
    "boolean": {"true", "false"},
    "boolean-undefined": {"true", "false", "undefined"},
    "tristate": {"true", "false", "mixed", "undefined"},
}
_UNDESCRIBED = PRESENTATIONAL | {"generic"}
_TRANSPARENT = frozenset({"", "generic", "none"})
_TYPED_INPUTS = frozenset(
    {"color", "date", "datetime-local", "file", "month", "password", "time", "week"}
)


def _with_aria(page: Page) -> Iterator[tuple[Element, str, str]]:
    for element in page.tree.elements:
        for name, value in element.attributes.items():
            if name.startswith("aria-"):
                yield element, name, value


def unknown_role(page: Page) -> Iterator[Problem]:
    """Role attributes without a single role that exists."""
    for element in page.tree.elements:
        value = element.get("role").strip()
        if not value or is_templated(value):
            continue
        if not page.explicit(element) and page.exposure.is_exposed(element):
            yield problem(element, role=value[:60])


def unknown_attribute(page: Page) -> Iterator[Problem]:
    """Attributes that begin with aria- and do not exist."""
    for element, name, _ in _with_aria(page):
        if name not in aria.attributes():
            yield problem(element, attribute=name)


def invalid_value(page: Page) -> Iterator[Problem]:
    """States and properties with a value of the wrong kind."""
    for element, name, value in _with_aria(page):
        attribute = aria.attributes().get(name)
        if attribute is None or not value.strip() or is_templated(value):
            continue
        if not _is_valid(page, element, attribute, value.strip()):
            yield problem(element, attribute=name, value=value[:60])


def _is_valid(page: Page, element: Element, attribute: aria.AriaAttribute, value: str) -> bool:
    kind = attribute.type
    if kind in _FIXED:
        return value in _FIXED[kind]
    if kind == "token":
        return value in attribute.values
    if kind == "tokens":
        return all(token in attribute.values for token in value.split())
    if kind == "integer":
        return _INTEGER.match(value) is not None
    if kind == "number":
        return _NUMBER.match(value) is not None
    if kind in {"id", "ids"}:
        role = aria.roles().get(page.role(element))
        if role is None or attribute.name not in role.required:
            return True
        return bool(page.tree.references(element, attribute.name))
    return True


def dangling_reference(page: Page) -> Iterator[Problem]:
    """Names and descriptions that point at ids which are not on the page."""
    for element, name, value in _with_aria(page):
        if name not in {"aria-labelledby", "aria-describedby"} or not value.strip():
            continue
        if is_templated(value):
            continue
        missing = [word for word in value.split() if word not in page.tree.by_id]
        if missing and page.exposure.is_exposed(element):
            yield problem(element, attribute=name, id=missing[0][:60])


def missing_required(page: Page) -> Iterator[Problem]:
    """Explicit roles without a state or property they cannot do without."""
    for element in page.tree.elements:
        if not element.has("role"):
            continue
        name = page.explicit(element)
        if not name or name == page.implicit(element) or page.role(element) != name:
            continue
        if not page.is_exposed(element):
            continue
        for attribute in _required(page, element, name):
            if not element.get(attribute).strip():
                yield problem(element, role=name, attribute=attribute)
                break


def _required(page: Page, element: Element, role: str) -> tuple[str, ...]:
    required = aria.roles()[role].required
    native = element.tag == "input" and element.get("type").lower()
    if native in {"checkbox", "radio"}:
        return tuple(name for name in required if name != "aria-checked")
    if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return tuple(name for name in required if name != "aria-level")
    if native in {"range", "number"}:
        return tuple(name for name in required if name != "aria-valuenow")
    if role == "separator" and page.exposure.is_focusable(element):
        return ("aria-valuenow",)
    if role == "combobox":
        if element.tag == "select":
            return ()
        if element.get("aria-expanded").lower() == "true":
            return (*required, "aria-controls")
    return required


def not_permitted(page: Page) -> Iterator[Problem]:
    """States and properties that the role of the element does not know."""
    for element, name, _ in _with_aria(page):
        attribute = aria.attributes().get(name)
        if attribute is None or attribute.is_global:
            continue
        role = page.role(element)
        if not page.exposure.is_exposed(element) or role == "none":
            continue
        if not _permits(element, role, name):
            yield problem(element, attribute=name, role=role or element.tag)


def _permits(element: Element, role: str, attribute: str) -> bool:
    table = aria.roles().get("button" if role == "summary" else role)
    if table is not None:
        return attribute in table.supported
    if element.tag == "input" and element.get("type").lower() in _TYPED_INPUTS:
        return attribute in aria.roles()["textbox"].supported
    return False


def prohibited(page: Page) -> Iterator[Problem]:
    """Names given to roles that may not be named."""
    for element, name, value in _with_aria(page):
        if name not in {
            "aria-label",
            "aria-labelledby",
            "aria-braillelabel",
            "aria-roledescription",
            "aria-brailleroledescription",
        }:
            continue
        if not value.strip() or not page.exposure.is_exposed(element):
            continue
        marked = page.explicit(element)
        role = marked if marked in PRESENTATIONAL else page.role(element)
        table = aria.roles().get(role)
        if table is None or table.naming != "prohibited":
            continue
        if "description" in name and role not in _UNDESCRIBED:
            continue
        yield problem(element, attribute=name, element=element.tag)


def wrong_context(page: Page) -> Iterator[Problem]:
    """Roles that must stand in another role and do not."""
    owners = _owners(page)
    for element in page.tree.elements:
        if not element.has("role"):
            continue
        name = page.explicit(element)
        if not name or not page.is_exposed(element) or page.role(element) != name:
            continue
        context = aria.roles()[name].context
        if page.is_cut_off(element):
            continue
        if context and _owner_role(page, element, owners) not in context:
            yield problem(element, role=name, context=", ".join(sorted(context)))


def _has_global(element: Element) -> bool:
    known = aria.attributes()
    return any(
        name in known and "global" in known[name].flags and value.strip()
        for name, value in element.attributes.items()
        if name.startswith("aria-") and name != "aria-hidden"
    )


def _owners(page: Page) -> dict[int, Element]:
    owners: dict[int, Element] = {}
    for element in page.tree.elements:
        if element.has("aria-owns"):
            for target in page.tree.references(element, "aria-owns"):
                owners.setdefault(target.index, element)
    return owners


def _owner_role(page: Page, element: Element, owners: dict[int, Element]) -> str:
    """The role of the nearest element round it that assistive technology is told of."""
    node: Element | None = element
    for _ in range(1000):
        node = owners.get(node.index, node.parent) if node is not None else None
        if node is None:
            return ""
        role = page.role(node)
        if role not in _TRANSPARENT:
            return role
        if role == "generic" and _has_global(node):
            return role
    return ""


def wrong_owned(page: Page) -> Iterator[Problem]:
    """Composite roles that hold other things than they may."""
    owners = _owners(page)
    for element in page.tree.elements:
        if not element.has("role"):
            continue
        name = page.explicit(element)
        if not name or name == page.implicit(element) or not page.is_exposed(element):
            continue
        allowed = aria.roles()[name].owned
        if not allowed or page.role(element) != name:
            continue
        if element.get("aria-busy").lower() == "true":
            continue
        owned = _owned(page, element, owners)
        wrong = _first_wrong(page, owned, allowed, owners)
        if wrong is None and not owned and element.text:
            wrong = element.tag
        if wrong is not None:
            yield problem(element, role=name, child=wrong)


def _first_wrong(
    page: Page, owned: list[Element], allowed: frozenset[str], owners: dict[int, Element]
) -> str | None:
    """The first role that may not stand there; groups must hold what their owner may."""
    queue = list(owned)
    seen: set[int] = set()
    while queue:
        node = queue.pop(0)
        role = page.role(node) or node.tag
        if node.index in seen:
            continue
        seen.add(node.index)
        if role not in allowed:
            return role
        if role == "group":
            queue += _owned(page, node, owners)
    return None


def _owned(page: Page, element: Element, owners: dict[int, Element]) -> list[Element]:
    """The elements that `element` owns, with nothing but presentation between."""
    found: list[Element] = []
    seen: set[int] = set()
    queue = [*element.elements, *page.tree.references(element, "aria-owns")]
    while queue:
        node = queue.pop(0)
        owner = owners.get(node.index)
        if node.index in seen or (owner is not None and owner is not element):
            continue
        seen.add(node.index)
        exposed = page.exposure.is_exposed(node)
        active = is_natively_focusable(node) or has_tabindex(node)
        if exposed and (page.role(node) not in _TRANSPARENT or (active and not page.role(node))):
            found.append(node)
        elif not page.exposure.is_aria_hidden(node) and page.exposure.is_rendered(node):
            queue = node.elements + queue
    return found


def focusable_in_leaf(page: Page) -> Iterator[Problem]:
    """Something the Tab key reaches inside a role whose content is only presentation."""
    for element in page.tree.elements:
        if not page.is_tabbable(element):
            continue
        for node in element.ancestors():
            role = page.role(node)
            if aria.role_has(role, "leaf"):
                if page.exposure.is_exposed(node):
                    yield problem(element, role=role, outer=node.tag)
                break


def focusable_but_hidden(page: Page) -> Iterator[Problem]:
    """Something the Tab key reaches that assistive technology is told to leave out.

    Where a style sheet could not be read, it may hide the thing from everyone.
    """
    kind = problem if page.styles.complete else review
    for element in page.tree.elements:
        if page.exposure.is_aria_hidden(element) and page.is_tabbable(element):
            yield kind(element)


def frame_off_tab_order(page: Page) -> Iterator[Problem]:
    """Frames taken out of the tab order although they hold something to operate."""
    for element in page.tree.tagged("iframe"):
        if not element.get("tabindex").strip().startswith("-"):
            continue
        inner = page.frame(element)
        if inner is None or not page.is_visible(element):
            continue
        if any(inner.is_tabbable(e) and inner.is_visible(e) for e in inner.tree.elements):
            yield problem(element)
