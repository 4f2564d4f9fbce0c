"""`klarsprak plakat`: which rule serves which promise, and what no machine can check."""

import textwrap

import click

from klarsprak.cli.options import language_option


@click.command()
@language_option
@click.option("--config", type=click.Path(), default=None, metavar="FIL")
def plakat(sprak: str, config: str | None) -> None:
    """Vis løftene på plakaten og reglene som hører til hvert løfte."""
    from klarsprak.cli.project import project_library
    from klarsprak.messages.catalogue import load

    chosen = project_library(config)
    catalogue = load(sprak)
    metas = [chosen.meta(rule_id) for rule_id in chosen.ids()]
    for promise in chosen.promises:
        own = [m.id for m in metas if promise.id in m.promises and m.kind not in ("axe", "browser")]
        browser = sum(promise.id in m.promises and m.kind in ("axe", "browser") for m in metas)
        title, question = catalogue.pick(promise.title), catalogue.pick(promise.question)
        if not promise.checkable:
            click.echo(title)
            click.echo(f"  {catalogue.text('cli.poster.none', question=question)}\n")
            continue
        count = len(own) + browser
        click.echo(f"{title}  ({count} {catalogue.text('cli.poster.rules')})")
        click.echo(f"  {catalogue.text('cli.poster.question')}: {question}")
        listed = ", ".join(own) + (f", nettleser/* ({browser})" if browser else "")
        click.echo(textwrap.fill(listed, 92, initial_indent="  ", subsequent_indent="  ") + "\n")
