"""The frame of a page: doctype, skip link, landmarks, old attributes (WCAG 1.3.1, 2.4.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.language_tags import primary
from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element

_SKIP = re.compile(
    r"\b(?:hopp|gå|gje?kk|skip|jump|go)\b.{0,12}\b(?:til|over|forbi|to|past)\b|\bskip\b.{0,16}"
    r"\b(?:content|navigation|menu|main)\b",
    re.I,
)
_DOCTYPE = re.compile(r"<!doctype\b", re.I)
_BEFORE_DOCTYPE = re.compile(r"\ufeff|\s+|<!--.*?-->|<\?[^>]*>|<!\[[^>]*>", re.S)
_OLD = (
    "align alink background bgcolor compact face hspace language link longdesc marginheight "
    "marginwidth noshade nowrap summary text vlink vspace"
)
_OLD_ATTRIBUTES = frozenset(_OLD.split())
_ELSEWHERE = {"text": {"body"}, "link": {"body"}, "background": {"body", "table", "td"}}
_LANDMARKS = (
    "main",
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "region",
    "search",
    "form",
)
_OUTSIDE = frozenset({"a", "button", "dialog", "noscript", "script", "template", "iframe"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS = 4
_MENU = 3
_LONG = 350
_LONGEST_PARAGRAPH = 150
_READ_ELSEWHERE = frozenset({"nb", "nn", "no", ""})
"""Languages whose running text other rules read."""
_ACRONYM = re.compile(r"(?<![\w.-])[A-Z]{3,5}(?![\w-])")
_KNOWN = frozenset(
    "PDF HTML CSS USA NATO FAQ SMS DVD XML JSON HTTP HTTPS URL API ISO GPS USB PIN ATM BBC NASA "
    "AIDS HIV WWW CEO III VIII NOK EUR USD GBP GMT UTC TODO NOTE NULL TRUE".split()
)


def doctype_missing(page: Page) -> Iterator[Problem]:
    """Whole pages that do not begin with a doctype, and so are shown by old rules."""
    whole = page.tree.is_whole_page and page.tree.first("head") is not None
    head = page.tree.first("head")
    written = head is not None and head.span is not None
    if whole and written and page.written and not _has_doctype(page.tree.source):
        yield problem(page.tree.root)


def _has_doctype(source: str) -> bool:
    """True when a doctype comes first, comments and blanks left out of account."""
    at = 0
    while found := _BEFORE_DOCTYPE.match(source, at):
        at = found.end()
    return _DOCTYPE.match(source, at) is not None


def _links_before(page: Page, main: Element) -> list[Element]:
    return [link for link in page.with_role("link") if link.index < main.index]


def no_skip_link(page: Page) -> Iterator[Problem]:
    """Pages with a menu before their main content and no link past it."""
    mains = page.with_role("main")
    if not page.tree.is_whole_page or not mains:
        return
    before = _links_before(page, mains[0])
    in_page = [link for link in before if link.get("href").startswith("#")]
    if len(before) - len(in_page) >= _MENU and not in_page and not page.has_script:
        yield review(page.body, size=str(len(before)))


def skip_link_hidden(page: Page) -> Iterator[Problem]:
    """Links past the menu that are hidden from everyone, also from the keyboard."""
    for link in page.tree.tagged("a"):
        if not link.get("href").startswith("#") or not _SKIP.search(link.text):
            continue
        hidden = not page.exposure.is_rendered(link) or not page.is_tabbable(link)
        if hidden and not page.has_script:
            yield problem(link, text=link.text[:60])


def skip_link_late(page: Page) -> Iterator[Problem]:
    """Links past the menu that come after the menu."""
    for link in page.with_role("link"):
        address = link.get("href")
        if not address.startswith("#") or not _SKIP.search(page.name(link)):
            continue
        others = [o for o in page.with_role("link") if o.index < link.index]
        others = [o for o in others if not o.get("href").startswith("#")]
        target = page.tree.by_id.get(address[1:])
        if len(others) >= _MENU and target is not None and target.index > link.index:
            yield review(link, text=page.name(link)[:60])
        return


def old_attributes(page: Page) -> Iterator[Problem]:
    """Attributes that HTML has given up; each is told of once."""
    seen: set[str] = set()
    for element in page.tree.elements:
        if not element.is_html or element.tag in {"script", "font", "center"}:
            continue
        for name in element.attributes:
            if name not in _OLD_ATTRIBUTES or name in seen:
                continue
            if element.tag not in _ELSEWHERE.get(name, {element.tag}):
                continue
            seen.add(name)
            yield problem(element, attribute=name, tag=element.tag)


def outside_landmarks(page: Page) -> Iterator[Problem]:
    """Text beside the landmarks of a page that has a main part; told of once."""
    if not page.tree.is_whole_page or not page.with_role("main"):
        return
    if page.body.get("role").strip().lower() in _LANDMARKS:
        return
    marked = {element.index for element in page.with_role(*_LANDMARKS)}
    stack = list(reversed(page.body.elements))
    while stack:
        element = stack.pop()
        if (
            element.index in marked
            or element.tag in _OUTSIDE
            or not page.exposure.is_rendered(element)
        ):
            continue
        if page.role(element) in {"alert", "status", "dialog", "alertdialog", "log"}:
            continue
        worded = len(_WORD.findall(element.own_text)) >= _FEW_WORDS
        if worded and page.is_exposed(element) and not is_templated(element.own_text):
            yield problem(element, text=element.own_text[:60])
            return
        stack.extend(reversed(element.elements))


def long_stretch(page: Page) -> Iterator[Problem]:
    """Long running text with no heading, list or table to rest at."""
    words, start = 0, None
    for element in page.body.descendants():
        if page.role(element) == "heading" or element.tag in {
            "ul",
            "ol",
            "table",
            "dl",
            "figure",
            "form",
        }:
            words, start = 0, None
        elif (
            element.tag == "p" and page.is_visible(element) and element.closest("li", "td") is None
        ):
            words += len(element.text.split())
            start = start or element
            if words >= _LONG:
                yield review(start, size=str(words))
                return


def long_paragraph(page: Page) -> Iterator[Problem]:
    """Paragraphs too long to take in, on pages in another language than Norwegian."""
    for element in page.tree.tagged("p"):
        if primary(page.language(element)) in _READ_ELSEWHERE or not page.is_visible(element):
            continue
        words = len(element.text.split())
        if words > _LONGEST_PARAGRAPH:
            yield review(element, size=str(words))


def acronyms(page: Page) -> Iterator[Problem]:
    """Acronyms that a page in another language than Norwegian never explains."""
    if primary(page.tree.root.get("lang")) in _READ_ELSEWHERE:
        return
    whole = page.names.text_content(page.body)
    told = {e.text for e in page.tree.tagged("abbr", "acronym", "dfn") if e.get("title").strip()}
    seen: set[str] = set()
    for element in page.tree.tagged("p", "li", "td", "dd"):
        text = element.own_text
        for word in () if text.isupper() else _ACRONYM.findall(text):
            if word in seen or word in told or word in _KNOWN:
                continue
            seen.add(word)
            explained = f"({word})" in whole or f"{word} (" in whole
            if not explained and page.is_visible(element):
                yield review(element, text=word)


def frame_held_back(page: Page) -> Iterator[Problem]:
    """Frames that may not scroll, or that the keyboard is kept out of, with content unseen."""
    for frame in page.tree.tagged("iframe"):
        if not page.exposure.is_exposed(frame) or page.frame(frame) is not None:
            continue
        if frame.get("scrolling").lower() == "no":
            yield review(frame, attribute="scrolling", value="no")
        elif frame.get("tabindex").strip().startswith("-"):
            yield review(frame, attribute="tabindex", value=frame.get("tabindex").strip())
