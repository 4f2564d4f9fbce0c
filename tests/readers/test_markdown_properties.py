"""Markdown: no text lost, none misplaced, compared with what markdown-it renders."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from klarsprak.core.document import Document, Format
from klarsprak.readers.markdown_lines import is_line_by_line
from klarsprak.readers.markdown_parser import parser
from klarsprak.readers.registry import read_text
from tests.readers.extraction import block_text, page_text
from tests.readers.mapping import document_faults

INLINE = st.sampled_from(
    [
        *("Vi søker", "a\u030a", "å", "komm\u00adune", "ord", "12", " ", "  ", "*", "**", "_"),
        *("`", "``", "~~", "[", "](/u)", '](/u "t&amp;t")', "![", "]", "[ref]", "[tekst][ref]"),
        *("<https://a.no/ø>", "<a@b.no>", "<b>", "</b>", "<br>", "<!-- x -->", "&amp;", "&aring;"),
        *("\\*", "\\a", "\\\\", "&#229;", "&copy", "§\u00a04", "«ja»", "|", "\\|", "#", "# ", "!"),
        *("![alt *x*](b.png)", "`kode | x`", "  ", "\t", "<span lang=en>", "</span>", "{{ navn }}"),
    ]
)
PREFIX = st.sampled_from(
    [
        *("", "", "", "", "# ", "## ", "- ", "* ", "1. ", "2) ", "> ", ">", "> > ", "  ", "    "),
        *("\t", "- > ", "> - ", "   ", "- [ ] ", "+   ", "10. ", "###### "),
    ]
)
SUFFIX = st.sampled_from(["", "", "", "", "  ", "\\", " #", " ##", "\t", "\u00a0"])
WHOLE = st.sampled_from(
    [
        *("", "", "", "---", "===", "***", "| a | b |", "|---|---|", "| c \\| d | *e* |", "a|b"),
        *("-|-", "```", "~~~", "<div>", "</div>", "<p>", "<table><tr><td>x", "<!-- k -->"),
        *("[ref]: /sted 'tittel'", "    kode", "&nbsp;", "\u00a0", "> a | b", "> -|-", "> c|d"),
    ]
)
LINES = st.one_of(
    st.builds(lambda p, i, s: p + "".join(i) + s, PREFIX, st.lists(INLINE, max_size=6), SUFFIX),
    WHOLE,
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
TEXTS = st.lists(st.tuples(LINES, ENDS), max_size=12).map(
    lambda lines: "".join(line + end for line, end in lines)
)


def read(source: str) -> Document:
    return read_text(source, Format.MARKDOWN, "side.md")


def rendered(source: str) -> str:
    md = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    return page_text("<!doctype html>" + md.render(source))


@given(TEXTS)
@example("> a  \n> b\\\nc")
@example("- a\n\n  b\n> - c\n>   d")
@example("| a \\| b | `c \\| d` |\n|-|-|\n| e |")
@example("> | a | b |\n> |---|---|\n> | c | d |")
@example("1. a\r\n   b\r\n\r\n       kode")
@example("Tittel\n===\n\n## *to* ##")
@example("<div>\n\n*a*\n\n</div>")
@example("<span\ntitle='x'>a</span>")
@example("![a *b* `c`](d \"e\") [f](g 'h\\'i')")
def test_every_sign_maps_back(source: str) -> None:
    assert not document_faults(read(source))


@given(TEXTS)
@example("a\\\nb  \nc")
@example("\u00a0\na")
@example("- a\nb")
@example("*a **b*** ~~~c~~~")
def test_no_text_is_lost(source: str) -> None:
    source = "x\n\n" + source  # no front matter
    if re.search(r"#.*\{", source) or _is_line_by_line(source):
        return  # headings lose `{#id}`; a heading inside an HTML block turns it into lines
    assert block_text(read(source).blocks) == rendered(source)


def _is_line_by_line(source: str) -> bool:
    tokens = parser().parse(source)
    return any(t.type == "html_block" and is_line_by_line(t.content) for t in tokens)


@given(TEXTS)
def test_tokens_stand_where_they_say(source: str) -> None:
    """The contract with markdown-it's inside: every text token is at its offset."""
    wrong = []
    for token in parser().parse(source):
        for child in token.children or []:
            if child.type == "text" and child.content and "end" not in child.meta:
                at = child.meta["at"]
                if token.content[at : at + len(child.content)] != child.content:
                    wrong.append((child.content, at, token.content))
    assert not wrong


def test_what_is_too_deep_to_read_is_noted() -> None:
    deep = "".join("  " * level + "- punkt\n" for level in range(40))
    assert read(deep).notes == ("too-deep",)
    assert read(">" * 200 + " a").notes == ("too-deep",)
    assert not read("- a\n  - b\n    - c\n> > d").notes
