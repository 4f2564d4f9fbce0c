"""The lists of terms, abbreviations, idioms, loanwords and the like: advice that holds."""

import re
from functools import cache

import pytest

from klarsprak.core.analysis import Word
from klarsprak.kinds.phrase_index import PhraseIndex
from klarsprak.lexicon.abbreviations import NEVER
from klarsprak.lexicon.dictionaries import Entry, load, table

LISTS = ("terms", "idioms", "inclusive", "loanwords", "internal", "sammenskriving")
ADVISING = ("kanselli", "tungt_bindeord", "vague_time", "light_verbs", "svada", *LISTS[1:])
TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
LANGUAGES = ("nb", "nn")


def _words(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), m[0], is_word=m[0][0].isalnum()) for m in TOKEN.finditer(text)]


def _flagged(entry: Entry) -> bool:
    return entry.extra.get("rule") != "ok"


@cache
def _index(language: str) -> PhraseIndex:
    entries = [e for name in ADVISING for e in load(name, language) if _flagged(e)]
    return PhraseIndex(entries, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_no_replacement_is_itself_flagged(name: str, language: str) -> None:
    index = _index(language)
    found = [
        f"{entry.term} → {swap}: {hit.entry.term}"
        for entry in load(name, language)
        if _flagged(entry)
        for swap in entry.swap
        for hit in index.find(_words(swap.replace("^", "")))
    ]
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_explanation_of_a_term_is_officialese(language: str) -> None:
    index = _index(language)
    found = [
        f"{entry.term}: {entry.extra['explanation']}: {hit.entry.term}"
        for entry in load("terms", language)
        for hit in index.find(_words(entry.extra["explanation"]))
    ]
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_a_plain_explanation(language: str) -> None:
    for entry in load("terms", language):
        text = entry.extra["explanation"]
        assert text and not text.endswith(".") and "  " not in text, entry.term
        assert text[0].islower() or text.split()[0] in {"EU-regel"} or text[0].isdigit(), entry.term
        assert len(text.split()) <= 20, entry.term
        assert entry.extra["area"], entry.term


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_about_people_has_a_reason_and_a_rule(language: str) -> None:
    for entry in load("inclusive", language):
        assert entry.extra["why"], entry.term
        assert entry.extra["rule"] in {"nedsettende", "betenkelig", "kjonnet-tittel", "ok"}


def test_no_nynorsk_advice_holds_a_form_from_the_bokmal_list() -> None:
    bokmal = PhraseIndex(load("bokmal_i_nynorsk", "nn"), "nn")
    found = [
        f"{name} {entry.term}: {text}: {hit.entry.term}"
        for name in LISTS
        for entry in load(name, "nn")
        for text in (*entry.swap, entry.extra.get("explanation", ""), entry.extra.get("why", ""))
        for hit in bokmal.find(_words(text.replace("^", "")))
    ]
    assert not found


def test_abbreviations_are_expanded_in_both_standards() -> None:
    policies = {"forklar", "unnga", "tillatt", "feil"}
    for row in table("abbreviations"):
        cells = row.cells
        assert cells["expansion_nb"] and cells["expansion_nn"], cells["abbr"]
        assert cells["policy"] in policies, cells["abbr"]
        assert cells["kind"] in {"forkortelse", "akronym"}, cells["abbr"]
        assert cells["abbr"].lower() not in NEVER, cells["abbr"]


def test_a_split_compound_is_the_compound_with_a_space() -> None:
    for language in LANGUAGES:
        for row in table(f"compounds_split_{language}"):
            assert row.cells["wrong"].replace(" ", "") == row.cells["right"]


def test_a_concept_has_one_preferred_name_and_more_than_one() -> None:
    for language in LANGUAGES:
        rows = table(f"concepts_{language}")
        for concept in {row.cells["concept"] for row in rows}:
            own = [row.cells["preferred"] for row in rows if row.cells["concept"] == concept]
            assert own.count("y") == 1 and len(own) > 1, concept
