"""Words are explained or mended; what is right is never mended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.lexicon.dictionaries import table
from klarsprak.lexicon.spelling import SHORTEST, corrections, is_foreign, is_word

LANGUAGES = ("nb", "nn")


@pytest.mark.parametrize(
    ("wrong", "right", "language"),
    [
        ("vurdring", "vurdering", "nb"),
        ("dokuemnter", "dokumenter", "nb"),
        ("funksonalitet", "funksjonalitet", "nb"),
        ("søknadsskjmaet", "søknadsskjemaet", "nb"),
        ("tillgangspakke", "tilgangspakke", "nb"),
        ("nødendigvis", "nødvendigvis", "nn"),
        ("representatar", "representantar", "nn"),
        ("utfordingar", "utfordringar", "nn"),
        ("etninsk", "etnisk", "nn"),
    ],
)
def test_a_slip_is_mended(wrong: str, right: str, language: str) -> None:
    assert not is_word(wrong, language)
    assert corrections(wrong, language)[0] == right


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("barnehageopptaket", "nb"),
        ("reguleringsplanene", "nb"),
        ("deaktiveres", "nb"),
        ("utviklere", "nb"),
        ("avdødes", "nb"),
        ("saksbehandlingstida", "nn"),
        ("etterprøvast", "nn"),
        ("påklagast", "nn"),
        ("leigetakaren", "nn"),
        ("skattytarane", "nn"),
        ("saksutgreiarar", "nn"),
        ("tilskotsmottakar", "nn"),
        ("leiarskapen", "nn"),
        ("spreidt", "nn"),
        ("fordummande", "nn"),
        ("arbeidsverkty", "nn"),
        ("felleskjøkenet", "nn"),
        ("søstra", "nn"),
    ],
)
def test_compounds_and_derived_words_are_explained(word: str, language: str) -> None:
    assert is_word(word, language)


@pytest.mark.parametrize("word", ["identifikator", "dashboardet", "github", "scopene", "tokenet"])
def test_technical_words_are_not_mended(word: str) -> None:
    assert corrections(word, "nb") == ()


def test_words_of_other_languages_are_not_mended() -> None:
    assert is_foreign("resource")
    assert corrections("resource", "nb") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_list_calls_right_is_explained(language: str) -> None:
    for row in table(f"misspellings_{language}"):
        for word in row.cells["right"].split():
            known = word.endswith("s") or is_word(word, language)
            assert known or not corrections(word, language), word


@settings(deadline=None, max_examples=150)
@given(st.text("abdefgiklmnoprstuvyæøå", min_size=1, max_size=24), st.sampled_from(LANGUAGES))
def test_a_correction_is_a_word_and_begins_alike(text: str, language: str) -> None:
    found = corrections(text, language)
    assert not found or len(text) >= SHORTEST
    for word in found:
        assert is_word(word, language)
        assert word[0] == text[0]
        assert abs(len(word) - len(text)) <= 1


def test_nynorsk_with_and_without_j() -> None:
    assert corrections("innbyggarane", "nn") == ()
    assert corrections("etterfølgarane", "nn") == ()
