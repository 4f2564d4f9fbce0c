"""The result of a file as bytes: for the cache, between processes, and to hold many.

A finding is a tree of objects; four thousand files of them do not fit in memory beside
the model. Packed, a file takes a few kilobytes until a formatter asks for it.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, overload

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.finding import Finding
from klarsprak.core.plain import Codec, codec_for, record_codec
from klarsprak.core.report import FileOutline, FileReport, Suppressed, ToolError, outline_of
from klarsprak.engine.result import LintResult

MOST = 64 * 1024 * 1024
"""Bytes that a packed part may unfold to: a cache file may be written by anyone."""

_KEPT = 64
"""How many unpacked reports are held, so that formatters may go through a few files twice."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A `LintResult` in bytes, with what is asked of every file at hand.

    `facts` and `places` belong to rules across files: (rule, key, value), and the rest of
    the result, which is needed only when a fact is a problem.
    """

    body: bytes
    facts: bytes
    places: bytes
    errors: tuple[ToolError, ...]
    outline: FileOutline

    @property
    def path(self) -> str:
        """The path of the file, as it is shown."""
        return self.outline.path

    def report(self, audiences: Mapping[str, Audience], *, sentences: bool = True) -> FileReport:
        """The report, its sentences where asked for; ValueError when the bytes are not one."""
        audience, row = _pair(_unfold(self.body))
        if not sentences and isinstance(row, list) and len(row) > _SENTENCES:
            # There are more of them than of all else, and few formatters look at them.
            row[_SENTENCES] = []
        found: FileReport = _report_codec().decode(row, audience=_known(audience, audiences))
        return found

    def fact_rows(self) -> list[tuple[str, str, str]]:
        """(rule, key, value) of every fact; ValueError when the bytes are not facts."""
        if not self.facts:
            return []
        return [(str(rule), str(key), str(value)) for rule, key, value in _unfold(self.facts)]

    def fact_findings(self) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
        """The finding that each fact would be, and those that are let be; ValueError."""
        findings, hidden, _ = self._placed()
        return findings, hidden

    def _placed(self) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], Any]:
        if not self.places:
            return (), (), None
        findings, let_be, row = _unfold(self.places)
        return (
            codec_for(tuple[Finding, ...]).decode(findings),
            codec_for(tuple[Suppressed, ...]).decode(let_be),
            row,
        )

    def whole(self, audiences: Mapping[str, Audience], *, sentences: bool = True) -> LintResult:
        """The result as it was packed; ValueError when the bytes are not one."""
        report = self.report(audiences, sentences=sentences)
        findings, hidden, row = self._placed()
        setting = None
        if row is not None:
            audience, row = _pair(row)
            setting = _setting_codec().decode(row, audience=_known(audience, audiences))
        facts = tuple(
            (*fact, finding) for fact, finding in zip(self.fact_rows(), findings, strict=True)
        )
        return LintResult(report, self.errors, facts, hidden, setting)


def pack(result: LintResult) -> Packed:
    """The result in bytes; its document is left out."""
    report, setting = result.report, result.setting
    facts = places = b""
    if result.facts:
        facts = _fold([[rule, key, value] for rule, key, value, _ in result.facts])
        places = _fold(
            [
                codec_for(tuple[Finding, ...]).encode([fact[3] for fact in result.facts]),
                codec_for(tuple[Suppressed, ...]).encode(result.let_be),
                [setting.audience.id, _setting_codec().encode(setting)] if setting else None,
            ]
        )
    body = _fold([report.audience.id, _report_codec().encode(report)])
    return Packed(body, facts, places, result.errors, outline_of(report))


_APART = frozenset({"audience", "document"})
_SENTENCES = [f.name for f in fields(FileReport) if f.name not in _APART].index("sentences")


def _report_codec() -> Codec:
    return record_codec(FileReport, _APART)


def _setting_codec() -> Codec:
    return record_codec(Setting, frozenset({"audience"}))


def _pair(data: Any) -> tuple[Any, Any]:
    if not isinstance(data, list) or len(data) != 2:
        raise ValueError("not a pair")
    return data[0], data[1]


def _known(name: Any, audiences: Mapping[str, Audience]) -> Audience:
    if not isinstance(name, str) or name not in audiences:
        raise ValueError("no such audience")
    return audiences[name]


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
    """A packed result with what it takes to make a report of it again.

    `finish` adds to the result what is not in its bytes; the outline tells of that too.
    """

    packed: Packed
    audiences: Mapping[str, Audience]
    load: Load | None = None
    finish: Callable[[LintResult], FileReport] | None = None

    def bare(self, *, sentences: bool = True) -> FileReport:
        """The report without its document."""
        if self.finish is not None:
            return self.finish(self.packed.whole(self.audiences, sentences=sentences))
        return self.packed.report(self.audiences, sentences=sentences)

    def report(self) -> FileReport:
        """The report; its sentences and document only where `load` gives them."""
        found = self.bare(sentences=self.load is not None)
        return self.load(found) if self.load else found


class PackedFiles(Sequence[FileReport]):
    """The reports of many files in order of path, each unpacked when it is asked for."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._held = sorted(held, key=lambda one: one.packed.path)
        self._recent: dict[int, FileReport] = {}
        self.tally: Counter[str] = Counter()
        for one in self._held:
            self.tally.update(one.packed.outline.counts)

    def outlines(self) -> Sequence[FileOutline]:
        """The outlines of the files, in their order; nothing is unpacked."""
        return [one.packed.outline for one in self._held]

    def changed(self, change: Callable[[FileReport], FileReport]) -> "PackedFiles":
        """The files with `change` made to the report of each; what comes out is packed."""
        return PackedFiles(self._changed(one, change) for one in self._held)

    @staticmethod
    def _changed(one: Held, change: Callable[[FileReport], FileReport]) -> Held:
        before = one.bare()
        after = change(before)
        if after is before:
            return one
        return replace(one, packed=pack(LintResult(after)), finish=None)

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
            try:
                found = self._held[index].report()
            except (ValueError, TypeError, IndexError) as error:
                # Only somebody who writes into the cache by hand gets here.
                raise KlarsprakError("cache-unsound", path=self._held[index].packed.path) from error
            if len(self._recent) >= _KEPT:
                del self._recent[next(iter(self._recent))]
            self._recent[index] = found
        return found

    def __iter__(self) -> Iterator[FileReport]:
        return (self[index] for index in range(len(self)))


def changed(
    files: Sequence[FileReport], change: Callable[[FileReport], FileReport]
) -> Sequence[FileReport]:
    """`files` with `change` made to each: packed where they were packed."""
    if isinstance(files, PackedFiles):
        return files.changed(change)
    return tuple(change(file) for file in files)
