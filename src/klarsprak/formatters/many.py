"""A run over many files: which ones hinder the reader most, and what comes again."""

from collections import Counter

from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.ranking import harm


def ranked(report: Report) -> list[FileReport]:
    """The files with findings, those that hinder the reader most first."""
    return sorted(
        (file for file in report.files if file.findings),
        key=lambda file: (-harm(file), file.path),
    )


def repeated(report: Report) -> list[tuple[str, int, int]]:
    """(rule, findings, files) of the rules that fire most often, in two files or more."""
    counts: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for file in report.files:
        counts.update(finding.rule_id for finding in file.findings)
        files.update({finding.rule_id for finding in file.findings})
    found = [(rule, n, files[rule]) for rule, n in counts.items() if files[rule] > 1]
    return sorted(found, key=lambda row: (-row[2], -row[1], row[0]))
