"""Ways past what is repeated on every page (WCAG 2.4.1)."""

from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element, collapse

_LANDMARKS = ("main", "navigation", "region", "complementary", "search", "banner")
_MIN_LINKS = 8


def no_way_past(page: Page) -> Iterator[Problem]:
    """Pages that begin with a row of links and offer no way past it."""
    if not page.tree.is_whole_page or not _is_long(page):
        return
    if page.with_role("main") or _skip_link(page) is not None:
        return
    if any(heading for heading in page.with_role("heading") if page.name(heading)):
        return
    yield review(page.body)


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
    repeated = _is_long(page) or bool(page.with_role("banner", "navigation", "complementary"))
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
