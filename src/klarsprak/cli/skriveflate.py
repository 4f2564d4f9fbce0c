"""`klarsprak skriveflate`: the interactive mode as a page in the browser, on this machine only."""

import importlib.util
from pathlib import Path

import click

from klarsprak.cli.options import make_plan, selection
from klarsprak.core.errors import ConfigError

NEEDED = ("starlette", "uvicorn")


@click.command()
@click.argument("fil", required=False, type=click.Path(path_type=Path))
@selection
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Porten på maskinen din. Uten valg tar vi en som er ledig.",
)
@click.option(
    "--ikke-apne",
    "--no-open",
    "stay",
    is_flag=True,
    help="Vis bare adressen. Åpne den selv i nettleseren.",
)
@click.option(
    "--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), help="Språket på siden."
)
def skriveflate(
    fil: Path | None,
    malgruppe: str | None,
    dokumenttype: str | None,
    velg: tuple[str, ...],
    ignorer: tuple[str, ...],
    config: Path | None,
    port: int,
    stay: bool,
    sprak: str | None,
) -> int:
    """Skriv og rett i nettleseren. Teksten forlater aldri maskinen din.

    \b
    Eksempler:
      klarsprak skriveflate
      klarsprak skriveflate brev.docx --malgruppe barn
      klarsprak skriveflate --ikke-apne --port 8020
    """  # noqa: D301  # click wants the sign itself
    if not all(map(importlib.util.find_spec, NEEDED)):
        raise ConfigError("nett-missing")
    from klarsprak.interactive.checking import Checker
    from klarsprak.interactive.session import Session
    from klarsprak.interactive.web.opening import open_path
    from klarsprak.interactive.web.serve import serve
    from klarsprak.messages.catalogue import load

    plan = make_plan(velg=velg, ignorer=ignorer, config=config, sprak=sprak)
    checker = Checker(plan)
    first = open_path(fil) if fil else None
    # What is wrong with the choices is told before there is a page to tell it on.
    Session(checker, first, audience=malgruppe or "", document_type=dokumenttype or "")
    catalogue = load(checker.config_for(first.path if first else None).sprak)

    def tell(address: str) -> None:
        click.echo(catalogue.text("cli.editor.at", address=address))
        click.echo(catalogue.text("cli.editor.stop"))

    serve(
        checker,
        first,
        port=port,
        language=catalogue.language,
        audience=malgruppe or "",
        document_type=dokumenttype or "",
        open_browser=not stay,
        tell=tell,
    )
    return 0
