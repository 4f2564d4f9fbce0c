"""The gate on the command line: from a report to its verdict, and the reasons in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from klarsprak.config.model import Config
from klarsprak.core.report import Report
from klarsprak.engine.gate import Gate, base_folder
from klarsprak.engine.run import Plan, Workshop


def gate_for(plan: Plan, config: Config, paths: Sequence[str] = (), since: str = "") -> Gate:
    """The gate of a run by `plan`, whose settings as a whole are `config`."""
    workshop = Workshop(plan)
    return Gate(
        config=config,
        config_for=workshop.config_for,
        library_for=workshop.library_for,
        today=plan.today,
        since=since,
        folder=base_folder(paths) if paths else Path(),
    )


def reasons(report: Report, language: str) -> Iterator[str]:
    """A line for standard error about each limit that was passed, and each thing to know."""
    from klarsprak.messages.catalogue import load

    catalogue = load(language)
    for notice in (*report.breaches, *report.notices):
        yield f"klarsprak: {catalogue.gate(notice)}"
