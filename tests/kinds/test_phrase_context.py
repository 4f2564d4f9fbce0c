"""A replacement takes the form that the words before the phrase call for."""

from itertools import pairwise

import pytest

from klarsprak.kinds.phrase_context import by_context, plural_in_s
from klarsprak.kinds.phrase_index import PhraseIndex
from klarsprak.lexicon.dictionaries import Entry
from klarsprak.lexicon.phrases import realise_all
from tests.kinds.making import words_of

ENTRY = Entry("innvilge", "verb", ("gi",), "unsafe", "", (), (), "", 2)


def _replacement(text: str, language: str = "nb") -> str:
    words = words_of(text)
    (hit,) = PhraseIndex([ENTRY], language).find(words)
    readings = by_context(hit.readings, words, hit.first)
    return realise_all("gi", "verb", readings, language)[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vi innvilget søknaden i går", "ga"),
        ("Vi har innvilget søknaden", "gitt"),
        ("Nå har vi allerede innvilget søknaden", "gitt"),
        ("Søknaden ble innvilget", "gitt"),
        ("Vi har søkt , og de innvilget støtten", "ga"),
        ("Vi vil innvilge søknaden", "gi"),
    ],
)
def test_auxiliaries_decide(text: str, wanted: str) -> None:
    assert _replacement(text) == wanted


def test_the_order_is_kept_within_a_group() -> None:
    part = [frozenset({"VerbForm=Part", f"Number={n}"}) for n in ("Sing", "Plur")]
    past = [frozenset({"VerbForm=Fin", f"Tense={n}"}) for n in ("Past", "Pres")]
    mixed = (past[0], part[0], past[1], part[1])
    words = words_of("vi har innvilget")
    assert by_context(mixed, words, 2) == tuple(part)
    assert by_context(mixed, words[1:], 0) == mixed
    assert all(a != b for a, b in pairwise(by_context(mixed, words, 2)))


def test_a_finite_verb_stands_after_its_subject() -> None:
    part, past = frozenset({"VerbForm=Part"}), frozenset({"VerbForm=Fin", "Tense=Past"})
    assert by_context((part, past), words_of("skjemaet som vi benyttet"), 3) == (past,)
    assert by_context((part, past), words_of("har vi benyttet"), 2) == (part,)
    assert by_context((past, part), words_of("har ansatte som benyttet"), 3) == (past,)
    assert by_context((part, past), words_of("kommunen benyttet"), 1) == (part, past)


def test_an_english_plural_is_no_genitive() -> None:
    genitive = frozenset({"Case=Gen", "Definite=Ind", "Number=Sing"})
    plural = frozenset({"Definite=Ind", "Number=Plur"})
    assert plural_in_s((genitive, plural)) == (plural,)


ORDERS = Entry("foreta", "verb", ("gjøre",), "unsafe", "", (), (), "", 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Foreta betaling nå", "gjør"),
        ("Velg skjema og foreta betaling", "gjør"),
        ("Du må velge skjema og foreta betaling", "gjøre"),
        ("Du kan foreta betaling", "gjøre"),
    ],
)
def test_an_order_stays_an_order(text: str, wanted: str) -> None:
    words = words_of(text)
    (hit,) = PhraseIndex([ORDERS], "nb").find(words)
    readings = by_context(hit.readings, words, hit.first)
    assert realise_all("gjøre", "verb", readings, "nb")[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Gjer eit søk", "søk"), ("Gjer du eit søk ?", "søkjer"), ("No gjer vi eit søk", "søkjer")],
)
def test_the_present_and_the_order_are_told_apart(text: str, wanted: str) -> None:
    words = words_of(text)
    entry = Entry("gjere (*) søk", "verb", ("søkje",), "unsafe", "", (), (), "", 2)
    (hit,) = PhraseIndex([entry], "nn").find(words)
    readings = by_context(hit.readings, words, hit.first)
    assert realise_all("søkje", "verb", readings, "nn")[0] == wanted


def test_a_past_in_te_after_its_noun_is_no_participle() -> None:
    words = words_of("Barnetillegget opphørte i fjor , og da er inntekten lavere")
    past, participle = (
        frozenset({"Mood=Ind", "Tense=Past", "VerbForm=Fin"}),
        frozenset({"Number=Plur", "VerbForm=Part"}),
    )
    assert by_context((past, participle), words, 1) == (past, participle)


def test_a_past_in_a_is_no_infinitive_without_a_word_that_asks_for_one() -> None:
    words = words_of("Kommunen innvilga permisjon")
    infinitive, past = (
        frozenset({"VerbForm=Inf"}),
        frozenset({"Mood=Ind", "Tense=Past", "VerbForm=Fin"}),
    )
    assert by_context((infinitive, past), words, 1) == (past,)
    assert by_context((infinitive, past), words_of("Å innvilga permisjon"), 1) == (infinitive,)
