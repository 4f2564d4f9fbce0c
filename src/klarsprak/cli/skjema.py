"""`klarsprak skjema`: the JSON Schemas of what klarsprak reads and writes."""

import json
from typing import Any

import click

NAMES = ("innstillinger", "regel", "rapport")


@click.command()
@click.argument("navn", type=click.Choice(NAMES))
def skjema(navn: str) -> None:
    """Skriv JSON-skjemaet for innstillinger, en regel eller en rapport.

    Et redigeringsprogram kan bruke skjemaet til å vise feil mens du skriver.
    """
    click.echo(json.dumps(schema(navn), ensure_ascii=False, indent=2))


def schema(name: str) -> dict[str, Any]:
    """The schema called `name`, one of NAMES."""
    if name == "innstillinger":
        from klarsprak.config.json_schema import settings_schema

        return settings_schema()
    if name == "regel":
        from klarsprak.rulebook.json_schema import rule_schema

        return rule_schema()
    from importlib.resources import files

    from klarsprak.formatters.json_report import SCHEMA

    text = files("klarsprak.formatters").joinpath(SCHEMA).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
