"""Section A8: what made the report, and what was left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.reading import audience_name, document_name, language_name
from klarsprak.messages.catalogue import Catalogue

MAX_NAMES = 4
_MEASURES = (
    ("mean", "mean_sentence_length", 1, 1),
    ("most", "p90_sentence_length", 1, 0),
    ("passive", "passive_share", 100, 0),
    ("nouns", "noun_share", 100, 0),
    ("front", "words_before_verb", 1, 1),
)
"""Name in the message, metric, scale, decimals."""


def run_lines(
    report: Report, catalogue: Catalogue, timing: Mapping[str, float] | None = None
) -> Iterator[str]:
    """What holds for the whole run: version, rules, what did not run, times."""
    yield catalogue.text(
        "technical.version",
        version=report.tool.version,
        ruleset=report.tool.ruleset,
        hash=report.tool.ruleset_hash[:8],
        model=report.tool.model,
    )
    if report.rules:
        yield catalogue.plural("technical.rules", len(report.rules))
    if report.not_run:
        yield catalogue.text("technical.not-run", names=_some(report.not_run, catalogue))
    for key, seconds in (timing or {}).items():
        name = catalogue.text(f"time.{key}") if catalogue.has(f"time.{key}") else key
        yield catalogue.text("technical.time", name=name, seconds=catalogue.number(seconds, 2))


def file_lines(file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    """What holds for one file: profile, size, notes, what a comment let be."""
    yield catalogue.text(
        "technical.profile",
        audience=audience_name(file, catalogue),
        document=document_name(file, catalogue),
        language=language_name(file, catalogue),
    )
    yield catalogue.text(
        "technical.size",
        words=catalogue.plural("count.word", int(file.metrics.get("words", 0))),
        sentences=catalogue.plural("count.sentence", int(file.metrics.get("sentences", 0))),
        encoding=file.encoding,
    )
    yield from _measures(file, catalogue)
    yield catalogue.text("technical.skipped")
    for note in file.notes:
        yield catalogue.note(note)
    if file.not_assessed:
        names = _some(file.not_assessed, catalogue)
        yield catalogue.text("technical.not-assessed", names=names)
    let_be = [s for s in file.suppressed if s.by != "baseline"]
    if let_be:
        reasons = {s.reason or catalogue.text("technical.no-reason") for s in let_be}
        yield catalogue.plural(
            "technical.suppressed", len(let_be), reasons=catalogue.listing(sorted(reasons))
        )
    old = len(file.suppressed) - len(let_be)
    if old:
        yield catalogue.plural("technical.baseline", old)


def _measures(file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    """The counts behind the text in one line; what was not counted is left out."""
    metrics = file.metrics
    if "mean_sentence_length" not in metrics:
        return
    values = {
        name: catalogue.number(scale * metrics[metric], digits)
        for name, metric, scale, digits in _MEASURES
        if metric in metrics
    }
    yield catalogue.text("technical.measures", **values)


def summary(report: Report, catalogue: Catalogue) -> str:
    """How many findings of each severity, and in how many files when there are several."""
    files = catalogue.plural("count.file", len(report.files))
    counts = counted(report.findings, catalogue)
    if len(report.files) == 1 and not report.errors:
        told = counts or catalogue.text("count.none")
        return catalogue.text("report.summary-file", counts=told[:1].upper() + told[1:])
    if not counts:
        return catalogue.text("report.summary-none", files=files)
    return catalogue.text("report.summary", counts=counts, files=files)


def counted(findings: Iterable[Finding], catalogue: Catalogue) -> str:
    """How many findings of each severity, as a list in words; "" for none."""
    counts = Counter(finding.severity for finding in findings)
    return catalogue.listing(
        catalogue.plural(f"count.{severity}", counts[severity])
        for severity in Severity
        if counts[severity]
    )


def _some(names: tuple[str, ...], catalogue: Catalogue) -> str:
    left = len(names) - MAX_NAMES
    shown = ", ".join(names[:MAX_NAMES])
    return catalogue.text("technical.and-more", names=shown, n=left) if left > 0 else shown
