"""What goes wrong gives one clear Norwegian line, the right exit code, and the rest is done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run_cli

LETTER = "Send skjemaet vedrørende saken.\n"


def one_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == 1, text
    assert lines[0].startswith("klarsprak: ")
    assert "Traceback" not in text
    return lines[0]


def test_a_wrong_path_and_a_good_one(tmp_path: Path) -> None:
    good = tmp_path / "brev.txt"
    good.write_text(LETTER)
    out, err, code = run_cli("sjekk", str(good), str(tmp_path / "borte.txt"), "--format", "json")
    assert code == 2
    assert "borte.txt" in one_line(err)
    report = json.loads(out)
    assert [f["rule"] for f in report["files"][0]["findings"]] == ["ord/kanselliord"]


def test_an_empty_file_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("")
    out, err, code = run_cli("sjekk", str(tmp_path / "tom.txt"))
    assert (code, err) == (0, "")
    assert "tom" in out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bilde.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("nuller.txt", b"abc\x00\x00\x01def"),
        ("rart.txt", b"abc \x81\x8d\x8f\x90\x9d def"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "brev.txt").write_text(LETTER)
    out, err, code = run_cli("sjekk", str(tmp_path), "--format", "json")
    assert code == 2
    assert name in one_line(err)
    assert any(entry["path"].endswith("brev.txt") for entry in json.loads(out)["files"])


def test_a_folder_without_texts(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    _, err, code = run_cli("sjekk", str(tmp_path))
    assert code == 2
    one_line(err)


def test_a_broken_project_file(tmp_path: Path) -> None:
    (tmp_path / "klarsprak.toml").write_text("malgruppe = \n")
    (tmp_path / "brev.txt").write_text(LETTER)
    _, err, code = run_cli("sjekk", str(tmp_path / "brev.txt"))
    assert code == 2
    assert "klarsprak.toml" in one_line(err)


def test_an_unknown_key_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "klarsprak.toml").write_text('malgrupe = "barn"\n')
    (tmp_path / "brev.txt").write_text(LETTER)
    _, err, code = run_cli("sjekk", str(tmp_path / "brev.txt"))
    assert code == 2
    assert "Mente du «malgruppe»" in one_line(err)


def test_a_broken_rule_in_a_pack(tmp_path: Path) -> None:
    rules = tmp_path / "pakke" / "rules" / "ord"
    rules.mkdir(parents=True)
    (rules / "egen.yaml").write_text("kind: pattern\nseverity: suggestion\nswapp: {a: b}\n")
    (tmp_path / "klarsprak.toml").write_text('utvid = ["pakke"]\n')
    (tmp_path / "brev.txt").write_text(LETTER)
    out, err, code = run_cli("sjekk", str(tmp_path / "brev.txt"), "--format", "json")
    assert code == 2
    assert "rules/ord/egen.yaml:" in one_line(err)
    assert json.loads(out)["files"][0]["findings"], "the other rules still ran"


def test_an_unknown_rule_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER)
    _, err, code = run_cli("sjekk", str(tmp_path / "brev.txt"), "--velg", "ord/kanseliord")
    assert code == 2
    assert "ord/kanselliord" in one_line(err)


def test_an_unknown_command_and_option() -> None:
    _, err, code = run_cli("sjek", "brev.txt")
    assert code == 2
    assert "sjekk" in one_line(err)
    _, err, code = run_cli("sjekk", "--velgg", "x", "brev.txt")
    assert code == 2
    one_line(err)


def test_a_closed_pipe(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER * 400)
    command = f"{sys.executable} -m klarsprak sjekk {tmp_path / 'brev.txt'} --format linjer"
    done = subprocess.run(
        ["sh", "-c", f"{command} --velg ord/kanselliord | head -1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("level", "code"), [("feil", 0), ("advarsel", 0), ("forslag", 1), ("aldri", 0)]
)
def test_exit_codes(tmp_path: Path, level: str, code: int) -> None:
    (tmp_path / "brev.txt").write_text(LETTER)
    arguments = ("sjekk", str(tmp_path / "brev.txt"), "--velg", "ord/kanselliord")
    assert run_cli(*arguments, "--feil-ved", level)[2] == code


def test_standard_input_has_a_name() -> None:
    out, _, code = run_cli(
        "sjekk", "-", "--stdin-filnavn", "side.html", "--format", "json", "--velg", "ord",
        stdin=b"<p>Vedr&oslash;rende saken</p>",
    )  # fmt: skip
    assert code == 0
    entry = json.loads(out)["files"][0]
    assert (entry["path"], entry["format"]) == ("side.html", "html")
    assert entry["findings"][0]["text"] == "Vedr&oslash;rende"


def test_english_names_work(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER)
    arguments = ("check", str(tmp_path / "brev.txt"), "--select", "ord/kanselliord")
    assert run_cli(*arguments, "--fail-on", "suggestion")[2] == 1
