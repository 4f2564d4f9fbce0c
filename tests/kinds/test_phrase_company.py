"""What stands round a phrase decides whether it is told."""

import pytest

from klarsprak.api import lint_text

FILLER = {
    "nb": "Kommunen svarer innbyggerne når saken er ferdig, og det tar som regel ikke lang tid. ",
    "nn": "Kommunen svarar innbyggjarane når saka er ferdig, og det tek som regel ikkje lang tid. ",
}


def found(text: str, rule: str, language: str = "nb") -> list[str]:
    findings = lint_text(f"{text}\n\n{FILLER[language] * 3}").findings
    return [finding.text for finding in findings if finding.rule_id == rule]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi skal ha en robust tjeneste.", ["robust tjeneste"]),
        ("Vi har satt i verk en rekke tiltak.", ["en rekke tiltak"]),
        ("Vi har satt i verk en rekke tiltak som gjelder skolen.", []),
        ("Vi skal ha tett og godt samarbeid.", ["tett og godt samarbeid"]),
        ("Vi skal ha tett og godt samarbeid med Nav.", []),
        ("Vi skal ha tett og godt samarbeid i Kommunen.", ["tett og godt samarbeid"]),
        ("Vi har god dialog med naboene om veien.", []),
        ("Vi skal ta samfunnsansvar i 2027.", ["ta samfunnsansvar"]),
        ("Vi skal ta samfunnsansvar for 40 lærlinger.", []),
        ("Rådet er godt forankret i ledelsen.", ["godt forankret"]),
        ("Rådet er godt forankret i lokalmiljøet.", []),
    ],
)
def test_a_phrase_is_let_be_where_the_rest_is_told(text: str, told: list[str]) -> None:
    assert found(text, "tillit/svada") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Planen er robust.", []),
        ("Planen er robust, og arbeidet er proaktivt.", ["robust", "proaktivt"]),
        ("Planen er robust. Arbeidet er proaktivt.", ["robust", "proaktivt"]),
        ("Planen er robust. Den er ferdig. Arbeidet er proaktivt.", []),
        ("Planen er robust. Arbeidet er robust.", []),
    ],
)
def test_a_contested_word_is_told_in_company(text: str, told: list[str]) -> None:
    assert found(text, "tillit/svada") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Du får svar fra oss når saka er ferdig.", ["fra"]),
        ("Statsråden skreiv: «Jeg har ikke sett noe til henne. Hun fikk brevet", []),
        ("Statsråden skreiv det «i går», og eg fekk svar fra ho.", ["fra"]),
        ("Ho spelte i Brevet fra Oslo i fjor.", []),
        ("Boka heiter Språket en väg, og ho er ny.", []),
    ],
)
def test_quotations_and_titles_in_bokmal_are_let_be(text: str, told: list[str]) -> None:
    assert found(text, "rettskriving/bokmal-i-nynorsk", "nn") == told
