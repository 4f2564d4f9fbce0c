"""Common faults of municipal writers, one a sentence: what is found, and the known gaps.

The sentences of `faults_nb.tsv` and `faults_nn.tsv` were written before the lists were read.
A fault of the state `gap` is one that no rule sees; when one does, this test asks to say so.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from klarsprak.core.document import Format
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text

AROUND = {
    "nb": "Du får svar på søknaden din innen tre uker. Vi sender svaret i posten når saken er "
    "ferdig, og ikke før. Du trenger ikke gjøre noe mer.",
    "nn": "Du får svar på søknaden din innan tre veker. Vi sender svaret i posten når saka er "
    "ferdig, og ikkje før. Du treng ikkje gjere noko meir.",
}
AREAS = ("rettskriving/", "sprak/")


def _rows(language: str) -> list[dict[str, str]]:
    path = Path(__file__).with_name(f"faults_{language}.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _workshop() -> Workshop:
    return Workshop(Plan(flags={}, no_config=True, keep_documents=True))


def _is_found(row: dict[str, str], language: str) -> bool:
    source = f"{AROUND[language]}\n\n{row['sentence']}\n"
    workshop = _workshop()
    document = read_text(source, Format.TEXT, "tekst.txt")
    report = workshop.lint(document, workshop.config_for(Path.cwd())).report
    start = source.index(row["wrong"], len(AROUND[language]))
    stop = start + len(row["wrong"])
    return any(
        finding.rule_id.startswith(AREAS) and finding.span.start < stop and start < finding.span.end
        for finding in report.findings
        if finding.span is not None
    )


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_faults_are_found_as_the_list_says(language: str) -> None:
    rows = _rows(language)
    assert len(rows) >= 90
    changed = [
        (row["sentence"], row["wrong"])
        for row in rows
        if _is_found(row, language) != (row["state"] == "found")
    ]
    assert changed == []
