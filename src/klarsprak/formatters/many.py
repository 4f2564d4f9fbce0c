"""A run over many files: which ones hinder the reader most, and what comes again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.ranking import harm


def ranked(report: Report) -> list[FileReport]:
    """The files with findings, those that hinder the reader most first."""
    return sorted(
        (file for file in report.files if file.findings),
        key=lambda file: (-harm(file), file.path),
    )


def repeated(report: Report) -> list[tuple[str, int, int]]:
    """(rule, findings, files) of the rules that fire most often, in two files or more.

    What is only for information is left out.
    """
    counts: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for file in report.files:
        rules = [f.rule_id for f in file.findings if f.severity is not Severity.INFO]
        counts.update(rules)
        files.update(set(rules))
    found = [(rule, n, files[rule]) for rule, n in counts.items() if files[rule] > 1]
    return sorted(found, key=lambda row: (-row[2], -row[1], row[0]))


@dataclass(frozen=True, slots=True)
class Shared:
    """A fault on one and the same element of several pages, most likely of their template.

    `paths` are the pages, each once, in the order of the report.
    """

    head: Finding
    paths: tuple[str, ...]


def shared(report: Report) -> list[Shared]:
    """Faults on elements that stand on two pages or more, those on most pages first.

    The same fault is: same fingerprint, which for an element is made of the rule, the
    start tag, its text, and on a live page its selector.
    """
    found: dict[str, list[Finding]] = {}
    for file in report.files:
        for finding in file.findings:
            if finding.fingerprint and finding.text.startswith("<"):
                found.setdefault(finding.fingerprint, []).append(finding)
    result = [
        Shared(members[0], tuple(dict.fromkeys(f.path for f in members)))
        for members in found.values()
    ]
    several = _alike([one for one in result if len(one.paths) > 1])
    return sorted(
        several,
        key=lambda s: (-s.head.severity.rank, -len(s.paths), s.head.sort_key),
    )


def _alike(faults: list[Shared]) -> list[Shared]:
    """One for each rule, start tag and set of pages: the same tag twice on a page is told once."""
    found: dict[tuple[str, str, tuple[str, ...]], Shared] = {}
    for one in faults:
        found.setdefault((one.head.rule_id, one.head.text, one.paths), one)
    return list(found.values())


def common_folder(paths: Sequence[str]) -> str:
    """The folder that all of `paths` lie in, ending in ``/``; "" for none."""
    first, last = min(paths, default=""), max(paths, default="")
    shared_part = next(
        (first[:n] for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), first
    )
    return shared_part[: shared_part.rfind("/") + 1]


def without(file: FileReport, faults: list[Shared]) -> FileReport:
    """`file` less the findings that `faults` tell of."""
    told = {(one.head.rule_id, one.head.text) for one in faults if file.path in one.paths}
    kept = tuple(f for f in file.findings if (f.rule_id, f.text) not in told)
    return replace(file, findings=kept)
