"""The page as a whole: title, language, refresh, zoom."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.language_tags import is_known_tag
from klarsprak.accessibility.page import Page, Problem, is_templated, problem
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span

_REFRESH = re.compile(r"^[\t\n\f\r ]*(\d*)(\.[\d.]*)?(?=[\t\n\f\r ;,]|$)")
_LONG_WAIT = 72_000
_PIECES = re.compile(r"[,;\s]+")
_AROUND_EQUALS = re.compile(r"\s*=\s*")


def title_missing(page: Page) -> Iterator[Problem]:
    """Pages without a title, or with an empty one."""
    if not page.tree.is_whole_page:
        return
    titles = [title for title in page.tree.tagged("title") if title.is_html]
    if not titles:
        yield problem(page.tree.root)
    elif not collapse(titles[0].raw_text):
        yield problem(titles[0])


def language_missing(page: Page) -> Iterator[Problem]:
    """Pages whose html element names no language."""
    root = page.tree.root
    templated = any(is_templated(name) or name.startswith("{") for name in root.attributes)
    if page.tree.is_whole_page and not root.get("lang").strip() and not templated:
        yield Problem(root, edits=_language_edit(page, root))


def _language_edit(page: Page, root: Element) -> tuple[Edit, ...]:
    language = page.text_language
    if root.source is None or language not in {"nb", "nn"}:
        return ()
    written = root.attribute_source("lang")
    if written is not None:
        return (Edit(written.whole, f'lang="{language}"'),)
    at = root.source.name_end
    return (Edit(Span(at, at), f' lang="{language}"'),)


def language_unknown(page: Page) -> Iterator[Problem]:
    """Pages whose html element names a language that does not exist."""
    value = page.tree.root.get("lang").strip()
    if value and page.tree.is_whole_page and not (is_known_tag(value) or is_templated(value)):
        yield problem(page.tree.root, value=value[:40])


def part_language_unknown(page: Page) -> Iterator[Problem]:
    """Parts of a page marked with a language that does not exist."""
    for element in page.body.descendants():
        if not element.has("lang"):
            continue
        value = element.attributes["lang"]
        if not value or is_known_tag(value.strip() or "-") or is_templated(value):
            continue
        if _has_text_in(page, element):
            yield problem(element, value=value[:40])


def _has_text_in(page: Page, element: Element) -> bool:
    """True when text that a user meets takes its language from `element`."""
    if any(element.get(name).strip() for name in ("alt", "aria-label", "title")):
        return True
    stack = [element]
    while stack:
        node = stack.pop()
        seen = page.is_visible(node) or page.exposure.is_exposed(node)
        if seen and node.own_text.strip():
            return True
        if node.tag == "img" and node.get("alt").strip() and seen:
            return True
        stack += [child for child in node.elements if not child.has("lang")]
    return False


def different_languages(page: Page) -> Iterator[Problem]:
    """Pages that name two languages, in lang and in xml:lang."""
    root = page.tree.root
    one, other = root.get("lang").lower(), root.get("xml:lang").lower()
    if one and other and one.partition("-")[0] != other.partition("-")[0]:
        yield problem(root, one=one[:40], other=other[:40])


def _refreshes(page: Page) -> Iterator[tuple[Element, int]]:
    """The refresh that counts, and its seconds; a page can have only one."""
    for element in page.tree.tagged("meta"):
        if element.get("http-equiv").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(element.get("content"))
        if found is None or (not found.group(1) and not found.group(2)):
            continue
        yield element, int(found.group(1) or 0)
        return


def refresh(page: Page) -> Iterator[Problem]:
    """Pages that send the reader on after some seconds."""
    for element, seconds in _refreshes(page):
        if 0 < seconds <= _LONG_WAIT:
            yield problem(element, seconds=str(seconds))


def any_refresh(page: Page) -> Iterator[Problem]:
    """Pages that send the reader on later, however late."""
    for element, seconds in _refreshes(page):
        if seconds > 0:
            yield problem(element, seconds=str(seconds))


def zoom_blocked(page: Page) -> Iterator[Problem]:
    """Pages that keep the reader from zooming to 200 percent."""
    for element in page.tree.tagged("meta"):
        if element.get("name").strip().lower() != "viewport":
            continue
        content = _AROUND_EQUALS.sub("=", element.get("content").lower())
        values = dict(piece.split("=", 1) for piece in _PIECES.split(content) if "=" in piece)
        scalable = values.get("user-scalable", "")
        largest = values.get("maximum-scale", "")
        if _blocks_scaling(scalable):
            yield problem(element, setting=f"user-scalable={scalable}")
        elif largest and 0 <= _scale(largest) < 2:
            yield problem(element, setting=f"maximum-scale={largest}")


def _blocks_scaling(value: str) -> bool:
    if not value or value in {"yes", "device-width", "device-height"}:
        return False
    try:
        return -1 < float(value) < 1
    except ValueError:
        return True


def _scale(value: str) -> float:
    """A scale after the rules of CSS Device Adaptation; words stand for numbers."""
    words = {"yes": 1.0, "device-width": 10.0, "device-height": 10.0}
    if value in words:
        return words[value]
    found = re.match(r"-?[\d.]+", value)
    try:
        return min(float(found.group()), 10.0) if found else 0.1
    except ValueError:
        return 0.1
