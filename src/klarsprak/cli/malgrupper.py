"""`klarsprak malgrupper`: list the profiles, or show how a text fits each of them."""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.audience import Audience
from klarsprak.core.report import FileReport
from klarsprak.formatters.fit import Fit
from klarsprak.messages.catalogue import Catalogue

BAR = 20
_INDENT = " " * 4


@click.command()
@click.argument("sti", required=False, type=click.Path(path_type=Path))
@language_option
def malgrupper(sti: Path | None, sprak: str) -> int:
    """Vis målgruppene, eller hvor godt en tekst passer for hver av dem."""
    from klarsprak.cli.project import project_library
    from klarsprak.cli.sjekk import error_lines
    from klarsprak.engine.run import Plan, run
    from klarsprak.messages.catalogue import load

    catalogue = load(sprak)
    if sti is None:
        for audience in project_library().audiences.values():
            click.echo(_profile(audience, catalogue))
        return 0
    report, _ = run([str(sti)], Plan(keep_documents=True))
    for number, file in enumerate(report.files):
        if number:
            click.echo()
        for line in fit_lines(file, report.audiences, catalogue):
            click.echo(line)
    for line in error_lines(report, sprak):
        click.echo(line, err=True)
    return 2 if report.errors else 0


def _profile(audience: Audience, catalogue: Catalogue) -> str:
    limits = audience.limits
    return (
        f"{audience.id:<14} {catalogue.pick(audience.title):<34} LIX {limits['lix_target']:.0f}   "
        + catalogue.text(
            "cli.audience.sentence",
            words=int(limits["sent_mean"]),
            most=int(limits["sent_max_warn"]),
        )
    )


def fit_lines(
    file: FileReport, audiences: Iterable[Audience], catalogue: Catalogue
) -> Iterator[str]:
    """Per profile: a bar and whether the text fits; below it what stands in the way."""
    from klarsprak.formatters.fit import fits

    yield catalogue.text("cli.audience.head", path=file.path)
    found = fits(file, audiences)
    widest = max((len(catalogue.pick(fit.audience.title)) for fit in found), default=0)
    for fit in found:
        yield from _fit(fit, widest, catalogue)


def _fit(fit: Fit, widest: int, catalogue: Catalogue) -> Iterator[str]:
    from klarsprak.cli.screen import terminal_width
    from klarsprak.formatters.fit import obstacle_text

    title = catalogue.pick(fit.audience.title)
    if not fit.enough:
        yield f"{title:<{widest}}  {catalogue.text('cli.audience.short')}"
        return
    full = round(fit.share * BAR)
    if fit.obstacles:
        # A full bar is for a text that nothing stands in the way of.
        full = min(full, BAR - 1)
    bar = "█" * full + "░" * (BAR - full)
    word = catalogue.text("cli.audience.not" if fit.obstacles else "cli.audience.fits")
    yield f"{title:<{widest}}  {bar} {100 * fit.share:>3.0f} %  {word}"
    texts = "; ".join(obstacle_text(obstacle, catalogue) for obstacle in fit.obstacles)
    yield from textwrap.wrap(
        texts, terminal_width(), initial_indent=_INDENT, subsequent_indent=_INDENT
    )
