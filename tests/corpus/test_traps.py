"""Sentences that naive linters get wrong: homonyms, names, quotations, deponents, dates.

`traps.tsv` are our own; the 20 of the shared data are told by their number and what must
not be found in them. No sentence here has anything that a rule should find, unless told.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from klarsprak.core.document import Format
from klarsprak.core.finding import Finding, Severity
from klarsprak.engine.run import Plan, Workshop
from klarsprak.nlp import simple
from klarsprak.readers.registry import read_text

HERE = Path(__file__).parent
LEAST = 60
ONLY_MEASURED = "lesbarhet/"
"""Rules that count, and have an opinion on any sentence."""

SHARED: dict[str, tuple[tuple[str, str], ...]] = {
    "trap01": (("*", ""),),
    "trap02": (("*", ""),),
    "trap03": (("ord/lang-sammensetning", "Digitaliseringsdirektoratet"),),
    "trap05": (("aktiv/s-passiv", "andres"),),
    "trap06": (("setning/mange-leddsetninger", ""),),
    "trap08": (("ord/lang-sammensetning", ""), ("lenke/uten-mal", "")),
    "trap11": (("aktiv/s-passiv", "skyldes"),),
    "trap17": (("*", ""),),
    "trap18": (("aktiv/bli-passiv", ""),),
    "trap19": (("*", ""),),
    "trap20": (("*", ""),),
    "trap21": (("*", ""),),
    "trap26": (("setning/for-lang", ""),),
    "trap28": (("setning/tung-start", ""),),
    "trap30": (("*", ""),),
    "trap31": (("*", ""),),
    "trap33": (("ord/uforklart-forkortelse", ""),),
    "trap36": (),
    "trap37": (("aktiv/s-passiv", ""),),
    "trap42": (("rettskriving/saerskriving", ""), ("rettskriving/stavefeil", "")),
}
"""Rule and word that must not be found in a shared sentence; «*» is any rule."""
FOUND = {
    "trap08": ("aktiv/bli-passiv", "blir da sendt"),
    "trap26": ("setning/oppramsing", "Revisormedarbeider"),
    "trap42": ("ord/uforklart-fagord", "Bygge- og anleggstiltak"),
}
"""What the reading of a shared sentence says is there."""
MARKUP = {
    "address": "Plan- og bygningsavdelinga  \nPostboks 353  \n1372 Asker\n",
    "code": "Skriv `samt = vedrørende` i feltet.\n",
    "quoted block": "Dette skrev vi i det gamle brevet. Du kan se hvordan vi skriver det nå "
    "lenger nede på siden.\n\n> Vedrørende Deres henvendelse, jf. ovennevnte.\n\nNå skriver vi til "
    "deg som til andre mennesker, og du får vite hva du kan gjøre selv.\n",
    "table of hours": "| Dag | Åpent |\n|---|---|\n| mandag | kl. 08.00–15.30 |\n| onsdag | stengt |\n",
    "English part": '<p>Du kan lese dette på engelsk:</p>\n\n<p lang="en">Man is mortal, and so is '
    "the user.</p>\n",
    "explained at first use": "Du kan få brukerstyrt personlig assistanse (BPA). Vi svarer alle "
    "som søker om BPA.\n",
}


def own() -> list[dict[str, str]]:
    with (HERE / "traps.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Plan(no_config=True, raise_errors=True))


def findings(
    workshop: Workshop, text: str, form: Format = Format.TEXT
) -> tuple[str, list[Finding]]:
    document = read_text(text, form, "tekst" + (".txt" if form is Format.TEXT else ".md"))
    report = workshop.lint(document, workshop.config_for(HERE)).report
    return report.language, [
        finding
        for finding in report.findings
        if finding.severity is not Severity.INFO and not finding.rule_id.startswith(ONLY_MEASURED)
    ]


def wrong(found: list[Finding], never: Iterator[tuple[str, str]]) -> list[str]:
    """The findings that `never` names, as text."""
    forbidden = tuple(never)
    return [
        f"{finding.rule_id}: {finding.text}"
        for finding in found
        if any(rule in ("*", finding.rule_id) and word in finding.text for rule, word in forbidden)
    ]


def test_there_are_enough_traps_in_both_standards() -> None:
    rows = own()
    assert len(rows) >= LEAST
    assert sum(row["lang"] == "nn" for row in rows) * 4 >= len(rows)
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.model
@pytest.mark.parametrize("row", own(), ids=lambda row: row["id"])
def test_our_own_trap(row: dict[str, str], workshop: Workshop) -> None:
    language, found = findings(workshop, row["text"] + "\n")
    never = ((rule, "") for rule in row["never"].split())
    assert not wrong(found, never)
    assert language == row["lang"]
    assert len(simple.sentences(row["text"])) == int(row["sentences"])


@pytest.mark.model
@pytest.mark.parametrize("kind", MARKUP)
def test_what_markup_shields(kind: str, workshop: Workshop) -> None:
    _, found = findings(workshop, MARKUP[kind], Format.MARKDOWN)
    assert not [f"{f.rule_id}: {f.text}" for f in found if not f.rule_id.startswith("tabell/")]


@pytest.mark.shared
@pytest.mark.model
def test_the_shared_traps_come_out_right(shared_dir: Path, workshop: Workshop) -> None:
    lines = (shared_dir / "data/gold/traps-dev.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    assert {item["id"] for item in items} == set(SHARED)
    faults = []
    for item in items:
        name, text = item["id"], item["text"]
        _, found = findings(workshop, text + "\n")
        faults += [f"{name} {fault}" for fault in wrong(found, iter(SHARED[name]))]
        if name in FOUND:
            rule, word = FOUND[name]
            if not any(f.rule_id == rule and word in f.text for f in found):
                faults.append(f"{name} lacks {rule} on {word}")
        if len(simple.sentences(text)) != 1:
            faults.append(f"{name} is split")
    assert not faults
