"""What a change must leave as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.meaning import is_unchanged


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("i henhold til", "etter"),
        ("kun", "bare"),
        ("kun", "berre"),
        ("ikke", "ikkje"),
        ("dvs.", "det vil si"),
        ("2020-2022", "2020–2022"),
        ("12000", "12 000"),
        ("uten forutgående varsel", "uten varsel"),
        ('"KRR"', "«KRR»"),
        ("pbl.", "plan- og bygningsloven"),
    ],
)
def test_says_the_same(before: str, after: str) -> None:
    assert is_unchanged(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("uten vederlag", "gratis"),
        ("er pliktig til å", "må"),
        ("innen 3 uker", "innen tre uker"),
        ("kl. 14.30", "kl. 2.30"),
        ("skal", "bør"),
        ("minst to", "to"),
        ("bare", ""),
        ("senest fredag", "innen fredag"),
        ("MinElev", "elevsystemet"),
        ("hjelp", "Hjelp fra Nav"),
    ],
)
def test_says_something_else(before: str, after: str) -> None:
    assert not is_unchanged(before, after)


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    assert is_unchanged("Angående", "Om", opens=True)
    assert not is_unchanged("Angående", "Om")


@given(st.text())
def test_no_change_is_no_change(text: str) -> None:
    assert is_unchanged(text, text)
