"""`klarsprak regler`: every rule, as a table or as JSON."""

import json

import click

from klarsprak.cli.options import language_option
from klarsprak.core.rule import RuleMeta


@click.command()
@click.option("--format", "form", type=click.Choice(["tekst", "json"]), default="tekst")
@click.argument("omrader", nargs=-1, metavar="[OMRÅDE…]")
@language_option
def regler(form: str, omrader: tuple[str, ...], sprak: str) -> None:
    """Vis alle regler, eller dem i ett område."""
    from klarsprak.cli.project import project_library

    library = project_library()
    wanted = [i for name in omrader for i in library.resolve(name)] if omrader else library.ids()
    metas = [library.meta(rule_id) for rule_id in wanted]
    if form == "json":
        click.echo(json.dumps([as_json(m, sprak) for m in metas], ensure_ascii=False, indent=1))
        return
    from klarsprak.messages.catalogue import load

    catalogue = load(sprak)
    click.echo(catalogue.text("cli.rules.head", n=len(metas)))
    width = max((len(meta.id) for meta in metas), default=0)
    for meta in metas:
        draft = f" ({catalogue.text('cli.rules.preview')})" if meta.status != "stable" else ""
        severity = catalogue.text(f"severity.{meta.severity.value}")
        click.echo(f"  {meta.id:<{width}}  {severity:<9}  {catalogue.pick(meta.title)}{draft}")


def as_json(meta: RuleMeta, language: str = "nb") -> dict[str, object]:
    """A rule as contract 1 wants it, with status, sources and aliases besides."""
    return {
        "id": meta.id,
        "title": meta.title.get(language) or meta.title["nb"],
        "severity": meta.severity.value,
        "certainty": meta.certainty.value,
        "status": meta.status,
        "need": "browser" if meta.kind in ("axe", "browser") else meta.need.name.lower(),
        "languages": list(meta.languages),
        "promise": list(meta.promises),
        "wcag": list(meta.wcag),
        "act": list(meta.act),
        "uu": list(meta.uu),
        "kind": meta.kind,
        "since": meta.since,
        "confidence": meta.confidence,
    }
