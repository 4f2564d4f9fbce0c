"""What a report says about each legal criterion; never that one is met.

The lists: `privat` are the 35 criteria of WCAG 2.0 that bind private bodies in Norway,
`offentlig` the 48 of WCAG 2.1 that bind public bodies. Facts stand in `law.tsv`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from klarsprak.core.finding import Certainty, Finding, Severity
from klarsprak.core.report import Report

LISTS = ("offentlig", "privat")
_SEVERAL = 3
"""Fewer pages than this say nothing of what is alike on a site."""


class Status(StrEnum):
    """What the tool can say; there is no value for «met»."""

    BREACH = "brudd"
    REVIEW = "vurder"
    NONE_FOUND = "ingen-funnet"
    UNTESTED = "ikke-testet"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion of WCAG, level A or AA, and where it is law.

    `uu` are the test rules of the supervisory authority as it writes them. `how` tells in
    nb, nn and en how a person tests it.
    """

    id: str
    level: str
    version: str
    lists: frozenset[str]
    uu: str
    name: Mapping[str, str]
    how: Mapping[str, str]

    @property
    def sort_key(self) -> tuple[int, ...]:
        """1.4.10 comes after 1.4.9."""
        return tuple(int(part) for part in self.id.split("."))


@dataclass(frozen=True, slots=True)
class LawRow:
    """One criterion of a report: its status, the findings, and the rules that looked."""

    criterion: Criterion
    status: Status
    breaches: tuple[Finding, ...]
    reviews: tuple[Finding, ...]
    rules: tuple[str, ...]


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """Every criterion of level A and AA in WCAG 2.0, 2.1 and 2.2, in order."""
    text = Path(__file__).with_name("law.tsv").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    keys = head.split("\t")
    rows = [dict(zip(keys, line.split("\t"), strict=True)) for line in lines]
    return tuple(
        Criterion(
            row["criterion"],
            row["level"],
            row["version"],
            frozenset(name for name in LISTS if row[name]),
            row["uu"],
            {language: row[f"name_{language}"] for language in ("nb", "nn", "en")},
            {language: row[f"how_{language}"] for language in ("nb", "nn", "en")},
        )
        for row in rows
    )


def criteria(law: str, *, with_22: bool = False) -> tuple[Criterion, ...]:
    """The criteria of a legal list; `with_22` adds what WCAG 2.2 brings.

    Raises ValueError for another list than `offentlig` and `privat`.
    """
    if law not in LISTS:
        raise ValueError(law)
    return tuple(
        criterion
        for criterion in all_criteria()
        if law in criterion.lists or (with_22 and criterion.version == "2.2")
    )


def law_report(report: Report, law: str, *, with_22: bool = False) -> tuple[LawRow, ...]:
    """One row per criterion of the list.

    A fault of severity error or warning is a breach; milder or less certain findings are
    for a person to judge. Without findings the row says that none were found, or that no
    rule of the run looks at the criterion. A rule that fitted none of the files has not
    looked; element rules look only when the report holds HTML, those of the browser only
    when it holds visited pages, those that compare pages only when it holds several, and
    rules with the tag ``pdf`` only when it holds PDF files.
    """
    has_pdf = any(file.path.lower().endswith(".pdf") for file in report.files)
    pages = sum(file.format == "page" for file in report.files)
    markup = pages + sum(file.format == "html" for file in report.files)
    holds = {
        "element": markup > 0,
        "site": markup >= _SEVERAL,
        "axe": pages > 0,
        "browser": pages > 0,
    }
    by_criterion: dict[str, list[Finding]] = {}
    for finding in report.findings:
        for number in finding.wcag:
            by_criterion.setdefault(number, []).append(finding)
    looking: dict[str, list[str]] = {}
    for rule_id, meta in report.rules.items():
        fitted = any(rule_id not in file.not_assessed for file in report.files)
        if "pdf" in meta.tags and not has_pdf:
            continue
        if fitted and holds.get(meta.kind, True):
            for number in meta.wcag:
                looking.setdefault(number, []).append(rule_id)
    return tuple(
        _row(criterion, by_criterion.get(criterion.id, ()), looking.get(criterion.id, ()))
        for criterion in criteria(law, with_22=with_22)
    )


def _row(criterion: Criterion, findings: Iterable[Finding], rules: Iterable[str]) -> LawRow:
    breaches: list[Finding] = []
    reviews: list[Finding] = []
    for finding in findings:
        (breaches if _is_breach(finding) else reviews).append(finding)
    looked = tuple(sorted(rules))
    if breaches:
        status = Status.BREACH
    elif reviews:
        status = Status.REVIEW
    else:
        status = Status.NONE_FOUND if looked else Status.UNTESTED
    return LawRow(criterion, status, tuple(breaches), tuple(reviews), looked)


def _is_breach(finding: Finding) -> bool:
    grave = finding.severity in {Severity.ERROR, Severity.WARNING}
    return grave and finding.certainty is Certainty.FAULT
