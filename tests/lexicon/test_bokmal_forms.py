"""What only Bokmål has is told, with what Nynorsk has; what both may have is let be."""

import pytest

from klarsprak.lexicon.bokmal_forms import is_believable, nynorsk_for


@pytest.mark.parametrize(
    ("word", "nynorsk"),
    [
        ("turister", "turistar"),
        ("prisene", "prisane"),
        ("problemer", "problem"),
        ("politikere", "politikarar"),
        ("undervisningen", "undervisninga"),
        ("arbeidsplassene", "arbeidsplassane"),
        ("tilstrekkelig", "tilstrekkeleg"),
        ("sterkeste", "sterkaste"),
        ("manglende", "manglande"),
        ("snakker", "snakkar"),
        ("mistet", "mista"),
        ("arbeidsledigheten", "arbeidsledigheita"),
        ("hjemmehjelp", "heimehjelp"),
        ("tilskuddsordning", "tilskotsordning"),
        ("trolig", "truleg"),
    ],
)
def test_a_form_of_bokmal_alone_is_told(word: str, nynorsk: str) -> None:
    assert nynorsk_for(word)[0] == nynorsk


@pytest.mark.parametrize(
    "word",
    "sakene søknadene benker bekker gjestene panela kjende verdskjende villig frivillig billig "
    "sommer velger følge tålmodig dekker bygger kysser tilliten løpe fjøsen skader rotet anker "
    "komiteen huset katten handsama kommunen leiaren".split(),
)
def test_what_nynorsk_may_have_is_let_be(word: str) -> None:
    assert nynorsk_for(word) == ()


def test_a_word_that_is_none_has_no_answer() -> None:
    assert nynorsk_for("xqzwv") == nynorsk_for("") == nynorsk_for("er") == nynorsk_for("12") == ()


@pytest.mark.parametrize(
    ("word", "nynorsk"),
    [("mistet", "mista"), ("turister", "turistar"), ("tilstrekkelig", "tilstrekkeleg")],
)
def test_what_writers_have_is_shown(word: str, nynorsk: str) -> None:
    assert nynorsk in nynorsk_for(word)
    assert is_believable(word, nynorsk)


@pytest.mark.parametrize(
    ("word", "made"),
    [("begivenheten", "begivenheita"), ("besluttet", "beslutta"), ("kirkelig", "kirkeleg")],
)
def test_words_that_only_rules_make_are_not_shown(word: str, made: str) -> None:
    assert not is_believable(word, made)
