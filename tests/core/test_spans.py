"""Spans, the map to the file, lines: the invariants that every position stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.spans import LineIndex, Run, SourceMap, Span


@given(st.integers(-5, 50), st.integers(-5, 50))
def test_a_span_never_runs_backwards(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert len(Span(start, end)) == end - start
    else:
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)


@st.composite
def maps(draw: st.DrawFn) -> tuple[str, str, SourceMap]:
    """A text, the file it was read from, and the map between them."""
    text, source, runs = "", draw(st.text("<x>", max_size=3)), []
    for _ in range(draw(st.integers(1, 6))):
        piece = draw(st.text("abcæ", min_size=1, max_size=4))
        if draw(st.booleans()):
            written, verbatim = piece, True
        else:
            piece, written, verbatim = "é", draw(st.sampled_from(["&eacute;", "e\u0301"])), False
        runs.append(
            Run(
                Span(len(text), len(text) + len(piece)),
                Span(len(source), len(source) + len(written)),
                verbatim,
            )
        )
        text, source = text + piece, source + written + draw(st.sampled_from(["", "<b>", "\r\n"]))
    return text, source, SourceMap(runs)


@given(maps(), st.data())
def test_verbatim_text_stands_in_the_file_as_it_is(
    made: tuple[str, str, SourceMap], data: st.DataObject
) -> None:
    text, source, mapped = made
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = mapped.to_source(Span(start, end))
    for run in mapped.runs:
        if run.verbatim and run.text.start <= start and end <= run.text.end:
            assert source[place.start : place.end] == text[start:end]
    assert mapped.to_source(Span(0, len(text))).contains(place)


@given(maps())
def test_a_stretch_without_markup_may_be_replaced(made: tuple[str, str, SourceMap]) -> None:
    text, _, mapped = made
    whole = Span(0, len(text))
    written = sum(len(run.source) for run in mapped.runs)
    assert mapped.is_contiguous(whole) == (len(mapped.to_source(whole)) == written)


@given(maps())
def test_every_read_character_leads_back(made: tuple[str, str, SourceMap]) -> None:
    text, _, mapped = made
    for at in range(len(text)):
        start = mapped.to_source(Span(at, at + 1)).start
        back = mapped.to_text(start)
        assert back is not None
        assert back <= at


@pytest.mark.parametrize(
    "runs",
    [
        [Run(Span(1, 2), Span(0, 1))],
        [Run(Span(0, 1), Span(5, 6)), Run(Span(1, 2), Span(0, 1))],
        [Run(Span(0, 1), Span(0, 5))],
        [Run(Span(0, 0), Span(0, 0))],
        [Run(Span(0, 1), Span(0, 1)), Run(Span(2, 3), Span(1, 2))],
    ],
)
def test_a_broken_map_is_refused(runs: list[Run]) -> None:
    with pytest.raises(ValueError, match=r"source map|verbatim|a run must"):
        SourceMap(runs)


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 2), Span(0, 9)])
def test_nothing_has_no_place(span: Span) -> None:
    with pytest.raises(ValueError, match="without a place"):
        SourceMap.verbatim(3, 10).to_source(span)


@given(st.text("ab\n\r\u2028\x0c", max_size=40), st.data())
def test_lines_end_at_line_feeds_only(source: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(source)))
    line, column = LineIndex(source).place(at)
    assert line == source.count("\n", 0, at) + 1
    assert column == at - (source.rfind("\n", 0, at) + 1) + 1
    assert LineIndex(source).line_start(line) + column - 1 == at
