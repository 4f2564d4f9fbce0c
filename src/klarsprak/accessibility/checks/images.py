"""Images and other content that is not text (WCAG 1.1.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.roles import PRESENTATIONAL, explicit_role
from klarsprak.accessibility.tree import Element

_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|mp[34]|webm|og[gv]|wav|m4[av]|mov|swf|pdf)"
    r"(?:[?#]|$)",
    re.I,
)
_MEDIA_TYPE = re.compile(r"^(?:data:)?(?:image|audio|video)/", re.I)


def without_name(page: Page) -> Iterator[Problem]:
    """Images that assistive technology meets but cannot name."""
    for element in page.with_role("img"):
        if element.namespace or page.name(element) or element.tag == "object":
            continue
        source = element.get("src").rpartition("/")[2]
        yield problem(element, file=source[:80] or element.tag)


def svg_without_name(page: Page) -> Iterator[Problem]:
    """SVG elements with a role that says image, without a name."""
    for element in page.tree.elements:
        if (
            element.is_svg
            and page.explicit(element) in {"img", "graphics-document", "graphics-symbol"}
            and page.is_exposed(element)
            and not page.name(element)
        ):
            yield problem(element, role=page.explicit(element))


def button_without_name(page: Page) -> Iterator[Problem]:
    """Image buttons without a name."""
    for element in page.tree.tagged("input"):
        if (
            element.get("type").lower() == "image"
            and page.is_exposed(element)
            and page.role(element) == "button"
            and not page.name(element)
        ):
            yield problem(element)


def object_without_name(page: Page) -> Iterator[Problem]:
    """Embedded pictures, sound and film without a name."""
    for element in page.tree.tagged("object", "embed"):
        shown = page.is_exposed(element) and page.role(element) != "none"
        if shown and _is_media(element) and not page.name(element):
            yield problem(element)


def _is_media(element: Element) -> bool:
    address = element.get("data") or element.get("src")
    if _MEDIA_TYPE.match(element.get("type")) or _MEDIA_TYPE.match(address):
        return bool(address)
    return _MEDIA.search(address) is not None


def decorative_but_exposed(page: Page) -> Iterator[Problem]:
    """Elements marked as decoration that another attribute makes assistive tools read."""
    for element in page.tree.elements:
        if not (element.has("role") or element.has("alt")):
            continue
        empty_alt = element.tag == "img" and element.attributes.get("alt") == ""
        explicit = explicit_role(element)
        marked = explicit in PRESENTATIONAL or (empty_alt and not explicit)
        if not marked or not page.is_exposed(element) or page.role(element) == "none":
            continue
        if page.role(element) in {"", "generic"} and not page.is_tabbable(element):
            continue
        yield problem(element)
