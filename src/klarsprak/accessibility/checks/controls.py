"""How controls are named, grouped and asked for (WCAG 1.3.1, 3.3.2, 4.1.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.exposure import has_tabindex, is_natively_focusable
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_CODE = re.compile(
    r"^(?:[a-z]+[_-])+[a-z0-9]+$|^[a-z]+[A-Z]\w*$|^[a-z]{1,4}\d+$|^\{\{.*\}\}$|^\$\{"
)
_NAMED_ROLE = {
    "button": re.compile(r"(?:^|\s)(?:knapp(?:en)?|button)$", re.I),
    "link": re.compile(r"^(?:lenke|lenkje|link) (?:til|to)\b|(?:^|\s)(?:lenke|lenkje|link)$", re.I),
    "img": re.compile(r"\b(?:ikon|icon)$", re.I),
}
_EMAIL = re.compile(r"^e-?(?:post|mail)(?:adresse| address)?$", re.I)
_PHONE = re.compile(r"^(?:mobil|telefon|tlf|phone)(?:nummer|nr| number)?$", re.I)
_EXACT = re.compile(
    r"fødselsnummer|fødselsdato|personnummer|organisasjonsnummer|kontonummer|date of birth|"
    r"(?:^|\s)dato$",
    re.I,
)
_FORM_SHOWN = re.compile(
    r"\d|siffer|sifre|\bdd\b|\bmm\b|åå|format|eksempel|for eks|f\.eks|t\.d\.|digits|example|slik",
    re.I,
)


def name_is_code(page: Page) -> Iterator[Problem]:
    """Names that a program wrote for itself."""
    for element in page.tree.elements:
        label = element.get("aria-label").strip()
        if label and _CODE.match(label) and page.exposure.is_exposed(element):
            yield problem(element, text=label[:60])


def role_in_name(page: Page) -> Iterator[Problem]:
    """Names that repeat what the role already says."""
    for element in page.with_role("button", "link"):
        name = page.name(element)
        if len(name.split()) > 1 and _NAMED_ROLE[page.role(element)].search(name):
            yield problem(element, text=name[:60], role=page.role(element))


def boxes_without_group(page: Page) -> Iterator[Problem]:
    """Check boxes of one name without a common heading that is read aloud."""
    groups: dict[str, list[Element]] = {}
    for element in page.with_role("checkbox"):
        if element.tag == "input" and element.get("name"):
            groups.setdefault(element.get("name"), []).append(element)
    for members in groups.values():
        grouped = any(
            page.role(node) in {"group", "radiogroup"} and page.name(node)
            for node in members[0].ancestors()
        )
        if len(members) > 1 and not grouped:
            yield review(members[0], name=members[0].get("name")[:60])


def type_does_not_fit(page: Page) -> Iterator[Problem]:
    """Fields for e-mail and telephone that are plain text fields."""
    for element in page.tree.tagged("input"):
        if element.get("type", "text").lower() not in {"text", ""}:
            continue
        if element.has("inputmode") or not page.is_exposed(element):
            continue
        name = folded(page.name(element))
        for pattern, kind in ((_EMAIL, "email"), (_PHONE, "tel")):
            if pattern.match(name):
                yield problem(element, text=page.name(element)[:60], wanted=kind)


def form_of_answer(page: Page) -> Iterator[Problem]:
    """Fields that want numbers or a date in a certain form and do not show it."""
    for element in page.tree.tagged("input"):
        if element.get("type", "text").lower() not in {"text", "tel", ""}:
            continue
        name = page.name(element)
        if not page.is_exposed(element) or not _EXACT.search(name):
            continue
        told = " ".join((name, page.names.description(element), element.get("placeholder")))
        if not _FORM_SHOWN.search(told):
            yield review(element, text=name[:60])


def focus_without_task(page: Page) -> Iterator[Problem]:
    """Plain text that stands in the tab order."""
    for element in page.body.descendants():
        if not has_tabindex(element) or not page.is_tabbable(element):
            continue
        if is_natively_focusable(element) or element.has("role") or "-" in element.tag:
            continue
        handlers = any(name.startswith("on") for name in element.attributes)
        styles = page.styles
        scrolls = any(
            styles.get(element, name) in {"auto", "scroll"} for name in ("overflow-x", "overflow-y")
        )
        if not handlers and not scrolls and element.tag not in {"pre", "table", "main", "section"}:
            yield review(element, tag=element.tag)


_OUT_OF_SIGHT = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|assistive-text)\b",
    re.I,
)


def title_repeats(page: Page) -> Iterator[Problem]:
    """Links and buttons whose title says their text once more, where the text is seen.

    On a button with an icon and a text for screen readers the title is what others see.
    """
    for element in page.with_role("link", "button"):
        title = folded(element.get("title"))
        if title and title == folded(page.names.text_content(element)) and _shows_text(element):
            yield problem(element, text=element.get("title")[:60])


def _shows_text(element: Element) -> bool:
    """Whether the element has an image, or text that no class keeps for screen readers."""
    unseen: set[int] = set()
    for part in (element, *element.descendants()):
        within = part.parent is not None and part.parent.index in unseen
        if within or _OUT_OF_SIGHT.search(part.get("class")):
            unseen.add(part.index)
        elif part.own_text or (part.tag == "img" and part.get("alt")):
            return True
    return False


_SAYS_NOTHING = frozenset("her hit klikk trykk knapp button click mer meir more go gå".split()) | {
    "klikk her",
    "trykk her",
    "click here",
    "press here",
    "submit query",
}
_FRAME_WORDS = frozenset(
    {
        "iframe",
        "frame",
        "ramme",
        "innhold",
        "innhald",
        "content",
        "embed",
        "untitled",
        "uten tittel",
        "youtube video player",
        "vimeo video player",
        "video player",
        "widget",
    }
)


def button_says_nothing(page: Page) -> Iterator[Problem]:
    """Buttons whose name fits any button."""
    for element in page.with_role("button"):
        if folded(page.name(element)) in _SAYS_NOTHING:
            yield problem(element, text=page.name(element)[:60])


def frame_says_nothing(page: Page) -> Iterator[Problem]:
    """Frames whose name fits any frame."""
    for element in page.tree.tagged("iframe", "frame"):
        name = page.name(element)
        if folded(name) in _FRAME_WORDS and page.is_exposed(element) and page.is_visible(element):
            yield problem(element, text=name[:60])


def title_for_alt(page: Page) -> Iterator[Problem]:
    """Pictures that have a tooltip in place of an alternative text."""
    for element in page.tree.tagged("img"):
        named = element.has("alt") or element.has("aria-label") or element.has("aria-labelledby")
        if not named and element.get("title").strip() and page.is_exposed(element):
            yield problem(element, text=element.get("title")[:60])
