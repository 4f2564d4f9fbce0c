"""HTML: what becomes which block, with which marks, from where in the file."""

import html
from collections.abc import Callable

import pytest

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.spans import Span
from klarsprak.readers.registry import read_text
from tests.readers.mapping import document_faults


def read(source: str) -> Document:
    document = read_text(source, Format.HTML, "side.html")
    assert not document_faults(document)
    return document


def shown(source: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(source).blocks]


def only(source: str) -> Block:
    (block,) = read(source).blocks
    return block


def marked(block: Block) -> list[tuple[str, str, str]]:
    return [(m.kind.value, block.text[m.span.start : m.span.end], m.value) for m in block.marks]


def file_text(source: str, block: Block, start: int, end: int) -> str:
    span = block.source_map.to_source(Span(start, end))
    return source[span.start : span.end]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>En<p>To", [("paragraph", "En"), ("paragraph", "To")]),
        ("a<div>b</div>c", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<h2>Tittel</h2>tekst", [("heading", "Tittel"), ("paragraph", "tekst")]),
        ("<div role=heading aria-level=3>T</div>", [("heading", "T")]),
        ("<ul><li>a<li>b</ul>", [("list_item", "a"), ("list_item", "b")]),
        ("<li><p>a</p><p>b</p></li>", [("list_item", "a"), ("paragraph", "b")]),
        ("<table><tr><th>a<td>b</table>", [("table_cell", "a"), ("table_cell", "b")]),
        ("<table><tr><td><h2>a</h2>b</table>", [("heading", "a"), ("paragraph", "b")]),
        ("<table role=none><tr><td>b</table>", [("paragraph", "b")]),
        ("<table>x<tr><td>b</table>", [("paragraph", "x"), ("table_cell", "b")]),
        ("<blockquote><p>a</p></blockquote>", [("quote", "a")]),
        ("<pre>a\n  b</pre>", [("code", "a\n  b")]),
        ("<button>Send</button>", [("button", "Send")]),
        ("<h2><button>Pris</button></h2>a", [("heading", "Pris"), ("paragraph", "a")]),
        ("<h2>Pris <button>Endre</button></h2>", [("heading", "Pris"), ("button", "Endre")]),
        ("<h2><span role=button>Pris</span></h2>", [("heading", "Pris")]),
        ("<input type=submit value=Send>", [("button", "Send")]),
        ("<input type=text value=Kari>", []),
        ("<label>Navn <input></label>", [("label", "Navn")]),
        ("<fieldset><legend>Du</legend></fieldset>", [("label", "Du")]),
        ("<figure><img alt=a><figcaption>b</figure>", [("alt_text", "a"), ("caption", "b")]),
        ("<select><option>a<option>b</select>", [("label", "a"), ("label", "b")]),
        ("<script>a</script><style>b</style><template>c</template>d", [("paragraph", "d")]),
        ("<noscript><p>a</p></noscript>", []),
        ("<p> a <b> b</b>\n<i> c </i>", [("paragraph", "a b c")]),
        ("<p>a&nbsp;&nbsp;b", [("paragraph", "a  b")]),
        ("<p>a<!-- b -->c", [("paragraph", "ac")]),
        ("<p>a<br>b<br><br>c", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("<h1>a<br><br>b</h1>", [("heading", "a\nb")]),
        ("<title>a &amp; b</title>", [("title", "a & b")]),
        ("<meta name=description content='a &lt; b'>", [("attribute", "a < b")]),
        ("<i class=ikon>\ue001</i><p>Meny", [("paragraph", "Meny")]),
        ("<svg><title>Kart</title><path d=''/></svg>", [("attribute", "Kart")]),
    ],
)
def test_kinds(source: str, expected: list[tuple[str, str]]) -> None:
    assert shown(source) == expected


def test_link_text_stands_alone_and_in_its_paragraph() -> None:
    source = '<p>Les <a href="/a?b&amp;c" title="Mer om &aring;">mer <b>her</b></a>.</p>'
    paragraph, title, link = read(source).blocks
    assert paragraph.text == "Les mer her."
    assert ("link", "mer her", "/a?b&c") in marked(paragraph)
    assert (link.kind, link.text, link.parent) == (BlockKind.LINK_TEXT, "mer her", 0)
    assert link.attributes["href"] == "/a?b&c"
    assert link.element is not None
    assert source[link.element.start : link.element.end].endswith('&aring;">')
    assert (title.text, title.attributes["name"]) == ("Mer om å", "title")
    assert file_text(source, title, 7, 8) == "&aring;"


