"""`klarsprak skjema`: the JSON Schemas of what klarsprak reads and writes."""

import json
from typing import Any

import click

FILES = {
    "rapport": "report-1",
    "regelliste": "rules-1",
    "kriterier": "criteria-1",
    "grunnlinje": "baseline-1",
}
"""Schemas that stand in files of their own, by name."""

NAMES = ("innstillinger", "regel", *FILES, "jsonl", "sammenligning")


@click.command()
@click.argument("navn", type=click.Choice(NAMES))
def skjema(navn: str) -> None:
    """Skriv JSON-skjemaet for noe klarsprak leser eller skriver.

    \b
    innstillinger  klarsprak.toml
    regel          en regelfil
    rapport        sjekk --format json
    jsonl          én linje fra sjekk --format jsonl
    regelliste     regler --format json
    kriterier      uu --format json
    sammenligning  sammenlign --format json
    grunnlinje     filen som grunnlinje lag skriver
    Et redigeringsprogram kan bruke skjemaet til å vise feil mens du skriver.
    """  # noqa: D301  # click wants the sign itself
    click.echo(json.dumps(schema(navn), ensure_ascii=False, indent=2))


def schema(name: str) -> dict[str, Any]:
    """The schema called `name`, one of NAMES."""
    if name == "innstillinger":
        from klarsprak.config.json_schema import settings_schema

        return settings_schema()
    if name == "regel":
        from klarsprak.rulebook.json_schema import rule_schema

        return rule_schema()
    if name in FILES:
        return _read(f"schemas/{FILES[name]}.schema.json")
    from klarsprak.formatters.json_report import SCHEMA

    report = _read(SCHEMA)
    return _line(report) if name == "jsonl" else _comparison(report)


def _line(report: dict[str, Any]) -> dict[str, Any]:
    """The schema of a line: a finding, an error or the summary, as they stand in the report."""
    parts = report["properties"]
    finding = _with(report["$defs"]["finding"], "finding", path={"type": "string"})
    error = _with(parts["errors"]["items"], "error")
    own = {"schema_version": parts["schema_version"], "tool": parts["tool"]}
    summary = _with(parts["summary"], "summary", **own)
    return {
        "$schema": report["$schema"],
        "$id": report["$id"].replace("report-", "line-"),
        "title": "klarsprak line, schema version 1",
        "description": "A line that `klarsprak sjekk --format jsonl` prints.",
        "oneOf": [finding, error, summary],
        "$defs": {key: report["$defs"][key] for key in ("count", "offset", "position")},
    }


def _with(schema: dict[str, Any], kind: str, **more: Any) -> dict[str, Any]:
    added = {"type": {"const": kind}, **more}
    return schema | {
        "required": [*added, *schema["required"]],
        "properties": added | schema["properties"],
    }


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
