"""Explicit and implicit roles of elements (HTML-AAM, WAI-ARIA conflict resolution)."""

import re
from collections.abc import Callable, Mapping

from klarsprak.accessibility import aria
from klarsprak.accessibility.exposure import Exposure, has_tabindex, is_natively_focusable
from klarsprak.accessibility.tree import Element

_SIMPLE = {
    "address": "group",
    "article": "article",
    "aside": "complementary",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "dd": "definition",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "hgroup": "group",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "main": "main",
    "mark": "mark",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    "summary": "summary",
    "sup": "superscript",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
}
_NUMBER = re.compile(r"^[-+]?\d+$")
_GENERIC_TAGS = "b bdi bdo body data div i pre q s samp small span u"
_GENERIC = frozenset(_GENERIC_TAGS.split())
_INPUTS = {
    "button": "button",
    "checkbox": "checkbox",
    "email": "textbox",
    "image": "button",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "reset": "button",
    "search": "searchbox",
    "submit": "button",
    "tel": "textbox",
    "text": "textbox",
    "url": "textbox",
}
_UNTYPED = frozenset(
    {
        "color",
        "date",
        "datetime-local",
        "file",
        "hidden",
        "month",
        "password",
        "time",
        "week",
    }
)
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
_SECTION_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})
PRESENTATIONAL = frozenset({"none", "presentation"})
LABELLABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})


def explicit_role(element: Element) -> str:
    """The first role of ``role`` that exists and is not abstract, else ""."""
    for token in element.get("role").lower().split():
        role = aria.roles().get(token)
        if role is not None and "abstract" not in role.flags:
            return "img" if token == "image" else token
    return ""


def role_of(element: Element, exposure: Exposure) -> str:
    """The role assistive technology is told; "" where there is none.

    ``none`` gives way on an element that can get focus or has a global ARIA attribute.
    """
    explicit = explicit_role(element)
    if not explicit:
        return implicit_role(element, exposure)
    if explicit in PRESENTATIONAL and _keeps_its_role(element, exposure):
        return implicit_role(element, exposure)
    return "none" if explicit == "presentation" else explicit


def _keeps_its_role(element: Element, exposure: Exposure) -> bool:
    if element.tag == "iframe":
        return False
    focusable = has_tabindex(element) or is_natively_focusable(element)
    if focusable and not exposure.is_disabled(element):
        return True
    known = aria.attributes()
    return any(
        name in known and "global" in known[name].flags and name != "aria-hidden"
        for name in element.attributes
        if name.startswith("aria-")
    )


def implicit_role(element: Element, exposure: Exposure) -> str:
    """The role the element has by its tag and attributes."""
    tag = element.tag
    if element.namespace:
        return _svg_role(element)
    if tag in _SIMPLE:
        return _SIMPLE[tag]
    if tag in _GENERIC:
        return "generic"
    if tag in {"header", "footer"}:
        return _page_part("banner" if tag == "header" else "contentinfo", element)
    special = _SPECIAL.get(tag)
    return "" if special is None else special(element)


def _svg_role(element: Element) -> str:
    if element.namespace == "math":
        return "math" if element.tag == "math" else ""
    if element.tag == "svg":
        return "graphics-document"
    if element.tag == "a":
        return "link" if element.has("href") or element.has("xlink:href") else ""
    return "graphics-symbol" if element.tag == "image" else ""


def _link(element: Element) -> str:
    return "link" if element.has("href") else "generic"


def _image(element: Element) -> str:
    empty = element.has("alt") and not element.get("alt")
    focusable = _NUMBER.match(element.get("tabindex").strip()) is not None
    return "none" if empty and not focusable and not _has_naming_attribute(element) else "img"


def _has_naming_attribute(element: Element) -> bool:
    return any(element.get(name).strip() for name in ("aria-label", "aria-labelledby", "title"))


def _input(element: Element) -> str:
    kind = element.get("type", "text").lower().strip()
    if kind in _UNTYPED:
        return ""
    role = _INPUTS.get(kind, "textbox")
    if element.has("list") and role in {"textbox", "searchbox"}:
        return "combobox"
    return role


def _select(element: Element) -> str:
    size = element.get("size")
    many = element.has("multiple") or (size.isdigit() and int(size) > 1)
    return "listbox" if many else "combobox"


def _list_item(element: Element) -> str:
    parent = element.parent
    return "listitem" if parent is not None and parent.tag in {"ul", "ol", "menu"} else ""


def _cell(element: Element) -> str:
    table = element.closest("table")
    if table is not None and explicit_role(table) in {"grid", "treegrid"}:
        return "gridcell"
    return "cell" if table is not None else ""


def _header_cell(element: Element) -> str:
    scope = element.get("scope").lower()
    if scope in {"row", "rowgroup"}:
        return "rowheader"
    if scope in {"col", "colgroup"}:
        return "columnheader"
    row = element.parent
    if row is not None and row.tag == "tr" and any(e.tag == "td" for e in row.elements):
        first = row.elements[0] is element
        return "rowheader" if first else "columnheader"
    return "columnheader"


def _page_part(role: str, element: Element) -> str:
    for node in element.ancestors():
        if node.tag in _SECTIONING or explicit_role(node) in _SECTION_ROLES:
            return "generic"
    return role


def _section(element: Element) -> str:
    named = any(element.get(n).strip() for n in ("aria-label", "aria-labelledby", "title"))
    return "region" if named else "generic"


def _form(element: Element) -> str:
    return "form" if _has_naming_attribute(element) else ""


_SPECIAL: Mapping[str, Callable[[Element], str]] = {
    "a": _link,
    "area": _link,
    "img": _image,
    "input": _input,
    "select": _select,
    "li": _list_item,
    "td": _cell,
    "th": _header_cell,
    "section": _section,
    "form": _form,
}
