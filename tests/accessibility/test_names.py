"""Accessible names, by cases written from the specification."""

import pytest

from klarsprak.accessibility.page import Page


def name_of(html: str, identity: str = "x") -> str:
    page = Page(html)
    return page.name(page.tree.by_id[identity])


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<button id=x>Send  inn\n nå</button>', "Send inn nå"),
        ('<button id=x aria-label=" Lukk ">X</button>', "Lukk"),
        ('<button id=x aria-label=" ">Lukk</button>', "Lukk"),
        ('<p id=a>Slett</p><p id=b>bildet</p><button id=x aria-labelledby="b a c">X</button>',
         "bildet Slett"),
        ('<p id=a hidden>Slett <b>alt</b></p><button id=x aria-labelledby=a></button>',
         "Slett alt"),
        ('<button id=x><img alt="Søk"></button>', "Søk"),
        ('<button id=x><span aria-hidden=true>X</span> Lukk</button>', "Lukk"),
        ('<button id=x>Vis<span style="display:none">skjult</span></button>', "Vis"),
        ('<button id=x>en<div>to</div>tre</button>', "en to tre"),
        ('<button id=x>en<span>to</span></button>', "ento"),
        ('<label for=x>Navn</label><input id=x>', "Navn"),
        ('<label>Navn <input id=x value=Kari></label>', "Navn"),
        ('<label for=x>Vent <input value=5> minutter</label><input id=x type=checkbox>',
         "Vent 5 minutter"),
        ('<label for=x>Vent <select><option>3<option selected>4</select> dager</label>'
         '<input id=x type=checkbox>', "Vent 4 dager"),
        ('<input id=x type=submit>', "Submit"),
        ('<input id=x type=submit value="Send">', "Send"),
        ('<input id=x type=image alt="Søk">', "Søk"),
        ('<input id=x placeholder="Etternavn">', "Etternavn"),
        ('<input id=x placeholder="Etternavn" title="Ditt etternavn">', "Ditt etternavn"),
        ('<img id=x alt="" title="Kart">', "Kart"),
        ('<img id=x alt="Kart" title="Stort kart">', "Kart"),
        ('<fieldset id=x><legend>Skyss</legend></fieldset>', "Skyss"),
        ('<table id=x><caption>Priser</caption><tr><td>1</table>', "Priser"),
        ('<figure id=x><figcaption>Brua</figcaption></figure>', "Brua"),
        ('<svg id=x role=img><title>Rød sirkel</title></svg>', "Rød sirkel"),
        ('<svg><a id=x href=/a><text>Gå videre</text></a></svg>', "Gå videre"),
        ('<a id=x href=/a><svg><title>Hjem</title></svg></a>', "Hjem"),
        ('<div id=x>tekst</div>', ""),
        ('<div id=x role=textbox>tekst</div>', ""),
        ('<div id=x role=checkbox>Ja takk</div>', "Ja takk"),
        ('<div id=x role=list aria-label=Saker><p>a</div>', "Saker"),
        ('<iframe id=x title="Kart"></iframe>', "Kart"),
        ('<style>#x::before { content: "Ny: " }</style><a id=x href=/a>bru</a>', "Ny: bru"),
        ('<style>#x::before { content: "\\e900" }</style><a id=x href=/a></a>', ""),
        ('<a id=x href=/a><img aria-labelledby=t></a><p id=t>WAI</p>', "WAI"),
        ('<button id=x aria-labelledby="x y">Slett</button><span id=y>fila</span>',
         "Slett fila"),
        ('<details><summary id=x>Svartid</summary></details>', "Svartid"),
        ('<h2 id=x><a href=/a>Nytt</a> i dag</h2>', "Nytt i dag"),
        ('<select><optgroup id=x label="Fylker"><option>A</optgroup></select>', "Fylker"),
    ],
)  # fmt: skip
def test_name(html: str, name: str) -> None:
    assert name_of(html) == name


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<button id=x>Send</button>", "content"),
        ('<input id=x placeholder="Navn">', "placeholder"),
        ('<img id=x alt="Kart">', "alt"),
        ('<a id=x href=/a title="Kart"></a>', "title"),
    ],
)
def test_source_of_the_name(html: str, source: str) -> None:
    page = Page(html)
    assert page.names.name_and_source(page.tree.by_id["x"])[1] == source


def test_description() -> None:
    page = Page('<p id=h>Minst åtte tegn</p><input id=x aria-describedby=h title="Passord">')
    assert page.names.description(page.tree.by_id["x"]) == "Minst åtte tegn"


def test_owned_elements_are_part_of_the_content_once() -> None:
    html = '<a id=x href=/ aria-owns="y x">en</a><span id=y>to</span>'
    assert name_of(html) == "ento"


def test_deep_content_ends() -> None:
    assert name_of("<button id=x>" + "<span>" * 2000 + "dypt") == ""


def test_a_name_that_leads_back_to_itself_ends() -> None:
    """By way of a label: no list of ids is met twice inside the walk over contents."""
    html = '<label for=x>Kart <i id=a aria-labelledby="a x">over</i></label><input id=x type=radio>'
    assert name_of(html).startswith("Kart")
