"""`klarsprak sammenlign`: what got better and worse between two versions."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from klarsprak.cli.options import make_plan, selection
from klarsprak.cli.sjekk import error_lines, write_pieces
from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Finding
from klarsprak.core.report import Report

FORMATS = {
    "terminal": "klarsprak.formatters.changes_terminal",
    "markdown": "klarsprak.formatters.changes_markdown",
    "json": "klarsprak.formatters.changes_json",
}


@click.command()
@click.argument("gammel", type=click.Path(path_type=Path))
@click.argument("ny", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    metavar="FORMAT",
    help="terminal, markdown eller json.",
)
@click.option("--ut", "--output", "target", metavar="FIL", help="Skriv hit, ikke til skjermen.")
@click.option(
    "--feil-ved-verre",
    "--fail-if-worse",
    "fail",
    is_flag=True,
    help="Gi kode 1 når en fil er blitt dårligere.",
)
@selection
@click.option(
    "--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), help="Språket i rapporten."
)
@click.option(
    "--farge/--uten-farge",
    "--color/--no-color",
    "colour",
    default=None,
    help="Farger på eller av.",
)
def sammenlign(
    gammel: Path,
    ny: Path,
    name: str,
    target: str | None,
    sprak: str | None,
    colour: bool | None,
    **options: Any,
) -> int:
    """Vis hva som er blitt bedre og dårligere fra GAMMEL til NY.

    Begge er filer, eller begge er mapper. I mapper hører filer med samme sti sammen.

    En fil er dårligere når de nye feilene og advarslene veier mer enn de som er borte.
    En ny feil gjør den alltid dårligere.

    \b
    Eksempler:
      klarsprak sammenlign brev-gammelt.md brev.md
      klarsprak sammenlign for/ etter/ --format markdown --feil-ved-verre
    """  # noqa: D301  # click wants the sign itself
    from klarsprak.engine.run import run
    from klarsprak.formatters.changes import compare
    from klarsprak.messages.catalogue import load

    roots = _roots(gammel, ny)
    fail = options.pop("fail")
    plan = make_plan(sprak=sprak, **options)
    old, _ = run([str(gammel)], plan)
    new, config = run([str(ny)], plan)
    comparison = compare(old, new, roots)
    if not roots and not (old.files and new.files):
        _tell(old, new, config.sprak)
        return 2
    catalogue = load(config.sprak)

    def message(finding: Finding) -> str:
        return catalogue.message(finding, new.rules.get(finding.rule_id))

    render = import_module(FORMATS[name]).render
    write_pieces(lambda settings: render(comparison, message, catalogue, settings), target, colour)
    _tell(old, new, config.sprak)
    if old.errors or new.errors:
        return 2
    return int(fail and comparison.is_worse)


def _roots(old: Path, new: Path) -> tuple[str, str] | None:
    """The two folders; None for two files. ConfigError where they cannot be compared."""
    for path in (old, new):
        if not path.exists():
            raise ConfigError("path-missing", path=path)
    if old.is_dir() != new.is_dir():
        raise ConfigError("compare-mixed", old=old, new=new)
    return (str(old), str(new)) if old.is_dir() else None


def _tell(old: Report, new: Report, language: str) -> None:
    for line in _once(old, new, language):
        click.echo(line, err=True)


def _once(old: Report, new: Report, language: str) -> Iterator[str]:
    seen = set()
    for report in (old, new):
        for line in error_lines(report, language):
            if line not in seen:
                seen.add(line)
                yield line
