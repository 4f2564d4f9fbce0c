"""Markdown: what becomes which block, and where each part stands."""

import pytest

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.spans import Span
from klarsprak.readers.registry import read_text
from tests.readers.mapping import document_faults


def read(source: str) -> Document:
    document = read_text(source, Format.MARKDOWN, "side.md")
    assert not document_faults(document)
    return document


def shown(source: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(source).blocks]


def written(source: str, block: Block, part: str) -> str:
    at = block.text.index(part)
    span = block.source_map.to_source(Span(at, at + len(part)))
    return source[span.start : span.end]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# En\n\nTo\n===\n", [("heading", "En"), ("heading", "To")]),
        ("en\nto\n\ntre", [("paragraph", "en to"), ("paragraph", "tre")]),
        ("en  \nto\\\ntre", [("paragraph", "en\nto\ntre")]),
        ("- a\n- b\n  c\n", [("list_item", "a"), ("list_item", "b c")]),
        ("- a\n\n  b\n", [("list_item", "a"), ("paragraph", "b")]),
        ("> a\n> b\nc", [("quote", "a b c")]),
        ("```\nkode\n```\n", [("code", "kode")]),
        ("    kode\n", [("code", "kode")]),
        ("|a|b|\n|-|-|\n|c \\| d||\n", [("table_cell", t) for t in ("a", "b", "c | d")]),
        ("![alt &amp; *b*](c)", [("alt_text", "alt & b")]),
        ("[a][r]\n\n[r]: /b 'c'\n", [("paragraph", "a"), ("link_text", "a")]),
        ("<https://a.no>", [("paragraph", "https://a.no"), ("link_text", "https://a.no")]),
        ("a \\* &aring; \\x", [("paragraph", "a * å \\x")]),
        ("~~a~~ **b** _c_ `d`", [("paragraph", "a b c d")]),
        ("a ** b *** c ~~~ d", [("paragraph", "a ** b *** c ~~~ d")]),
        ("*a **b*", [("paragraph", "*a *b")]),
        ("## Om oss {#om .b}\n", [("heading", "Om oss")]),
        ("* TOC\n{:toc}\n", []),
        (":side/tittel Om oss\n:side/dato 1\n\nTekst.", [("code", ":side/tittel Om oss\n:side/dato 1"), ("paragraph", "Tekst.")]),
        ("<p>a\n\n</p>\n", [("paragraph", "a")]),
        ("a <b title='c'>d</b>", [("paragraph", "a d"), ("attribute", "c")]),
        ("<script>\n\na\n</script>\n", []),
    ],
)  # fmt: skip
def test_kinds(source: str, expected: list[tuple[str, str]]) -> None:
    assert shown(source) == expected


def test_html_opened_in_one_place_holds_until_it_is_closed() -> None:
    source = "<div lang='en' hidden>\n\nOne *two*\n\n</div>\n\nTre\n"
    first, second = read(source).blocks
    assert (first.text, first.declared_language, first.hidden) == ("One two", "en", True)
    assert (second.text, second.hidden) == ("Tre", False)


def test_every_part_stands_where_it_says() -> None:
    source = (
        "> 1. En **fet\n>    lang** [lenke &amp; mer](/u 'en \\'t\\'') og `kode`\n> 2. a\u030ar\r\n"
    )
    item, title, link, second = read(source).blocks
    assert item.text == "En fet lang lenke & mer og kode"
    assert (item.kind, item.level) == (BlockKind.LIST_ITEM, 1)
    assert written(source, item, "fet lang") == "fet\n>    lang"
    assert written(source, item, "&") == "&amp;"
    assert written(source, link, "lenke") == "lenke"
    assert (title.text, written(source, title, "'t'")) == ("en 't'", "\\'t\\'")
    assert (second.text, written(source, second, "å")) == ("år", "a\u030a")


@pytest.mark.parametrize(
    "source", ["a\0b\n", "e\u0301\0", "# a\0\n\n- b\0 [c\0](d)\n", "---\na: \0\n---\nb\0"]
)
def test_pasted_text_may_hold_nul(source: str) -> None:
    for block in read_text(source, Format.MARKDOWN, "x.md").blocks:
        for run in block.source_map.runs:
            assert 0 <= run.source.start <= run.source.end <= len(source)


def test_front_matter() -> None:
    source = (
        "---\r\ntitle: 'Søk plass'\r\nDescription: Slik søker du\r\nlang: nn\r\n"
        "tags: [a, b]\r\nmalgruppe: ungdom\r\n---\r\n\r\nTekst.\r\n"
    )
    document = read(source)
    assert document.metadata["malgruppe"] == "ungdom"
    assert document.metadata["tags"] == "a, b"
    assert document.declared_language == "nn"
    title, description, text = document.blocks
    assert (title.kind, title.text) == (BlockKind.TITLE, "Søk plass")
    assert written(source, title, "Søk") == "Søk"
    assert (description.attributes["name"], description.text) == ("description", "Slik søker du")
    assert (text.text, text.declared_language) == ("Tekst.", "nn")


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    document = read("---\nlanguage: nb\nto: {{#if a}} b {{/if}}\nx: [\n---\nTekst\n")
    assert document.declared_language == "nb"
    assert document.metadata["to"] == "{{#if a}} b {{/if}}"


def test_a_line_is_no_front_matter() -> None:
    assert shown("---\n\nTekst\n\n---\n") == [("paragraph", "Tekst")]


def test_letter_templates_are_read_line_by_line() -> None:
    source = (
        "<div id='a'>\n# Vi har svart\nFørste avsnitt.\nAndre avsnitt.\n* ett\n* to\n"
        "Etter listen.\n</div>\n"
    )
    assert shown(source) == [
        ("heading", "Vi har svart"),
        ("paragraph", "Første avsnitt."),
        ("paragraph", "Andre avsnitt."),
        ("list_item", "ett"),
        ("list_item", "to"),
        ("paragraph", "Etter listen."),
    ]


def test_tables_and_lists_are_numbered() -> None:
    blocks = read("- a\n  - b\n\ntekst\n\n1. c\n\n|d|\n|-|\n|e|\n").blocks
    assert [(b.text, b.level, b.group) for b in blocks] == [
        ("a", 1, 1),
        ("b", 2, 2),
        ("tekst", 0, 0),
        ("c", 1, 3),
        ("d", 0, 4),
        ("e", 0, 4),
    ]
    assert blocks[4].attributes == {"row": "1", "column": "1", "header": "true"}
