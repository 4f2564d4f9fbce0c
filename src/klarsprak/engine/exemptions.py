"""`[[unntak]]` of the project file that have had their day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from klarsprak.config.load import for_path
from klarsprak.config.model import Config, ExemptionRow
from klarsprak.core.report import FileOutline, FileReport, Notice, Report
from klarsprak.engine.suppress import is_expired, lets_be


def spent(report: Report, config: Config, today: date) -> Iterator[Notice]:
    """The rows whose end date has passed, and those that let no finding of the run be.

    A row is only judged when a file that it speaks of was checked.
    """
    for row in config.unntak:
        values = {"rule": row.regel, "reason": row.grunn, "until": row.til}
        if is_expired(row.til, today):
            yield Notice(str(config.file), "exemption-expired", values)
            continue
        files = [(f, load) for f, load in report.outlines() if _is_about(config, row, f)]
        let_be = (load() for file, load in files if file.counts.get("suppressed config"))
        if files and not any(_is_used(row, file) for file in let_be):
            yield Notice(str(config.file), "exemption-unused", values)


def _is_about(config: Config, row: ExemptionRow, file: FileOutline) -> bool:
    return not row.sti or bool(for_path(replace(config, unntak=(row,)), Path(file.path)).unntak)


def _is_used(row: ExemptionRow, file: FileReport) -> bool:
    return any(s.by == "config" and lets_be(row, s.finding) for s in file.suppressed)
