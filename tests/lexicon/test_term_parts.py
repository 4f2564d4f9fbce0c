"""Compounds that their parts make terms, though no list holds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.dictionaries import load, table
from klarsprak.lexicon.term_parts import compound_lemma, term_part


@pytest.mark.parametrize(
    ("word", "language", "part"),
    [
        ("gjerdevedlikeholdsplikten", "nb", "plikt"),
        ("innflyttingsregulativet", "nb", "regulativ"),
        ("dispensasjonsmyndigheten", "nb", "myndighet"),
        ("tomtedelingsmyndighet", "nb", "myndighet"),
        ("adresseringsbestemmelsenes", "nb", "bestemmelse"),
        ("adresseringsmulktene", "nb", "mulkt"),
        ("oppfyllingssonene", "nb", "sone"),
        ("direkteanskaffelser", "nb", "anskaffelse"),
        ("konsesjonsbehandlingen", "nb", "konsesjon"),
        ("stengselsføresegnene", "nn", "føresegn"),
        ("unntaksheimel", "nn", "heimel"),
        ("adresseringsmulkta", "nn", "mulkt"),
        ("konsesjonshandsaming", "nn", "konsesjon"),
    ],
)
def test_a_part_makes_a_term_in_every_form(word: str, language: str, part: str) -> None:
    found = term_part(word, language)
    assert found is not None
    assert found.text == part


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("taushetsplikt", "nb"),  # common as it stands
        ("skatteplikten", "nb"),  # an exception of the list
        ("fotballmyndighetene", "nb"),  # the authorities, not the power to decide
        ("biffretten", "nb"),  # no s between the parts: a dish
        ("familieportrettet", "nb"),  # ends in other letters than the part
        ("bestemmelse", "nb"),  # no compound
        ("konsesjonsloven", "nb"),  # a law
        ("skjønnslova", "nn"),
        ("bibliotek", "nb"),
        ("middagsrett", "nn"),
        ("teieplikt", "nn"),
    ],
)
def test_what_everybody_knows_is_let_be(word: str, language: str) -> None:
    assert term_part(word, language) is None


def test_the_base_form_follows_the_last_part() -> None:
    assert compound_lemma("gjerdevedlikeholdsplikten", "nb") == "gjerdevedlikeholdsplikt"
    assert compound_lemma("planen", "nb") == "plan"


@given(st.text(alphabet="abdefghijklmnoprstuvyæøå", max_size=24), st.sampled_from(["nb", "nn"]))
def test_a_term_is_a_compound(word: str, language: str) -> None:
    if term_part(word, language) is not None:
        assert len(parts(word, language)) > 1


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_part_does_its_work_and_the_exceptions_hold_it(language: str) -> None:
    for row in table(f"term_parts_{language}"):
        part, place = row.cells["part"], row.cells["place"]
        assert place in ("first", "last"), part
        assert row.cells["link"] in ("", "s"), part
        assert row.cells["number"] in ("", "sing"), part
        made = [f"varslings{part}"] if place == "last" else [f"{part}sak", f"{part}ssak"]
        assert any(term_part(word, language) for word in made), part
        for exception in filter(None, row.cells["unless"].split("; ")):
            assert (exception.endswith if place == "last" else exception.startswith)(part), part


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_exception_is_a_term_of_the_list(language: str) -> None:
    terms = {entry.term for entry in load("terms", language)}
    for row in table(f"term_parts_{language}"):
        assert not terms & set(row.cells["unless"].split("; "))
