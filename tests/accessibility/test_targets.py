"""Links and frames with one name are judged by what they lead to, where that can be read."""

from pathlib import Path

import pytest

from klarsprak.accessibility.checks import links, structure
from klarsprak.accessibility.checks.targets import Purpose, address_of, compare
from klarsprak.accessibility.page import Page
from klarsprak.core.finding import Certainty

MENU = "<nav><a href='/'>Forsiden</a></nav>"
PAGES = {
    "skole.html": f"{MENU}<main><h1>Skole</h1><p>Ring 22 33 44 55.</p></main>",
    "skole-ny.html": f"<main><h1>Skolen</h1><p>Ring oss: 22 33 44 55</p></main>{MENU}",
    "helse.html": f"{MENU}<main><h1>Skole</h1><p>Ring 22 33 44 56.</p></main>",
    "om.html": "<p>Skolen åpnet i august.</p>",
    "tur.html": "<p>Turen går langs elva hele veien.</p>",
    "videre.html": "<meta http-equiv=refresh content='0; url=skole.html'><p>Flyttet</p>",
    "senere.html": "<meta http-equiv=refresh content='30; url=skole.html'><p>Flyttet</p>",
    "rundt.html": "<meta http-equiv=refresh content='0; url=rundt.html'>",
    "mappe/index.html": f"{MENU}<main><h1>Skole</h1><p>Ring 22 33 44 55.</p></main>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("one", "other", "purpose"),
    [
        ("skole.html", "skole-ny.html", Purpose.SAME),
        ("skole.html", "helse.html", Purpose.OTHER),
        ("om.html", "tur.html", Purpose.OTHER),
        ("skole.html", "videre.html", Purpose.SAME),
        ("skole.html", "senere.html", Purpose.OTHER),
        ("skole.html", "mappe/", Purpose.SAME),
        ("skole.html#a", "skole.html#b", Purpose.UNKNOWN),
        ("skole.html", "finnes-ikke.html", Purpose.UNKNOWN),
        ("skole.html", "https://example.no/skole.html", Purpose.UNKNOWN),
        ("skole.html", "helse.html?side=2", Purpose.UNKNOWN),
    ],
)
def test_two_targets(folder: Path, one: str, other: str, purpose: Purpose) -> None:
    assert compare(Page("<p>x</p>", folder=folder), one, other) is purpose


def test_a_page_that_leads_to_itself_ends(folder: Path) -> None:
    assert compare(Page("<p>x</p>", folder=folder), "om.html", "rundt.html") is not None


def certainties(source: str, folder: Path | None) -> list[Certainty | None]:
    return [found.certainty for found in links.same_text(Page(source, folder=folder))]


def test_links_are_a_fault_only_when_both_were_read(folder: Path) -> None:
    pair = '<p><a href="{}">Les om skole</a> <a href="{}">Les om skole</a></p>'
    assert certainties(pair.format("skole.html", "helse.html"), folder) == [Certainty.FAULT]
    assert certainties(pair.format("skole.html", "skole-ny.html"), folder) == []
    assert certainties(pair.format("skole.html", "borte.html"), folder) == [Certainty.REVIEW]
    assert certainties(pair.format("skole.html", "helse.html"), None) == [Certainty.REVIEW]


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("location='a.html'", "a.html"),
        ('window.location.href = "a.html"', "a.html"),
        ("location.assign('a.html')", "a.html"),
        ("window.open('a.html')", "a.html"),
        ("go('a.html')", ""),
    ],
)
def test_address_in_a_handler(code: str, address: str) -> None:
    page = Page(f"<span role=link tabindex=0 onclick='{code.replace(chr(39), '&#39;')}'>A</span>")
    assert address_of(page.tree.tagged("span")[0]) == address


def test_frames_that_a_browser_showed() -> None:
    source = '<iframe title="Kart" src="/a"></iframe><iframe title="Kart" src="/b"></iframe>'
    second = source.index("<iframe", 1)

    def seen(one: str, other: str) -> list[Certainty | None]:
        page = Page(source, written=False, frames={0: one, second: other})
        return [found.certainty for found in structure.same_frame_name(page)]

    assert seen("<p>Kart over skolene i nord</p>", "<p>Bestill time hos lege</p>") == [
        Certainty.FAULT
    ]
    assert seen("<p>Kart over skolene</p>", "<p>Kart over skolene</p>") == []
    assert seen("", "<p>Kart over skolene</p>") == [Certainty.REVIEW]
