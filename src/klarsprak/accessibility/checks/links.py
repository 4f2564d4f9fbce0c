"""Link texts, and where links lead (WCAG 2.4.4, 2.4.9, 3.2.5)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from klarsprak.accessibility.checks.targets import Purpose, address_of, compare
from klarsprak.accessibility.language_tags import primary
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.accessibility.words import folded, listed
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Certainty, Match, Placed, Severity
from klarsprak.core.spans import Span

_BLOCKS = (
    "p li td th dd dt blockquote figcaption caption label h1 h2 h3 h4 h5 h6 summary legend "
    "article section aside main nav header footer form body div"
)
_CONTEXT = frozenset("p li td th dd dt blockquote figcaption caption label".split())
_BLOCK = frozenset(_BLOCKS.split())
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|zip|epub|mp3|mp4)(?:$|[?#])", re.I)
_FORMAT_NAMES = {"doc": "word", "docx": "word", "xls": "excel", "xlsx": "excel"}
_NEW_WINDOW = re.compile(
    r"ny(?:tt)? (?:vindu|fane|vindauge)|ny side|ekstern|new (?:window|tab)|opens in|external|"
    r"åpnes|åpner|opnar",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_READ = 20
_REPEATED = re.compile(r"^(?:neste|forrige|førre|next|previous|\d+)$")


def without_purpose(page: Page) -> Iterator[Problem]:
    """Links whose text says nothing.

    A fault where nothing round the link helps either. Where the sentence or a heading
    tells where it leads, WCAG is met, but those who read only the links are still lost.
    """
    for link in page.with_role("link"):
        text = page.name(link)
        if folded(text) not in listed("link") or _is_described(page, link):
            continue
        kind = _context(page, link)
        if kind == "none":
            yield problem(link, text=text[:60])
        else:
            found = review(link, text=text[:60])
            yield replace(found, severity=Severity.SUGGESTION) if kind == "text" else found


def without_purpose_in_text(document: Document) -> Iterator[Placed]:
    """The same in Markdown and Word, where a paragraph or a heading may help."""
    headed = False
    for number, block in enumerate(document.blocks):
        headed = headed or block.kind is BlockKind.HEADING
        if block.kind is not BlockKind.LINK_TEXT or folded(block.text) not in listed("link"):
            continue
        match = Match(Span(0, len(block.text)), {"text": block.text[:60]})
        around = document.blocks[block.parent].text if block.parent is not None else ""
        if len(_WORD.findall(around)) > len(_WORD.findall(block.text)):
            match = replace(match, certainty=Certainty.REVIEW, severity=Severity.SUGGESTION)
        elif headed:
            match = replace(match, certainty=Certainty.REVIEW)
        yield Placed(number, match)


def without_purpose_alone(page: Page) -> Iterator[Problem]:
    """Links whose text, read alone, does not say where they lead."""
    vague = listed("link") | listed("pointing") | listed("format")
    for link in page.with_role("link"):
        text = page.name(link)
        if folded(text) in vague and not _is_described(page, link):
            yield problem(link, text=text[:60])


def _is_described(page: Page, link: Element) -> bool:
    return bool(page.names.referenced_text(link, "aria-describedby"))


def _context(page: Page, link: Element) -> str:
    """What tells the purpose of a link: text, heading, or none."""
    text = page.names.text_content(link)
    for node in link.ancestors():
        if node.tag in _CONTEXT:
            if _has_more(page, node, text):
                return "text"
            if node.tag in {"td", "th"}:
                return "heading"
        elif node.tag in _BLOCK:
            if node.tag == "div" and _inline_neighbours(page, link, node, text):
                return "text"
            break
    return "heading" if _heading_before(page, link) is not None else "none"


def _has_more(page: Page, block: Element, text: str) -> bool:
    return page.word_count(block) > len(_WORD.findall(text))


def _inline_neighbours(page: Page, link: Element, block: Element, text: str) -> bool:
    """True when the block holds running text, not only other blocks, beside the link."""
    if any(child.tag in _BLOCK for child in block.elements if not child.contains(link)):
        return bool(re.search(r"[^\W\d_]{2,}", block.own_text))
    return _has_more(page, block, text)


def _heading_before(page: Page, link: Element) -> Element | None:
    best = None
    for heading in page.with_role("heading"):
        if heading.index > link.index:
            break
        best = heading
    return best


def _target(page: Page, link: Element) -> str:
    return link.get("href").strip() or link.get("xlink:href").strip()


def same_text(page: Page) -> Iterator[Problem]:
    """Links with the same name in the same surroundings that lead to different places.

    A fault where both places can be read and say different things.
    """
    compared = 0
    first: dict[tuple[str, int], tuple[str, Element]] = {}
    for link in page.with_role("link"):
        name, target = folded(page.name(link)), address_of(link)
        if not name or not target or target.startswith("#") or _REPEATED.match(name):
            continue
        key = (name, _surroundings(page, link))
        earlier = first.setdefault(key, (target, link))
        if _plain(earlier[0]) == _plain(target):
            continue
        compared += 1
        purpose = Purpose.UNKNOWN
        if compared <= _MOST_READ:
            purpose = compare(page, earlier[0], target)
        values = (("text", page.name(link)[:60]), ("other", earlier[0][:80]))
        if purpose is not Purpose.SAME:
            sure = purpose is Purpose.OTHER
            certainty = Certainty.FAULT if sure else Certainty.REVIEW
            yield Problem(link, values, certainty=certainty)


def same_text_in_text(document: Document) -> Iterator[Placed]:
    """The same in Markdown and Word, where the paragraph or the heading may tell links apart."""
    heading = -1
    first: dict[tuple[str, int], str] = {}
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            heading = number
        target, name = block.attributes.get("href", "").strip(), folded(block.text)
        if block.kind is not BlockKind.LINK_TEXT or not name or _REPEATED.match(name):
            continue
        if not target or target.startswith("#") or block.hidden:
            continue
        parent = None if block.parent is None else document.blocks[block.parent]
        words = 0 if parent is None else len(_WORD.findall(parent.text))
        told = words > len(_WORD.findall(block.text))
        place = block.parent if told and block.parent is not None else heading
        earlier = first.setdefault((name, place), target)
        if _plain(earlier) != _plain(target):
            values = {"text": block.text[:60], "other": earlier[:80]}
            yield Placed(number, Match(Span(0, len(block.text)), values))


def _surroundings(page: Page, link: Element) -> int:
    """The block whose text tells the links apart; the page where there is none."""
    text = page.names.text_content(link)
    for node in link.ancestors():
        if node.tag in _CONTEXT and _has_more(page, node, text):
            return node.index
    heading = _heading_before(page, link)
    return -1 if heading is None else -heading.index - 2


def _plain(address: str) -> str:
    bare = address.split("#", 1)[0].removeprefix("https:").removeprefix("http:")
    return bare.rstrip("/").removesuffix("/index.html").casefold()


def file_type_missing(page: Page) -> Iterator[Problem]:
    """Links to a file that do not say so."""
    for link in page.tree.tagged("a"):
        found = _FILE.search(link.get("href"))
        if found is None or not page.is_exposed(link):
            continue
        kind = found.group(1).lower()
        words = f"{page.name(link)} {page.names.description(link)}".lower()
        parent = link.parent
        around = "" if parent is None else parent.own_text.lower()
        names = {kind, kind.rstrip("x"), _FORMAT_NAMES.get(kind, kind)}
        if not any(name in words or name in around for name in names) and page.name(link):
            yield problem(link, value=kind.upper())


def file_type_missing_in_text(document: Document) -> Iterator[Placed]:
    """The same in Markdown and Word, where the sentence round the link may tell as well."""
    for number, block in enumerate(document.blocks):
        found = _FILE.search(block.attributes.get("href", ""))
        if block.kind is not BlockKind.LINK_TEXT or found is None or not block.text:
            continue
        kind = found.group(1).lower()
        around = document.blocks[block.parent].text if block.parent is not None else ""
        words = f"{block.text} {around}".lower()
        names = {kind, kind.rstrip("x"), _FORMAT_NAMES.get(kind, kind)}
        if not any(name in words for name in names):
            yield Placed(number, Match(Span(0, len(block.text)), {"value": kind.upper()}))


def new_window(page: Page) -> Iterator[Problem]:
    """Links that open a new window without saying so."""
    for link in page.tree.tagged("a", "area"):
        opened = "window.open(" in link.get("onclick").replace(" ", "")
        blank = link.get("target").lower() in {"_blank", "_new"}
        if not (blank or opened) or not page.is_exposed(link) or _spares_form(link):
            continue
        words = f"{page.name(link)} {page.names.description(link)} {link.get('title')}"
        if not _NEW_WINDOW.search(words) and not _NEW_WINDOW.search(_images(link)):
            yield problem(link, text=page.name(link)[:60])


def _spares_form(link: Element) -> bool:
    """Whether a page opened in the same window would lose what the reader has filled in.

    A form round a whole page (as some frameworks make) is no such form.
    """
    form = link.closest("form")
    if form is None or form.find_all("main", "nav", "header", "footer"):
        return False
    return any(
        field.tag != "input" or field.get("type").lower() in {"", "text", "email", "tel", "number"}
        for field in form.find_all("input", "textarea", "select")
    )


def _images(link: Element) -> str:
    return collapse(" ".join(image.get("alt") for image in link.find_all("img")))


def script_address(page: Page) -> Iterator[Problem]:
    """Links that lead nowhere and run a script instead."""
    for link in page.tree.tagged("a"):
        runs_script = link.get("href").strip().lower().startswith("javascript:")
        if runs_script and page.is_exposed(link) and page.role(link) == "link":
            yield problem(link, text=page.name(link)[:60])


def split_link(page: Page) -> Iterator[Problem]:
    """Two links side by side that lead to the same place: a picture and a text, or one text cut."""
    parents = {id(link.parent): link.parent for link in page.tree.tagged("a")}
    for parent in parents.values():
        before: Element | None = None
        between = ""
        for child in [] if parent is None else parent.children:
            if isinstance(child, str):
                between += child
                continue
            if child.tag == "a" and before is not None and _is_split(page, before, child, between):
                yield problem(before, text=page.name(before)[:60])
            before, between = (child if child.tag == "a" else None), ""


def _is_split(page: Page, link: Element, following: Element, between: str) -> bool:
    target = _target(page, link)
    if not target or target != _target(page, following) or not page.is_exposed(link):
        return False
    if link.get("href").strip().lower().startswith("javascript:") or len(target.strip("#!")) == 0:
        return False  # what they do is up to a script
    pictures = bool(link.find_all("img")), bool(following.find_all("img"))
    if pictures[0]:
        return folded(page.name(link)) == folded(page.name(following))
    return not (pictures[1] or between.strip()) and bool(page.name(link) and page.name(following))


_LONG_LINK = 20
_BARS = re.compile(r"^\s*(?:[|/·•‖¦]|&gt;|»|>|-|–)\s*$")
_ROW = 3


def too_long(page: Page) -> Iterator[Problem]:
    """Links as long as a sentence or more, which are hard to take in from a list."""
    for link in page.tree.tagged("a"):
        if not page.is_exposed(link) or link.find_all(
            "h1", "h2", "h3", "h4", "p", "li", "img", "div"
        ):
            continue
        words = len(page.name(link).split())
        if words > _LONG_LINK and page.names.name_and_source(link)[1] == "content":
            yield review(link, size=str(words))


def crowded(page: Page) -> Iterator[Problem]:
    """Links that stand against each other with nothing between them."""
    for parent in {id(a.parent): a.parent for a in page.tree.tagged("a")}.values():
        if parent is None or parent.tag not in {"p", "div", "td", "li", "span"}:
            continue
        display = page.styles.display(parent)
        for one, other in zip(parent.children, parent.children[1:], strict=False):
            if isinstance(one, str) or isinstance(other, str) or {one.tag, other.tag} != {"a"}:
                continue
            if not one.has("href") or not other.has("href"):
                continue
            if one.get("href") == other.get("href") or _is_spaced(one, other):
                continue
            plain = not any(_is_styled(page, link) for link in (one, other))
            told = bool(one.text and other.text) and "flex" not in display and "grid" not in display
            if plain and told and page.styles.complete and page.is_visible(one):
                yield review(other, text=other.text[:60])
                break


def _is_spaced(one: Element, other: Element) -> bool:
    """True when a blank inside one of two links parts them."""
    ends, starts = "".join(one.texts())[-1:], "".join(other.texts())[:1]
    return ends.isspace() or starts.isspace()


def _is_styled(page: Page, link: Element) -> bool:
    """True when style may hold a link apart from its neighbour."""
    spaced = any(
        name.startswith(("margin", "padding", "border")) for name in page.styles.declared(link)
    )
    inline = page.styles.display(link) == "inline"
    return spaced or not inline or link.has("class") or bool(link.find_all("img", "svg"))


def parted_by_signs(page: Page) -> Iterator[Problem]:
    """Rows of links parted by signs that screen readers read out, and no list."""
    for element in page.tree.tagged("p", "div", "td"):
        links = [child for child in element.elements if child.tag == "a"]
        texts = [c for c in element.children if isinstance(c, str) and c.strip()]
        if len(links) < _ROW or len(texts) < len(links) - 1 or element.closest("nav", "li"):
            continue
        if all(_BARS.match(text) for text in texts) and page.is_visible(element):
            yield review(element, size=str(len(links)))


_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.I)
_READ_ELSEWHERE = frozenset({"nb", "nn", "no", ""})
"""Languages whose running text the rule `lenke/bar-url` reads."""


def address_as_text(page: Page) -> Iterator[Problem]:
    """Links with a web address for a text, on pages in another language than Norwegian."""
    for link in page.tree.tagged("a"):
        if primary(page.language(link)) in _READ_ELSEWHERE or not page.is_exposed(link):
            continue
        if _ADDRESS.match(page.name(link)):
            yield review(link, text=page.name(link)[:60])
