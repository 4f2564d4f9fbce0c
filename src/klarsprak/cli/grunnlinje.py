"""`klarsprak grunnlinje`: old faults may stay for now, new ones may not."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from klarsprak.cli.options import language_option, make_plan, selection
from klarsprak.core.errors import ConfigError

if TYPE_CHECKING:
    from klarsprak.core.report import Report
    from klarsprak.engine.baseline import Comparison
    from klarsprak.engine.gate import Gate

F = TypeVar("F", bound=Callable[..., Any])
MAX_SHOWN = 50
"""More rows than this are counted, not listed."""


def _shared(function: F) -> F:
    """The arguments of all three commands."""
    for option in (
        language_option,
        selection,
        click.option(
            "--grunnlinje",
            "--baseline",
            metavar="FIL",
            help="Fila som grunnlinja ligger i. Standard: klarsprak-grunnlinje.json.",
        ),
        click.argument("stier", nargs=-1, metavar="STI…"),
    ):
        function = option(function)
    return function


@click.group()
def grunnlinje() -> None:
    """La gamle funn stå til du får rettet dem, og stopp bare de nye."""


@grunnlinje.command("lag")
@_shared
@click.option("--erstatt", "--replace", is_flag=True, help="Lag grunnlinja helt på nytt.")
def make(stier: tuple[str, ...], erstatt: bool, sprak: str, **options: Any) -> int:
    """Legg alle funn som er i tekstene nå, i grunnlinja."""
    from klarsprak.engine.baseline import entries_of, save

    report, gate, path = _run(stier, options)
    if path.exists() and not erstatt:
        raise ConfigError("baseline-exists", path=path)
    entries = [entry for file in report.files for entry in entries_of(file, path.parent)]
    save(path, entries)
    _say(sprak, "made", n=len(set(entries)), path=path, name=_seen_from(gate, path))
    return _errors(report, sprak)


@grunnlinje.command("sjekk")
@_shared
def check(stier: tuple[str, ...], sprak: str, **options: Any) -> int:
    """Vis hva som står igjen, hva som er borte, og hva som er nytt.

    Kommandoen ender med kode 1 når noe er borte eller nytt.
    """
    from klarsprak.engine.baseline import entries_of, held_against, load

    report, gate, path = _run(stier, options)
    comparison = held_against(report, path, load(path), gate.ran(report))
    new = set(comparison.new)
    shown = 0
    for file in report.files:
        for finding, entry in zip(file.findings, entries_of(file, path.parent), strict=True):
            if entry in new and shown < MAX_SHOWN:
                shown += 1
                line = getattr(finding.location, "line", "–")
                _say(sprak, "new", path=file.path, line=line, rule=entry.rule)
    for entry in comparison.stale[:MAX_SHOWN]:
        _say(sprak, "gone", path=entry.file, rule=entry.rule)
    _tell(comparison, path, sprak)
    return _errors(report, sprak) or int(bool(new or comparison.stale))


@grunnlinje.command("rydd")
@_shared
def tidy(stier: tuple[str, ...], sprak: str, **options: Any) -> int:
    """Ta ut av grunnlinja det som er rettet. Nye funn blir aldri lagt til."""
    from klarsprak.engine.baseline import held_against, load, save, tidied

    report, gate, path = _run(stier, options)
    before = load(path)
    comparison = held_against(report, path, before, gate.ran(report))
    after = tidied(comparison)
    if after != before:
        save(path, after)
    _say(sprak, "tidied", n=len(comparison.stale), path=path, left=len(after))
    return _errors(report, sprak)


def _run(stier: tuple[str, ...], options: dict[str, Any]) -> "tuple[Report, Gate, Path]":
    """Lint the paths (this folder if none is given) without regard to any baseline."""
    from klarsprak.cli.gate import gate_for
    from klarsprak.engine.baseline import baseline_path
    from klarsprak.engine.run import run

    plan = make_plan(**options, jobs=None, cache=True)
    paths = stier or (".",)
    report, config = run(paths, plan)
    path = baseline_path(config, default=True)
    assert path is not None
    return report, gate_for(plan, config, paths), path


def _seen_from(gate: "Gate", path: Path) -> str:
    """How the project file would name the baseline."""
    folder = gate.config.folder.resolve()
    absolute = path.resolve()
    inside = absolute.is_relative_to(folder)
    return (absolute.relative_to(folder) if inside else absolute).as_posix()


def _tell(comparison: "Comparison", path: Path, language: str) -> None:
    counts = {"old": comparison.old, "stale": comparison.stale, "new": comparison.new}
    _say(language, "state", path=path, **{name: len(rows) for name, rows in counts.items()})
    if comparison.unseen:
        _say(language, "unseen", n=len(comparison.unseen))


def _say(language: str, key: str, **values: object) -> None:
    from klarsprak.messages.catalogue import load
    from klarsprak.messages.visible import visible

    click.echo(visible(load(language).text(f"cli.baseline.{key}", **values)))


def _errors(report: "Report", language: str) -> int:
    """Tell what could not be checked: 2 when there was something, else 0."""
    from klarsprak.cli.sjekk import error_lines

    for line in error_lines(report, language):
        click.echo(line, err=True)
    return 2 if report.errors else 0
