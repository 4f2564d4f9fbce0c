"""What `fiks --usikre` makes of words in awkward surroundings, read by a person.

Questions, orders, negation between verb and object, impersonal passives, coordination,
headings, quotations. A line holds the sentence and, where it may be changed, the new one;
a sentence alone must be left as it is.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from klarsprak.config.model import Config
from klarsprak.core.document import Document, Format
from klarsprak.core.finding import Finding
from klarsprak.engine.fixer import SAFE_AND_UNSAFE, fix_document
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text

RULES = ("ord/kanselliord", "ord/tungt-bindeord", "setning/substantivsyke", "respekt/roping")


def _cases() -> Iterator[tuple[str, str, str]]:
    for language in ("nb", "nn"):
        file = Path(__file__).with_name(f"awkward_{language}.tsv")
        for line in file.read_text(encoding="utf-8").splitlines():
            before, _, after = line.partition("\t")
            yield language, before, after or before


@cache
def _workshop() -> tuple[Workshop, Config]:
    workshop = Workshop(Plan(flags={"velg": RULES}, no_config=True, raise_errors=True))
    return workshop, workshop.config_for(Path.cwd())


def _lint(document: Document) -> tuple[Finding, ...]:
    workshop, config = _workshop()
    return workshop.lint(document, config).report.findings


@pytest.mark.parametrize(("language", "before", "after"), list(_cases()))
def test_the_new_sentence_reads_well(language: str, before: str, after: str) -> None:
    page = f'<html lang="{language}"><body><p>{{}}</p></body></html>'
    document = read_text(page.format(before), Format.HTML, "brev.html")
    fixed = fix_document(document, _lint, SAFE_AND_UNSAFE).document
    assert fixed.source == page.format(after)


def test_both_standards_have_many_sentences() -> None:
    languages = [language for language, _, _ in _cases()]
    assert min(languages.count("nb"), languages.count("nn")) >= 60
