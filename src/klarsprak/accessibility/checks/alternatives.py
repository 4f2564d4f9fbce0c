"""Alternative texts that are there and do not help (WCAG 1.1.1, 1.4.5)."""

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.stylesheets import read_beside
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.accessibility.words import folded, listed
from klarsprak.core.finding import Certainty

_FILE_NAME = re.compile(
    r"^\S*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|heic)$|^(?:img|dsc|dscn|image|bilde|foto|"
    r"photo|pict?|screenshot|skjermbilde|scan)[\s_-]*\d{2,}$|^[0-9a-f]{12,}$",
    re.I,
)
_DECORATION = re.compile(
    r"^\d{3,}$|^(?:(?:blue|red|green|grey|gray|black|thin|thick|horizontal|vertical|dotted|"
    r"decorative|blå|rød|raud|grønn|grøn|grå|svart|tynn|tykk|tjukk|vannrett|vassrett|loddrett|"
    r"dekorativ|prikkete|prikkete|stiplet|stipla) )?(?:line|border|divider|separator|rule|bullet|"
    r"bullet point|arrow|dot|strek|linje|skillelinje|skiljelinje|ramme|kulepunkt|pil|prikk)$",
    re.I,
)
_LEAD_IN = re.compile(
    r"^(?:(?:et |eit )?(?:bilde|bilete|foto|fotografi|illustrasjon|ikon|image|picture|photo|"
    r"graphic|icon)(?:et)? (?:av|som viser|of|showing)\b)",
    re.I,
)
_MAX_LENGTH = 150
_MEANING = re.compile(
    r"(?<![a-zæøå])(?:logo|graf|diagram|chart|kart|map|plakat|poster|infographic|infografikk|"
    r"organisasjonskart|skjermbilde|screenshot)(?![a-zæøå])",
    re.I,
)
_WRITTEN = re.compile(
    r"(?<![a-zæøå])(?:text|tekst|banner|quote|sitat|heading|overskrift|plakat|poster|title|tittel)"
    r"(?![a-zæøå])",
    re.I,
)
_LOGO = re.compile(r"logo|brand|merke|våpen", re.I)
_SVG_TEXT = re.compile(r"<(?:\w+:)?text\b[^>]*>(.*?)</(?:\w+:)?text>", re.I | re.S)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"\w{2}[.!?]\s+[A-ZÆØÅ]")
_RASTER = re.compile(r"\.(?:png|jpe?g|gif|webp)(?:$|\?)", re.I)


def _images(page: Page) -> Iterator[tuple[Element, str]]:
    for element in page.with_role("img"):
        name = page.name(element)
        if name and page.exposure.is_exposed(element):
            yield element, name


def meaningless(page: Page) -> Iterator[Problem]:
    """Alternative texts that are a file name or a word such as «bilde»."""
    for element, name in _images(page):
        source = element.get("src").split("?", 1)[0].rpartition("/")[2]
        stem = source.rpartition(".")[0]
        same = bool(stem) and name.casefold() in {source.casefold(), stem.casefold()}
        looks_coded = bool(re.search(r"[\d_]|-", name)) and " " not in name
        if (
            _FILE_NAME.match(name)
            or _DECORATION.match(name)
            or (same and looks_coded)
            or folded(name) in listed("alt")
        ):
            yield problem(element, text=name[:60])


def lead_in(page: Page) -> Iterator[Problem]:
    """Alternative texts that begin with «bilde av»."""
    for element, name in _images(page):
        if _LEAD_IN.match(name) and folded(name) not in listed("alt"):
            yield problem(element, text=name[:60])


def too_long(page: Page) -> Iterator[Problem]:
    """Alternative texts that should rather stand as text on the page."""
    for element, name in _images(page):
        if len(name) > _MAX_LENGTH:
            yield problem(element, size=str(len(name)))


def says_twice(page: Page) -> Iterator[Problem]:
    """Pictures in a link or a figure that repeat the text beside them."""
    for element, name in _images(page):
        holder = element.closest("a", "button", "figure")
        if holder is None or element.tag != "img":
            continue
        if holder.tag == "figure":
            captions = holder.find_all("figcaption")
            beside = captions[0].text if captions else ""
        else:
            beside = collapse(" ".join(holder.texts()))
        if len(name) > 2 and folded(beside) == folded(name):
            yield problem(element, text=name[:60])


def empty_but_telling(page: Page) -> Iterator[Problem]:
    """Pictures marked as decoration whose file name says that they tell something."""
    for element in page.tree.tagged("img"):
        if element.attributes.get("alt") != "" or page.role(element) != "none":
            continue
        if not page.is_visible(element) or not page.exposure.is_exposed(element):
            continue
        source = element.get("src").split("?", 1)[0].rpartition("/")[2]
        found = _MEANING.search(source.rpartition(".")[0])
        holder = element.closest("a", "button", "figure", "li", "p")
        if found is not None and not (holder is not None and holder.text):
            yield review(element, file=source[:60])


def image_of_text(page: Page) -> Iterator[Problem]:
    """Pictures whose alternative text reads like running text, or that are a heading."""
    for element, name in _images(page):
        words = len(name.split())
        if _is_written_in_svg(page, element, name):
            yield Problem(element, (("size", str(words)),), certainty=Certainty.FAULT)
            continue
        if not _RASTER.search(element.get("src")):
            continue
        heading = element.closest("h1", "h2", "h3", "h4", "h5", "h6")
        alone = heading is not None and not heading.text and words >= 2
        drawn = words >= 4 and _WRITTEN.search(element.get("src").rpartition("/")[2]) is not None
        if alone or drawn or (words >= 12 and _SENTENCE.search(name)):
            yield review(element, size=str(words))


def _is_written_in_svg(page: Page, element: Element, name: str) -> bool:
    """True when the picture is SVG that writes words, and no logo."""
    if element.tag != "img" or _LOGO.search(f"{name} {element.get('src')} {element.get('class')}"):
        return False
    drawing = _drawing(page, element.get("src"))
    letters = " ".join(_SVG_TEXT.findall(drawing))
    return len(_LETTERS.findall(re.sub(r"<[^>]*>", " ", letters))) > 0


def _drawing(page: Page, address: str) -> str:
    """The source of an SVG picture, from a data address or a file beside the page."""
    head, comma, data = address.partition(",")
    if not head.lower().strip().startswith("data:image/svg+xml"):
        return read_beside(page.folder, address, (".svg",)) or ""
    if ";base64" not in head.lower():
        return unquote(data) if comma else ""
    try:
        return b64decode(data).decode("utf-8", "replace")
    except ValueError:
        return ""


def hidden_with_words(page: Page) -> Iterator[Problem]:
    """Pictures that have an alternative text and a role that keeps it from being read."""
    for element in page.tree.tagged("img"):
        words = folded(element.get("alt"))
        if not _LETTERS.search(words) or page.explicit(element) not in {"none", "presentation"}:
            continue
        if page.role(element) != "none" or not page.is_visible(element):
            continue
        holder = element.closest("a", "button", "figure", "li", "td") or page.body
        around = page.visible_text(holder)
        if words not in listed("alt") and words not in folded(around):
            yield problem(element, text=collapse(element.get("alt"))[:60])
