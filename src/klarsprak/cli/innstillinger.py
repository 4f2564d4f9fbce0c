"""`klarsprak innstillinger`: every setting in force, and where it comes from."""

from dataclasses import fields
from pathlib import Path

import click

from klarsprak.cli.options import language_option


@click.command()
@click.argument("sti", type=click.Path(path_type=Path), default=".")
@language_option
def innstillinger(sti: Path, sprak: str) -> None:
    """Vis innstillingene som gjelder for en fil eller mappe."""
    from klarsprak.config.load import for_path
    from klarsprak.engine.run import Plan, Workshop
    from klarsprak.messages.catalogue import load

    folder = sti if sti.is_dir() else sti.parent
    config = for_path(Workshop(Plan()).config_for(folder), sti)
    default = load(sprak).text("cli.settings.default")
    for field in fields(config):
        if field.name in ("file", "origins"):
            continue
        value = getattr(config, field.name)
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
        origin = config.origins.get(field.name, default)
        click.echo(f"{field.name:<16} {shown if shown not in (None, '') else '–'!s:<30} {origin}")
