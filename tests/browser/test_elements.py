"""From places in rendered HTML to elements and back."""

import string

from hypothesis import given
from hypothesis import strategies as st

from klarsprak.browser.elements import Elements, start_tags

PAGE = (
    "<!DOCTYPE html><html><head><title>a</title></head><body>"
    '<!-- <p>no</p> --><p title="a > b">Hei <b>du</b> der</p>'
    "<noscript><i>no</i></noscript><template><i>no</i></template>"
    "<script>if (a < b) document.write('<u>')</script><p>to</p></body></html>"
)
NAMES = ["html", "head", "title", "body", "p", "b", "noscript", "template", "script", "p"]


def page() -> Elements:
    parents = (-1, 0, 1, 0, 3, 4, 3, 3, 3, 3)
    nth = (1, 1, 1, 1, 1, 1, 1, 1, 1, 2)
    return Elements(PAGE, tuple(NAMES), parents, nth, ("",) * len(NAMES))


def test_start_tags_are_those_of_the_document() -> None:
    assert [name for _, _, name in start_tags(PAGE)] == NAMES


def test_a_place_in_text_belongs_to_the_innermost_element() -> None:
    elements = page()
    assert elements.around(PAGE.index("Hei")) == 4
    assert elements.around(PAGE.index("du</b>")) == 5
    assert elements.around(PAGE.index(" der")) == 4
    assert elements.around(PAGE.index("to</p>")) == 9
    assert elements.at(PAGE.index("<b>")) == 5
    assert elements.at(PAGE.index("Hei")) is None


def test_selector_names_the_element() -> None:
    assert page().selector(9) == "body > p:nth-of-type(2)"
    assert page().selector(0) == "html"
    named = Elements(PAGE, tuple(NAMES), page().parents, page().nth, ("",) * 4 + ("x",) + ("",) * 5)
    assert named.selector(5) == "#x > b:nth-of-type(1)"


def test_an_odd_id_becomes_a_quoted_attribute() -> None:
    odd = Elements("<html>", ("html",), (-1,), (1,), ('a"b\\',))
    assert odd.selector(0) == '[id="a\\22 b\\5c "]'


def test_no_places_when_the_tree_is_another_one() -> None:
    other = Elements(PAGE, ("html", "body"), (-1, 0), (1, 1), ("", ""))
    assert other.places == ()
    assert other.around(10) is None
    assert other.snippet(1) == ""


@given(st.lists(st.sampled_from(["p", "div", "b"]), max_size=8), st.text(string.printable))
def test_text_never_makes_an_element(names: list[str], text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    value = text.replace("&", "&amp;").replace('"', "&quot;")
    source = "".join(f'<{name} title="{value}">{escaped}</{name}>' for name in names)
    assert [name for _, _, name in start_tags(source)] == names
