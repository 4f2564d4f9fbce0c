"""Swaps that fit one sort of word are offered beside it only."""

import pytest

from klarsprak.kinds.swap_order import fitting
from tests.kinds.making import words_of


def _best(text: str, phrase: str, swaps: tuple[str, ...], language: str = "nb") -> str:
    words = words_of(text)
    at = next(n for n, word in enumerate(words) if word.text == phrase)
    return fitting(swaps, words, at, at + 1, language)[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Send ytterligere opplysninger", "flere"),
        ("Send ytterligere informasjon", "mer"),
        ("Vi trenger ytterligere skriftlige svar nå", "mer"),
        ("Vi må ha ytterligere tre uker", "mer"),
    ],
)
def test_more_of_something_or_more_things(text: str, wanted: str) -> None:
    assert _best(text, "ytterligere", ("mer", "flere", "enda")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "language"),
    [
        ("Vi innvilger søknaden din", "si ja til", "nb"),
        ("Kravet ditt ble innvilget", "godkjenne", "nb"),
        ("Vi innvilger permisjon , men ikke søknaden", "gi", "nb"),
        ("Vi innvilger deg permisjon", "gi", "nb"),
        ("Nav har innvilga søknaden din", "seie ja til", "nn"),
        ("Søknadene vart innvilga", "godkjenne", "nn"),
        ("Skulen innvilga permisjon", "gi", "nn"),
    ],
)
def test_what_is_asked_for_is_not_given(text: str, wanted: str, language: str) -> None:
    phrase = next(word for word in text.split() if word.startswith("innvil"))
    yes = "si ja til" if language == "nb" else "seie ja til"
    assert _best(text, phrase, ("gi", yes, "godkjenne"), language) == wanted


def test_other_swaps_keep_their_order() -> None:
    assert _best("Kall inn til møte", "Kall", ("be", "hente")) == "be"
