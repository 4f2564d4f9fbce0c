"""What one page cannot show: titles, links and names across the pages of a run.

Each `…_facts` function runs on one page and yields (key, value, problem); its `compare_…`
partner sees (path, key, value) of every page and yields the index of a fact with the
values of the message.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from klarsprak.accessibility.language_tags import primary
from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.accessibility.words import folded, listed
from klarsprak.core.address import split_address

Fact = tuple[str, str, Problem]
Seen = tuple[str, str, str]
Told = tuple[int, Mapping[str, str]]

_STATEMENT = re.compile(
    r"uustatus\.no|tilgjengel[ei]g(?:e|het|heits)s?-?erkl|accessibility[ -]statement", re.I
)
_AT_HOME = frozenset({"", "nb", "nn", "no", "se", "sma", "smj"})
_PAGES = (".html", ".htm", ".xhtml")
_WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 40
"""Nothing is missing from a shorter page (contract 1)."""
_FEW = 3
_MOST_MUST_RESOLVE = 0.5
_FRONT = re.compile(r"(?:^|/)(?:index|default|forside|home)\.\w+$", re.I)


def title_facts(page: Page, path: str) -> Iterator[Fact]:
    """The title of a whole page."""
    titles = [title for title in page.tree.tagged("title") if title.is_html]
    if titles and _is_site_page(page):
        text = collapse(titles[0].raw_text)
        if text and folded(text) not in listed("title"):
            yield "title", text, problem(titles[0], text=text[:60])


def _is_site_page(page: Page) -> bool:
    """Whether this is a page of a site: a whole one, with more than a few words on it."""
    words = len(_WORD.findall(page.names.text_content(page.tree.root)))
    return page.tree.is_whole_page and words >= MIN_WORDS


def compare_titles(facts: Sequence[Seen]) -> Iterator[Told]:
    """Pages that share their title with an earlier page."""
    first: dict[str, str] = {}
    for index, (path, _, title) in enumerate(facts):
        other = first.setdefault(folded(title), path)
        if other != path:
            yield index, {"text": title[:60], "other": other}


def statement_facts(page: Page, path: str) -> Iterator[Fact]:
    """Whether a whole page leads to an accessibility statement."""
    if not _is_site_page(page):
        return
    if primary(page.tree.root.get("lang")) not in _AT_HOME:
        return
    found = any(
        _STATEMENT.search(f"{link.get('href')} {page.name(link)}") for link in page.tree.tagged("a")
    )
    yield "statement", "yes" if found else "no", problem(None)


def compare_statements(facts: Sequence[Seen]) -> Iterator[Told]:
    """A site of several pages of which none leads to an accessibility statement."""
    if len(facts) < _FEW or any(value == "yes" for _, _, value in facts):
        return
    places = range(len(facts))
    front = next((i for i in places if _FRONT.search(facts[i][0])), 0)
    yield front, {"size": str(len(facts))}


def link_facts(page: Page, path: str) -> Iterator[Fact]:
    """The local targets of links and pictures, and the page's own path."""
    yield "page", posixpath.normpath(_slashes(path)), problem(None)
    for element in page.tree.tagged("a", "area", "img", "iframe"):
        address = element.get("href") if element.tag in {"a", "area"} else element.get("src")
        target = _local(path, address)
        if target:
            yield "link", target, problem(element, target=address.strip()[:80])


def _slashes(path: str) -> str:
    return path.replace("\\", "/")


def _local(path: str, address: str) -> str:
    """The path that a relative address leads to, "" for any other address."""
    parts = split_address(address.strip()) if _is_plain(address) else None
    if parts is None or parts.scheme or parts.netloc or not parts.path:
        return ""
    if parts.path.startswith("/"):
        return ""
    folder = posixpath.dirname(_slashes(path))
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))


def _is_plain(address: str) -> bool:
    return bool(address.strip()) and not re.search(r"[{}<>\s]|\[\[", address.strip())


def compare_links(facts: Sequence[Seen]) -> Iterator[Told]:
    """Links to pages that are not among the files, where most other links hold.

    Only sites of three pages or more are judged, only links to pages within the folders
    that the run covers, and only when at least half of them resolve.
    """
    from pathlib import Path

    pages = {value for _, key, value in facts if key == "page"}
    if len(pages) < _FEW:
        return
    folders = {posixpath.dirname(page) for page in pages}
    links = [
        (index, target)
        for index, (_, key, target) in enumerate(facts)
        if key == "link"
        and target.lower().endswith(_PAGES)
        and posixpath.dirname(target) in folders
    ]
    dead = [(i, t) for i, t in links if t not in pages and not Path(t).exists()]
    if len(links) - len(dead) < _MOST_MUST_RESOLVE * len(links):
        return
    for index, target in dead:
        yield index, {"target": target[-80:]}


def name_facts(page: Page, path: str) -> Iterator[Fact]:
    """Where each link of the menus leads, and what it is called."""
    for link in page.with_role("link"):
        if not any(
            page.role(node) in {"navigation", "banner", "contentinfo"} for node in link.ancestors()
        ):
            continue
        address = link.get("href").strip()
        target = _local(path, address) or address
        name = page.name(link)
        beside = {"prev", "previous", "next"} & set(link.get("rel").lower().split())
        if name and target and not target.startswith("#") and not beside:
            yield target, name, problem(link, text=name[:60])


def compare_names(facts: Sequence[Seen]) -> Iterator[Told]:
    """Menu links to one place under different names on different pages."""
    first: dict[str, tuple[str, str]] = {}
    for index, (path, target, name) in enumerate(facts):
        other_path, other = first.setdefault(target, (path, name))
        if other_path != path and folded(other) != folded(name):
            yield index, {"text": name[:60], "other": other[:60]}


def menu_facts(page: Page, path: str) -> Iterator[Fact]:
    """The order of the links in the first menu."""
    menus = page.with_role("navigation")
    if menus and page.tree.is_whole_page:
        names = [folded(page.name(link)) for link in _links(menus[0])]
        yield "menu", "\n".join(names), problem(menus[0])


def _links(menu: Element) -> list[Element]:
    return [element for element in menu.descendants() if element.tag == "a"]


def compare_menus(facts: Sequence[Seen]) -> Iterator[Told]:
    """Menus whose links stand in another order than on the first page."""
    if len(facts) < _FEW:
        return
    path, _, wanted = facts[0]
    order = wanted.split("\n")
    for index, (other, _, value) in enumerate(facts):
        names = value.split("\n")
        common = [name for name in names if name in order]
        expected = [name for name in order if name in names]
        if other != path and len(expected) >= _FEW and common != expected:
            yield index, {"other": path}
