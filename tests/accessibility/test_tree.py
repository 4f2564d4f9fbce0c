"""The tree: what lexbor builds, with the start tags where they stand in the file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from klarsprak.accessibility.start_tags import start_tags
from klarsprak.accessibility.tree import MAX_DEPTH, MOST_OPEN, Element, parse_tree

PIECES = [
    "<!doctype html>", "<html lang=nb>", "<body>", "<p>", "</p>", "<div class='a>b'>",
    "</div>", "<a href=x/y>", "</a>", "<b><i>", "</b>", "</i>", "<!-- <p> -->", "<!-->",
    "<!--->", "<? x >", "</ x>", "</>", "<table>", "<tr><td>", "</table>", "<svg>",
    "</svg>",
    "<path d=1 />", "<svg/>", "<title>", "</title>", "<foreignObject>", "</foreignObject>",
    "<![CDATA[<p>]]>", "<script>", "</script>", "<!--<script>", "-->", "<style>",
    "</style>", "<textarea>", "</textarea >", "<input a=1 A=2 b = '3'  c>", "<br/>", "æøå",
    "&amp;", "&lt;p>", "\r\n", "\n", "\t", "<img alt=\"a\nb\" src>", "<P ID=Q>", "<p", "'",
    '"', ">", "<", "=", "/", "<select><option>", "</select>",
    "<template>", "</template>", "<math>", "</math>", "<mi>", "<p =a>", "<p a=>", "😀",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def shape(source: str) -> list[tuple[str, list[str]]]:
    root = LexborHTMLParser(source or "<html></html>").root
    assert root is not None
    nodes = [node for node in root.traverse() if node.is_element_node]
    return [(str(node.tag).lower(), [name.lower() for name in node.attributes]) for node in nodes]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_marking_leaves_the_tree_as_it_is(source: str) -> None:
    tree = parse_tree(source)
    assert [(e.tag, list(e.attributes)) for e in tree.elements] == shape(source)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_every_position_is_the_tag_itself(source: str) -> None:
    for element in parse_tree(source).elements:
        if element.source is None:
            continue
        span = element.source.span
        written = source[span.start : span.end]
        assert written[0] == "<" and written[-1] == ">"
        assert written[1:].lower().startswith(element.tag)
        for attribute in element.source.attributes:
            name = attribute.name_span
            assert source[name.start : name.end].lower() == attribute.name
            if attribute.value and "&" not in element.get(attribute.name, "&"):
                assert attribute.whole.contains(attribute.value)


def test_attribute_values_are_found() -> None:
    source = '<p>x</p><img src=a.png  alt = "Ei ku" hidden>'
    image = parse_tree(source).tagged("img")[0]
    alt = image.attribute_source("alt")
    assert alt is not None and alt.value is not None
    assert source[alt.value.start : alt.value.end] == "Ei ku"
    assert source[alt.whole.start : alt.whole.end] == 'alt = "Ei ku"'
    hidden = image.attribute_source("hidden")
    assert hidden is not None and hidden.value is None


def test_broken_markup_is_repaired_as_in_browsers() -> None:
    tree = parse_tree("<table><a href=x>ut</a><td>inn</table><p>en<p>to")
    link = tree.tagged("a")[0]
    assert link.parent is not None and link.parent.tag == "body"
    assert [p.text for p in tree.tagged("p")] == ["en", "to"]
    assert tree.tagged("tr")[0].span is None


@pytest.mark.parametrize("depth", [10, 399, 401, 900, 3000, 20_000])
def test_deep_nesting_is_no_danger(depth: int) -> None:
    tree = parse_tree("<div>" * depth + "x" + "</div>" * depth + "<p>etter<p>")
    found = tree.tagged("div")
    assert len(found) == min(depth, MOST_OPEN)
    assert max(len(list(div.ancestors())) for div in found) <= MAX_DEPTH
    assert tree.root.text == "xetter"
    paragraph = tree.tagged("p")[0]
    assert paragraph.parent is not None and paragraph.parent.tag == "body"


def test_selectors_lead_to_one_element() -> None:
    tree = parse_tree("<ul><li>a<li>b<b>c</b></ul><p id=x>d<p>e")
    wanted = ["ul > li:nth-of-type(1)", "ul > li:nth-of-type(2)", "#x", "p:nth-of-type(2)"]
    found = [tree.selector(element) for element in tree.tagged("li", "p")]
    assert [one.removeprefix("html > body > ") for one in found] == wanted
    assert tree.selector(tree.tagged("b")[0]).endswith("li:nth-of-type(2) > b")


def test_markup_in_raw_text_is_no_element() -> None:
    source = "<script>let a='<p>'</script><textarea><b></textarea><style>/*<i>*/</style>"
    assert [tag.name for tag in start_tags(source)] == ["script", "textarea", "style"]


def test_selector_leads_to_the_element() -> None:
    tree = parse_tree("<div id=a><p>1</p><p>2</p></div><p>3</p>")
    second = tree.tagged("p")[1]
    assert tree.selector(second) == "#a > p:nth-of-type(2)"
    assert isinstance(second, Element)


def test_noscript_is_no_markup_to_a_browser_that_runs_scripts() -> None:
    source = "<head><noscript><img src=a></noscript><title>T</title></head><p>x</p>"
    tree = parse_tree(source)
    assert tree.tagged("img") == []
    title = tree.tagged("title")[0]
    assert title.parent is not None and title.parent.tag == "head"
    assert source[title.source.span.start :].startswith("<title>") if title.source else False
