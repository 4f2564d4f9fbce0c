"""Replacements become edits of the file that touch no more than they must."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.document import Format
from klarsprak.core.spans import Span
from klarsprak.engine.edits import edits_of
from klarsprak.engine.shift import Places, Shift, apply_edits
from klarsprak.readers.registry import read_text


def replaced(source: str, old: str, new: str, format_: Format = Format.HTML) -> str | None:
    """The source with `old` written over by `new` in the first block that has it."""
    document = read_text(source, format_, "prøve")
    for block in document.blocks:
        at = block.text.find(old)
        if at >= 0:
            edits = edits_of(document, block, Span(at, at + len(old)), new)
            return None if edits is None else apply_edits(source, edits)
    raise AssertionError(f"{old!r} is not in the document")


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("<p>a i henhold til b</p>", "i henhold til", "etter", "<p>a etter b</p>"),
        ("<p>i <b>henhold</b> til b</p>", "i henhold til", "etter", None),
        ('<p>"<b>ny</b> plan" her</p>', '"ny plan"', "«ny plan»", "<p>«<b>ny</b> plan» her</p>"),
        ("<p>&quot;b&aring;t&quot;</p>", '"båt"', "«båt»", "<p>«b&aring;t»</p>"),
        ("<p>i&shy; hen&shy;hold til</p>", "i henhold til", "etter", "<p>etter</p>"),
        ("<p>kun a</p>", "kun", "a < b & c", "<p>a &lt; b &amp; c a</p>"),
        ('<img alt="kun a">', "kun", 'x "y"', '<img alt="x &quot;y&quot; a">'),
        ("<img alt=kun>", "kun", "bare", None),
        ("<p>i\r\n  henhold\r\ntil b</p>", "i henhold til", "etter", "<p>etter b</p>"),
    ],
)
def test_html(source: str, old: str, new: str, expected: str | None) -> None:
    assert replaced(source, old, new) == expected


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("kun a", "kun", "bare", "bare a"),
        ("en kun a", "kun", "a*b_c", "en a\\*b\\_c a"),
        ("kun a", "kun", "- b", None),
        ("kun a", "kun", "1. b", None),
        ("i *henhold* til", "i henhold til", "etter", None),
        ("---\ntitle: kun a\n---\nTekst", "kun", "bare: a", None),
    ],
)
def test_markdown(source: str, old: str, new: str, expected: str | None) -> None:
    assert replaced(source, old, new, Format.MARKDOWN) == expected


@pytest.mark.parametrize(
    ("format_", "source", "expected"),
    [
        (Format.TEXT, "Ta med a, b og c.", "Ta med:\n- a\n- b"),
        (Format.MARKDOWN, "Ta med a, b og c.", "Ta med:\n\n- a\n- b"),
        (Format.MARKDOWN, "Ta med a, b og c. Hei.", "Ta med:\n\n- a\n- b\n\n Hei."),
        (
            Format.HTML,
            "<p>Ta med a, b og c. Hei.</p>",
            "<p>Ta med:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p> Hei.</p>",
        ),
    ],
)
def test_points_are_written_as_the_format_wants_them(
    format_: Format, source: str, expected: str
) -> None:
    assert replaced(source, " a, b og c.", ":\n- a\n- b", format_) == expected


WORDS = st.lists(
    st.sampled_from(["kun", "og", "blå", "e\u0301n", "a\u00adb", "&", "<", "1", "«x»", "ø"]),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(WORDS, WORDS, st.data())
def test_the_reader_sees_the_new_text_and_nothing_else_changes(
    words: list[str], new: list[str], data: st.DataObject
) -> None:
    shown = " ".join(words)
    source = "<div>\r\n<p>" + html.escape(shown) + "</p><p>hale &aring;</p></div>"
    document = read_text(source, Format.HTML, "prøve")
    block = document.blocks[0]
    bounds = [m.span() for m in re.finditer(r"\S+", block.text)]
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    span = Span(bounds[first][0], bounds[last][1])
    text = " ".join(new)
    edits = edits_of(document, block, span, text)
    if edits is None:
        return
    after = read_text(apply_edits(source, edits), Format.HTML, "prøve")
    wanted = read_text(
        f"<p>{html.escape(block.text[: span.start] + text + block.text[span.end :])}</p>",
        Format.HTML,
        "prøve",
    )
    assert after.blocks[0].text == wanted.blocks[0].text
    where = block.source_map.to_source(span)
    changed = apply_edits(source, edits)
    assert changed.startswith(source[: where.start])
    assert changed.endswith(source[where.end :])


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 8)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS, min_size=1, max_size=20), SPANS)
def test_places_are_found_as_by_looking_at_each(spans: list[Span], asked: Span) -> None:
    meeting = [n for n, s in enumerate(spans) if s.start <= asked.end and s.end >= asked.start]
    assert sorted(Places(spans).meeting(asked)) == meeting
    nearest = min(abs(s.start - asked.start) for s in spans)
    assert abs(spans[Places(spans).nearest(asked)].start - asked.start) == nearest


@given(st.text("ab", min_size=1, max_size=30), st.data())
def test_a_shifted_span_holds_the_same_letters(source: str, data: st.DataObject) -> None:
    from klarsprak.core.finding import Edit

    cuts = sorted(data.draw(st.sets(st.integers(0, len(source)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(Span(a, b), data.draw(st.text("xyz", max_size=3))) for a, b in pairs]
    after = apply_edits(source, edits)
    shift = Shift(edits)
    for at in range(len(source)):
        if not any(a <= at < b for a, b in pairs):
            moved = shift.moved(Span(at, at + 1))
            assert after[moved.start : moved.end] == source[at]


def test_a_very_long_stretch_is_left_to_a_person() -> None:
    long = "VIKTIG MELDING " * 400
    assert replaced(long, long.strip(), long.strip().lower(), Format.TEXT) is None
