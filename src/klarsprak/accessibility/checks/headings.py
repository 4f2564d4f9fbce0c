"""Headings: levels, doubles, and whether they say what follows (WCAG 1.3.1, 2.4.6)."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded, listed
from klarsprak.core.document import BlockKind, Document, Format
from klarsprak.core.finding import Match, Placed
from klarsprak.core.spans import Span

_LEVEL = re.compile(r"^h([1-6])$")
_FAKE_MAX = 60
_PROMISES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "weather": (
            r"(?:været|værmelding|vêret|weather|weather forecast)",
            r"vær|vêr|regn|rain|snø|snow|sol|sun|vind|wind|grad|degree|temperatur|°|storm|sky|"
            r"skya|cloud|varm|kald|warm|cold|frost|yr",
        ),
        "hours": (
            r"(?:åpningstider?|opningstider?|opening hours|office hours|åpent)",
            r"\d|åpen|åpn|open|opn|opp?[en]|steng|close|døgn|hour|dag|day|avtale|time",
        ),
        "price": (
            r"(?:pris|priser|prisar|price|prices|gebyr|fees?|kostnad|betaling)",
            r"\d|kr|nok|kron|gratis|free|pris|pric|cost|kost|betal|pay|gebyr|fee|avgift|sats|"
            r"rabatt|moderasjon",
        ),
        "phone": (
            r"(?:telefon|telefonnummer|phone|phone number)",
            r"\d{2}|ring|call|telefon|phone|nummer|mobil|sentralbord|tlf",
        ),
        "address": (
            r"(?:besøksadresse|postadresse|adresse|address|visiting address)",
            r"\d|adress|vei|veg|gate|gata|plass|postboks|street|road|rådhus|box|bygg|torg",
        ),
        "deadline": (
            r"(?:frist|søknadsfrist|frister|deadline|deadlines)",
            r"\d|frist|deadline|innen|før|within|before|løpende|løpande|dag|uke|veke|måned|"
            r"month|week|day|when|når",
        ),
    }
)
_SMALL_TALK = 5
_LONGEST = 120
_RUNNING = 80
_LONG_PAGE = 200


def skipped_level(page: Page) -> Iterator[Problem]:
    """Headings more than one level below the heading before them."""
    last = 0
    for heading in page.with_role("heading"):
        level = level_of(heading)
        if not page.name(heading):
            continue
        if last and level > last + 1:
            yield problem(heading, value=str(level), expected=str(last + 1))
        last = level


def skipped_level_in_text(document: Document) -> Iterator[Placed]:
    """The same in Markdown and Word; plain text has no levels to go by."""
    last = 0
    for number, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING or document.format is Format.TEXT or block.hidden:
            continue
        if last and block.level > last + 1:
            values = {"value": str(block.level), "expected": str(last + 1)}
            yield Placed(number, Match(Span(0, len(block.text)), values))
        last = block.level


def level_of(heading: Element) -> int:
    """The level of a heading, 2 where neither tag nor attribute says it."""
    written = heading.get("aria-level").strip()
    if written.isdigit():
        return max(1, int(written))
    found = _LEVEL.match(heading.tag)
    return int(found.group(1)) if found else 2


def several_main_headings(page: Page) -> Iterator[Problem]:
    """More than one heading on the first level."""
    if not page.tree.is_whole_page:
        return
    first = [h for h in page.with_role("heading") if level_of(h) == 1 and page.name(h)]
    for heading in first[1:]:
        yield review(heading, heading=page.name(heading)[:60])


def no_main_heading(page: Page) -> Iterator[Problem]:
    """Whole pages with headings, but none on the first level."""
    headings = [h for h in page.with_role("heading") if page.name(h)]
    if page.tree.is_whole_page and headings and all(level_of(h) > 1 for h in headings):
        yield review(headings[0], heading=page.name(headings[0])[:60])


def says_nothing(page: Page) -> Iterator[Problem]:
    """Headings left from a template, and words that fit over anything (asked about)."""
    for heading in page.with_role("heading"):
        if folded(page.name(heading)) in listed("heading"):
            yield problem(heading, heading=page.name(heading)[:60])
        elif folded(page.name(heading)) in listed("wide_heading"):
            yield review(heading, heading=page.name(heading)[:60])


def promise_not_kept(page: Page) -> Iterator[Problem]:
    """Headings that promise hours, prices or the like before a text about other things."""
    headings = page.with_role("heading")
    for number, heading in enumerate(headings):
        name = folded(page.name(heading))
        for promise, proof in _PROMISES.values():
            if re.fullmatch(promise, name) is None:
                continue
            end = headings[number + 1].index if number + 1 < len(headings) else None
            first = _first_text(page, heading, end)
            enough = len(first.split()) >= _SMALL_TALK
            if enough and re.search(proof, first, re.I) is None:
                yield problem(heading, heading=page.name(heading)[:60])


def _first_text(page: Page, heading: Element, end: int | None) -> str:
    """The first visible text behind a heading, before the next one."""
    inside = {element.index for element in heading.descendants()}
    for element in page.tree.elements[heading.index + 1 : end]:
        if element.index in inside or element.tag in {"script", "style"}:
            continue
        if element.tag in {"ul", "ol", "dl", "table", "p", "div", "section"}:
            text = page.visible_text(element)
            if text:
                return text
    return ""


def doubled(page: Page) -> Iterator[Problem]:
    """The same heading twice under the same heading above."""
    path: list[tuple[int, str]] = []
    seen: set[tuple[str, ...]] = set()
    for heading in page.with_role("heading"):
        name, level = folded(page.name(heading)), level_of(heading)
        while path and path[-1][0] >= level:
            path.pop()
        path.append((level, name))
        key = tuple(part for _, part in path)
        if name and key in seen:
            yield review(heading, heading=page.name(heading)[:60])
        seen.add(key)


def only_bold(page: Page) -> Iterator[Problem]:
    """Short paragraphs, all in bold, that stand like headings and are none."""
    for paragraph in page.tree.tagged("p", "div"):
        children = paragraph.elements
        if len(children) != 1 or children[0].tag not in {"b", "strong"} or paragraph.own_text:
            yield from _bold_line(page, paragraph)
            continue
        text = paragraph.text
        if not 3 < len(text) <= _FAKE_MAX or text[-1] in ".,:;!?" or not text[:1].isupper():
            continue
        parent = paragraph.parent
        if parent is None or parent.tag in {"td", "th", "li", "blockquote", "figure"}:
            continue
        following = _next_sibling(paragraph)
        if following is None or following.tag not in {"p", "ul", "ol"}:
            continue
        longer = len(following.text) > len(text) and not following.find_all("b", "strong")
        if longer and page.is_visible(paragraph):
            yield review(paragraph, text=text[:60])


def _bold_line(page: Page, paragraph: Element) -> Iterator[Problem]:
    """The first line of a paragraph, when it is bold, short and broken off before the rest."""
    children = [c for c in paragraph.children if not isinstance(c, str) or c.strip()]
    if len(children) < 3 or paragraph.tag != "p" or paragraph.closest("td", "th", "li") is not None:
        return
    first, second = children[0], children[1]
    if isinstance(first, str) or isinstance(second, str) or second.tag != "br":
        return
    text, rest = first.text, len(paragraph.text) - len(first.text)
    bold = first.tag in {"b", "strong"} and 3 < len(text) <= _FAKE_MAX
    closed = text[-1:] in ".,:;!?" or not text[:1].isupper()
    if bold and not closed and rest >= _RUNNING and page.is_visible(paragraph):
        yield review(paragraph, text=text[:60])


def drawn_large(page: Page) -> Iterator[Problem]:
    """Short lines in large letters that stand over a text like headings and are none."""
    for element in page.body.descendants():
        if element.tag not in {"div", "p", "span"} or not page.styles.declared(element):
            continue
        text = element.text
        if not 3 < len(text) <= _FAKE_MAX or text[-1] in ".,:;!?" or not text[:1].isupper():
            continue
        if any(below.tag not in _WITHIN_LINE for below in element.descendants()):
            continue
        if not _is_drawn_as_heading(page, element) or _stands_in_other(page, element):
            continue
        following = _next_sibling(element)
        if following is None or following.tag not in {"p", "ul", "ol", "div"}:
            continue
        if len(following.text) > len(text) and page.is_visible(element):
            yield review(element, text=text[:60])


_BLOCKS = frozenset({"p", "ul", "ol", "div", "h1", "h2", "h3", "h4", "table", "section", "br"})
_WITHIN_LINE = frozenset({"b", "strong", "em", "i", "span", "font", "br"})
_LARGER = 1.25


def _is_drawn_as_heading(page: Page, element: Element) -> bool:
    """Larger than the text after it, or somewhat larger and bold."""
    size = page.styles.font_size(element)
    following = _next_sibling(element)
    text_size = 16.0 if following is None else page.styles.font_size(following)
    block = element.tag != "span" or page.styles.display(element) == "block"
    block = block or _has_a_line_of_its_own(element)
    bold = page.styles.is_bold(element)
    return block and (size >= _LARGER * text_size * 1.2 or (bold and size >= _LARGER * text_size))


def _has_a_line_of_its_own(element: Element) -> bool:
    """True for an inline element between blocks."""
    siblings = [] if element.parent is None else element.parent.children
    place = next((i for i, one in enumerate(siblings) if one is element), 0)
    near = [c for c in (*siblings[max(0, place - 2) : place], *siblings[place + 1 : place + 3])]
    return not any(isinstance(c, str) and c.strip() for c in near) and all(
        isinstance(c, str) or c.tag in _BLOCKS for c in near
    )


def _stands_in_other(page: Page, element: Element) -> bool:
    """True inside a control, a heading, a caption or a part that is no running text."""
    roles = {"heading", "link", "button", "navigation", "banner", "contentinfo", "img"}
    tags = {"label", "legend", "caption", "figcaption", "summary", "td", "th", "blockquote"}
    return any(
        node.tag in tags or page.role(node) in roles for node in (element, *element.ancestors())
    )


def _next_sibling(element: Element) -> Element | None:
    parent = element.parent
    if parent is None:
        return None
    siblings = parent.elements
    place = next(i for i, one in enumerate(siblings) if one is element)
    return siblings[place + 1] if place + 1 < len(siblings) else None


def too_long(page: Page) -> Iterator[Problem]:
    """Headings as long as a paragraph."""
    for heading in page.with_role("heading"):
        name = page.name(heading)
        if len(name) > _LONGEST:
            yield review(heading, size=str(len(name)))


def none_at_all(page: Page) -> Iterator[Problem]:
    """Long pages without a single heading."""
    if not page.tree.is_whole_page or len(page.text.split()) < _LONG_PAGE:
        return
    if not any(page.name(heading) for heading in page.with_role("heading")):
        yield review(page.body)
