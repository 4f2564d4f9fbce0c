"""`--format docx`: the Word files that were read, back with comments in the margin."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath

import click

from klarsprak.core.atomic import write_bytes
from klarsprak.core.document import Format
from klarsprak.core.errors import ConfigError, ReadError
from klarsprak.core.report import FileReport, Report

NAME = "docx"
"""The name of the format."""


def check_target(target: str | None) -> None:
    """Raise ConfigError unless there is a file or folder to write Word files to."""
    if target in (None, "-"):
        raise ConfigError("docx-needs-output")


def write_word(
    report: Report,
    language: str,
    target: str,
    *,
    track: bool,
    stdin: tuple[bytes, str] | None = None,
    now: datetime | None = None,
) -> None:
    """Write each .docx of `report` to `target`, a file for one and a folder for several.

    With `track` the safe fixes are tracked changes. Files of other formats are named on
    standard error and left out. `now` is when the comments are said to be made. Raises
    ConfigError where nothing can be written, and ReadError for a file that has changed.
    """
    documents = [file for file in report.files if file.format == Format.DOCX]
    if not documents:
        raise ConfigError("docx-none")
    for file in report.files:
        if file.format != Format.DOCX:
            _tell("docx-other", language, path=file.path)
    signed = now or datetime.now(UTC)
    for file, path in _targets(documents, target):
        data = _original(file, stdin)
        _refuse_original(file, path)
        content = annotated(report, file, data, language, signed, track=track)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, content)
        except OSError as error:
            raise ConfigError(
                "output-unwritable", path=path, error=error.strerror or error
            ) from error


def annotated(
    report: Report, file: FileReport, data: bytes, language: str, now: datetime, *, track: bool
) -> bytes:
    """The Word file `data` with the findings of `file` as comments.

    Raises ReadError ``docx-changed`` when `data` is not what was linted.
    """
    from klarsprak.core.finding import Finding
    from klarsprak.formatters.margin_notes import margin_notes, safe_changes
    from klarsprak.messages.catalogue import load
    from klarsprak.word.annotate import WordFile
    from klarsprak.word.markup import Signature

    catalogue = load(language)

    def message(finding: Finding) -> str:
        return catalogue.message(finding, report.rules.get(finding.rule_id))

    word = WordFile.read(data, file.path)
    if file.document is None or word.document.source != file.document.source:
        raise ReadError("docx-changed", path=file.path)
    notes = margin_notes(report, file, message, catalogue, word.holds)
    changes = safe_changes(file.findings) if track else ()
    return word.with_notes(notes, Signature("klarsprak", "ks", now), changes)


def _targets(documents: Sequence[FileReport], target: str) -> Iterator[tuple[FileReport, Path]]:
    """Where each document goes; names that meet in a folder keep more of their path."""
    path = Path(target)
    is_folder = path.is_dir() or target.endswith(("/", "\\"))
    if not is_folder:
        if len(documents) > 1:
            raise ConfigError("docx-needs-folder", path=target, count=len(documents))
        yield documents[0], path
        return
    taken: set[str] = set()
    for file in documents:
        parts = [part for part in PurePath(file.path).parts if part not in {"..", "/", "\\"}]
        name = parts[-1] if PurePath(parts[-1]).suffix else f"{parts[-1]}.docx"
        for depth in range(1, len(parts) + 1):
            name = "-".join(parts[-depth:])
            if name.casefold() not in taken:
                break
        number = 2
        while name.casefold() in taken:
            name = f"{number}-{parts[-1]}"
            number += 1
        taken.add(name.casefold())
        yield file, path / name


def _original(file: FileReport, stdin: tuple[bytes, str] | None) -> bytes:
    if stdin is not None and stdin[1] == file.path:
        return stdin[0]
    try:
        return Path(file.path).read_bytes()
    except OSError as error:
        raise ReadError("unreadable", path=file.path, error=error.strerror or error) from error


def _refuse_original(file: FileReport, path: Path) -> None:
    source = Path(file.path)
    if path.exists() and source.exists() and path.samefile(source):
        raise ConfigError("docx-over-original", path=path)


def _tell(code: str, language: str, **values: str) -> None:
    from klarsprak.messages.catalogue import load

    click.echo(f"klarsprak: {load(language).error(code, values)}", err=True)
    sys.stderr.flush()
