"""Ways past what is repeated on every page (WCAG 2.4.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element, collapse

_MIN_LINKS = 8
_RUNNING = 5
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ANCHOR = re.compile(r"['\"](#[\w-]+)['\"]")


def no_way_past(page: Page) -> Iterator[Problem]:
    """Pages that begin with what every page begins with and offer no way past it.

    A fault where the content surely comes behind it; else a question.
    """
    if not page.tree.is_whole_page:
        return
    content = _first_content(page)
    if content is None and not _is_long(page):
        return
    if any(page.is_exposed(main) for main in page.with_role("main", "region", "search", "form")):
        return
    blocks = _blocks(page)
    if any(page.name(h) and not _stands_in(h, blocks) for h in page.with_role("heading")):
        return
    if content is None:
        if _skip_link(page) is None:
            yield review(page.body)
    elif not _leads_past(page, blocks, content) and not _folds_away(page, content):
        yield problem(page.body)


def _blocks(page: Page) -> list[Element]:
    """Parts that pages of a site share: menus, heads, asides, and lists or rows of links."""
    found = page.with_role("navigation", "banner", "complementary")
    for element in page.tree.tagged("ul", "ol", "div", "p"):
        links = element.find_all("a")
        if len(links) < 2 or not page.is_visible(element):
            continue
        if any(link.get("href").startswith("#") for link in links) or element.find_all("main"):
            continue
        said = sum(len(_LETTER.findall(link.text)) for link in links)
        if said == len(_LETTER.findall(element.text)):
            found.append(element)
    return found


def _first_content(page: Page) -> Element | None:
    """The first running text behind a shared part; None without such a part before it."""
    blocks = _blocks(page)
    first = min((block.index for block in blocks), default=None)
    if first is None:
        return None
    for element in page.body.descendants():
        text = element.own_text
        if len(_WORD.findall(text)) < _RUNNING or not page.is_visible(element):
            continue
        if _stands_in(element, blocks) or element.closest("a", "button", "footer", "script"):
            continue
        return element if element.index > first else None
    return None


def _stands_in(element: Element, blocks: list[Element]) -> bool:
    return any(block.contains(element) or block is element for block in blocks)


def _leads_past(page: Page, blocks: list[Element], content: Element) -> bool:
    """True when a link leads to a place with nothing shared between it and the content."""
    for link in page.with_role("link"):
        address = link.get("href") or "".join(_ANCHOR.findall(link.get("onclick"))[:1])
        target = page.tree.by_id.get(address[1:]) if address.startswith("#") else None
        if target is None or target.index <= link.index or link.index > content.index:
            continue
        between = page.tree.elements[target.index : content.index]
        if not any(one.own_text and _stands_in(one, blocks) for one in between):
            return True
    return False


def _folds_away(page: Page, content: Element) -> bool:
    """True when something before the content can fold the shared parts away."""
    return any(
        control.has("aria-controls") or control.has("aria-expanded") or control.has("onclick")
        for control in page.with_role("button", "link")
        if control.index < content.index
    )


def _is_long(page: Page) -> bool:
    return len(page.with_role("link")) >= _MIN_LINKS or bool(page.tree.tagged("nav"))


def _skip_link(page: Page) -> Element | None:
    """The first link, when it leads to a place further down on the page."""
    for link in page.with_role("link")[:3]:
        address = link.get("href")
        if address.startswith("#") and address[1:] in page.tree.by_id:
            target = page.tree.by_id[address[1:]]
            if target.index > link.index:
                return link
    return None


def dead_anchor(page: Page) -> Iterator[Problem]:
    """Links to a place on the page that is not there."""
    if not page.tree.is_whole_page:
        return
    names = {element.get("name") for element in page.tree.tagged("a")}
    for link in page.tree.tagged("a"):
        address = link.get("href").strip()
        if not address.startswith("#") or len(address) < 2 or address.lower() == "#top":
            continue
        target = _decoded(address[1:])
        if any(t in page.tree.by_id or t in names for t in (target, address[1:])):
            continue
        if address.startswith(("#!", "#/", "#:~:")) or link.has("onclick") or link.has("role"):
            continue
        if page.exposure.is_exposed(link) and not page.has_script:
            yield problem(link, target=collapse(address)[:60])


def _decoded(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


def no_main(page: Page) -> Iterator[Problem]:
    """Whole pages with a menu or a head that do not say where their main content is."""
    if not page.tree.is_whole_page or not page.text:
        return
    repeated = _is_long(page) or bool(
        page.with_role("banner", "navigation", "complementary") or _blocks(page)
    )
    if repeated and not any(page.role(element) == "main" for element in page.tree.elements):
        yield problem(page.body)


def several_mains(page: Page) -> Iterator[Problem]:
    """More than one visible main part."""
    mains = [main for main in page.with_role("main") if page.is_visible(main)]
    for main in mains[1:]:
        yield problem(main)


def same_landmarks(page: Page) -> Iterator[Problem]:
    """Landmarks of one kind that no name tells apart."""
    for role in ("navigation", "complementary"):
        groups: dict[str, list[Element]] = {}
        for element in page.with_role(role):
            groups.setdefault(page.name(element).casefold(), []).append(element)
        for name, elements in groups.items():
            for element in elements[1:]:
                yield problem(element, role=role, name=name[:60])
