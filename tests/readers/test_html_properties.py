"""HTML: no text lost, none misplaced, whatever the markup."""

from hypothesis import example, given
from hypothesis import strategies as st

from klarsprak.core.document import Document, Format
from klarsprak.readers.registry import read_text
from tests.readers.extraction import block_text, page_text
from tests.readers.mapping import document_faults

WORDS = st.sampled_from(
    ["Vi", "søknad", "å", "a\u030a", "o\u0308l", "komm\u00adune", "§\u00a04", "«ja»", "\u200bx"]
)
SPACES = st.sampled_from([" ", "\n", "\r\n", "\t", "  ", "\r", "\f", "&#32;", "&nbsp;"])
REFERENCES = st.sampled_from(
    (
        "&aring; &AMP; &lt; &copy &notin; &notit; &#229; &#xe5; &shy; &#x80; &#xD800; &#0; "
        "&#99999999999; &ukjent; & &# &#x; &; &amp;lt; &nbsp &eacute &fjlig; &#x61;&#x30a;"
    ).split()
)
NAMES = (
    "p div b i a span li ul ol table tr td th h1 h2 section nav select option button label dl "
    "dt dd pre blockquote q code title textarea script style template body html head form font "
    "nobr caption tbody colgroup summary details address center"
).split()
ATTRIBUTES = st.sampled_from(
    [
        *("", "", "", ' lang="en"', " hidden", ' title="Å &amp; så"', " href=#"),
        *(" class='a>b'", " aria-label = ja", ' alt="x" alt="y"', ' style="display: none"'),
        *(" a=b=c", " =", ' "', "/", " /", ' title="to\nlinjer"', " role=heading"),
        *(" xml:lang=nn", ' href="a?b=1&copy=2"'),
    ]
)
TAGS = st.builds(
    lambda close, name, attributes: f"<{close}{name}{attributes}>",
    st.sampled_from(["", "", "/"]),
    st.sampled_from(NAMES),
    ATTRIBUTES,
)
ODD = st.sampled_from(
    [
        *("<!-- a > b -->", "<!---->", "<!-->", "<!--->", "<!-- x --!>", "<!doctype html>"),
        *("<br>", "<br/>", "</br>", "</p>", "<img alt='et bilde'>", "<", "< p>", "</>", "</ p>"),
        *("<3", "<?xml a?>", "<!x>", "<input value=Send type=submit>", "<hr>", "<wbr>", "<p"),
        *("</a", "<a title=", "<!--", "<a\nb", "</script >", "<![CDATA[x]]>"),
        *("<svg><title>t</title><text>u</text><![CDATA[v<b>]]></svg>", "<math><mi>x</mi></math>"),
    ]
)
PIECES = st.one_of(WORDS, WORDS, SPACES, SPACES, REFERENCES, TAGS, TAGS, TAGS, ODD)
PAGES = st.lists(PIECES, max_size=25).map("".join)


def read(source: str) -> Document:
    return read_text(source, Format.HTML, "side.html")


@given(PAGES)
@example("<p>a<br><br>b<p>c")
@example("<table>a<tr>b<td>c</table>d")
@example("<b>1<p>2</b>3")
@example("<pre>\n a\r\nb\n\n</pre>")
@example("<a href=x><p>1<p>2</a>3")
@example("<svg><title>a&amp;b</title><![CDATA[c]]></svg>")
@example("a<b>&#x30a;</b>&#x61;&#x30a;")
def test_every_sign_maps_back(source: str) -> None:
    assert not document_faults(read(source))


@given(PAGES)
@example("<p>1</p>2<table>3</table>4")
@example("<select><option>a<p>b</select>c")
@example("<title>a<b></title>c")
@example("<p>x<svg><p>y")
@example("<textarea>\n<p>z</textarea>")
@example("<svg><p><![CDATA[x<b>]]>")
@example("<math><mi>x<title><p>")
def test_no_text_is_lost(source: str) -> None:
    assert block_text(read(source).blocks) == page_text(source)


@given(st.text(max_size=60))
def test_any_text_at_all(source: str) -> None:
    document = read(source)
    assert not document_faults(document)
    assert block_text(document.blocks) == page_text(source)
