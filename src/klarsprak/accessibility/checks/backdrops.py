"""Pictures that are not marked as pictures: backgrounds, drawings, pictures that are not there."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.I)
_TELLS = re.compile(
    r"(?<![a-zæøå])(?:logo|banner|tekst|text|tittel|title|heading|overskrift|knapp|button|meny|"
    r"menu|plakat|poster|graf|diagram|chart|kart|map|info|welcome|velkommen|tilbud|sale|kampanje)",
    re.I,
)
_LAZY = ("srcset", "data-src", "data-srcset", "data-lazy-src", "data-original")
_TITLED = frozenset({"figcaption"})


def background_tells(page: Page) -> Iterator[Problem]:
    """Empty boxes with a background picture whose name says that it tells something."""
    for element in page.body.descendants():
        declared = page.styles.declared(element)
        drawn = declared.get("background-image") or declared.get("background") or ""
        found = _ADDRESS.search(drawn)
        if found is None or not page.is_visible(element) or page.name(element):
            continue
        name = found.group(1).split("?", 1)[0].rpartition("/")[2]
        bare = not page.names.text_content(element) and not element.find_all("img", "svg", "video")
        if bare and _TELLS.search(name):
            yield review(element, file=name[:60])


def drawing_alone(page: Page) -> Iterator[Problem]:
    """Drawings that stand alone in their block, without a name and without being decoration."""
    for element in page.tree.elements:
        if element.tag != "svg" or not element.is_svg or element.has("role"):
            continue
        parent = element.parent
        if parent is None or not page.is_exposed(element) or page.name(element):
            continue
        if not page.is_visible(element) or any(
            e.tag in {"text", "use"} for e in element.descendants()
        ):
            continue
        if element.closest("a", "button", "label", "summary", "figure", "picture") is not None:
            continue
        if not parent.own_text and _is_large(page, element):
            yield review(element)


def _is_large(page: Page, element: Element) -> bool:
    """True for a drawing that is surely larger than an icon."""
    for name in ("width", "height"):
        written = element.get(name).removesuffix("px")
        size = page.styles.pixels(element, name)
        pixels = float(written) if written.replace(".", "", 1).isdigit() else size
        if pixels is not None and pixels >= 64:
            return True
    return False


def picture_without_file(page: Page) -> Iterator[Problem]:
    """Pictures that have no file to show."""
    for element in page.tree.tagged("img"):
        empty = element.has("src") and not element.get("src").strip()
        lazy = any(element.has(name) for name in _LAZY) or page.has_script
        if empty and not lazy and page.is_visible(element):
            yield problem(element)


def empty_in_figure(page: Page) -> Iterator[Problem]:
    """Pictures with a caption that are marked as decoration."""
    for figure in page.tree.tagged("figure"):
        captions = [child for child in figure.descendants() if child.tag in _TITLED and child.text]
        images = figure.find_all("img")
        if not captions or len(images) != 1 or images[0].attributes.get("alt") != "":
            continue
        if page.role(images[0]) == "none" and page.is_visible(images[0]):
            yield review(images[0], text=captions[0].text[:60])


def button_picture_by_file(page: Page) -> Iterator[Problem]:
    """Image buttons and map areas that are called by a file name."""
    for element in page.tree.tagged("input", "area"):
        if element.tag == "input" and element.get("type").lower() != "image":
            continue
        name = page.name(element)
        if re.fullmatch(r"\S+\.(?:png|jpe?g|gif|svg|webp)", name, re.I) and page.is_exposed(
            element
        ):
            yield problem(element, text=name[:60])
