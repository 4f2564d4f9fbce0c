"""Controls that open, choose or lead on: state, role and name (WCAG 2.1.1, 2.4.4, 4.1.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility import aria
from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_OPENS = frozenset({"collapse", "dropdown", "accordion", "toggle"})
_OPENS_CLASS = re.compile(
    r"(?:^|\s)(?:navbar-toggler|navbar-toggle|hamburger|menu-toggle|nav-toggle|accordion-button|"
    r"accordion-header|accordion|accordion-toggle|dropdown-toggle|collapse-toggle)(?:$|\s)",
    re.I,
)
_STATES = ("aria-expanded", "aria-pressed", "aria-selected", "aria-haspopup", "popovertarget")
_TABS = re.compile(r"(?:^|\s)(?:tabs|nav-tabs|tab-list|tablist|faner)(?:$|\s)", re.I)
_LETTER = re.compile(r"[^\W_]")
_COMPOSITE = frozenset(
    "toolbar tablist menu menubar listbox tree grid treegrid radiogroup combobox".split()
)


def state_missing(page: Page) -> Iterator[Problem]:
    """Buttons that open and close something, and do not tell which it is."""
    for element in page.body.descendants():
        if element.tag not in {"button", "a"} and page.role(element) != "button":
            continue
        if not _opens(element) or not page.is_exposed(element):
            continue
        if not any(element.has(name) for name in _STATES):
            yield review(element, text=page.name(element)[:60])


def _opens(element: Element) -> bool:
    kind = (element.get("data-bs-toggle") or element.get("data-toggle")).strip().lower()
    if kind:
        return kind in _OPENS
    if _OPENS_CLASS.search(element.get("class")) is not None:
        return element.tag == "button" or element.get("href") in {"", "#"}
    return element.tag == "button" and element.has("aria-controls") and not element.has("role")


def tabs_without_roles(page: Page) -> Iterator[Problem]:
    """Rows of tabs that assistive technology takes for a list of links to nowhere."""
    for element in page.body.descendants():
        if element.tag not in {"ul", "ol", "div", "nav"} or not _TABS.search(element.get("class")):
            continue
        links = [one for one in element.descendants() if one.tag in {"a", "button"}]
        nowhere = [one for one in links if one.tag == "button" or _leads_nowhere(one)]
        if len(links) < 2 or len(nowhere) < len(links) or not page.is_exposed(element):
            continue
        told = page.explicit(element) == "tablist" or any(
            one.has("aria-selected") or one.has("aria-current") or page.explicit(one) == "tab"
            for one in links
        )
        if not told:
            yield review(element, size=str(len(links)))


def _leads_nowhere(link: Element) -> bool:
    address = link.get("href").strip()
    return address.startswith("#") or address.lower().startswith("javascript:") or not address


def signs_only(page: Page) -> Iterator[Problem]:
    """Links and buttons whose name has no letter and no number; each name once."""
    seen: set[tuple[str, str]] = set()
    for element in page.with_role("link", "button"):
        name = page.name(element)
        key = (name, page.role(element))
        if not name or _LETTER.search(name) or is_templated(name) or key in seen:
            continue
        if _is_quoted(element) or _is_in_index(element):
            continue
        seen.add(key)
        # A title may tell what the sign means (WCAG technique H33); whether it does is judged.
        kind = review if _WORDED.search(element.get("title")) else problem
        yield kind(element, text=name[:20], role=page.role(element))


def _is_quoted(element: Element) -> bool:
    """True for a link on a sign that the sentence speaks of: written in quotation marks."""
    siblings = [] if element.parent is None else element.parent.children
    at = next((place for place, child in enumerate(siblings) if child is element), 0)
    before = siblings[at - 1] if at else ""
    after = siblings[at + 1] if at + 1 < len(siblings) else ""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    return before[-1:] in _QUOTES and after[:1] in _QUOTES and bool(before and after)


def _is_in_index(element: Element) -> bool:
    """True in a row of letters and signs to look things up under."""
    row = element.parent
    if row is not None and row.tag == "li":
        row = row.parent
    if row is None:
        return False
    links = [link for link in row.find_all("a") if len(link.text) == 1]
    return len(links) >= _INDEX and len(element.text) == 1


_WORDED = re.compile(r"[^\W\d_]{3,}")
_QUOTES = "\"'«»“”„‘’`|"
_INDEX = 8


def empty_address(page: Page) -> Iterator[Problem]:
    """Links that lead nowhere, or only run a script."""
    headings = page.with_role("heading")[:1]
    titles = {
        folded(one.text.strip("¶# \uf0c1")) for one in (*headings, *page.tree.tagged("title"))
    }
    for link in page.tree.tagged("a"):
        address = link.attributes.get("href")
        if address is None or address.strip() not in {"", "#", "#!"} or link.has("role"):
            continue
        if not page.is_exposed(link) or not page.name(link) or is_templated(address):
            continue
        if re.search(r"topp|top\b|opp\b", page.name(link), re.I) or link.has("aria-current"):
            continue
        if folded(page.name(link)) in titles:
            continue  # the entry of the page itself in a menu or a list of contents
        yield review(link, text=page.name(link)[:60])


def out_of_reach(page: Page) -> Iterator[Problem]:
    """Links, buttons and fields that the markup takes out of the keyboard's way."""
    reachable = {
        link.get("href")
        for link in page.tree.tagged("a")
        if not link.get("tabindex").startswith("-")
    }
    for element in page.tree.tagged("a", "button", "input", "select", "textarea"):
        if not element.get("tabindex").strip().startswith("-") or not page.is_visible(element):
            continue
        if not page.exposure.is_focusable(element) or page.exposure.is_aria_hidden(element):
            continue
        if element.tag == "a" and (element.get("href") in reachable or not element.has("href")):
            continue
        if element.has("role") and page.role(element) not in {"button", "link"}:
            continue
        if any(_manages_focus(page, node) for node in element.ancestors()):
            continue
        if element.get("autocomplete") == "off" and element.tag == "input":
            continue
        kind = review if page.has_script else problem
        yield kind(element, tag=element.tag)


def _manages_focus(page: Page, element: Element) -> bool:
    role = page.role(element)
    return role in _COMPOSITE or (bool(role) and aria.role_has(role, "composite"))


def access_key(page: Page) -> Iterator[Problem]:
    """Elements with an access key, of which the first on the page stands for all."""
    for element in page.tree.elements:
        key = element.get("accesskey").strip()
        if key and page.exposure.is_exposed(element):
            yield review(element, value=key[:10])
            return


def needed_title(page: Page) -> Iterator[Problem]:
    """Explanations in a tooltip on plain text, which only the mouse brings up."""
    for element in page.body.descendants():
        text = element.get("title").strip()
        if element.tag not in {"span", "p", "div", "strong", "em", "b", "i", "li", "td"}:
            continue
        if len(text.split()) < 3 or not element.text or page.is_tabbable(element):
            continue
        if not page.is_visible(element) or element.closest("a", "button", "abbr"):
            continue
        if text.casefold() in page.visible_text(element).casefold():
            continue
        if page.explicit(element) or any(page.is_tabbable(b) for b in element.descendants()):
            continue
        yield review(element, text=text[:60])
