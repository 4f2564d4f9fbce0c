"""Ways to find pages and help across the pages of a run (WCAG 2.4.5, 3.2.4, 3.2.6).

Facts and comparisons as in `sites`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from klarsprak.accessibility.checks.sites import Fact, Seen, Told
from klarsprak.accessibility.page import Page, problem
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_SITE_MAP = re.compile(r"nettstedskart|nettstadskart|sitemap|site map|a til å|a[ -–]å\b", re.I)
_SEARCH = re.compile(r"s[øo]k|search", re.I)
_HELP = re.compile(
    r"^(?:kontakt(?: oss)?|kontaktinformasjon|hjelp|få hjelp|spør oss|chat(?: med oss)?|"
    r"contact(?: us)?|help|vanlege spørsmål|vanlige spørsmål)$",
    re.I,
)
_MANY, _FEW = 5, 3
_PLACES = ("banner", "navigation", "complementary", "main", "contentinfo")


def way_facts(page: Page, path: str) -> Iterator[Fact]:
    """Whether a whole page offers another way than its menu: a search or a site map."""
    if page.tree.is_whole_page:
        found = bool(_search_forms(page)) or any(
            _SITE_MAP.search(page.name(link)) for link in page.with_role("link")
        )
        yield "way", "yes" if found else "no", problem(None)


def _search_forms(page: Page) -> list[Element]:
    forms = [form for form in page.tree.tagged("form") if page.role(form) == "search"]
    for element in page.with_role("searchbox", "textbox"):
        form = element.closest("form")
        if form is not None and _SEARCH.search(page.name(element)) and form not in forms:
            forms.append(form)
    return [*forms, *(e for e in page.tree.tagged("search") if e.find_all("input"))]


def compare_ways(facts: Sequence[Seen]) -> Iterator[Told]:
    """A site of several pages where none offers a search or a site map."""
    if len(facts) >= _MANY and all(value == "no" for _, _, value in facts):
        yield 0, {"size": str(len(facts))}


def search_facts(page: Page, path: str) -> Iterator[Fact]:
    """What the button of each search is called, by where the search leads."""
    for form in _search_forms(page):
        for button in form.find_all("button", "input"):
            kind = button.get("type", "submit" if button.tag == "button" else "text").lower()
            if kind == "submit" and page.name(button) and form.get("action"):
                yield form.get("action"), page.name(button), problem(button)
                break


def compare_searches(facts: Sequence[Seen]) -> Iterator[Told]:
    """Searches that lead to one place and whose buttons have different names."""
    first: dict[str, tuple[str, str]] = {}
    for index, (path, target, name) in enumerate(facts):
        other_path, other = first.setdefault(target, (path, name))
        if other_path != path and folded(other) != folded(name):
            yield index, {"text": name[:60], "other": other[:60]}


def help_facts(page: Page, path: str) -> Iterator[Fact]:
    """In which part of the page the first link to contact or help stands."""
    if not page.tree.is_whole_page:
        return
    for link in page.with_role("link"):
        if _HELP.match(folded(page.name(link))):
            chain = [page.role(node) for node in link.ancestors()]
            place = next((role for role in chain if role in _PLACES), "")
            yield "help", place, problem(link, text=page.name(link)[:60])
            return


def compare_help(facts: Sequence[Seen]) -> Iterator[Told]:
    """Links to help that stand in another part of the page than on most pages."""
    if len(facts) < _FEW:
        return
    places = Counter(value for _, _, value in facts)
    usual, times = places.most_common(1)[0]
    if times * 2 <= len(facts):
        return
    path = next(path for path, _, value in facts if value == usual)
    for index, (_, _, value) in enumerate(facts):
        if value != usual:
            yield index, {"other": path}
