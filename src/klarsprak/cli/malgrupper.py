"""`klarsprak malgrupper`: list the profiles, or show how a text fits each of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.audience import Audience
from klarsprak.messages.catalogue import Catalogue

BAR = 20


@click.command()
@click.argument("sti", required=False, type=click.Path(path_type=Path))
@language_option
def malgrupper(sti: Path | None, sprak: str) -> None:
    """Vis målgruppene, eller hvor godt en tekst passer for hver av dem."""
    from klarsprak.messages.catalogue import load
    from klarsprak.rulebook.library import load_library

    catalogue = load(sprak)
    audiences = load_library().audiences
    if sti is None:
        for audience in audiences.values():
            click.echo(_profile(audience, catalogue))
        return
    for line in fit_lines(sti, audiences.values(), catalogue):
        click.echo(line)


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


def fit_lines(path: Path, audiences: Iterable[Audience], catalogue: Catalogue) -> Iterator[str]:
    """One line per profile: a bar, whether the text fits, and what stands in the way."""
    from klarsprak.engine.run import Plan, run
    from klarsprak.formatters.fit import fits, obstacle_text

    report, _ = run([str(path)], Plan(keep_documents=True))
    if not report.files:
        for error in report.errors:
            yield catalogue.error(error.code, {"path": error.path, **error.values})
        return
    file = report.files[0]
    yield catalogue.text("cli.audience.head", path=file.path)
    for fit in fits(file, audiences):
        full = round(fit.share * BAR)
        bar = "█" * full + "░" * (BAR - full)
        word = catalogue.text("cli.audience.not" if fit.obstacles else "cli.audience.fits")
        texts = "; ".join(obstacle_text(obstacle, catalogue) for obstacle in fit.obstacles)
        title = catalogue.pick(fit.audience.title)
        yield f"{title:<34} {bar} {word:<12} {texts}".rstrip()
