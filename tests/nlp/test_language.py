"""Which written standard a block is in, beside the text around it."""

import pytest

from klarsprak.lexicon.standards import words_of
from klarsprak.nlp.language import detect, resolve
from klarsprak.nlp.simple import words
from klarsprak.readers.registry import read

BOKMAL = "Vi har mottatt søknaden din. Du får svar fra oss innen tre uker."
NYNORSK = "Vi har motteke søknaden din. Du får svar frå oss innan tre veker."


@pytest.mark.parametrize(
    "paragraph",
    [
        "På eksempel.no/kontakt kan du chatte eller skrive til oss.",
        "Har du spørsmål, kan du skrive til post@eksempel.no.",
        "Legg ved attesten og skriv navnet ditt.",
        "https://www.eksempel.no/skjema",
    ],
)
def test_an_address_and_a_command_are_not_nynorsk(paragraph: str) -> None:
    document = resolve(read("brev.md", f"{BOKMAL}\n\n{paragraph}\n".encode()))
    assert {block.language for block in document.blocks} == {"nb"}


def test_a_note_on_a_law_follows_its_text() -> None:
    note = "Endra ved forskrift 3 juni 2022 nr. 99 (i kraft 1 juli 2022), 8 okt 2023 nr. 100."
    document = resolve(read("lov.md", f"{NYNORSK} {NYNORSK}\n\n{note}\n".encode()))
    assert [block.language for block in document.blocks] == ["nn", "nn"]


def test_a_clear_paragraph_keeps_its_own_standard() -> None:
    document = resolve(read("side.md", f"{BOKMAL}\n\n{NYNORSK}\n".encode()))
    assert [block.language for block in document.blocks] == ["nb", "nn"]


def test_addresses_are_no_words() -> None:
    assert words_of("Gå til www.nav.no nå, eller skriv til hei@no.no.") == [
        "gå", "til", "nå", "eller", "skriv", "til",
    ]  # fmt: skip
    assert words_of("Det er slutt.Ny setning") == ["det", "er", "slutt", "ny", "setning"]
    assert detect("nav.no") == ""


def test_the_holes_of_a_template_are_no_words() -> None:
    hole = "{{#if (or student.mobile student.mail)}}{{ the.name of this for your }}{{/if}}"
    assert words_of(f"Telefon: {hole}") == ["telefon"]
    assert not [word.text for word in words(hole) if word.is_word]
    assert [word.text for word in words("Hei {{ navn }}!")] == ["Hei", "{{ navn }}", "!"]
