"""`klarsprak interaktiv`: paste or open a text, see what is hard, take the good suggestions."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from klarsprak.cli.options import make_plan, selection
from klarsprak.core.document import Format
from klarsprak.core.errors import ConfigError

if TYPE_CHECKING:
    from klarsprak.interactive.session import Session
    from klarsprak.messages.catalogue import Catalogue

FORMATS = {"tekst": Format.TEXT, "markdown": Format.MARKDOWN, "html": Format.HTML}


@click.command()
@click.argument("fil", required=False, type=click.Path(path_type=Path))
@selection
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="Hva du limer inn, når klarsprak ikke skal gjette. En fil leses etter endelsen i navnet.",
)
@click.option(
    "--enkel",
    "--plain",
    "plain",
    is_flag=True,
    help="Spørsmål og svar linje for linje. Bruk dette med skjermleser.",
)
@click.option(
    "--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), help="Språket du får svar på."
)
def interaktiv(
    fil: Path | None,
    malgruppe: str | None,
    dokumenttype: str | None,
    velg: tuple[str, ...],
    ignorer: tuple[str, ...],
    config: Path | None,
    format_: str | None,
    plain: bool,
    sprak: str | None,
) -> int:
    """Lim inn eller åpne en tekst, se hva som er vanskelig, og rett det.

    \b
    Eksempler:
      klarsprak interaktiv
      klarsprak interaktiv brev.txt --malgruppe barn
      klarsprak interaktiv brev.txt --enkel
    """  # noqa: D301  # click wants the sign itself
    from klarsprak.interactive.checking import Checker
    from klarsprak.interactive.files import open_file, pasted
    from klarsprak.interactive.session import Session
    from klarsprak.messages.catalogue import load

    plan = make_plan(velg=velg, ignorer=ignorer, config=config, sprak=sprak)
    checker = Checker(plan)
    source = open_file(fil) if fil else pasted("", FORMATS[format_ or "tekst"])
    settings = checker.config_for(source.path)
    session = Session(checker, source, audience=malgruppe or "", document_type=dokumenttype or "")
    catalogue = load(settings.sprak)
    if plain or not _full_screen():
        from klarsprak.interactive.plain import talk

        return talk(session, catalogue, guess=format_ is None)
    if importlib.util.find_spec("textual") is None:
        raise ConfigError("tui-missing")
    return _fill_screen(session, catalogue, guess=format_ is None)


def _fill_screen(session: "Session", catalogue: "Catalogue", *, guess: bool) -> int:
    """Run the application; a text that it could not go on with is written down."""
    from klarsprak.interactive.rescue import on_signals, rescue
    from klarsprak.interactive.smooth import smooth
    from klarsprak.interactive.tui.app import KlarsprakApp

    app = KlarsprakApp(session, catalogue, guess=guess)
    with on_signals(lambda number: app.exit(return_code=128 + number)):
        try:
            # Keys are answered at once though the check of a big text goes on in its thread.
            with smooth():
                app.run()
        finally:
            saved = None
            if session.unsaved and session.text.strip() and not app.left:
                saved = rescue(session.text, Path.cwd(), Path(session.name).suffix or ".txt")
    if saved is not None:
        raise ConfigError("stopped-rescued", path=saved)
    return 2 if app.return_code else 0


def _full_screen() -> bool:
    """Whether there is a screen to fill, and a keyboard."""
    # Textual draws on standard error.
    is_screen = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return is_screen and os.environ.get("TERM", "") not in ("dumb", "")
