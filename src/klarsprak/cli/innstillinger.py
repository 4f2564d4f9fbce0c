"""`klarsprak innstillinger`: every setting in force, and where it comes from."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.config.model import ExemptionRow, Place, PromiseLimit


@click.command()
@click.argument("sti", type=click.Path(path_type=Path), default=".")
@language_option
def innstillinger(sti: Path, sprak: str) -> None:
    """Vis innstillingene som gjelder for en fil eller mappe."""
    from klarsprak.config.load import for_path
    from klarsprak.engine.run import Plan, Workshop
    from klarsprak.messages.catalogue import load

    folder = sti if sti.is_dir() else sti.parent
    project = Workshop(Plan()).config_for(folder)
    config = for_path(project, sti)
    if sti.is_dir():
        # The exceptions for files in the folder are those of the folder too.
        config = replace(config, unntak=project.unntak)
    default = load(sprak).text("cli.settings.default")
    for field in fields(config):
        if field.name in ("file", "origins"):
            continue
        shown = _shown(getattr(config, field.name)) or "–"
        origin = config.origins.get(field.name, default)
        click.echo(f"{field.name:<17} {shown:<30} {origin}")


def _shown(value: object) -> str:
    """A value much as the project file writes it, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Place):
        return f"{value.sti} ({_shown(value.values)})"
    if isinstance(value, ExemptionRow):
        return " ".join(filter(None, (value.regel, value.sti, f"({value.grunn})")))
    if isinstance(value, PromiseLimit):
        rows = (("minst", value.minst), ("maks_funn", value.maks_funn))
        return " ".join(f"{name} {number}" for name, number in rows if number is not None)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(item)}" for name, item in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)
