"""What real texts taught: stretches that look like lists, pardons and polite pronouns."""

import pytest

from klarsprak.api import lint_text

DU = "Du finner mer om dette på nettsidene våre. "


def found(text: str, rule: str) -> list[str]:
    report = lint_text(text)
    return [finding.text for finding in report.findings if finding.rule_id == rule]


@pytest.mark.parametrize(
    "text",
    [
        "Hun gikk ut av rommet, støttet seg mot veggen, tok trappa ned til kjelleren og la seg på senga der.",
        "Unionen er etter manges mening for langsom, stor, utydelig og splittet til å svare raskt.",
        "På møtet var Kari Moen, rektor Per Lie ved skolen, helsesykepleier Ola Dahl og naboen Eva Berg fra Lia.",
    ],
)
def test_verbs_descriptions_and_people_are_no_list(text: str) -> None:
    assert found(text, "setning/oppramsing") == []


def test_things_in_a_row_are_a_list() -> None:
    text = "Planen gir regler for lekeplasser, parkering for biler, støy fra veien, høye trær ved gjerdet og lys langs stien."
    assert len(found(text, "setning/oppramsing")) == 1


def test_dessverre_in_a_report_begs_no_pardon() -> None:
    report = (
        "Rapporten viser at prisene steg i fjor. " * 12 + "Dessverre er tallene fra 2020 usikre."
    )
    assert found(report, "respekt/beklagelse-uten-hjelp") == []
    assert found(DU + report, "respekt/beklagelse-uten-hjelp") == ["Dessverre"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hun kom fra De forente stater i fjor.", []),
        ("Boka heter egentlig De rettferdiges strid.", []),
        ("Vi ber om at De sender skjemaet til oss.", ["De"]),
    ],
)
def test_a_name_is_no_polite_pronoun(text: str, expected: list[str]) -> None:
    assert found(text, "tiltale/hoflighetsform") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi bruker informasjonskapsler (cookies) på nettsiden.", []),
        ("Boka heter Guidance on the design of devices.", []),
        ("Husk at vi har en deadline på fredag.", ["deadline"]),
    ],
)
def test_english_in_english_or_as_a_gloss_is_let_be(text: str, expected: list[str]) -> None:
    assert found(text, "ord/engelsk") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du har fått medisinsk behandling og gjennomført behandling hos legen.", []),
        ("Et innhentet samtykke gjelder i ett år.", []),
        ("Vi må gjennomføre en behandling av søknaden.", ["gjennomføre en behandling av"]),
    ],
)
def test_a_patient_goes_through_treatment(text: str, expected: list[str]) -> None:
    assert found(text, "setning/substantivsyke") == expected
