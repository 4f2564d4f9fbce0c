"""What got better and worse between two versions of the same texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.promises import MIN_COVERAGE
from klarsprak.formatters.ranking import harm
from klarsprak.messages.catalogue import flagged, is_whole_text

MEASURES = ("lix", "mean_sentence_length", "passive_share", "words")
"""The metrics that are compared, in the order that reports show them."""

_LEAST = 0.05
"""A difference in harm below this is no difference."""


class Verdict(StrEnum):
    """How the new version of a file stands beside the old; the value stands in JSON."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """Two versions of a file; one is None for a file that came or went.

    `remaining` are the findings of the new version that the old one had too.
    """

    name: str
    old: FileReport | None
    new: FileReport | None
    fixed: tuple[Finding, ...]
    added: tuple[Finding, ...]
    remaining: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Worse when what is new weighs more than what is gone.

        Only errors and warnings count, and an error that is new always makes it worse.
        """
        if self.old is None:
            return Verdict.ADDED
        if self.new is None:
            return Verdict.REMOVED
        difference = _weight(self.new) - _weight(self.old)
        if difference > _LEAST or _has_error(self.added):
            return Verdict.WORSE
        return Verdict.BETTER if difference < -_LEAST or self._is_lighter() else Verdict.SAME

    def _is_lighter(self) -> bool:
        """Nothing is new, and something is gone."""
        return bool(self.fixed) and not self.added

    @property
    def is_touched(self) -> bool:
        """True when the file came, went, or has findings that did."""
        return self.old is None or self.new is None or bool(self.added or self.fixed)

    @property
    def is_worse(self) -> bool:
        """True for a file that got worse, and for a new file with errors."""
        added = self.verdict is Verdict.ADDED and _has_error(self.added)
        return added or self.verdict is Verdict.WORSE

    @property
    def is_read_alike(self) -> bool:
        """False when the two were held to different measures."""
        if self.old is None or self.new is None:
            return True
        same_type = self.old.document_type == self.new.document_type
        return same_type and self.old.audience.id == self.new.audience.id

    def promises(self) -> list[tuple[str, int | None, int | None]]:
        """(promise, score before, score after), those that fell most first.

        A score is None where the promise was not assessed.
        """
        before, after = _scores(self.old), _scores(self.new)
        ids = [*after, *(key for key in before if key not in after)]
        found = [(key, before.get(key), after.get(key)) for key in ids]
        return sorted(found, key=_fall)

    def measures(self) -> list[tuple[str, float | None, float | None]]:
        """(metric, before, after) for those that either version has."""
        before = self.old.metrics if self.old else {}
        after = self.new.metrics if self.new else {}
        return [
            (name, before.get(name), after.get(name))
            for name in MEASURES
            if name in before or name in after
        ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side; `old` and `new` are the reports they came from."""

    old: Report
    new: Report
    files: tuple[FileChange, ...]

    def count(self, verdict: Verdict) -> int:
        """How many files have this verdict."""
        return sum(file.verdict is verdict for file in self.files)

    @property
    def is_worse(self) -> bool:
        """True when any file is."""
        return any(file.is_worse for file in self.files)

    @property
    def is_single(self) -> bool:
        """True for two versions of one file."""
        return len(self.files) == 1

    def rules(self) -> list[tuple[str, int, int]]:
        """(rule, findings before, findings after) where they differ, most change first."""
        before = Counter(f.rule_id for f in self.old.findings)
        after = Counter(f.rule_id for f in self.new.findings)
        found = [(rule, before[rule], after[rule]) for rule in before.keys() | after.keys()]
        changed = [row for row in found if row[1] != row[2]]
        return sorted(changed, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def compare(old: Report, new: Report, roots: tuple[str, str] | None = None) -> Comparison:
    """Pair the files of two reports and tell their findings apart.

    `roots` are the folders that the paths are seen from; None when each report is on one
    file, whatever its name. A file that has moved is known by its name where no other has
    it.
    """
    if roots is None:
        pairs = [(f.path, o, f) for o, f in zip(old.files, new.files, strict=False)]
        return Comparison(old, new, tuple(_change(*pair) for pair in pairs))
    before = {_below(file.path, roots[0]): file for file in old.files}
    after = {_below(file.path, roots[1]): file for file in new.files}
    moved = _moved([p for p in before if p not in after], [p for p in after if p not in before])
    found = [_change(name, before.get(moved.get(name, name)), after[name]) for name in after]
    gone = before.keys() - after.keys() - set(moved.values())
    found += [_change(name, before[name], None) for name in gone]
    return Comparison(old, new, tuple(sorted(found, key=lambda change: change.name)))


def _below(path: str, root: str) -> str:
    base = root.rstrip("/\\")
    return path.removeprefix(base).lstrip("/\\") or path


def _moved(gone: Sequence[str], came: Sequence[str]) -> dict[str, str]:
    """New name → old name of files that most likely moved."""

    def alone(paths: Sequence[str]) -> dict[str, str]:
        names = Counter(PurePosixPath(path).name for path in paths)
        return {PurePosixPath(p).name: p for p in paths if names[PurePosixPath(p).name] == 1}

    old, new = alone(gone), alone(came)
    return {new[name]: old[name] for name in new.keys() & old.keys()}


def _change(name: str, old: FileReport | None, new: FileReport | None) -> FileChange:
    before = old.findings if old else ()
    after = new.findings if new else ()
    added, fixed = _unmatched(after, before)
    new_ones = {id(finding) for finding in added}
    remaining = tuple(finding for finding in after if id(finding) not in new_ones)
    return FileChange(name, old, new, fixed, added, remaining)


def _unmatched(
    after: Iterable[Finding], before: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that only one side has.

    First the same fault in the same sentence is paired, then the same words by the same
    rule: the sentence round them has changed, but the fault is there still.
    """
    left: list[Finding] = list(after)
    right: list[Finding] = list(before)
    for key in (_by_place, _by_words):
        waiting: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
        for finding in right:
            waiting[key(finding)].append(finding)
        kept = []
        for finding in left:
            same = waiting.get(key(finding))
            if same:
                same.pop(0)
            else:
                kept.append(finding)
        paired = {id(finding) for found in waiting.values() for finding in found}
        left, right = kept, [finding for finding in right if id(finding) in paired]
    return tuple(left), tuple(right)


def _by_place(finding: Finding) -> tuple[str, ...]:
    return (finding.fingerprint or str(finding.sort_key),)


def _by_words(finding: Finding) -> tuple[str, ...]:
    if is_whole_text(finding):
        return (finding.rule_id,)
    return (finding.rule_id, flagged(finding).casefold())


def _weight(file: FileReport) -> float:
    heavy = tuple(f for f in file.findings if f.severity.rank >= Severity.WARNING.rank)
    return harm(replace(file, findings=heavy))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _scores(file: FileReport | None) -> dict[str, int | None]:
    promises = file.promises if file else ()
    return {p.id: p.score if p.coverage >= MIN_COVERAGE else None for p in promises}


def _fall(row: tuple[str, int | None, int | None]) -> tuple[int, int]:
    """Those that fell, then those that rose, most first; then those that cannot be held up."""
    _, before, after = row
    if before is None or after is None:
        return 2, 0
    change = after - before
    return (0, change) if change < 0 else (1, -change)
