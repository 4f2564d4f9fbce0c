"""One immutable report that feeds every formatter and the exit code."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, runtime_checkable

from klarsprak.core.audience import Audience
from klarsprak.core.document import EMPTY_FILE, Document
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import Span


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the communication poster, as data.

    `gathers` are the promises of the shipped poster that this one stands for on another
    poster: rules that serve one of them serve this one.
    """

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    checkable: bool = True
    gathers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseScore:
    """How a text keeps a promise: 0 to 100, None where not assessed; coverage 0 to 1."""

    id: str
    score: int | None
    coverage: float
    findings: int


@dataclass(frozen=True, slots=True)
class ToolError:
    """Something klarsprak could not do; `code` and `values` render through catalogues."""

    path: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the gate has to say of a file, or ("") of the run.

    `code` and `values` render through catalogues (``gate.<code>``).
    """

    path: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment, the project file or the baseline let be."""

    finding: Finding
    reason: str
    by: str
    """comment, config or baseline"""


@dataclass(frozen=True, slots=True)
class SentenceLength:
    """A sentence that metrics are counted on: its file span and its words, long ones too."""

    span: Span
    words: int
    long_words: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file.

    `document` and `sentences` are kept only where a formatter asks for them.
    """

    path: str
    format: str
    encoding: str
    language: str
    audience: Audience
    document_type: str
    metrics: Mapping[str, float]
    promises: tuple[PromiseScore, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    notes: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    document: Document | None = None
    sentences: tuple[SentenceLength, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolInfo:
    """What made the report."""

    version: str
    ruleset: str
    ruleset_hash: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class FileOutline:
    """What is at hand of a file's report without going through its findings.

    `audience` is an id. `counts` are findings by severity; those let be as
    ``suppressed <by>``.
    """

    path: str
    audience: str
    counts: Mapping[str, int]


def outline_of(file: FileReport) -> FileOutline:
    """The outline of a report."""
    counts = Counter(finding.severity.value for finding in file.findings)
    counts.update(f"suppressed {one.by}" for one in file.suppressed)
    counts.update(code for code in file.notes if code == EMPTY_FILE)
    return FileOutline(file.path, file.audience.id, counts)


@runtime_checkable
class Outlined(Protocol):
    """Files that are packed until they are asked for, and know their outlines."""

    @property
    def tally(self) -> Counter[str]:
        """The counts of all files together."""
        ...

    def outlines(self) -> Sequence[FileOutline]:
        """The outlines of the files, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run; `rules` has the metadata of every rule that was chosen.

    `audiences` are the profiles a text may be held against. `breaches` are limits of the
    project that were passed, each of which fails the run; `notices` fail nothing. `files`
    of a large run make each report when it is asked for: go through them one by one.
    """

    tool: ToolInfo
    files: Sequence[FileReport]
    rules: Mapping[str, RuleMeta]
    promises: tuple[Promise, ...] = ()
    errors: tuple[ToolError, ...] = ()
    not_run: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    breaches: tuple[Notice, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every file, in order."""
        return tuple(finding for file in self.files for finding in file.findings)

    def outlines(self) -> Iterator[tuple[FileOutline, Callable[[], FileReport]]]:
        """Each file's outline, and what gives its report.

        In a large run this spares unpacking the files that turn out to be of no interest.
        """
        if isinstance(self.files, Outlined):
            known: Iterable[FileOutline] = self.files.outlines()
        else:
            known = map(outline_of, self.files)
        for number, outline in enumerate(known):
            yield outline, partial(self.files.__getitem__, number)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        if isinstance(self.files, Outlined):
            return self.files.tally[severity.value]
        return sum(f.severity is severity for file in self.files for f in file.findings)

    def count_suppressed(self, by: str | None = None) -> int:
        """How many findings were let be (`by` as in `Suppressed`; None: all)."""
        if isinstance(self.files, Outlined):
            return sum(
                number
                for name, number in self.files.tally.items()
                if name.startswith("suppressed ") and by in (None, name.removeprefix("suppressed "))
            )
        return sum(by is None or s.by == by for file in self.files for s in file.suppressed)

    def exit_code(self, fail_on: Severity | None, max_warnings: int | None = None) -> int:
        """0 clean, 1 findings at or above `fail_on` (None: never), 2 a tool error.

        A limit that was passed gives 1 too.
        """
        if self.errors:
            return 2
        if self.breaches:
            return 1
        if max_warnings is not None and self.count(Severity.WARNING) > max_warnings:
            return 1
        if fail_on is None:
            return 0
        return int(any(self.count(s) for s in Severity if s.rank >= fail_on.rank))
