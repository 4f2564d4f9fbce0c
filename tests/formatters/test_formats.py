"""Every format: a snapshot, and what its readers rely on."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from klarsprak.core.errors import ConfigError
from klarsprak.core.report import Report
from klarsprak.formatters.registry import ALIASES, FORMATS, RenderOptions, names, render
from klarsprak.messages.catalogue import LANGUAGES, load


def text_of(name: str, report: Report, language: str = "nb", **options: Any) -> str:
    return "".join(render(name, report, load(language), RenderOptions(**options)))


@pytest.mark.parametrize("name", names())
def test_snapshot(name: str, report: Report, snapshot: SnapshotAssertion) -> None:
    assert text_of(name, report) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_terminal_snapshot(language: str, letter: Report, snapshot: SnapshotAssertion) -> None:
    assert text_of("terminal", letter, language) == snapshot


def test_terminal_short_snapshot(letter: Report, snapshot: SnapshotAssertion) -> None:
    assert text_of("terminal", letter, short=True, statistics=True) == snapshot


@pytest.mark.parametrize("name", names())
def test_ends_with_a_line_feed(name: str, report: Report, hostile: Report) -> None:
    for each in (report, hostile, replace(report, files=(), errors=())):
        out = text_of(name, each)
        assert out.endswith("\n") or out == ""


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_missing(name: str, language: str, hostile_many: Report) -> None:
    assert text_of(name, hostile_many, language)


@pytest.mark.parametrize("name", names())
def test_can_be_written_as_utf8(name: str, hostile: Report) -> None:
    text_of(name, hostile).encode("utf-8")


def test_unknown_format_is_told_with_a_guess() -> None:
    with pytest.raises(ConfigError) as caught:
        text_of("jsn", Report(None, (), {}))  # type: ignore[arg-type]
    assert caught.value.values["guess"] == "json"


def test_aliases_lead_somewhere() -> None:
    assert set(ALIASES.values()) <= set(FORMATS)


def schema() -> dict[str, Any]:
    path = files("klarsprak.formatters").joinpath("schemas/report-1.schema.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_json_follows_its_schema(report: Report, hostile: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for each in (report, hostile, replace(report, files=(), errors=())):
        jsonschema.validate(json.loads(text_of("json", each)), schema())


def test_json_schema_bites(report: Report) -> None:
    data = json.loads(text_of("json", report))
    data["files"][0]["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_json_keeps_text_as_it_is(hostile: Report) -> None:
    found = json.loads(text_of("json", hostile))["files"][0]["findings"]
    assert [f["text"] for f in found] == [f.text for f in hostile.findings]


def test_json_is_yielded_file_by_file(report: Report) -> None:
    pieces = list(render("json", report, load("nb"), RenderOptions()))
    assert sum('"path": "brev & notat.md"' in piece for piece in pieces) == 1
    assert not any("brev & notat.md" in p and "kommune.example" in p for p in pieces)


def test_machine_formats_hold_every_finding(report: Report) -> None:
    rules = [finding.rule_id for finding in report.findings]
    lines = text_of("linjer", report).splitlines()
    assert len(lines) == len(rules) + len(report.errors) + 1
    for rule, line in zip(rules, lines, strict=False):
        assert rule in line


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("json", {"rich", "jinja2", "yaml", "bs4"}),
        ("linjer", {"rich", "jinja2", "yaml", "bs4"}),
        ("terminal", {"jinja2", "yaml", "bs4"}),
    ],
)
def test_a_format_loads_only_what_it_needs(name: str, forbidden: set[str]) -> None:
    code = (
        "import sys\n"
        "from klarsprak.core.report import Report, ToolInfo\n"
        "from klarsprak.formatters.registry import RenderOptions, render\n"
        "from klarsprak.messages.catalogue import load\n"
        "empty = Report(ToolInfo('1', '1', '1'), (), {})\n"
        f"list(render({name!r}, empty, load('nb'), RenderOptions()))\n"
        "print('\\n'.join(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert forbidden.isdisjoint(done.stdout.split())
