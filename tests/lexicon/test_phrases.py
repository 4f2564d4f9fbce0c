"""Surface forms of terms and swaps in the form of what they replace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.lexicon.dictionaries import Entry
from klarsprak.lexicon.phrases import (
    Gap,
    OptionalWord,
    Surface,
    expand,
    pieces,
    problems,
    realise,
    realise_all,
)


def entry(term: str, pos: str, *swap: str, fix: str = "unsafe", minus: str = "") -> Entry:
    return Entry(term, pos, swap, fix, "", (), tuple(minus.split()), "", 2)


def swaps(item: Entry, language: str) -> dict[str, tuple[str, ...]]:
    def text(surface: Surface) -> str:
        return " ".join(p for p in surface.pieces if isinstance(p, str))

    return {
        text(surface): realise_all(item.swap[0], item.pos, surface.readings, language)
        for surface in expand(item, language)
    }


def test_a_verb_phrase_is_swapped_in_its_own_tense_and_voice() -> None:
    found = swaps(entry("foreta (*) vurdering av", "verb", "vurdere"), "nb")
    assert found["foretok vurdering av"] == ("vurderte",)
    assert found["foretar vurdering av"] == ("vurderer",)
    assert found["foretas vurdering av"] == ("vurderes",)
    assert found["foretatt vurdering av"] == ("vurdert",)
    # The infinitive and the imperative look alike: a tagger must choose.
    assert found["foreta vurdering av"] == ("vurdere", "vurder")


def test_nynorsk_passives() -> None:
    found = swaps(entry("ta avgjerd om", "verb", "avgjere"), "nn")
    assert found["takast avgjerd om"] == ("avgjerast",)
    assert found["tok avgjerd om"] == ("avgjorde",)


def test_nouns_take_number_definiteness_and_genitive() -> None:
    found = swaps(entry("andragende", "noun", "søknad"), "nb")
    assert found["andragendet"] == ("søknaden",)
    assert found["andragendets"] == ("søknadens",)
    assert "søknadene" in found["andragendene"]


def test_adjectives_before_a_noun_agree() -> None:
    found = swaps(entry("juridisk person", "noun", "selskap"), "nb")
    assert found["juridiske personene"] == ("selskapene",)
    assert "juridisk personene" not in found
    assert realise("økonomisk støtte", "noun", frozenset({"Number=Plur"}), "nb") == (
        "økonomiske støtter"
    )
    definite = frozenset({"Definite=Def", "Number=Sing"})
    assert realise("økonomisk støtte", "noun", definite, "nb") is None


def test_adjectives() -> None:
    found = swaps(entry("adekvat", "adj", "god nok"), "nb")
    assert found["adekvate"] == ("gode nok",)
    assert found["adekvat"] == ("god nok", "godt nok")
    compared = frozenset({"Degree=Cmp"})
    assert realise("viktig", "adj", compared, "nb") == "viktigere"
    assert realise("praktisk", "adj", compared, "nb") == "mer praktisk"
    assert realise("praktisk", "adj", compared, "nn") == "meir praktisk"
    assert realise("god nok", "adj", compared, "nb") is None


def test_reflexives_stand_for_every_person() -> None:
    found = swaps(entry("forbeholde seg", "verb", "ha rett til"), "nb")
    assert found["forbeholder oss"] == ("har rett til",)
    assert not any(text.startswith("forbeholdes ") for text in found)


def test_a_marked_head() -> None:
    found = swaps(entry("ikke ^være i tvil", "verb", "^vite"), "nb")
    assert found["ikke var i tvil"] == ("visste",)


def test_fixed_phrases_and_strikes() -> None:
    (surface,) = expand(entry("i henhold til", "fixed", "etter"), "nb")
    assert surface == Surface(("i", "henhold", "til"), None, ())
    assert realise("etter", "fixed", frozenset(), "nb") == "etter"
    assert realise("-", "verb", frozenset({"Tense=Past"}), "nb") == ""


def test_no_passive_where_none_is_used() -> None:
    passive = frozenset({"VerbForm=Inf", "Voice=Pass"})
    assert realise("ha rett til", "verb", passive, "nb") is None


def test_excluded_forms_are_left_out() -> None:
    found = swaps(entry("anlegge", "verb", "bygge", minus="anlegg"), "nb")
    assert "anlegg" not in found
    assert "anla" in found


def test_pieces() -> None:
    assert pieces("^ta (*) i (nær) betraktning") == (
        "ta",
        Gap(),
        "i",
        OptionalWord("nær"),
        "betraktning",
    )


def test_problems_name_unknown_heads() -> None:
    assert problems(entry("foreta", "verb", "gjøre"), "nb") == ()
    assert "xqzfrke" in problems(entry("xqzfrke", "verb", "gjøre"), "nb")[0]
    assert "i tide" in problems(entry("rettidig", "adj", "i tide"), "nb")[0]
    assert problems(entry("rettidig", "adj", "i tide", fix="display"), "nb") == ()


@pytest.mark.parametrize("language", ["nb", "nn"])
@given(
    term=st.text("abeé ()*^-", min_size=1, max_size=20).filter(str.strip),
    pos=st.sampled_from(["verb", "noun", "adj", "fixed"]),
)
def test_any_term_expands(language: str, term: str, pos: str) -> None:
    surfaces = expand(entry(term, pos, term), language)
    for surface in surfaces:
        assert surface.pieces
        for reading in surface.readings:
            realise(term, pos, reading, language)


@pytest.mark.parametrize(
    ("swap", "features", "language", "wanted"),
    [
        ("mange flyktninger", {"Number=Plur", "Definite=Ind"}, "nb", "mange flyktninger"),
        ("rusproblemer", {"Number=Plur", "Definite=Ind"}, "nb", "rusproblemer"),
        ("rusproblemer", {"Number=Sing", "Definite=Def"}, "nb", None),
        ("næringsdrivende", {"Number=Plur", "Definite=Ind"}, "nb", "næringsdrivende"),
        ("ansatt", {"Number=Plur", "Definite=Def"}, "nb", "ansatte"),
        ("tilsett", {"Number=Sing", "Definite=Def"}, "nn", "tilsette"),
        ("tillitsvald", {"Number=Plur", "Definite=Ind"}, "nn", "tillitsvalde"),
        ("reinhaldar", {"Number=Plur", "Definite=Ind"}, "nn", "reinhaldarar"),
        ("kalender", {"Number=Plur", "Definite=Ind"}, "nn", "kalendrar"),
        ("^person som får trygd", {"Number=Plur", "Definite=Ind"}, "nb", "personer som får trygd"),
    ],
)
def test_a_swap_that_is_no_lemma_of_a_noun_is_not_inflected_like_one(
    swap: str, features: set[str], language: str, wanted: str | None
) -> None:
    assert realise(swap, "noun", frozenset(features), language) == wanted
