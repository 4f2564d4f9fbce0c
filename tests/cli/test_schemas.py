"""The schemas that are printed agree with what the program reads and writes."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from klarsprak.cli.skjema import NAMES, schema
from klarsprak.config.load import load_config
from klarsprak.core.errors import ConfigError, RuleError
from klarsprak.rulebook.library import load_library, validate
from tests.cli.running import run_cli

LIBRARY = load_library()
GOOD_SETTINGS = [
    "",
    'malgruppe = "barn"\nvelg = "ord"\nignorer = ["setning/for-lang"]\nsprak = "nn"',
    'feil-ved = "aldri"\nmaks-advarsler = 3\nlix_tak = 45\nstreng_grunnlinje = true',
    'grunnlinje = "g.json"\nregelsett = "2026.1"\nutelat = ["arkiv/"]\nutvid = ["pakke"]',
    "[lofter]\nlett-a-forsta = 60\napenhet = {minst = 40, maks_funn = 3}",
    '[grenser.barn]\nlix_tak = 30.5\nfeil_ved = "advarsel"\nlofter = {apenhet = 1}',
    '[[sted]]\nsti = "a/**"\nmaks_advarsler = 2\nmalgruppe = "barn"\nlix-tak = 3',
    '[[unntak]]\nregel = "ord"\ngrunn = "x"\nsti = "a"\ntekst = "b"\ntil = "2027-01-01"',
]
BAD_SETTINGS = [
    "malgrupe = 'barn'",
    "malgruppe = 3",
    "velg = [1]",
    "feil_ved = 'ofte'",
    "sprak = 'de'",
    "maks_advarsler = 'to'",
    "maks_advarsler = true",
    "streng_grunnlinje = 1",
    "lix_tak = 'høy'",
    "lofter = 3",
    "[lofter]\napenhet = 'mye'",
    "[lofter]\napenhet = -1",
    "[lofter]\napenhet = {mist = 4}",
    "[grenser.barn]\nmalgruppe = 'barn'",
    "grenser = {barn = 3}",
    "[[sted]]\nlix_tak = 3",
    "[[sted]]\nsti = 'a'\nutvid = ['x']",
    "sted = {sti = 'a'}",
    "[[unntak]]\nregel = 'ord'",
    "[[unntak]]\nregel = ''\ngrunn = 'x'",
    "[[unntak]]\nregel = 'ord'\ngrunn = 'x'\nhva = 'y'",
]


def validator(name: str) -> jsonschema.Draft202012Validator:
    found = schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_and_is_printed(name: str) -> None:
    out, err, code = run_cli("skjema", name)
    assert (err, code) == ("", 0)
    assert json.loads(out) == schema(name)
    assert run_cli("schema", name)[0] == out


@pytest.mark.parametrize("text", GOOD_SETTINGS)
def test_settings_that_are_read_are_valid(text: str, tmp_path: Path) -> None:
    (tmp_path / "klarsprak.toml").write_text(text, encoding="utf-8")
    load_config(tmp_path / "klarsprak.toml")
    assert list(validator("innstillinger").iter_errors(tomllib.loads(text))) == []


@pytest.mark.parametrize("text", BAD_SETTINGS)
def test_settings_that_are_refused_are_not_valid(text: str, tmp_path: Path) -> None:
    (tmp_path / "klarsprak.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load_config(tmp_path / "klarsprak.toml")
    assert not validator("innstillinger").is_valid(tomllib.loads(text))


def test_every_shipped_rule_is_valid() -> None:
    schema_of_rules = validator("regel")
    for rule_id in LIBRARY.ids():
        raw = LIBRARY.files[rule_id][0].raw
        assert [error.message for error in schema_of_rules.iter_errors(raw)] == [], rule_id


@pytest.mark.parametrize(
    "change",
    [
        {"swop": {}},
        {"kind": "frase"},
        {"severity": "grave"},
        {"confidence": 2},
        {"title": {"nn": "Berre nynorsk"}},
        {"why": {"nb": "x", "de": "y"}},
        {"scope": ["brødtekst"]},
        {"need": "alt"},
        {"fix": "kanskje"},
        {"examples": [{"bad": "x"}]},
        {"examples": [{"dårlig": "x"}]},
        {"kind": "metric", "terms": ["x"]},
        {"promise": None},
    ],
)
def test_a_rule_that_is_refused_is_not_valid(change: dict[str, Any], tmp_path: Path) -> None:
    texts = {"nb": "x"}
    rule: dict[str, Any] = {
        "kind": "phrase", "severity": "warning", "title": texts, "message": texts, "why": texts,
        "promise": ["apenhet"], "terms": ["x"],
    }  # fmt: skip
    assert validator("regel").is_valid(rule)
    wrong = {key: value for key, value in (rule | change).items() if value is not None}
    folder = tmp_path / "rules" / "ord"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(RuleError):
        validate(load_library([tmp_path]).definition("ord/x"))
    assert not validator("regel").is_valid(wrong)


def test_a_report_of_everything_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Vedrørende\n\nI henhold til loven må du søke.\n")
    (tmp_path / "b.html").write_text("<p>Vedtaket fattes.<img src=a.png></p>")
    (tmp_path / "klarsprak.toml").write_text("maks_advarsler = 0")
    out, _, code = run_cli("sjekk", str(tmp_path), str(tmp_path / "borte"), "--format", "json")
    assert code == 2
    report = json.loads(out)
    assert list(validator("rapport").iter_errors(report)) == []
    assert report["errors"]
    assert not validator("rapport").is_valid(report | {"mer": 1})


def test_a_comparison_of_everything_is_valid(tmp_path: Path) -> None:
    old, new = tmp_path / "for", tmp_path / "etter"
    texts = {
        old / "bedre.md": "# Vedrørende\n\nI henhold til loven må du søke.\n",
        new / "bedre.md": "# Søknad\n\nDu må søke.\n",
        old / "verre.html": "<html lang=nb><title>A</title><p>Vi svarer deg.</p></html>",
        new / "verre.html": "<html lang=nb><title>A</title><p>Vi svarer.<img src=a.png></p></html>",
        old / "borte.txt": "Vedtaket fattes.",
        new / "ny.txt": "Vedtaket fattes i henhold til loven.",
    }
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (new / "rar.txt").write_bytes(b"\x00\x01\x02\xff" * 9)
    out, _, _ = run_cli("sammenlign", str(old), str(new), "--format", "json")
    comparison = json.loads(out)
    assert list(validator("sammenligning").iter_errors(comparison)) == []
    verdicts = {file["verdict"] for file in comparison["files"]}
    assert verdicts >= {"better", "worse", "added", "removed"}
    assert comparison["errors"]
    assert not validator("sammenligning").is_valid(comparison | {"mer": 1})
    broken = json.loads(out)
    broken["files"][0]["verdict"] = "finere"
    assert not validator("sammenligning").is_valid(broken)


def test_every_line_of_json_lines_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Vedrørende\n\nI henhold til loven må du søke.\n")
    (tmp_path / "klarsprak.toml").write_text("maks_advarsler = 0")
    out, _, _ = run_cli("sjekk", str(tmp_path), str(tmp_path / "borte"), "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["type"] for line in lines} == {"finding", "error", "summary"}
    for line in lines:
        assert list(validator("jsonl").iter_errors(line)) == []
        assert not validator("jsonl").is_valid(line | {"mer": 1})
        assert not validator("jsonl").is_valid(line | {"type": "noe"})


def test_the_list_of_rules_is_valid() -> None:
    rules = json.loads(run_cli("regler", "--format", "json")[0])
    assert len(rules) == len(LIBRARY.ids())
    assert list(validator("regelliste").iter_errors(rules)) == []
    assert not validator("regelliste").is_valid([rules[0] | {"severity": "grave"}])


def test_the_report_per_criterion_is_valid(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    page.write_text("<html lang=nb><title>Side</title><p>Vi svarer.<img src=a.png></html>")
    report = json.loads(run_cli("uu", str(page), "--format", "json")[0])
    assert list(validator("kriterier").iter_errors(report)) == []
    assert any(row["findings"] for row in report["criteria"])
    report["criteria"][0]["status"] = "oppfylt"
    assert not validator("kriterier").is_valid(report)


def test_a_baseline_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("I henhold til loven må du søke.\n")
    path = tmp_path / "g.json"
    run_cli("grunnlinje", "lag", str(tmp_path), "--grunnlinje", str(path))
    baseline = json.loads(path.read_text(encoding="utf-8"))
    assert baseline["funn"]
    assert list(validator("grunnlinje").iter_errors(baseline)) == []
    assert not validator("grunnlinje").is_valid(baseline | {"versjon": 2})
