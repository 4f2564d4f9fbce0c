"""Language tags, and telling languages apart by their words."""

import pytest

from klarsprak.accessibility.language_tags import is_known_tag
from klarsprak.nlp.langid import by_letters, evidence_against, identify, sami, script_of


@pytest.mark.parametrize("tag", ["nb", "nn-NO", "no", "se", "sma", "EN-us", "zh-Hant", "qaa"])
def test_known_tags(tag: str) -> None:
    assert is_known_tag(tag)


@pytest.mark.parametrize("tag", ["", "norsk", "eng", "xx", "em-US", "nb_NO", "bokmål", "-"])
def test_unknown_tags(tag: str) -> None:
    assert not is_known_tag(tag)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Barnehagen holder åpent hele året", "nb"),
        ("The library is open on Sundays", "en"),
        ("La bibliothèque est ouverte le dimanche", "fr"),
        ("Die Bücherei ist am Sonntag geöffnet", "de"),
        ("De bibliotheek is op zondag geopend", "nl"),
    ],
)
def test_identify(text: str, language: str) -> None:
    assert identify(text)[0] == language


def test_evidence_speaks_for_the_other_language() -> None:
    found = evidence_against("Bibliotek og kulturhus holder åpent i påsken", "en")
    assert found is not None
    assert found.language == "nb" and found.share > 0.5


def test_no_evidence_against_the_language_itself() -> None:
    found = evidence_against("The library is open on Sundays", "en")
    assert found is None or found.share <= 0


def test_other_scripts() -> None:
    assert script_of("Добро пожаловать") == "CYRILLIC"
    found = evidence_against("Добро пожаловать", "nb")
    assert found is not None and found.share == 1
    assert evidence_against("Добро пожаловать", "ru") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Suohkan fállá veahki buohkaide geat ásset dáppe, ja don sáhtát riŋget midjiide.", "se"),
        ("Suohkan fállá viehkev gájkajda gudi dáppe årru, ja dån máhtá mijáv rijŋŋgut.", "smj"),
        ("Tjïelte viehkehte gaajhkesh mah daesnie årroeh, jïh datne maahtah ringkedh.", "sma"),
        ("Čáhput ja Kautokeino er navn på steder i Finnmark som du kan besøke.", ""),
        ("Kommunen gir hjelp til alle som bor her, og du kan ringe oss hver dag.", ""),
        ("Davvisámegiella", ""),
    ],
)
def test_sami(text: str, language: str) -> None:
    assert sami(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Якщо вам потрібна допомога", "uk"),
        ("Если вам нужна помощь", "ru"),
        ("إذا كنت بحاجة إلى مساعدة", "ar"),
        ("اگر به کمک نیاز دارید با ما تماس بگیرید، چرا که پاسخ می‌دهیم", "fa"),
        ("ቤተ መጻሕፍቲ", "ti"),
        ("Du kan ringe oss", ""),
        ("12 34", ""),
    ],
)
def test_languages_that_letters_show(text: str, language: str) -> None:
    assert by_letters(text) == language
