"""Inflection of single words; the measured floors are in test_inflection_floors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.lexicon import store
from klarsprak.lexicon.inflection import (
    WordClass,
    analyses,
    forms,
    gender,
    inflect,
    is_known,
    is_passive_form,
    participle_forms,
)

V, N, A = WordClass.VERB, WordClass.NOUN, WordClass.ADJ


@pytest.mark.parametrize(
    ("language", "lemma", "word_class", "features", "expected"),
    [
        ("nb", "foreta", V, "Tense=Past", "foretok"),
        ("nb", "foreta", V, "Voice=Pass", "foretas"),
        ("nb", "vurdere", V, "Tense=Past", "vurderte"),
        ("nb", "kaste", V, "Tense=Past", "kastet"),
        ("nb", "skrive", V, "VerbForm=Part", "skrevet"),
        ("nb", "skrive", V, "VerbForm=Part Number=Plur", "skrevne"),
        ("nb", "sende", V, "Mood=Imp", "send"),
        ("nb", "bruke", V, "Tense=Pres", "bruker"),
        ("nb", "bestemme", V, "Tense=Past Voice=Pass", "bestemtes"),
        ("nb", "søknad", N, "Definite=Def Number=Plur", "søknadene"),
        ("nb", "kommune", N, "Definite=Def Case=Gen", "kommunens"),
        ("nb", "handling", N, "Definite=Def", "handlingen"),
        ("nb", "handling", N, "Definite=Def Gender=Fem", "handlinga"),
        ("nb", "jente", N, "Definite=Def", "jenta"),
        ("nb", "barn", N, "Definite=Def Number=Plur", "barna"),
        ("nb", "mann", N, "Number=Plur", "menn"),
        ("nb", "viktig", A, "Degree=Cmp", "viktigere"),
        ("nb", "liten", A, "Number=Plur", "små"),
        ("nb", "fin", A, "Gender=Neut", "fint"),
        ("nb", "fin", A, "Gender=Masc", "fin"),
        ("nb", "fin", A, "Definite=Def Number=Sing Gender=Neut", "fine"),
        ("nb", "praktisk", A, "Gender=Neut", "praktisk"),
        ("nn", "skrive", V, "Tense=Past", "skreiv"),
        ("nn", "skrive", V, "Voice=Pass", "skrivast"),
        ("nn", "skrive", V, "Tense=Pres Voice=Pass", "skrivast"),
        ("nn", "kaste", V, "Tense=Pres", "kastar"),
        ("nn", "vurdere", V, "Tense=Past", "vurderte"),
        ("nn", "byggje", V, "Tense=Past", "bygde"),
        ("nn", "overføre", V, "Tense=Pres", "overfører"),
        ("nn", "fastsetje", V, "Tense=Past", "fastsette"),
        ("nn", "månad", N, "Definite=Def Number=Plur", "månadene"),
        ("nn", "kommune", N, "Number=Plur", "kommunar"),
        ("nn", "handling", N, "Definite=Def Number=Plur", "handlingane"),
        ("nn", "moglegheit", N, "Number=Plur", "moglegheiter"),
        ("nn", "hus", N, "Definite=Def Number=Plur", "husa"),
        ("nn", "talsmann", N, "Number=Plur", "talsmenn"),
        ("nn", "viktig", A, "Degree=Sup", "viktigast"),
        ("nn", "open", A, "Number=Plur", "opne"),
        ("nn", "strukturell", A, "Gender=Neut", "strukturelt"),
    ],
)
def test_inflects(
    language: str, lemma: str, word_class: WordClass, features: str, expected: str
) -> None:
    assert inflect(lemma, word_class, features.split(), language) == expected


@pytest.mark.parametrize(
    ("language", "lemma", "word_class"),
    [("nb", "xqzfrk", N), ("nb", "xqzfrk", V), ("nn", "xqzfrke", V), ("nb", "søknad", V)],
)
def test_says_none_rather_than_guess(language: str, lemma: str, word_class: WordClass) -> None:
    assert inflect(lemma, word_class, {"Tense=Past"}, language) is None
    assert forms(lemma, word_class, language) == ()


@pytest.mark.parametrize(
    ("language", "lemma", "features", "expected"),
    [
        ("nb", "klageadgangsfrist", "Definite=Def", "klageadgangsfristen"),
        ("nb", "EØS-avtale", "Definite=Def Number=Plur", "EØS-avtalene"),
        ("nb", "utadvendthet", "Definite=Def", "utadvendtheten"),
        ("nn", "EØS-sak", "Definite=Def", "EØS-saka"),
        ("nn", "bustøttesøknad", "Number=Plur", "bustøttesøknader"),
    ],
)
def test_new_words_follow_their_last_part(
    language: str, lemma: str, features: str, expected: str
) -> None:
    assert inflect(lemma, N, features.split(), language) == expected


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("vurderes", "nb", True),
        ("ble", "nb", False),
        ("lykkes", "nb", False),
        ("kommunens", "nb", False),
        ("søknadens", "nb", False),
        ("sendast", "nn", True),
        ("fremst", "nn", False),
    ],
)
def test_passives(form: str, language: str, expected: bool) -> None:
    assert is_passive_form(form, language) is expected


def test_analyses_tell_lemma_and_features() -> None:
    found = {(f.lemma, f.word_class) for f in analyses("foretok", "nb")}
    assert found == {("foreta", V)}
    assert {f.lemma for f in analyses("Kommunene", "nb")} == {"kommune"}
    assert any({"Case=Gen", "Definite=Def"} <= f.features for f in analyses("barnas", "nb"))


def test_unknown_compounds_are_analysed_but_not_known() -> None:
    found = analyses("bostøttevedtakene", "nb")
    assert {f.lemma for f in found} == {"bostøttevedtak"}
    assert not any(f.known for f in found)
    assert not is_known("bostøttevedtakene", "nb")
    assert is_known("vedtakene", "nb")
    assert is_known("ikke", "nb")
    assert is_known("ikkje", "nn")


def test_gender_and_participles() -> None:
    assert gender("søknad", "nb") == "Masc"
    assert gender("vedtak", "nb") == "Neut"
    assert gender("jente", "nb") == "Fem"
    assert gender("handling", "nn") == "Fem"
    assert gender("xqzfrk", "nb") is None
    assert participle_forms("skrive", "nb")[0] == "skrevet"
    assert "skrivne" in participle_forms("skrive", "nn")


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no lexicon"):
        forms("ord", N, "sv")


@pytest.mark.parametrize("language", store.LANGUAGES)
@given(data=st.data())
def test_every_form_is_analysed_back(language: str, data: st.DataObject) -> None:
    blocks = sorted(store.lexicon(language).blocks)
    prefix = data.draw(st.sampled_from(blocks))
    lines = store.lexicon(language).blocks[prefix].split("\n")
    rests = [line.split("\t")[0] for line in lines]
    lemma = prefix + data.draw(st.sampled_from(rests))
    for word_class in WordClass:
        for form in forms(lemma, word_class, language)[:40]:
            if form.known:
                assert form in analyses(form.text, language)
                assert is_known(form.text, language)


@pytest.mark.parametrize("language", store.LANGUAGES)
@given(word=st.text(max_size=30))
def test_no_text_crashes(language: str, word: str) -> None:
    for form in analyses(word, language):
        assert form.text in (word, word.lower())
    for word_class in WordClass:
        forms(word, word_class, language)


@pytest.mark.parametrize(
    ("form", "lemma", "word_class"),
    [
        ("skjemaet", "skjema", N),
        ("attributta", "attributt", N),
        ("innvilga", "innvilge", V),
        ("løpande", "løpande", A),
        ("bustøttesøknadene", "bustøttesøknad", N),
    ],
)
def test_nynorsk_words_outside_the_lexicon(form: str, lemma: str, word_class: WordClass) -> None:
    assert (lemma, word_class) in {(f.lemma, f.word_class) for f in analyses(form, "nn")}


def test_function_words_are_not_guessed_at() -> None:
    assert analyses("fremdeles", "nb") == ()
    assert not is_passive_form("fremdeles", "nb")
    assert not is_passive_form("deres", "nb")
    assert not is_passive_form("lenketekst", "nn")


@pytest.mark.parametrize("word", ["først", "tekst", "lest", "best", "sest"])
def test_everyday_words_are_no_nynorsk_passives(word: str) -> None:
    assert not is_passive_form(word, "nn")
    assert not any("Voice=Pass" in f.features for f in analyses(word, "nn"))
