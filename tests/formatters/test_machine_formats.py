"""The formats that other programs read, held against what those programs ask for."""

import csv
import json
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest

from klarsprak.core.finding import FileLocation
from klarsprak.core.report import Report
from klarsprak.formatters.csv_report import cell
from klarsprak.formatters.paths import uri
from tests.formatters.conftest import HOSTILE, LETTER
from tests.formatters.test_formats import text_of

SCHEMAS = Path(__file__).with_name("schemas")


def sarif(report: Report, language: str = "nb") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_of("sarif", report, language))
    return loaded


@pytest.fixture(scope="session")
def standard() -> jsonschema.Draft4Validator:
    """The official schema of SARIF 2.1.0, formats included."""
    text = (SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft4Validator(json.loads(text), format_checker=checker)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_sarif_follows_the_standard(
    language: str,
    report: Report,
    hostile: Report,
    passed: Report,
    standard: jsonschema.Draft4Validator,
) -> None:
    for each in (report, hostile, passed):
        log = sarif(each, language)
        assert [error.message for error in standard.iter_errors(log)] == []
    log["runs"][0]["results"].append({"level": "grave", "message": "x"})
    assert not standard.is_valid(log)


def test_another_tool_reads_the_sarif(report: Report, tmp_path: Path) -> None:
    """sarif-tools, made by Microsoft, counts what we report and tells where it is."""
    path = tmp_path / "rapport.sarif"
    path.write_text(text_of("sarif", report), encoding="utf-8")
    command = (
        sys.executable,
        "-m",
        "sarif",
        "csv",
        "--output",
        str(tmp_path / "ut.csv"),
        str(path),
    )
    subprocess.run(command, check=True, capture_output=True)
    with (tmp_path / "ut.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    expected = [f for f in report.findings if isinstance(f.location, FileLocation)]
    lines = {int(row["Line"]) for row in found if row["Location"].endswith("notat.md")}
    assert lines == {f.location.line for f in expected if isinstance(f.location, FileLocation)}
    assert {row["Severity"] for row in found} == {"error", "warning", "note"}


def test_a_junit_reader_reads_the_junit(report: Report, passed: Report, tmp_path: Path) -> None:
    from junitparser import JUnitXml

    for each, failures in ((report, 5), (passed, 7)):
        path = tmp_path / "junit.xml"
        path.write_text(text_of("junit", each), encoding="utf-8")
        found = JUnitXml.fromfile(str(path))
        assert (found.failures, found.errors) == (failures, 1)
        cases = [case for suite in found for case in suite]
        assert len(cases) == found.tests
        assert sum(bool(case.result) for case in cases) == failures + 1


@pytest.mark.parametrize(
    ("name", "count"),
    [("github", 2), ("checkstyle", 2), ("gitlab", 2), ("rdjson", 2), ("sarif", 2)],
)
def test_limits_that_were_passed_are_told_in_every_format(
    name: str, count: int, report: Report, passed: Report
) -> None:
    before, after = text_of(name, report), text_of(name, passed)
    assert "Taket er 45." not in before
    assert after.count("Taket er 45.") == 1
    assert after.count("12 advarsler. Grensen er 3.") == 1


def test_the_json_summary_has_the_gate(report: Report, passed: Report) -> None:
    assert "gate" not in json.loads(text_of("json", report))["summary"]
    gate = json.loads(text_of("json", passed))["summary"]["gate"]
    assert [row["code"] for row in gate] == ["lix", "warnings"]


def test_sarif_regions_read_back_the_flagged_text(letter: Report) -> None:
    lines = LETTER.split("\n")
    for result in sarif(letter)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, text = region["charOffset"], region["snippet"]["text"]
        assert LETTER[start : start + region["charLength"]] == text
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == text


def test_sarif_rules_are_what_results_point_at(report: Report) -> None:
    run = sarif(report)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {r["id"] for r in rules} == set(report.rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    kansel = next(r for r in rules if r["id"] == "ord/kanselliord")
    assert "Språkloven § 9" in kansel["help"]["text"]
    assert "Lett å forstå" in kansel["properties"]["tags"]


def test_sarif_fixes_give_the_new_text(letter: Report) -> None:
    results = sarif(letter)["runs"][0]["results"]
    fixed = [r for r in results if "fixes" in r and "suppressions" not in r]
    assert len(fixed) == 2
    change = fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"]["text"] == "Etter"
    assert change["deletedRegion"]["charLength"] == len("I henhold til")


def test_sarif_tells_suppressions_and_failures(report: Report) -> None:
    run = sarif(report)["runs"][0]
    kinds = [r["suppressions"][0]["kind"] for r in run["results"] if "suppressions" in r]
    assert kinds == ["inSource", "external"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_sarif_messages_hold_no_markup_by_chance(hostile: Report) -> None:
    told = [r["message"]["text"] for r in sarif(hostile)["runs"][0]["results"]]
    assert not any(re.search(r"(?<!\{)\{\d+\}(?!\})", text) for text in told)
    assert not any(re.search(r"(?<!\\)\[[^\[\]]*\]\(", text) for text in told)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("mappe/brev på norsk.md", "mappe/brev%20p%C3%A5%20norsk.md"),
        ("./a.md", "a.md"),
        (r"mappe\a.md", "mappe/a.md"),
        (r"C:\mappe\a.md", "file:///C:/mappe/a.md"),
        ("https://x.no/a?b=c&d=å", "https://x.no/a?b=c&d=%C3%A5"),
        ("-", "stdin"),
        ("a\ud800.md", "a%3F.md"),
    ],
)
def test_uri(path: str, shown: str) -> None:
    assert uri(path) == shown
    urlsplit(shown)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_well_formed(name: str, report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        assert ElementTree.fromstring(text_of(name, each).encode()) is not None


def test_junit_counts_agree(report: Report) -> None:
    root = ElementTree.fromstring(text_of("junit", report).encode())
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    assert int(root.attrib["failures"]) == len(root.findall(".//failure")) == 5
    assert int(root.attrib["errors"]) == len(root.findall(".//error")) == 1
    for suite in root.findall("testsuite"):
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))


def test_checkstyle_holds_every_finding(report: Report) -> None:
    root = ElementTree.fromstring(text_of("checkstyle", report).encode())
    assert len(root.findall(".//error")) == len(report.findings) + len(report.errors)
    assert {e.get("severity") for e in root.iter("error")} == {"error", "warning", "info"}


def test_hostile_markup_survives_as_text(hostile: Report) -> None:
    root = ElementTree.fromstring(text_of("checkstyle", hostile).encode())
    told = [error.attrib["message"] for error in root.iter("error")]
    assert any(HOSTILE["markup"] in text for text in told)
    assert not list(root.iter("script"))


def test_gitlab_fingerprints_differ_and_stay(report: Report, hostile_many: Report) -> None:
    required = {"description", "check_name", "fingerprint", "severity", "location"}
    for each in (report, hostile_many):
        entries = json.loads(text_of("gitlab", each))
        assert len(entries) == len(each.findings) + len(each.errors)
        assert all(required <= set(entry) for entry in entries)
        assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)
        assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert json.loads(text_of("gitlab", report)) == json.loads(text_of("gitlab", report))


