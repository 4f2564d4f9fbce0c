"""Compound analysis, on hand-written words of municipal prose."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.lexicon.compounds import Part, is_compound, parts, split

FOLDER = Path(__file__).parent


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("arbeidsavklaringspenger", "nb", ("arbeid", "avklaring", "penger")),
        ("søknadsskjemaet", "nb", ("søknad", "skjemaet")),
        ("kondemneringstilskuddssøknad", "nb", ("kondemnering", "tilskudd", "søknad")),
        ("klageadgangen", "nb", ("klage", "adgangen")),
        ("konsekvensutredningen", "nb", ("konsekvens", "utredningen")),
        ("barnehageplass", "nb", ("barn", "hage", "plass")),
        ("busstopp", "nb", ("buss", "stopp")),
        ("Søknadsfristen", "nb", ("Søknad", "fristen")),
        ("EØS-avtalen", "nb", ("EØS", "avtalen")),
        ("forskriftshjemmelen", "nb", ("forskrift", "hjemmelen")),
        ("blåmalt", "nb", ("blå", "malt")),
        ("bistandsmidler", "nb", ("bistand", "midler")),
        ("badebasseng", "nn", ("bade", "basseng")),
        ("bustad", "nn", ("bu", "stad")),
        ("tilskotsordninga", "nn", ("tilskot", "ordninga")),
        ("kommunestyremøtet", "nn", ("kommune", "styre", "møtet")),
    ],
)
def test_splits(word: str, language: str, expected: tuple[str, ...]) -> None:
    assert split(word, language) == expected
    assert is_compound(word, language)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("kommune", "nb"),
        ("handling", "nb"),
        ("forskrift", "nb"),
        ("utdanning", "nb"),
        ("nødvendighet", "nb"),
        ("parkeringen", "nb"),
        ("kontakt", "nb"),
        ("informasjonen", "nb"),
        ("transport", "nb"),
        ("Telenor", "nb"),
        ("NAV", "nb"),
        ("xqzfrkxqzfrk", "nb"),
        ("moglegheit", "nn"),
        ("høyringa", "nn"),
        ("kultur", "nn"),
        # What these seem to end in does not inflect as they do.
        ("portrett", "nb"),
        ("billettene", "nb"),
        ("svindelen", "nb"),
        ("grafiske", "nb"),
        ("basseng", "nb"),
        ("portrettet", "nn"),
        ("billett", "nn"),
    ],
)
def test_leaves_whole(word: str, language: str) -> None:
    assert split(word, language) == (word,)
    assert not is_compound(word, language)


def test_parts_tell_link_and_lemma() -> None:
    assert parts("søknadsskjemaene", "nb") == (
        Part("søknad", "s", "søknad"),
        Part("skjemaene", "", "skjema"),
    )
    assert parts("EØS-avtalen", "nb")[0].link == "-"


@pytest.mark.parametrize(("language", "floor"), [("nb", 0.97), ("nn", 0.95)])
def test_floor_on_hand_written_words(language: str, floor: float) -> None:
    lines = (FOLDER / f"compounds_{language}.txt").read_text("utf-8").split()
    assert len(lines) > 60
    right = 0
    for line in lines:
        found = parts(line.replace("|", ""), language)
        right += "|".join(p.text + p.link for p in found) == line
    assert right / len(lines) >= floor


@pytest.mark.parametrize("language", ["nb", "nn"])
@given(word=st.text("abdeiklnorstuyø-S", max_size=24))
def test_parts_join_to_the_word(language: str, word: str) -> None:
    found = parts(word, language)
    joined = "".join(part.text + part.link for part in found)
    # One of three equal consonants may have been dropped between two parts.
    assert len(word) <= len(joined) <= len(word) + len(found)
    if len(joined) == len(word):
        assert joined == word
