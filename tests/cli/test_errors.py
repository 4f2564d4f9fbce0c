"""What goes wrong gives one clear Norwegian line, the right exit code, and the rest is done."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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
    assert code == 0
    assert "tom.txt: Filen er tom" in one_line(err)
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


def klarsprak(*arguments: str, **more: Any) -> "subprocess.Popen[bytes]":
    """The program as a process of its own; its standard error can be read."""
    command = [sys.executable, "-m", "klarsprak", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **more)


def after_a_line(*arguments: str) -> tuple[int, bytes]:
    """Exit code and standard error of a run that is read no further than a line."""
    with klarsprak(*arguments, stdout=subprocess.PIPE) as run:
        assert run.stdout and run.stderr
        run.stdout.readline()
        run.stdout.close()
        told = run.stderr.read()
    return run.returncode, told


@pytest.mark.parametrize(("level", "code"), [("forslag", 1), ("aldri", 0)])
def test_a_closed_pipe_leaves_the_exit_code_to_the_findings(
    tmp_path: Path, level: str, code: int
) -> None:
    (tmp_path / "brev.txt").write_text(LETTER * 4000)
    arguments = ("sjekk", str(tmp_path / "brev.txt"), "--velg", "ord/kanselliord")
    assert after_a_line(*arguments, "--format", "linjer", "--feil-ved", level) == (code, b"")


def test_a_closed_pipe_is_no_error_for_other_commands() -> None:
    assert after_a_line("regler", "--format", "json") == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="has no disk that is full")
@pytest.mark.parametrize("command", [("regler",), ("--help",), ("sjekk", "-", "--velg", "ord")])
def test_a_full_disk(command: tuple[str, ...]) -> None:
    with (
        Path("/dev/full").open("wb") as full,
        klarsprak(*command, stdout=full, stdin=subprocess.DEVNULL) as run,
    ):
        _, told = run.communicate()
    lines = [line for line in told.decode().splitlines() if "tom" not in line]
    assert run.returncode == 2
    assert lines == ["klarsprak: Får ikke skrevet ut svaret. (Det er ikke mer plass på disken)"]


def test_streams_that_are_closed(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER)
    command = f"{sys.executable} -m klarsprak sjekk {tmp_path / 'brev.txt'} --velg ord --feil-ved"
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        for level, code in (("aldri", 0), ("forslag", 1)):
            done = subprocess.run(
                ["sh", "-c", f"{command} {level} {closed}"], capture_output=True, check=False
            )
            assert (done.returncode, done.stderr) == (code, b"")


def test_what_is_no_file_is_never_replaced_and_never_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "sider"
    folder.mkdir()
    (folder / "brev.txt").write_text(LETTER)
    pipe = folder / "rapport.txt"
    os.mkfifo(pipe)
    out, err, code = run_cli("sjekk", str(folder), "--velg", "ord", "--format", "linjer")
    assert (err, code) == ("", 0)
    assert "rapport" not in out
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        arguments = ("sjekk", str(folder / "brev.txt"), "--velg", "ord", "--format", "json")
        assert run_cli(*arguments, "--ut", str(pipe))[2] == 0
        assert reader.stdout
        assert json.loads(reader.stdout.read())["schema_version"] == 1
    assert pipe.is_fifo()


def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "borte"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    _, err, code = run_cli("sjekk", str(tmp_path), "--velg", "ord")
    assert code == 2
    assert "finnes ikke lenger" in one_line(err)


def test_an_empty_file_is_told_of_and_is_no_error(tmp_path: Path) -> None:
    for number in range(40):  # so many that their reports are packed
        (tmp_path / f"{number}.txt").write_text("" if number == 7 else f"Sak {number}.")
    for path in (tmp_path / "7.txt", tmp_path):
        for _ in range(2):
            _, err, code = run_cli("sjekk", str(path), "--velg", "ord", "--format", "json")
            assert code == 0
            assert one_line(err).endswith("7.txt: Filen er tom, så det er ingenting å sjekke.")


def test_a_closed_folder_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "lukket"
    closed.mkdir()
    (tmp_path / "brev.txt").write_text(LETTER)
    stat, scan = os.stat, os.listdir

    def refuse(path: Any, *more: Any, **options: Any) -> Any:
        if str(path).startswith(f"{closed}/"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *more, **options)

    def refuse_list(path: Any = ".") -> Any:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "listdir", refuse_list)
    paths = (str(closed), str(closed / "a.txt"), str(tmp_path / "brev.txt"))
    out, err, code = run_cli("sjekk", *paths, "--velg", "ord", "--format", "linjer")
    assert code == 2
    assert err.splitlines() == [
        f"klarsprak: Får ikke lest {closed}. (Du har ikke tilgang)",
        f"klarsprak: Får ikke lest {closed / 'a.txt'}. (Du har ikke tilgang)",
    ]
    assert "brev.txt:1" in out


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