def test_rdjson_counts_columns_in_bytes(letter: Report) -> None:
    found = json.loads(text_of("rdjson", letter))["diagnostics"]
    lines = LETTER.encode().split(b"\n")
    for diagnostic, finding in zip(found, letter.findings, strict=True):
        span = diagnostic["location"]["range"]
        line = lines[span["start"]["line"] - 1]
        flagged = line[span["start"]["column"] - 1 : span["end"]["column"] - 1]
        assert flagged.decode() == finding.text


def test_json_lines_are_one_object_each(report: Report) -> None:
    lines = [json.loads(line) for line in text_of("jsonl", report).splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds == ["finding"] * 9 + ["error"] + ["summary"]
    whole = json.loads(text_of("json", report))
    first = {k: v for k, v in lines[0].items() if k not in {"type", "path"}}
    assert first == whole["files"][0]["findings"][0]
    assert lines[-1]["files"] == 3


def rows(out: str) -> list[list[str]]:
    return list(csv.reader(StringIO(out.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_rows_and_columns(report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        table = rows(text_of("csv", each))
        assert len(table) == 1 + len(each.findings) + len(each.errors)
        assert {len(row) for row in table} == {12}


def test_csv_has_no_formula(hostile: Report) -> None:
    cells = [value for row in rows(text_of("csv", hostile)) for value in row]
    assert not [value for value in cells if value.lstrip()[:1] in {"=", "+", "-", "@", "|"}]
    assert any(value.startswith("'=HYPERLINK") for value in cells)


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "\n@a"])
def test_csv_guard(value: str) -> None:
    assert cell(value).startswith("'")


def test_markdown_shows_hostile_text_as_text(hostile: Report, hostile_many: Report) -> None:
    from markdown_it import MarkdownIt

    for each in (hostile, hostile_many):
        tokens = MarkdownIt("commonmark").enable("table").parse(text_of("markdown", each))
        inline = [child for token in tokens for child in token.children or ()]
        allowed = {"<details>", "</details>", "<!-- -->"}
        raw = [t.content for t in inline if t.type == "html_inline"]
        assert set(raw) <= allowed
        assert not [t for t in inline if t.type in {"link_open", "image"}]
        blocks = [t.content for t in tokens if t.type == "html_block"]
        assert all(re.match(r"</?details>", block) for block in blocks)


def test_markdown_of_many_files_is_short(letter: Report) -> None:
    many = tuple(replace(letter.files[0], path=f"mappe/a_{n}<b>.md") for n in range(30))
    out = text_of("markdown", replace(letter, files=many))
    assert out.count("<details><summary>a_") == 25
    assert "<summary>a_0&lt;b&gt;.md</summary>" in out
    assert "Filene ligger i mappe/" in out
    assert len(out) < 25 * 1200
    assert "blir sendt" not in out  # suggestions are left to the other formats
    assert out.count("- [ ] ") == 4


def test_markdown_fits_a_comment(hostile_many: Report) -> None:
    from dataclasses import replace

    many = replace(hostile_many, files=tuple(hostile_many.files) * 40)
    out = text_of("markdown", many)
    assert len(out) < 65_000
    assert "kortet ned" in out
