"""The baseline: faults that were there when the gate was set up, and may stay for now.

It is a set of (file, rule, fingerprint), kept as sorted JSON with one row a line. Nothing in
it depends on line numbers or on how many findings a file has.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from klarsprak.config.model import Config
from klarsprak.core.atomic import forget, leftovers_of, write_text
from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Report, Suppressed

VERSION = 1
DEFAULT_NAME = "klarsprak-grunnlinje.json"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An old fault. `file` is relative to the folder of the baseline, or a web address."""

    file: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run says of a baseline.

    `old` maps each finding that is in the baseline to its entry, which has another file
    where the fault has moved. `stale` are entries whose fault is gone, `unseen` those that
    this run cannot speak of.
    """

    old: dict[Entry, Entry]
    new: tuple[Entry, ...]
    stale: tuple[Entry, ...]
    unseen: tuple[Entry, ...]


def baseline_path(config: Config, *, default: bool = False) -> Path | None:
    """The baseline these settings name; else None, or with `default` the usual place."""
    if not config.grunnlinje:
        return config.folder / DEFAULT_NAME if default else None
    from_flag = config.origins.get("grunnlinje", "").startswith("--")
    return Path(config.grunnlinje) if from_flag else config.folder / config.grunnlinje


def load(path: Path) -> frozenset[Entry]:
    """The entries of a baseline; ConfigError when it is missing or broken."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigError("baseline-missing", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("baseline-broken", path=path) from error
    try:
        data = json.loads(text)
        if data["versjon"] != VERSION:
            raise ConfigError("baseline-version", path=path, version=data["versjon"])
        rows = [(row["fil"], row["regel"], row["id"]) for row in data["funn"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ConfigError("baseline-broken", path=path) from error
    if not all(isinstance(part, str) for row in rows for part in row):
        raise ConfigError("baseline-broken", path=path)
    return frozenset(Entry(*row) for row in rows)


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline whole or not at all; ConfigError when it cannot be written."""
    rows = [
        json.dumps({"fil": e.file, "regel": e.rule, "id": e.fingerprint}, ensure_ascii=False)
        for e in sorted(set(entries))
    ]
    listed = "\n" + ",\n".join(f"  {row}" for row in rows) + "\n " if rows else ""
    try:
        write_text(path, f'{{\n "versjon": {VERSION},\n "funn": [{listed}]\n}}\n')
        forget(leftovers_of(path))
    except OSError as error:
        raise ConfigError("output-unwritable", path=path, error=error.strerror or error) from error


def file_key(shown: str, folder: Path) -> str:
    """How the file that is shown as `shown` is named in a baseline in `folder`."""
    if "://" in shown:
        return shown
    # Not resolved by the disk alone: a file that is gone has a name too.
    absolute, base = Path(shown).resolve(), folder.resolve()
    try:
        relative = Path(os.path.relpath(absolute, base)).as_posix()
    except ValueError:
        relative = absolute.as_posix()
    # A Mac decomposes letters in file names; the baseline must be the same on every machine.
    return unicodedata.normalize("NFC", relative)


def entries_of(file: FileReport, folder: Path) -> tuple[Entry, ...]:
    """What a baseline in `folder` would hold of a file, in the order of its findings."""
    key = file_key(file.path, folder)
    return tuple(Entry(key, f.rule_id, f.fingerprint) for f in file.findings)


def compare(
    found: Iterable[Entry],
    baseline: Collection[Entry],
    *,
    checked: Collection[str],
    is_gone: Callable[[str], bool],
    was_run: Callable[[str], bool],
) -> Comparison:
    """Hold what was found against a baseline.

    A fault at another place than in the baseline is the old one only when it has left its
    old file: that file was `checked` without it, or `is_gone`. Otherwise it is a new copy.
    An entry is stale when its rule ran (`was_run`) on its file and did not find it.
    """
    findings = set(found)
    old = {entry: entry for entry in findings if entry in baseline}
    left = [entry for entry in sorted(baseline) if entry not in old]
    movable: dict[tuple[str, str], list[Entry]] = {}
    for entry in left:
        if entry.file in checked or is_gone(entry.file):
            movable.setdefault((entry.rule, entry.fingerprint), []).append(entry)
    new = []
    for entry in sorted(findings - old.keys()):
        moved = movable.get((entry.rule, entry.fingerprint))
        if moved:
            old[entry] = moved.pop(0)
        else:
            new.append(entry)
    rest = {entry for entries in movable.values() for entry in entries}
    stale = tuple(sorted(entry for entry in rest if was_run(entry.rule)))
    taken = set(old.values())
    unseen = tuple(e for e in left if e not in taken and e not in set(stale))
    return Comparison(old, tuple(new), stale, unseen)


def held_against(
    report: Report, path: Path, baseline: Collection[Entry], was_run: Callable[[str], bool]
) -> Comparison:
    """What `report` says of the `baseline` that lies at `path`."""
    folder = path.parent

    def is_gone(file: str) -> bool:
        return "://" not in file and not (folder / file).exists()

    return compare(
        (entry for file in report.files for entry in entries_of(file, folder)),
        baseline,
        checked={file_key(file.path, folder) for file, _ in report.outlines()},
        is_gone=is_gone,
        was_run=was_run,
    )


def without_old(file: FileReport, comparison: Comparison, folder: Path) -> FileReport:
    """The file with its old faults let be; its scores tell of the text as it is."""
    kept: list[Finding] = []
    let_be: list[Finding] = []
    for finding, entry in zip(file.findings, entries_of(file, folder), strict=True):
        (let_be if entry in comparison.old else kept).append(finding)
    if not let_be:
        return file
    more = tuple(Suppressed(finding, "", "baseline") for finding in let_be)
    return replace(file, findings=tuple(kept), suppressed=(*file.suppressed, *more))


def tidied(comparison: Comparison) -> frozenset[Entry]:
    """The baseline less its stale entries, moved faults at their new place; it never grows."""
    return frozenset((*comparison.old, *comparison.unseen))
