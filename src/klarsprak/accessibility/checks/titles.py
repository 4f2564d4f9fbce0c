"""Whether the title of a page says what it is about (WCAG 2.4.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import collapse
from klarsprak.accessibility.words import folded, listed, share_a_word, stems

_FILE = re.compile(r"^\S+\.(?:html?|php|aspx?|docx?|pdf|md|txt)$", re.I)
_NUMBERED = re.compile(
    r"^(?:page|side|sida|slide|lysbilde|sheet|ark|skjema|form|document|dokument|new page|ny side)"
    r"[\s_-]*\d+$",
    re.I,
)
_ENOUGH = 10


def says_nothing(page: Page) -> Iterator[Problem]:
    """Titles that fit any page, or are a file name."""
    titles = [title for title in page.tree.tagged("title") if title.is_html]
    if not titles or not page.tree.is_whole_page:
        return
    text = collapse(titles[0].raw_text)
    if folded(text) in listed("title") or _FILE.match(text) or _NUMBERED.match(text):
        yield problem(titles[0], text=text[:60])


def several(page: Page) -> Iterator[Problem]:
    """Pages with more than one title, of which browsers use the first."""
    titles = [title for title in page.tree.tagged("title") if title.is_html]
    if len(titles) < 2:
        return
    first, second = (collapse(title.raw_text) for title in titles[:2])
    fits = share_a_word(first, page.text)
    if not fits and share_a_word(second, page.text):
        yield problem(titles[0], text=first[:60], other=second[:60])
    else:
        yield review(titles[1], text=first[:60], other=second[:60])


def off_topic(page: Page) -> Iterator[Problem]:
    """Titles that share no word with the text of the page."""
    titles = [title for title in page.tree.tagged("title") if title.is_html]
    if len(titles) != 1 or not page.tree.is_whole_page:
        return
    text = collapse(titles[0].raw_text)
    if len(stems(text)) < 2 or len(page.text.split()) < _ENOUGH:
        return
    if not share_a_word(text, page.text):
        yield review(titles[0], text=text[:60])
