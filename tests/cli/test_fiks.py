"""`klarsprak fiks` as a writer meets it: what is written, told and left alone."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from klarsprak.cli import fiks_valg
from klarsprak.cli.fiks import diff_lines
from klarsprak.core.document import Format
from klarsprak.readers.registry import read_text
from tests.cli.running import run_cli

LETTER = "Hei\r\n\r\nDu kan kun søke på nåværende tidspunkt hvis du bor her.\r\n"
MENDED = "Hei\r\n\r\nDu kan bare søke nå hvis du bor her.\r\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "encode",
    [
        lambda t: t.encode(),
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.encode("windows-1252"),
        lambda t: b"\xff\xfe" + t.encode("utf-16-le"),
        lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
        lambda t: t.replace("\r\n", "\n").encode(),
    ],
)
def test_encoding_mark_line_ends_and_rights_stay(encode: "object", in_folder: Path) -> None:
    file = in_folder / "brev.txt"
    file.write_bytes(encode(LETTER))  # type: ignore[operator]
    file.chmod(0o640)
    _, err, code = run_cli("fiks", "brev.txt")
    assert code == 0
    assert file.read_bytes() == encode(MENDED)  # type: ignore[operator]
    assert file.stat().st_mode & 0o777 == 0o640
    assert err == "brev.txt: 2 rettelser.\n"
    assert run_cli("fix", "brev.txt")[1] == "Det er ingenting å rette.\n"


def test_diff_writes_nothing_and_ends_with_one(in_folder: Path) -> None:
    file = in_folder / "brev.md"
    file.write_text(LETTER, encoding="utf-8", newline="")
    out, err, code = run_cli("fiks", "--diff", "brev.md")
    assert code == 1
    assert file.read_text(encoding="utf-8") == LETTER.replace("\r\n", "\n")
    assert "-Du kan kun søke" in out and "+Du kan bare søke nå" in out
    assert err == "Vi fant 2 rettelser. Ingenting er skrevet.\n"
    patched = subprocess.run(
        ["git", "apply", "-p0", "-"], input=out.encode(), check=False, capture_output=True
    )
    assert patched.returncode == 0, patched.stderr
    assert file.read_bytes() == MENDED.encode()
    assert run_cli("fiks", "--diff", "brev.md")[2] == 0


def test_standard_input_goes_to_standard_output() -> None:
    out, _, code = run_cli("fiks", "-", stdin=LETTER.encode())
    assert (out.replace("\r\n", "\n"), code) == (MENDED.replace("\r\n", "\n"), 0)
    html = "<p lang=nb>Du kan kun søke &laquo;n&aring;&raquo;.</p>"
    out, _, _ = run_cli(
        "fiks", "-", "--stdin-filnavn", "a.html", "--velg", "ord", stdin=html.encode()
    )
    assert out == html.replace("kun", "bare")


def test_unsafe_fixes_wait_until_asked_for(in_folder: Path) -> None:
    file = in_folder / "brev.txt"
    file.write_text("Kommunen iverksetter tiltak for barna.\n", encoding="utf-8")
    _, err, _ = run_cli("fiks", "--velg", "ord", "brev.txt")
    assert "1 endring til må du lese over" in err
    run_cli("fiks", "--usikre", "--velg", "ord", "brev.txt")
    assert file.read_text(encoding="utf-8") == "Kommunen setter i gang tiltak for barna.\n"


def test_word_damaged_and_missing_files_are_told_and_the_rest_is_done(in_folder: Path) -> None:
    from docx import Document as Docx

    document = Docx()
    document.add_paragraph("Du kan kun søke.")
    document.save("brev.docx")
    word = (in_folder / "brev.docx").read_bytes()
    damaged = "Æ ø å é ü kun ".encode() * 4 + b"\xff kun"
    (in_folder / "skadet.txt").write_bytes(damaged)
    (in_folder / "godt.txt").write_text(LETTER, encoding="utf-8", newline="")
    _, err, code = run_cli("fiks", "brev.docx", "skadet.txt", "borte.txt", "godt.txt")
    assert code == 2
    assert err.count("klarsprak: ") == 3
    assert (in_folder / "brev.docx").read_bytes() == word
    assert (in_folder / "skadet.txt").read_bytes() == damaged
    assert (in_folder / "godt.txt").read_bytes() == MENDED.encode()


def test_quotations_statutes_and_code_are_let_be(in_folder: Path) -> None:
    source = "Loven sier «kun for barn».\n\n`kun`\n\n§ 3. Reglene gjelder kun for barn.\n"
    (in_folder / "a.md").write_text(source, encoding="utf-8")
    run_cli("fiks", "--usikre", "--velg", "ord", "a.md")
    assert (in_folder / "a.md").read_text(encoding="utf-8") == source


def test_interactive_needs_a_terminal(in_folder: Path) -> None:
    (in_folder / "a.md").write_text("Kun nå.", encoding="utf-8")
    _, err, code = run_cli("fiks", "--interaktiv", "a.md")
    assert code == 2
    assert "terminal" in err


def interactive(
    monkeypatch: pytest.MonkeyPatch, file: Path, keys: str, written: str = ""
) -> tuple[str, str, int]:
    left = iter(keys)
    monkeypatch.setattr("klarsprak.cli.fiks._has_keyboard", lambda: True)
    monkeypatch.setattr(click, "getchar", lambda: next(left))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: written)
    told = run_cli("fiks", "--interaktiv", "--velg", "ord", file.name)
    assert next(left, None) is None, "every key was asked for"
    return told


TEXT = "Du kan kun søke her. Vi kan kun svare nå. Alt dette iverksettes på nåværende tidspunkt.\n"


@pytest.mark.parametrize(
    ("keys", "written", "expected"),
    [
        ("jnnn", "", TEXT.replace("kun", "bare", 1)),
        ("aj?j", "", "Du kan bare søke her. Vi kan bare svare nå. Alt dette settes i gang nå.\n"),
        ("rnnn", "faktisk", TEXT.replace("kun", "faktisk", 1)),
        ("rnnn", "", TEXT),
        ("js", "", TEXT.replace("kun", "bare", 1)),
        ("q", "", TEXT),
    ],
)
def test_one_key_for_each_answer(
    keys: str, written: str, expected: str, in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = in_folder / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    out, _, code = interactive(monkeypatch, file, keys, written)
    assert code == 0
    assert file.read_text(encoding="utf-8") == expected
    assert "+ Du kan bare søke her." in out


def test_a_word_that_is_accepted_is_never_asked_about_again(
    in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = in_folder / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    interactive(monkeypatch, file, "gnn")
    assert (in_folder / "klarsprak-ordliste.txt").read_text(encoding="utf-8") == "kun\n"
    interactive(monkeypatch, file, "nn")


def test_an_interrupt_leaves_the_file_alone(
    in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = in_folder / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert interactive(monkeypatch, file, "j\x03")[2] == 130
    assert file.read_text(encoding="utf-8") == TEXT


def test_every_key_is_in_the_question() -> None:
    from klarsprak.messages.catalogue import load

    asked = {language: load(language).text("fiks.ask") for language in ("nb", "nn", "en")}
    for key, answer in fiks_valg._KEYS.items():
        assert any(f"{key} = " in text for text in asked.values()), (key, answer)


def test_the_diff_of_a_file_without_a_last_line_end() -> None:
    before, after = (read_text(t, Format.TEXT, "a") for t in ("en\nto", "en\ntre"))
    assert "".join(diff_lines(before, after)).count("\\ No newline at end of file") == 2


def test_a_kill_leaves_the_old_file_or_the_new_one(in_folder: Path) -> None:
    body = LETTER * 400
    file = in_folder / "brev.txt"
    script = (
        "import sys; from pathlib import Path; from klarsprak.core.atomic import write_bytes\n"
        "old, new = (Path(p).read_bytes() for p in ('old', 'new'))\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    write_bytes(Path('brev.txt'), new); write_bytes(Path('brev.txt'), old)\n"
    )
    old, new = body.encode(), (MENDED * 400).encode()
    (in_folder / "old").write_bytes(old)
    (in_folder / "new").write_bytes(new)
    file.write_bytes(old)
    for _ in range(5):
        child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(random.uniform(0, 0.05))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert file.read_bytes() in (old, new)
