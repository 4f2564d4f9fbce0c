"""`klarsprak skjema`: the JSON Schemas of what klarsprak reads and writes."""

import json
from typing import Any

import click

NAMES = ("innstillinger", "regel", "rapport", "sammenligning")


@click.command()
@click.argument("navn", type=click.Choice(NAMES))
def skjema(navn: str) -> None:
    """Skriv JSON-skjemaet for innstillinger, en regel, en rapport eller en sammenligning.

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
    from klarsprak.formatters.json_report import SCHEMA

    report = _read(SCHEMA)
    return report if name == "rapport" else _comparison(report)


def _comparison(report: dict[str, Any]) -> dict[str, Any]:
    """The schema of a comparison, with what it has in common with the report put in."""
    from klarsprak.formatters.changes_json import SCHEMA

    own = _read(SCHEMA)
    shared = {key: report["properties"][key] for key in ("tool", "errors")}
    needed = {key: report["$defs"][key] for key in ("count", "offset", "position", "finding")}
    return own | {
        "properties": own["properties"] | shared,
        "$defs": own["$defs"] | needed,
    }


def _read(file: str) -> dict[str, Any]:
    from importlib.resources import files

    text = files("klarsprak.formatters").joinpath(file).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
