"""Content that is drawn with signs, style or canvas, not written as markup (WCAG 1.1.1, 1.3.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.checks.literal import is_literal, reads_as_code
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.core.finding import Certainty

_WORDS = re.compile(r"[^\W\d_]{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_GAP = re.compile(r"\S(?: {3,}|\t+)\S")
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_CODE = frozenset({"code", "samp", "kbd", "var"})
_CODE_CLASS = re.compile(
    r"code|program|screen|lang|source|console|terminal|highlight|synopsis|listing", re.I
)
_PARAGRAPH = 35
_WRITES = re.compile(r"\.(?:fill|stroke)Text\(\s*['\"`][^'\"`]*[^\W\d_]{2}")


def canvas(page: Page) -> Iterator[Problem]:
    """Drawings made by a script without words for those who do not see them."""
    for element in page.tree.tagged("canvas"):
        shown = page.is_exposed(element) and page.is_visible(element) and not element.text
        decorative = page.explicit(element) in {"none", "presentation"}
        if shown and not decorative and not page.name(element):
            written = _script_writes_on(page, element)
            yield Problem(element, certainty=Certainty.FAULT if written else Certainty.REVIEW)


def _script_writes_on(page: Page, canvas: Element) -> bool:
    """True when a script of the page puts letters on this very canvas."""
    alone = len(page.tree.tagged("canvas")) == 1
    name = canvas.get("id")
    return any(
        _WRITES.search(script.raw_text) and (alone or (name and name in script.raw_text))
        for script in page.tree.tagged("script")
    )


def ascii_picture(page: Page) -> Iterator[Problem]:
    """Pictures made of letters and signs."""
    for element in page.tree.tagged("pre"):
        if not page.is_exposed(element) or page.name(element) or element.find_all(*_CODE):
            continue
        text = "".join(element.texts())
        lines = [line for line in text.split("\n") if line.strip()]
        signs = "".join(text.split())
        digits = sum(character.isdigit() for character in signs)
        few = digits * 3 < len(signs) and not _WORDS.search(text)
        if len(lines) >= 3 and len(signs) >= 10 and len(set(signs)) >= 3 and few:
            yield review(element)


def typed_table(page: Page) -> Iterator[Problem]:
    """Tables made of blanks or tabs."""
    for element in page.tree.tagged("pre"):
        if not page.is_visible(element) or element.find_all(*_CODE):
            continue
        if _CODE_CLASS.search(element.get("class")):
            continue
        text = "".join(element.texts())
        lines = [line for line in text.split("\n") if line.strip()]
        columns = [len(_GAP.findall(line)) for line in lines]
        rows = sum(count >= 1 for count in columns)
        even = rows >= 3 and rows * 4 >= len(lines) * 3 and len(set(columns)) <= 2
        worded = sum(_LETTER.search(line) is not None for line in lines) == len(lines)
        signs = "".join(text.split())
        spoken = sum(sign.isalnum() for sign in signs) * 5 >= len(signs) * 3
        if even and worded and spoken and not reads_as_code(text):
            yield review(element)


def words_in_style(page: Page) -> Iterator[Problem]:
    """Words that only a style sheet puts on the page."""
    seen: set[str] = set()
    if not any("content" in d.name for r in page.styles.sheets.rules for d in r.declarations):
        return
    for element in page.body.descendants():
        if not page.is_visible(element):
            continue
        for place in ("before", "after"):
            value = page.styles.pseudo(element, place).get("content", "")
            text = collapse(" ".join(a or b for a, b in _STRING.findall(value)))
            if _WORDS.search(text) and text not in seen and "attr(" not in value:
                seen.add(text)
                yield review(element, text=text[:60])


def breaks_for_paragraphs(page: Page) -> Iterator[Problem]:
    """Running text parted by empty lines in place of paragraphs."""
    for element in page.body.descendants():
        if element.tag not in {"p", "div", "td", "section", "article", "main"}:
            continue
        if not page.is_visible(element) or len(element.find_all("br")) < 4:
            continue
        parts = [] if is_literal(page, element) else _parted(element)
        if sum(len(part) >= _PARAGRAPH for part in parts) >= 3:
            yield problem(element, size=str(len(parts)))


def _parted(element: Element) -> list[str]:
    """The direct text of an element, parted at every empty line."""
    parts, breaks = [""], 0
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                breaks = 0
            parts[-1] += child
        elif child.tag == "br":
            breaks += 1
            if breaks == 2:
                parts.append("")
        else:
            breaks = 0
            parts[-1] += child.text
    return [part.strip() for part in parts if part.strip()]


def underlined(page: Page) -> Iterator[Problem]:
    """Underlined words that are no link."""
    for element in page.body.descendants():
        if element.tag in {"a", "ins", "abbr", "del", "s"} or not element.text:
            continue
        own = page.styles.declared(element).get("text-decoration-line", "")
        if element.tag != "u" and "underline" not in own.lower():
            continue
        if element.closest("a", "button", "label", "summary", "abbr", "ins"):
            continue
        if element.find_all("a") or not page.is_visible(element) or element.has("onclick"):
            continue
        if page.role(element) not in {"", "generic", "paragraph", "emphasis", "strong"}:
            continue
        yield problem(element, text=element.text[:60])


def split_list(page: Page) -> Iterator[Problem]:
    """Lists that are cut into one list per item."""
    for holder in (page.body, *page.body.descendants()):
        run: list[Element] = []
        for child in [*holder.elements, None]:
            if child is not None and child.tag in {"ul", "ol"} and _holds_one(page, child):
                run.append(child)
                continue
            if len(run) >= 3:
                yield review(run[0], tag=run[0].tag, size=str(len(run)))
            run = []


def _holds_one(page: Page, element: Element) -> bool:
    items = [one for one in element.elements if one.tag == "li"]
    return len(items) == 1 and page.is_exposed(element) and bool(element.text)


_ICON = re.compile(
    r"(?:^|\s)(?:fa|bi|glyphicon|icon|icofont|ti)-(?:check|ok|times|remove|xmark|x|ban|exclamation|"
    r"warning|check-circle|times-circle|circle-check|circle-xmark|x-circle|ok-circle)(?:$|[\s-])",
    re.I,
)


def icon_font(page: Page) -> Iterator[Problem]:
    """Icons from a font that mean yes, no or beware, and say so to nobody who listens."""
    for element in page.tree.tagged("i", "span", "em"):
        if not _ICON.search(element.get("class")) or element.text or element.elements:
            continue
        if page.name(element) or not page.is_visible(element):
            continue
        if element.closest("a", "button", "label") or page.role(element) == "img":
            continue
        if element.get("aria-hidden").strip().lower() == "true" and _has_words_beside(element):
            continue
        if _says_the_same(element):
            continue
        yield review(element, text=element.get("class")[:60])


_ALIKE = (
    (
        re.compile(r"warning|exclamation"),
        re.compile(r"advar|varsel|obs\b|merk|viktig|warning", re.I),
    ),
    (re.compile(r"check|ok"), re.compile(r"\b(?:ja|ok|utført|utfør|godkjent|yes|done)\b", re.I)),
    (re.compile(r"times|remove|xmark|ban"), re.compile(r"\b(?:nei|ikke|ikkje|avslått|no)\b", re.I)),
)


def _has_words_beside(element: Element) -> bool:
    return element.parent is not None and _LETTER.search(element.parent.text) is not None


def _says_the_same(element: Element) -> bool:
    """True when the words right beside an icon say what it shows."""
    beside = "" if element.parent is None else element.parent.text
    return any(icon.search(element.get("class")) and words.search(beside) for icon, words in _ALIKE)
