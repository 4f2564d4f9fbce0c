"""Rich text and Word files become Markdown that reads back as the same text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from klarsprak.core.document import EMBEDDED, BlockKind, Document, Format, MarkKind
from klarsprak.interactive.web.parts import Part, PartKind, Run, markdown, plain, trimmed
from klarsprak.interactive.web.rich import rich_parts, safe_address
from klarsprak.readers.registry import read_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {}</style></head>
<body lang=NO><!--StartFragment--><h1>Svar på søknaden<o:p></o:p></h1>
<p class=MsoNormal>Du <b>må</b> svare oss<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>legeerklæring</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>fra fastlegen</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2)<span>&nbsp;</span></span><![endif]>Send den inn</p>
<!--EndFragment--></body></html>"""

NOTES = """<p class=MsoToc1><a href="#_Toc1">Saken<span style='mso-tab-count:1 dotted'>.... </span>2</a></p>
<p class=MsoNormal>Vi viser til s&oslash;knaden<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]><span>[1]</span><![endif]>
</span></a> og <del cite="mailto:Kari">gammel </del><ins cite="mailto:Kari">ny </ins>plan.<span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[K1]</a></span></p>
<div style='mso-element:footnote-list'><br clear=all><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Den kom 3. mars.</p>
</div></div><div style='mso-element:comment-list'><div style='mso-element:comment'>
<p class=MsoCommentText><a class=msocomoff href="#_msoanchor_1">[K1]</a>Er dette rett?</p></div></div>"""

LIBRE = """<p>Vi har plass<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a> til deg.</p>
<div id="sdfootnote1"><p><a href="#sdfootnote1anc">1</a>Fra august.</p></div>"""

WEB = """<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>en</p></li></ul></div>
<div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>under</p></li></ul></div>
<div class="ListContainerWrapper"><ol start="2"><li data-aria-level="1"><p>to</p></li></ol></div>"""

DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr">
<span style="font-weight:700">Åpent</span></h2><p><span style="font-weight:400">Vi har </span>
<span style="font-weight:700;font-style:italic">åpent</span><span> hver dag.</span></p><ol start="3">
<li><p>en</p></li><li><p>to</p></li></ol></b>"""


def test_word() -> None:
    assert markdown(rich_parts(WORD)) == (
        "# Svar på søknaden\n\nDu **må** svare oss\n\n"
        "- legeerklæring\n    - fra fastlegen\n\n2. Send den inn"
    )


def test_notes_from_word_stay_and_comments_and_deleted_words_do_not() -> None:
    text = plain(rich_parts(NOTES))
    assert text == "Saken 2\n\nVi viser til søknaden[1] og ny plan.\n\n[1] Den kom 3. mars."
    assert plain(rich_parts(LIBRE)) == "Vi har plass[1] til deg.\n\n[1] Fra august."


def test_lists_from_word_on_the_web_keep_their_levels() -> None:
    assert markdown(rich_parts(WEB)) == "- en\n    - under\n\n2. to"


def test_google_docs() -> None:
    assert markdown(rich_parts(DOCS)) == "## Åpent\n\nVi har ***åpent*** hver dag.\n\n3. en\n4. to"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>a<br>b<br><br>c</div>", "a  \nb\n\nc"),
        ("<p>a</p>\n  <p>b", "a\n\nb"),
        ("a <b> b </b>c", "a **b** c"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n    - b\n- c"),
        ("<li>a<p>b", "- a\n\n    b"),
        ("<blockquote><p>a</p></blockquote>b", "> a\n\nb"),
        ("<pre>a\n b</pre>", "a  \nb"),
        ('<p role="heading" aria-level="3">a', "### a"),
        ("<p class=MsoTitle>a", "# a"),
        ('<img src="a b.png" alt="Kart">', "![Kart](a%20b.png)"),
        ('<img src="file:///C:/a.png">', "![](bilde)"),
        ('<img width="1" src="https://x.no/spor.gif">a', "a"),
        ('<p style="display:none">a</p>b', "b"),
        ("<table><tr><td>a</table>", "a"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d|e</td><td>f</td></tr></table>",
            "| a | b |  |\n| --- | --- | --- |\n| c | d\\|e | f |",
        ),
        ("<table><tr><td><h2>a</h2></td><td>b</td></tr></table>", "## a\n\nb"),
        (
            "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>",
            "a\n\nb\n\nc",
        ),
        ("<title>x</title><textarea>y</textarea>z", "z"),
        ("", ""),
        ("<p>\u00a0</p><p> ", ""),
    ],
)
def test_rich_text(html: str, expected: str) -> None:
    assert markdown(rich_parts(html)) == expected


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://x.no/å", "https://x.no/å"),
        ("mailto:post@x.no", "mailto:post@x.no"),
        ("/sok?a=b:c", "/sok?a=b:c"),
        ("javascript:alert(1)", ""),
        ("JaVa\nScRiPt:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("vbscript:x", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_addresses(href: str, safe: str) -> None:
    assert safe_address(href) == safe


@pytest.mark.parametrize(
    "text",
    [
        "1. mai er fri", "# ikke overskrift", "- ikke liste", "+ ikke", "> nei", "*a* _b_ `c`",
        "2 * 3 * 4", "a_b_c", "[hvem?] [x](y) [z]: w", "<b>fet</b> &amp; &#65;", "---", "===", "\\*",
        "~~~", "|a|b|", "  innrykk", "a\n1) b", "a\n# b", "![x](y)", "en\\",
    ],
)  # fmt: skip
def test_signs_stay_what_they_are(text: str) -> None:
    assert read_back([Part(PartKind.PARAGRAPH, trimmed([*lines(text)]))]) == [
        ("paragraph", " ".join(text.split()))
    ]


def lines(text: str) -> list[Run]:
    runs: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        runs += [Run("\n"), Run(line)] if number else [Run(line)]
    return runs


def read_back(parts: list[Part]) -> list[tuple[str, str]]:
    document = read_text(markdown(parts) + "\n", Format.MARKDOWN, "")
    return [
        (block.kind.value, re.sub(r"\s+", " ", block.text).strip())
        for block in document.blocks
        if block.kind not in EMBEDDED
    ]


WORDS = st.text(
    st.sampled_from("ab æø12.)#*_-+>`[]()!<&;\\|~=:\"'«»😀"), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()))
SAYING = WORDS.filter(lambda text: any(sign.isalpha() for sign in text))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([PartKind.PARAGRAPH, PartKind.HEADING, PartKind.QUOTE, PartKind.ITEM]),
            SAYING,
            st.integers(1, 3),
            st.integers(0, 12),
        ),
        max_size=6,
    )
)
def test_any_text_reads_back(found: list[tuple[PartKind, str, int, int]]) -> None:
    parts = [
        Part(
            kind,
            (Run(text),),
            level if kind in (PartKind.HEADING, PartKind.ITEM) else 0,
            number if kind is PartKind.ITEM else 0,
        )
        for kind, text, level, number in found
    ]
    expected = [text for _, text, _, _ in found]
    # Two quotations in a row are one.
    assert " ".join(text for _, text in read_back(parts)) == " ".join(expected)


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<div>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<b>", "</b>", "<i>", "<br>",
    "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<h2>", "</h2>", "<pre>", "</pre>",
    "<blockquote>", "</blockquote>", '<a href="https://x.no">', "</a>", "ord", " ", "\n", "&nbsp;",
    "<p style='mso-list:l0 level2 lfo1'>", "<script>", "</script>", "<!--", "-->", "<", "&lt;b&gt;",
    '<img alt="bilde av noe">', "<o:p>", "</o:p>",
]), max_size=30))  # fmt: skip
def test_any_markup_gives_parts(pieces: list[str]) -> None:
    parts = rich_parts("".join(pieces))
    assert "<script" not in MarkdownIt("commonmark", {"html": True}).render(markdown(parts))
    assert all(part.runs or part.cells for part in parts)
    # Nothing that is shown is lost on the way to plain text.
    assert plain(parts).count("ord") == sum(
        run.text.count("ord") for part in parts for runs in (part.runs, *part.cells) for run in runs
    )


def test_links_and_levels_survive() -> None:
    html = '<h3>Om</h3><p>Se <a href="https://x.no/(a)">her</a></p><ul><li>a<ul><li>b</ul></ul>'
    document = read_text(markdown(rich_parts(html)), Format.MARKDOWN, "")
    blocks = {block.text: block for block in document.blocks}
    assert blocks["Om"].level == 3
    assert blocks["her"].attributes["href"] == "https://x.no/%28a%29"
    assert (blocks["a"].level, blocks["b"].level) == (1, 2)
    assert blocks["b"].kind is BlockKind.LIST_ITEM


def test_emphasis_survives() -> None:
    document: Document = read_text(
        markdown(rich_parts("Du <b>må </b><i>nå</i>")), Format.MARKDOWN, ""
    )
    marks = [m for m in document.blocks[0].marks if m.kind is MarkKind.EMPHASIS]
    assert [document.blocks[0].text[m.span.start : m.span.end] for m in marks] == ["må", "nå"]
