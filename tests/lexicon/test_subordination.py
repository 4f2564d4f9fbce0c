"""Which words open a clause, how familiar words are, and what shows a standard."""

import pytest

from klarsprak.core.analysis import Token
from klarsprak.lexicon.familiarity import familiarity
from klarsprak.lexicon.frequency import zipf
from klarsprak.lexicon.nominal_style import is_abstract, ratio_parts
from klarsprak.lexicon.standards import standard_of_sentence
from klarsprak.lexicon.subordination import clause_openers
from klarsprak.nlp.spacy_backend import load_backend

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "openers"),
    [
        ("Vi svarer når vi har lest søknaden.", ["når"]),
        ("Hvis du, når du søker, ikke svarer, må du vente.", ["hvis", "når"]),
        ("Du får plass etter at vi har svart.", ["at"]),
        ("Vi vet ikke hva du trenger.", ["hva"]),
        ("Hva trenger du?", []),
        ("Send skjemaet som vedlegg.", []),
        ("Som regel svarer vi raskt.", []),
        ("Vi svarar dersom saka er klar, slik at du får plass.", ["dersom", "at"]),
    ],
)
def test_clause_openers(text: str, openers: list[str]) -> None:
    tokens = load_backend("").parse([text])[0]
    assert [tokens[at].lower for at in clause_openers(tokens)] == openers


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("innsending", "nb", True),
        ("tidsbegrenset", "nb", True),
        ("taushetsbelagt", "nb", True),
        ("hovedformål", "nb", True),
        ("heterogen", "nb", False),
        ("autentisere", "nb", False),
        ("innsending", "nn", True),
        ("deskriptiv", "nn", False),
    ],
)
def test_words_made_of_known_words_are_known(word: str, language: str, known: bool) -> None:
    assert (familiarity(word, word, language) >= 2.7) is known
    assert familiarity(word, word, language) >= zipf(word, language)


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        ("Utbygging og fortetting krever planlegging.", ["Utbygging", "fortetting", "planlegging"]),
        ("Søknaden om opplæring og alderspensjon er avslått.", []),
    ],
)
def test_abstract_nouns(text: str, abstract: list[str]) -> None:
    tokens = load_backend("").parse([text])[0]
    assert [t.text for t in tokens if is_abstract(t, "nb")] == abstract


def test_the_two_sides_of_the_nominal_ratio() -> None:
    words = [
        ("kommunen", "NOUN", ""), ("svarer", "VERB", "VerbForm=Fin"), ("deg", "PRON", ""),
        ("raskt", "ADV", ""), ("på", "ADP", ""), ("sendte", "ADJ", "VerbForm=Part"),
        ("brev", "NOUN", ""), ("store", "ADJ", ""), ("har", "AUX", "VerbForm=Fin"),
        ("svart", "VERB", "VerbForm=Part"),
    ]  # fmt: skip
    tokens = [Token(0, 1, text, text, pos, frozenset({feats} - {""})) for text, pos, feats in words]
    # nouns, preposition, participle before a noun; verbs, pronoun, adverb
    assert ratio_parts(tokens) == (4, 5)


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("Hun vil ikke si noe om saken", "nb"),
        ("Eg veit ikkje kva som skjer no", "nn"),
        ("Oslo i mai", ""),
        ("", ""),
    ],
)
def test_standard_of_a_sentence(text: str, standard: str) -> None:
    assert standard_of_sentence(text) == standard
