"""Cascade, exposure, roles and colours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klarsprak.accessibility.contrast import painted
from klarsprak.accessibility.css_values import Colour, contrast_ratio, parse_colour, to_pixels
from klarsprak.accessibility.page import Page
from klarsprak.accessibility.tree import Element


def find(html: str) -> tuple[Page, Element]:
    page = Page(html)
    return page, page.tree.by_id["x"]


@pytest.mark.parametrize(
    ("css", "inline", "colour"),
    [
        ("p { color: red }", "", "red"),
        ("p { color: red } p { color: blue }", "", "blue"),
        ("#x { color: red } p { color: blue }", "", "red"),
        ("p { color: red !important } #x { color: blue }", "", "red"),
        ("p { color: red }", "color: green", "green"),
        ("p { color: red !important }", "color: green", "red"),
        ("body { color: navy }", "", "navy"),
        ("body { color: navy } p { color: inherit }", "", "navy"),
        ("body { --c: teal } p { color: var(--c) }", "", "teal"),
        ("p { color: var(--none, olive) }", "", "olive"),
        ("@media print { p { color: red } }", "", ""),
        ("@media screen { p { color: red } }", "", "red"),
        ("@media (max-width: 300px) { p { color: red } }", "", ""),
        ("p:hover { color: red }", "", ""),
        ("p { color: ; color: lime }", "", "lime"),
        ("p:no-such { color: red } p { color: gray }", "", "gray"),
    ],
)
def test_cascade(css: str, inline: str, colour: str) -> None:
    page, element = find(f"<style>{css}</style><p id=x style='{inline}'>tekst</p>")
    assert page.styles.get(element, "color") == colour


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<p id=x>", 16.0),
        ("<h1 id=x>", 32.0),
        ("<div style='font-size: 20px'><p id=x style='font-size: 1.5em'>", 30.0),
        ("<div style='font-size: 20px'><p id=x style='font-size: 2rem'>", 32.0),
        ("<p id=x style='font: bold 12pt/1.4 Arial'>", 16.0),
        ("<div style='font-size: 200%'><p><b id=x>", 32.0),
    ],
)
def test_font_size(html: str, size: float) -> None:
    page, element = find(html)
    assert page.styles.font_size(element) == pytest.approx(size)


@pytest.mark.parametrize(
    ("html", "visible", "exposed"),
    [
        ("<p id=x>a", True, True),
        ("<p id=x hidden>a", False, False),
        ("<div style='display:none'><p id=x>a", False, False),
        ("<p id=x aria-hidden=true>a", True, False),
        ("<div aria-hidden=true><p id=x>a", True, False),
        ("<div style='visibility:hidden'><p id=x>a", False, False),
        ("<div style='visibility:hidden'><p id=x style='visibility:visible'>a", True, True),
        ("<p id=x style='position:absolute; left:-9999px'>a", False, True),
        ("<p id=x style='position:absolute; clip: rect(0 0 0 0)'>a", False, True),
        ("<p id=x style='opacity: 0'>a", False, True),
        ("<div inert><p id=x>a", True, False),
        ("<details><summary>s</summary><p id=x>a</details>", False, False),
        ("<details open><summary>s</summary><p id=x>a</details>", True, True),
        ("<dialog><p id=x>a</dialog>", False, False),
    ],
)
def test_exposure(html: str, visible: bool, exposed: bool) -> None:
    page, element = find(html)
    assert (page.is_visible(element), page.is_exposed(element)) == (visible, exposed)


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<a id=x href=/>", "link"),
        ("<a id=x>", "generic"),
        ("<img id=x alt=''>", "none"),
        ("<img id=x alt='' title=Kart>", "img"),
        ("<img id=x>", "img"),
        ("<section id=x>", "generic"),
        ("<section id=x aria-label=Nytt>", "region"),
        ("<header id=x>", "banner"),
        ("<main><header id=x></main>", "generic"),
        ("<input id=x>", "textbox"),
        ("<input id=x list=l>", "combobox"),
        ("<input id=x type=password>", ""),
        ("<select id=x multiple>", "listbox"),
        ("<table><tr><th id=x>A</th><td>1</table>", "rowheader"),
        ("<table><tr><th id=x>A</th><th>B</table>", "columnheader"),
        ("<h2 id=x role=none>A", "none"),
        ("<h2 id=x role=none tabindex=0>A", "heading"),
        ("<h2 id=x role=none aria-label=A>A", "heading"),
        ("<div id=x role='tull button'>A", "button"),
        ("<div id=x role=widget>A", "generic"),
        ("<ul><li id=x>A</ul>", "listitem"),
    ],
)
def test_role(html: str, role: str) -> None:
    page, element = find(html)
    assert page.role(element) == role


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("red", "#fff", 3.998), ("#fff", "#fff", 1)],
)
def test_contrast_ratio(one: str, other: str, ratio: float) -> None:
    first, second = parse_colour(one), parse_colour(other)
    assert first is not None and second is not None
    assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast_ratio(second, first) == contrast_ratio(first, second)


PARTS = st.floats(0, 1)
COLOURS = st.builds(Colour, PARTS, PARTS, PARTS, PARTS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COLOURS, COLOURS)
def test_painting_over_an_opaque_ground_is_opaque(top: Colour, ground: Colour) -> None:
    solid = Colour(ground.red, ground.green, ground.blue)
    mixed = top.over(solid)
    assert mixed.alpha == pytest.approx(1)
    low, high = sorted((top.red, solid.red))
    assert low - 1e-9 <= mixed.red <= high + 1e-9


@pytest.mark.parametrize(
    ("html", "colours"),
    [
        ("<p id=x style='color: #777; background: #eee'>", ("#777777", "#eeeeee")),
        ("<div style='background: black'><p id=x style='color: white'>", ("#ffffff", "#000000")),
        ("<p id=x style='color: rgba(0,0,0,.5)'>", ("#808080", "#ffffff")),
        ("<div style='opacity: .5'><p id=x>", ("#808080", "#ffffff")),
        ("<p id=x style='background: url(a.png)'>", None),
        ("<p id=x style='text-shadow: 0 0 2px black'>", None),
        ("<p id=x style='position: absolute'>", None),
        ("<link rel=stylesheet href=https://a.no/a.css><p id=x>", None),
    ],
)
def test_painted(html: str, colours: tuple[str, str] | None) -> None:
    page, element = find(html)
    found = painted(element, page.styles)
    assert (found and (found.text.hex, found.background.hex)) == colours


@pytest.mark.parametrize(
    ("value", "pixels"),
    [("1em", 20.0), ("12pt", 16.0), ("0", 0.0), ("50%", None), ("5", None), ("calc(1px)", None)],
)
def test_lengths(value: str, pixels: float | None) -> None:
    assert to_pixels(value, 20.0) == (None if pixels is None else pytest.approx(pixels))
