"""Before and after: no rule may punish the better version of a text."""

import csv
from pathlib import Path

import pytest

from klarsprak.core.document import Format
from klarsprak.core.finding import Finding, Severity
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text

HERE = Path(__file__).parent
WEIGHT = {Severity.ERROR: 5.0, Severity.WARNING: 2.0, Severity.SUGGESTION: 0.5, Severity.INFO: 0.0}
EQUAL = frozenset(
    "red-nb-09 red-nb-10 red-nb-13 red-nb-30 red-nb-32 red-nb-37 red-nb-40 red-nb-41 red-nb-42 "
    "red-nb-43 red-nb-46 red-nb-52 red-nb-58 red-nb-63 red-nn-12 red-nn-13 red-nn-16 red-nn-27 "
    "red-nn-42".split()
)
"""Pairs whose first version has nothing that a rule could see: a heading that says less, a
thing said from another side, or an apt word for one that only fits worse here."""
MOST_UNSEEN = 0.2


def rows() -> list[dict[str, str]]:
    with (HERE / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Plan(no_config=True, raise_errors=True))


def findings(workshop: Workshop, text: str) -> tuple[str, tuple[Finding, ...]]:
    document = read_text(text + "\n", Format.TEXT, "tekst.txt")
    report = workshop.lint(document, workshop.config_for(Path.cwd())).report
    return report.language, tuple(report.findings)


def test_four_of_five_changes_are_seen() -> None:
    found = rows()
    assert len({row["id"] for row in found}) == len(found) >= 140
    assert sum(row["lang"] == "nn" for row in found) >= 50
    assert {row["id"] for row in found} >= EQUAL
    assert len(EQUAL) <= MOST_UNSEEN * len(found)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_the_better_version_has_fewer_findings(row: dict[str, str], workshop: Workshop) -> None:
    _, before = findings(workshop, row["before"])
    _, after = findings(workshop, row["after"])
    heavy, light = (sum(WEIGHT[f.severity] for f in found) for found in (before, after))
    told = [f"{f.rule_id}: {f.text}" for f in after]
    assert light < heavy or (row["id"] in EQUAL and light == heavy), told
    assert not [f for f in after if f.severity in (Severity.WARNING, Severity.ERROR)], told
