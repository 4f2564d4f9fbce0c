"""How a text keeps the promises of the poster, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Promise, PromiseScore, Report
from klarsprak.formatters.ranking import order
from klarsprak.messages.catalogue import Catalogue

BANDS = ((85, "ready"), (70, "nearly"), (50, "work"), (0, "not-ready"))
"""Lowest score of each band, by `facts/poster-map.md`."""

MIN_COVERAGE = 0.5
MAX_QUESTIONS = 4

FULL = 100
"""The score of a promise that is held throughout."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of one file; `score` is None where not assessed."""

    id: str
    name: str
    question: str
    score: int | None
    band: str
    band_name: str
    findings: int
    coverage: float
    example: Finding | None


def band(score: int | None) -> str:
    """The band of a score, ``none`` for a promise that is not assessed."""
    if score is None:
        return "none"
    return next(name for least, name in BANDS if score >= least)


def promise_name(report: Report, promise_id: str, catalogue: Catalogue) -> str:
    """The name of a promise in the language of the catalogue."""
    for promise in report.promises:
        if promise.id == promise_id:
            return catalogue.pick(promise.title) or promise_id
    return promise_id


def primary_promise(report: Report, finding: Finding, catalogue: Catalogue) -> str:
    """The name of the promise that a finding breaks first; "" for none."""
    return promise_name(report, finding.promises[0], catalogue) if finding.promises else ""


def rows(report: Report, file: FileReport, catalogue: Catalogue) -> list[PromiseRow]:
    """The promises of a file, worst first, then those that are not assessed.

    Those that no machine can check are left out; `questions` asks about them.
    """
    by_id = {promise.id: promise for promise in report.promises}
    found = [
        _row(score, file, promise, catalogue)
        for score in file.promises
        if (promise := by_id.get(score.id)) is None or promise.checkable
    ]
    return sorted(
        found,
        key=lambda row: (row.score is None, row.score or 0, -row.findings, row.name),
    )


def weakest(report: Report, file: FileReport, catalogue: Catalogue) -> PromiseRow | None:
    """The promise with the lowest score; None when none is assessed, or all are held."""
    row = next(iter(rows(report, file, catalogue)), None)
    return row if row is not None and row.score is not None and row.score < FULL else None


def _row(
    score: PromiseScore, file: FileReport, promise: Promise | None, catalogue: Catalogue
) -> PromiseRow:
    assessed = score.score if score.coverage >= MIN_COVERAGE else None
    worst = min((f for f in file.findings if score.id in f.promises), key=order, default=None)
    name = band(assessed)
    return PromiseRow(
        id=score.id,
        name=(catalogue.pick(promise.title) if promise else "") or score.id,
        question=catalogue.pick(promise.question) if promise else "",
        score=assessed,
        band=name,
        band_name=catalogue.text(f"band.{name}"),
        findings=score.findings,
        coverage=score.coverage,
        example=worst,
    )


def questions(report: Report, file: FileReport, catalogue: Catalogue) -> list[str]:
    """What no machine can answer: at most four questions for the writer.

    Two are of the promises the machine saw least of; the vision of the poster and «den
    enkelte medarbeider», which no machine can check, always come after them.
    """
    unseen = [p for p in report.promises if not p.checkable]
    last = [text for p in unseen if (text := catalogue.pick(p.question))]
    if not last:
        last = [catalogue.text("question.vision"), catalogue.text("question.author")]
    last = last[: MAX_QUESTIONS // 2]
    first = list(_by_coverage(report, file, catalogue))
    return first[: MAX_QUESTIONS - len(last)] + last


def _by_coverage(report: Report, file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    seen = {score.id: score.coverage for score in file.promises}
    checkable = [p for p in report.promises if p.checkable]
    for promise in sorted(checkable, key=lambda p: seen.get(p.id, 0.0)):
        if text := catalogue.pick(promise.question):
            yield text
