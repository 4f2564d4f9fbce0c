"""The word lists in `dictionaries/`: read, checked for structure, never changed.

The columns are described in each list's `.meta.yaml`.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from klarsprak.core.errors import RuleError
from klarsprak.core.places import dictionaries_folder

BASE_COLUMNS = ("term", "pos", "swap", "fix", "severity", "unless", "forms", "note")
HEADS = frozenset({"verb", "noun", "adj", "fixed"})
FIXES = frozenset({"safe", "unsafe", "display", ""})
SEVERITIES = frozenset({"", "error", "warning", "suggestion", "info"})
STRIKE = "-"
"""The swap that means: leave the phrase out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a phrase list, in lemma form as written.

    `line` counts from 1 with the header. `forms_excluded` are surface forms, without the
    minus, that must not be matched. `extra` holds the list's own columns.
    """

    term: str
    pos: str
    swap: tuple[str, ...]
    fix: str
    severity: str
    unless: tuple[str, ...]
    forms_excluded: tuple[str, ...]
    note: str
    line: int
    extra: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list with columns of its own; `line` counts from 1."""

    cells: Mapping[str, str]
    line: int


def load(name: str, language: str, folder: Path | None = None) -> tuple[Entry, ...]:
    """Return the entries of `name` for "nb" or "nn", in the order of the file.

    `folder` is another folder than the one that ships. Raises RuleError with `path` and
    `line` when the file is missing, a column is wrong or a term stands twice.
    """
    return _load(folder or dictionaries_folder(), f"{name}_{language}.tsv")


def table(name: str, folder: Path | None = None) -> tuple[Row, ...]:
    """Return the lines of the list `name` that has columns of its own.

    `name` is the file name without ".tsv", such as "abbreviations" or "variants_nb".
    Raises RuleError as `load` does.
    """
    return _table(folder or dictionaries_folder(), f"{name}.tsv")


@functools.lru_cache(maxsize=256)
def _load(folder: Path, file: str) -> tuple[Entry, ...]:
    path = f"dictionaries/{file}"
    rows = _table(folder, file)
    seen: dict[str, int] = {}
    entries = []
    for row in rows:
        _check_columns(row, path)
        entry = _entry(row)
        first = seen.setdefault(entry.term.lower(), row.line)
        if first != row.line:
            raise RuleError(
                "dictionary-double", path=path, line=row.line, term=entry.term, first=first
            )
        entries.append(entry)
    return tuple(entries)


@functools.lru_cache(maxsize=256)
def _table(folder: Path, file: str) -> tuple[Row, ...]:
    path = f"dictionaries/{file}"
    try:
        text = (folder / file).read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise RuleError("dictionary-missing", path=path, line=1) from error
    except UnicodeDecodeError as error:
        raise RuleError("dictionary-encoding", path=path, line=1) from error
    return tuple(_rows(text, path))


def _rows(text: str, path: str) -> Iterator[Row]:
    lines = text.split("\n")
    header = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], 2):
        line = line.rstrip("\r")  # noqa: PLW2901
        if not line:
            continue
        cells = line.split("\t")
        cells += [""] * (len(header) - len(cells))
        if len(cells) != len(header) or not cells[0].strip():
            raise RuleError(
                "dictionary-cells",
                path=path,
                line=number,
                wanted=len(header),
                found=len(cells),
            )
        yield Row({name: cell.strip() for name, cell in zip(header, cells, strict=True)}, number)


_ALLOWED = {"pos": HEADS, "fix": FIXES, "severity": SEVERITIES}


def _check_columns(row: Row, path: str) -> None:
    missing = [name for name in BASE_COLUMNS if name not in row.cells]
    if missing:
        raise RuleError("dictionary-columns", path=path, line=1, name=", ".join(missing))
    for name, allowed in _ALLOWED.items():
        if row.cells[name] not in allowed:
            raise RuleError(
                "dictionary-value",
                path=path,
                line=row.line,
                name=name,
                value=row.cells[name],
                allowed=", ".join(sorted(a for a in allowed if a)),
            )
    if row.cells["term"].count("^") > 1:
        raise RuleError(
            "dictionary-value",
            path=path,
            line=row.line,
            name="term",
            value=row.cells["term"],
            allowed="^",
        )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _entry(row: Row) -> Entry:
    cells = row.cells
    return Entry(
        cells["term"],
        cells["pos"],
        _split(cells["swap"]),
        cells["fix"],
        cells["severity"],
        _split(cells["unless"]),
        tuple(form.removeprefix("-") for form in cells["forms"].split()),
        cells["note"],
        row.line,
        {name: cell for name, cell in cells.items() if name not in BASE_COLUMNS},
    )