def test_a_link_round_blocks() -> None:
    source = "<a href=x><h3>Tittel</h3><p>Tekst.</p></a>"
    assert shown(source) == [
        ("heading", "Tittel"),
        ("paragraph", "Tekst."),
        ("link_text", "Tittel Tekst."),
    ]
    assert read(source).blocks[2].parent == 0


def test_languages() -> None:
    source = (
        '<html lang="nb-NO"><p>På <span lang="en">plain</span> norsk</p>'
        '<p><i lang="en">All English</i></p><div lang=nn><p>Eg</p></div>'
        '<p><span lang="no">norsk</span> òg</p>'
    )
    document = read(source)
    assert document.declared_language == "nb-NO"
    first, second, third, fourth = document.blocks
    assert (first.declared_language, marked(first)) == ("nb-NO", [("language", "plain", "en")])
    assert (second.declared_language, third.declared_language) == ("en", "nn")
    assert ("language", "norsk", "no") in marked(fourth)


def test_marks_inside_a_link() -> None:
    source = '<p lang=nb>Se <a href=x><b lang="en">plain</b> og <code>b</code></a>.</p>'
    assert sorted(marked(read(source).blocks[1])) == [
        ("code", "b", ""),
        ("emphasis", "plain", ""),
        ("language", "plain", "en"),
    ]
    whole = '<p lang=nb>Se <a href=x><span lang="en">plain</span></a>.</p>'
    assert read(whole).blocks[1].declared_language == "en"


def test_inline_marks() -> None:
    source = (
        "<p><q>a</q> <code>b</code> <abbr title='c d'>cd</abbr> <dfn>e</dfn> "
        "<b>f</b> <span hidden>g</span> {{ h }} [i]</p>"
    )
    kinds = {kind: (text, value) for kind, text, value in marked(read(source).blocks[0])}
    assert kinds["quote"] == ("a", "")
    assert kinds["code"] == ("b", "")
    assert kinds["abbr"] == ("cd", "c d")
    assert kinds["definition"] == ("e", "")
    assert kinds["emphasis"] == ("f", "")
    assert kinds["hidden"] == ("g", "")
    assert kinds["placeholder"][0] == "[i]"


@pytest.mark.parametrize(
    "markup",
    ["hidden", "aria-hidden=true", "style='color:red; DISPLAY : none'", "style=visibility:hidden"],
)
def test_hidden_blocks(markup: str) -> None:
    seen, hidden = read(f"<p>a</p><div {markup}><p>b</p></div>").blocks
    assert (seen.hidden, hidden.hidden) == (False, True)


def test_a_file_where_all_is_hidden_is_shown_later() -> None:
    assert not only("<div hidden><p>a</p></div>").hidden


def test_what_is_inside_something_hidden_is_hidden() -> None:
    source = "<p>a</p><div hidden><p class=x>b</p><img alt=c></div>"
    assert [block.hidden for block in read(source).blocks] == [False, True, True]


def test_flattened_elements_do_not_close_the_outer_ones() -> None:
    inner = "<div>" * 600 + "dypt" + "</div>" * 600
    source = f"<p>a</p><section hidden><div>{inner}</div><p>b</p></section><p>c</p>"
    assert [(b.text, b.hidden) for b in read(source).blocks] == [
        ("a", False),
        ("dypt", True),
        ("b", True),
        ("c", False),
    ]


def test_a_mark_that_spans_blocks_is_in_each() -> None:
    source = "<p lang=nb>1</p><cite>2<p>3 <b>4</b></p>5</cite>6"
    found = [(b.text, marked(b)) for b in read(source).blocks]
    assert found == [
        ("1", []),
        ("2", [("quote", "2", "")]),
        ("3 4", [("quote", "3 4", ""), ("emphasis", "4", "")]),
        ("56", [("quote", "5", "")]),
    ]


def test_landmarks() -> None:
    source = (
        "<header><p>a</p></header><nav><p>b</p></nav><main><header><p>c</p></header></main>"
        "<div role=contentinfo><p>d</p></div>"
    )
    assert [b.attributes.get("landmark") for b in read(source).blocks] == [
        "header",
        "nav",
        None,
        "footer",
    ]


