"""One finding per stretch of text; the most helpful one stays."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.finding import Severity
from klarsprak.engine.overlap import merged
from tests.engine.findings import finding, meta, metas

PHRASES = metas(meta("ord/a"), meta("ord/b"), meta("aktiv/p", kind="check"))


def test_the_longest_phrase_wins() -> None:
    short, long = finding("ord/a", 5, 9), finding("ord/b", 3, 14)
    assert merged([short, long], PHRASES) == [long]


def test_then_the_graver_then_the_one_with_advice() -> None:
    plain = finding("ord/a", 0, 5)
    grave = finding("ord/b", 0, 5, severity=Severity.WARNING)
    assert merged([plain, grave], PHRASES) == [grave]
    helpful = finding("ord/b", 0, 5, suggestions=("om",))
    assert merged([plain, helpful], PHRASES) == [helpful]


def test_other_kinds_may_overlap_a_phrase() -> None:
    phrase, passive = finding("ord/a", 0, 9), finding("aktiv/p", 3, 7)
    assert merged([passive, phrase], PHRASES) == [phrase, passive]


def test_a_rule_may_take_the_place_of_another() -> None:
    rules = metas(
        meta("overskrift/v", kind="pattern", supersedes=["ord/a"]), meta("ord/a", kind="check")
    )
    heading = finding("overskrift/v", 0, 5)
    assert merged([finding("ord/a", 0, 5), heading], rules) == [heading]
    elsewhere = finding("ord/a", 30, 35)
    assert merged([elsewhere, heading], rules) == [heading, elsewhere]


def test_doubles_are_one() -> None:
    assert merged([finding("ord/a", 1, 4), finding("ord/a", 1, 4)], PHRASES) == [
        finding("ord/a", 1, 4)
    ]


SPANS = st.lists(
    st.tuples(st.sampled_from(["ord/a", "ord/b"]), st.integers(0, 30), st.integers(1, 8)),
    max_size=12,
)


@given(SPANS)
def test_no_two_phrases_overlap_and_order_does_not_matter(
    rows: list[tuple[str, int, int]],
) -> None:
    found = [finding(rule, start, start + size) for rule, start, size in rows]
    kept = merged(found, PHRASES)
    spans = [item.span for item in kept if item.span]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert merged(list(reversed(found)), PHRASES) == kept
    for item in found:
        assert item.span
        assert any(span.overlaps(item.span) for span in spans)
