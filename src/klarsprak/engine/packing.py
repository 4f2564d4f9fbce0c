"""The result of a file as bytes: for the cache, between processes, and to hold many.

A finding is a tree of objects; four thousand files of them do not fit in memory beside
the model. Packed, a file takes a few kilobytes until a formatter asks for it.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, overload

from klarsprak.core.audience import Audience
from klarsprak.core.finding import Finding
from klarsprak.core.plain import codec_for
from klarsprak.core.report import FileReport, ToolError
from klarsprak.engine.linter import LintResult

Tally = Counter[str]
"""Findings by severity; those let be as ``suppressed <by>``."""

MOST = 64 * 1024 * 1024
"""Bytes that a packed part may unfold to: a cache file may be written by anyone."""

_APART = frozenset({"audience", "document"})
"""Fields of a file's report that are not packed; the audience is told by its id."""

_KEPT = 64
"""How many unpacked reports are held, so that formatters may go through a few files twice."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A `LintResult` in bytes, with what is asked of every file at hand.

    `facts` and `places` belong to rules across files: (rule, key, value) and the findings
    they would become.
    """

    path: str
    body: bytes
    facts: bytes
    places: bytes
    errors: tuple[ToolError, ...]
    tally: Mapping[str, int]

    def report(self, audiences: Mapping[str, Audience]) -> FileReport:
        """The report; ValueError when the bytes are not one."""
        data = _unfold(self.body)
        names, codecs = _report_codecs()
        if not isinstance(data, list) or len(data) != len(names) + 1:
            raise ValueError("not a report")
        values = {n: c(item) for n, c, item in zip(names, codecs[1], data[1:], strict=True)}
        if data[0] not in audiences:
            raise ValueError("no such audience")
        return FileReport(audience=audiences[data[0]], **values)

    def fact_rows(self) -> list[tuple[str, str, str]]:
        """(rule, key, value) of every fact; ValueError when the bytes are not facts."""
        if not self.facts:
            return []
        return [(str(rule), str(key), str(value)) for rule, key, value in _unfold(self.facts)]

    def finding_of(self, fact: int) -> Finding:
        """The finding that the fact with this number would become."""
        found: Finding = codec_for(Finding).decode(_unfold(self.places)[fact])
        return found


def pack(result: LintResult) -> Packed:
    """The result in bytes; its document is left out."""
    report = result.report
    names, codecs = _report_codecs()
    data = [report.audience.id]
    data += [change(getattr(report, name)) for name, change in zip(names, codecs[0], strict=True)]
    encode = codec_for(Finding).encode
    facts = [[rule, key, value] for rule, key, value, _ in result.facts]
    return Packed(
        report.path,
        _fold(data),
        _fold(facts) if facts else b"",
        _fold([encode(finding) for *_, finding in result.facts]) if facts else b"",
        result.errors,
        tally_of(report),
    )


def tally_of(report: FileReport) -> Tally:
    """Count what a summary tells of a file."""
    counted = Counter(str(finding.severity) for finding in report.findings)
    counted.update(f"suppressed {one.by}" for one in report.suppressed)
    return counted


@cache
def _report_codecs() -> tuple[tuple[str, ...], tuple[tuple[Any, ...], tuple[Any, ...]]]:
    from typing import get_type_hints

    hints = get_type_hints(FileReport)
    names = tuple(f.name for f in fields(FileReport) if f.name not in _APART)
    codecs = [codec_for(hints[name]) for name in names]
    return names, (tuple(c.encode for c in codecs), tuple(c.decode for c in codecs))


def _fold(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unfold(data: bytes) -> Any:
    """What `_fold` was given; ValueError for anything else."""
    try:
        worker = zlib.decompressobj()
        text = worker.decompress(data, MOST)
        if worker.unconsumed_tail or not worker.eof:
            raise ValueError("too much, or cut off")
        return json.loads(text.decode("utf-8", "surrogatepass"))
    except (zlib.error, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


Load = Callable[[FileReport], FileReport]
"""Puts the document back into a report."""


@dataclass(frozen=True, slots=True)
class Held:
    """A packed result with what it takes to make a report of it again."""

    packed: Packed
    audiences: Mapping[str, Audience]
    load: Load | None = None

    def report(self) -> FileReport:
        """The report; its sentences and document only where `load` gives them."""
        found = self.packed.report(self.audiences)
        return self.load(found) if self.load else replace(found, sentences=())


class PackedFiles(Sequence[FileReport]):
    """The reports of many files in order of path, each unpacked when it is asked for."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._held = sorted(held, key=lambda one: one.packed.path)
        self._recent: dict[int, FileReport] = {}
        self.tally: Tally = Counter()
        for one in self._held:
            self.tally.update(one.packed.tally)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> FileReport: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FileReport, ...]: ...
    def __getitem__(self, index: int | slice) -> FileReport | tuple[FileReport, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        found = self._recent.get(index)
        if found is None:
            found = self._held[index].report()
            if len(self._recent) >= _KEPT:
                del self._recent[next(iter(self._recent))]
            self._recent[index] = found
        return found

    def __iter__(self) -> Iterator[FileReport]:
        return (self[index] for index in range(len(self)))