def test_roles_of_a_letter() -> None:
    source = (
        "<p>Storgata 1<br>0151 Oslo</p><p>Hei!</p><p>Vi skriver til deg.</p>"
        "<p>Med vennlig hilsen<br>Kari Nordmann</p>"
    )
    assert [b.attributes.get("role") for b in read(source).blocks] == [
        "address",
        "salutation",
        None,
        "signature",
    ]


def test_lists_and_cells_know_their_place() -> None:
    source = "<ul><li>a<ol><li>b</ol><li>c</ul><table><tr><td>d<tr><th>e<td>f</table>"
    blocks = read(source).blocks
    assert [(b.level, b.group) for b in blocks[:3]] == [(1, 1), (2, 2), (1, 1)]
    places = [(b.attributes["row"], b.attributes["column"]) for b in blocks[3:]]
    assert places == [("1", "1"), ("2", "1"), ("2", "2")]
    assert [b.attributes.get("header") for b in blocks[3:]] == [None, "true", None]


def test_white_space_entities_and_letters_in_parts() -> None:
    source = "<p>\n  Bla\u030a  &aring;&nbsp;<b>r</b>&shy;et\u00adt\u200b </p>"
    block = only(source)
    assert block.text == "Blå å rett"
    assert file_text(source, block, 2, 3) == "a\u030a"
    assert file_text(source, block, 4, 5) == "&aring;"
    assert file_text(source, block, 5, 6) == "&nbsp;"


def test_an_edit_may_replace_a_word_with_soft_hyphens_but_not_one_with_tags() -> None:
    soft = only("<p>kom&shy;mu\u00adne</p>")
    assert soft.source_map.is_contiguous(Span(0, 7))
    bold = only("<p>kom<b>mune</b></p>")
    assert not bold.source_map.is_contiguous(Span(0, 7))


def test_metadata_of_a_page() -> None:
    source = (
        "<title>T</title><meta name='klarsprak:malgruppe' content='ungdom'>"
        "<meta name=description content=D>"
    )
    metadata = read(source).metadata
    assert dict(metadata) == {"title": "T", "malgruppe": "ungdom", "description": "D"}


def test_xhtml_cdata_and_closed_elements() -> None:
    source = '<?xml version="1.0"?><html><body><p/><p><![CDATA[a < b]]></p></body></html>'
    document = read_text(source, Format.HTML, "a.xhtml", xml=True)
    assert [block.text for block in document.blocks] == ["a < b"]


def test_code_of_php_is_not_text() -> None:
    assert only("<p><?php echo $a->b; ?>tekst</p>").text == "tekst"


def test_attributes_count_once_where_markup_is_repaired() -> None:
    source = "<a href=x title=t><p>1</p><p>2</a>3</p><b title=u>4<p>5</b>6"
    assert [t for kind, t in shown(source) if kind == "attribute"] == ["t", "u"]


def test_depth_is_bounded() -> None:
    for tag in ("div", "table><tr><td", "b", "ul><li", "svg", "a href=x"):
        document = read(f"<{tag}>" * 5_000 + "Innerst")
        assert "Innerst" in document.blocks[0].text


SENTENCE = 'Vi må få søknaden «nå», ikke <i> morgen & "siden".'
WRAPPINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda t: f"<p>{html.escape(t)}</p>",
    "references": lambda t: "<p>" + "".join(f"&#{ord(c)};" for c in t) + "</p>",
    "hex": lambda t: "<p>" + "".join(f"&#x{ord(c):x};" for c in t) + "</p>",
    "crlf": lambda t: "<p>\r\n" + html.escape(t).replace(" ", "\r\n\t") + "\r\n</p>",
    "bold-words": lambda t: "<p>" + " ".join(f"<b>{html.escape(w)}</b>" for w in t.split()),
    "soft-hyphens": lambda t: "<p>" + "&shy;".join(map(html.escape, t)) + "</p>",
    "comments": lambda t: "<p>" + "<!-- > -->".join(map(html.escape, t)) + "</p>",
    "no-break": lambda t: "<p>" + html.escape(t).replace(" ", "&nbsp;"),
    "title": lambda t: f'<br title="{html.escape(t)}">',
    "bare": html.escape,
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_wrappings(name: str) -> None:
    """However it is written, the text is the same and each word leads back to itself."""
    source = WRAPPINGS[name](SENTENCE)
    block = only(source)
    assert block.text == SENTENCE
    at = 0
    for word in SENTENCE.split():
        at = SENTENCE.index(word, at)
        written = file_text(source, block, at, at + len(word))
        assert not written[0].isspace()
        assert only("<p>" + written).text == word
