"""Changes, marks and history: what holds for any text and any edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.finding import Certainty, Excerpt, FileLocation, Finding, Severity
from klarsprak.core.spans import Span
from klarsprak.interactive.editing import Change, applied, difference, inverse
from klarsprak.interactive.history import History, Step
from klarsprak.interactive.marks import Mark, moved

TEXT = st.text(alphabet="ab \nø", max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Change]]:
    """A text and changes that can be made to it one after the other."""
    text = now = draw(TEXT)
    changes = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(now)))
        end = draw(st.integers(start, len(now)))
        change = Change(start, now[start:end], draw(TEXT))
        changes.append(change)
        now = change.apply(now)
    return text, changes


def mark(text: str, start: int, end: int) -> Mark:
    finding = Finding(
        "ord/prove",
        Severity.WARNING,
        Certainty.FAULT,
        FileLocation("t", Span(start, end), 1, 1, 1, 1),
        text[start:end],
        Excerpt(text, start, end),
        block="paragraph",
    )
    return Mark(finding, Span(start, end))


@given(edited())
def test_inverse_takes_every_change_back(case: tuple[str, list[Change]]) -> None:
    text, changes = case
    after = applied(text, changes)
    assert applied(after, inverse(changes)) == text
    assert len(after) == len(text) + sum(change.growth for change in changes)


@given(TEXT, TEXT)
def test_difference_makes_one_text_of_the_other(old: str, new: str) -> None:
    change = difference(old, new)
    assert (change.apply(old) if change else old) == new
    if change is not None:
        assert change.before[:1] != change.after[:1] or not (change.before and change.after)


@given(edited(), st.data())
def test_an_exact_mark_is_on_its_words(case: tuple[str, list[Change]], data: st.DataObject) -> None:
    text, changes = case
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    after = applied(text, changes)
    for found in moved([mark(text, start, end)], changes):
        assert 0 <= found.span.start <= found.span.end <= len(after)
        if found.exact:
            assert after[found.span.start : found.span.end] == found.finding.text


@given(edited())
def test_a_change_elsewhere_keeps_a_mark(case: tuple[str, list[Change]]) -> None:
    text, changes = case
    whole = f"{text}|ord|"
    at = len(text) + 1
    now = moved([mark(whole, at, at + 3)], changes)
    assert len(now) == 1
    assert now[0].exact
    assert now[0].span.start == at + sum(change.growth for change in changes)


def test_writing_inside_a_mark_stretches_it_and_writing_over_it_ends_it() -> None:
    here = mark("xx lang setning xx", 3, 15)
    (inside,) = moved([here], [Change(8, "", "ere")])
    assert (inside.span, inside.exact) == (Span(3, 18), False)
    assert moved([here], [Change(1, "x lang", "")]) == ()


def test_a_change_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="not what"):
        Change(1, "x", "y").apply("abc")


def typed(text: str, start: int = 0) -> list[Step]:
    return [Step(changes=(Change(start + i, "", sign),), typed=True) for i, sign in enumerate(text)]


def test_typing_is_taken_back_a_word_at_a_time() -> None:
    history = History()
    for step in typed("en to "):
        history.push(step)
    assert [len(step.changes) for step in history.done] == [3, 3]


def test_a_pause_ends_a_step_and_a_new_step_forgets_what_was_undone() -> None:
    history = History()
    first, second, third = typed("abc")
    history.push(first)
    history.pause()
    history.push(second)
    assert len(history.done) == 2
    assert history.back() == second
    history.push(third)
    assert history.forth() is None


def test_rubbing_out_is_one_step() -> None:
    history = History()
    for at in (2, 1, 0):
        history.push(Step(changes=(Change(at, "x", ""),), typed=True))
    assert len(history.done) == 1
