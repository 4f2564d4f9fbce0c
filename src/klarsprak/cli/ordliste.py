"""`klarsprak ordliste`: the project's list of accepted words."""

from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.errors import ConfigError


@click.group()
def ordliste() -> None:
    """Vis eller endre lista over ord som prosjektet godtar."""


def _path() -> Path:
    from klarsprak.engine.run import Plan, Workshop

    config = Workshop(Plan()).config_for(Path.cwd())
    from klarsprak.engine.vocabulary import DEFAULT_NAME

    return config.folder / (config.ordliste or DEFAULT_NAME)


@ordliste.command("vis")
@language_option
def show(sprak: str) -> None:
    """Vis ordene."""
    from klarsprak.engine.vocabulary import read_vocabulary
    from klarsprak.messages.catalogue import load

    words = sorted(read_vocabulary(_path()))
    click.echo("\n".join(words) if words else load(sprak).text("cli.vocabulary.empty"))


@ordliste.command("legg-til")
@click.argument("ord_", nargs=-1, required=True, metavar="ORD…")
@language_option
def add(ord_: tuple[str, ...], sprak: str) -> None:
    """Godta ett eller flere ord i dette prosjektet."""
    from klarsprak.engine.vocabulary import add_word
    from klarsprak.messages.catalogue import load

    path = _path()
    for word in ord_:
        try:
            key = "cli.vocabulary.added" if add_word(path, word) else "cli.vocabulary.there"
        except OSError as error:
            raise ConfigError("output-unwritable", path=path, error=error.strerror) from error
        click.echo(load(sprak).text(key, word=word, path=path.name))
