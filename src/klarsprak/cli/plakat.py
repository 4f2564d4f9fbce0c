"""`klarsprak plakat`: which rule serves which promise, and what no machine can check."""

import textwrap

import click

from klarsprak.cli.options import language_option
from klarsprak.cli.screen import terminal_width


@click.command()
@language_option
@click.option("--config", type=click.Path(), default=None, metavar="FIL")
def plakat(sprak: str, config: str | None) -> None:
    """Vis løftene på plakaten og reglene som hører til hvert løfte."""
    from klarsprak.cli.project import project_library
    from klarsprak.messages.catalogue import load
    from klarsprak.rulebook.library import BROWSER_KINDS

    chosen = project_library(config)
    catalogue = load(sprak)
    metas = [chosen.meta(rule_id) for rule_id in chosen.ids()]
    for promise in chosen.promises:
        serving = [meta for meta in metas if promise.id in meta.promises]
        own = [meta for meta in serving if meta.kind not in BROWSER_KINDS]
        title, question = catalogue.pick(promise.title), catalogue.pick(promise.question)
        if not promise.checkable:
            click.echo(title)
            click.echo(f"  {catalogue.text('cli.poster.none', question=question)}\n")
            continue
        click.echo(f"{title}  ({len(serving)} {catalogue.text('cli.poster.rules')})")
        click.echo(f"  {catalogue.text('cli.poster.question')}: {question}")
        first = [meta.id for meta in own if meta.promises[0] == promise.id]
        browser = len(serving) - len(own)
        if browser:
            first.append(f"nettleser/* ({browser})")
        _list(first)
        also = [meta.id for meta in own if meta.promises[0] != promise.id]
        if also:
            click.echo(f"  {catalogue.text('cli.poster.also')}:")
            _list(also)
        click.echo()


def _list(names: list[str]) -> None:
    if names:
        text = ", ".join(names)
        indent = " " * 4
        click.echo(
            textwrap.fill(
                text,
                terminal_width(),
                initial_indent=indent,
                subsequent_indent=indent,
                break_on_hyphens=False,
            )
        )
