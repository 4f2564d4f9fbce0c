"""klarsprak passes klarsprak: what it says itself, at audience «ansatt», in both standards."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from klarsprak.core.document import Format
from klarsprak.core.finding import Finding, Severity
from klarsprak.docs.__main__ import pages
from klarsprak.engine.run import Plan, Workshop
from klarsprak.lexicon.frequency import surface_zipf
from klarsprak.lexicon.spelling import is_word
from klarsprak.readers.registry import read_text
from tests.docs.own_texts import GLOSSARY, REPO, catalogue_texts, guides, rule_texts, words_in

HARD = (Severity.ERROR, Severity.WARNING)


@cache
def workshop() -> Workshop:
    flags = {"malgruppe": "ansatt", "dokumenttype": "nett"}
    return Workshop(Plan(flags=flags, no_config=True, raise_errors=True))


def lint(text: str, form: Format, language: str) -> list[Finding]:
    document = read_text(text, form, "tekst")
    report = workshop().lint(document, workshop().config_for(REPO)).report
    assert report.language == language
    return list(report.findings)


def told(found: list[Finding]) -> str:
    """What stands in the way, and how many suggestions each rule has."""
    hard = [f"{f.severity.value} {f.rule_id}: {f.text}" for f in found if f.severity in HARD]
    soft = Counter(f.rule_id for f in found if f.severity is Severity.SUGGESTION)
    return "\n".join([*hard, f"suggestions: {dict(soft.most_common())}"])


def passes(found: list[Finding]) -> bool:
    return not [f for f in found if f.severity in HARD]


def areas(language: str) -> dict[str, str]:
    """The texts of the rules, one text per area."""
    gathered: dict[str, list[str]] = {}
    for rule_id, texts in rule_texts(language).items():
        gathered.setdefault(rule_id.partition("/")[0], []).extend(texts)
    return {area: "\n\n".join(texts) for area, texts in gathered.items()}


@pytest.mark.model
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_titles_messages_and_reasons_of_rules(language: str) -> None:
    for area, text in areas(language).items():
        found = lint(text, Format.TEXT, language)
        assert passes(found), f"{area}\n{told(found)}"


@pytest.mark.model
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_texts_of_the_tool(language: str) -> None:
    texts = [text for family in catalogue_texts(language).values() for text in family]
    found = lint("\n\n".join(texts), Format.TEXT, language)
    assert passes(found), told(found)


@pytest.mark.model
@pytest.mark.parametrize("path", guides(), ids=lambda path: path.relative_to(REPO).as_posix())
def test_guides(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name.startswith("presisjon"):
        # The tables quote what the rules find.
        text = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
    found = lint(text, Format.MARKDOWN, "nb")
    assert passes(found), told(found)


@pytest.mark.model
def test_pages_of_rules() -> None:
    """The examples are left out: they are bad on purpose. Nor do the pages make one text."""
    gathered: dict[str, list[str]] = {}
    for path, page in pages().items():
        if path.startswith("regler/") and path.count("/") == 2:
            lines = [line for line in page.splitlines() if not line.startswith(">")]
            gathered.setdefault(path.split("/")[1], []).append("\n".join(lines))
    for area, texts in gathered.items():
        found = lint("\n\n".join(texts), Format.MARKDOWN, "nb")
        found = [f for f in found if not f.rule_id.startswith("lesbarhet/")]
        assert passes(found), f"{area}\n{told(found)}"


@pytest.mark.model
def test_help_of_the_commands() -> None:
    found = lint(pages()["kommandoer.md"], Format.MARKDOWN, "nb")
    assert passes(found), told(found)


def unknown(texts: Iterator[str], language: str) -> set[str]:
    """Words that neither lexicon, compounds nor the list of terms explains."""
    return {
        word
        for text in texts
        for word in words_in(text)
        if not is_word(word, language) and word not in GLOSSARY and surface_zipf(word, "en") < 3.5
    }


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_word_is_spelt_right(language: str) -> None:
    rules = (text for texts in rule_texts(language).values() for text in texts)
    tool = (text for texts in catalogue_texts(language).values() for text in texts)
    assert unknown(rules, language) == set()
    assert unknown(tool, language) == set()
