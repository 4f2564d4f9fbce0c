"""`klarsprak sammenlign` from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run_cli

OLD = "# Vedrørende plass\n\nI henhold til loven må du søke snarest. Svaret vil bli sendt deg.\n"
NEW = "# Du får plass\n\nEtter loven må du søke snarest. Vi sender deg svaret.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("for", OLD), ("etter", NEW)):
        Path(name).mkdir()
        Path(name, "brev.md").write_text(text, encoding="utf-8")


def test_two_files() -> None:
    out, err, code = run_cli("sammenlign", "for/brev.md", "etter/brev.md", "--feil-ved-verre")
    assert (err, code) == ("", 0)
    assert out.splitlines()[0] == "klarsprak: for/brev.md → etter/brev.md"
    assert out.splitlines()[2].startswith("Bedre: ")
    assert "«I henhold til»  ord/kanselliord" in out


def test_worse_gives_1_only_when_asked_for() -> None:
    assert run_cli("sammenlign", "etter", "for")[2] == 0
    assert run_cli("compare", "etter", "for", "--feil-ved-verre")[2] == 1


def test_folders_to_a_file_in_another_language() -> None:
    out, _, code = run_cli(
        *("sammenlign", "for", "etter", "--format", "markdown", "--sprak", "nn", "--ut", "ut.md")
    )
    assert (out, code) == ("", 0)
    assert Path("ut.md").read_text(encoding="utf-8").startswith("# Før og no\n")


def test_json_and_selection() -> None:
    out, _, _ = run_cli("sammenlign", "for", "etter", "--format", "json", "--velg", "tillit")
    (file,) = json.loads(out)["files"]
    assert [f["rule"] for f in file["remaining"]] == ["tillit/vag-tid"]
    assert file["fixed"] == file["new"] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("for", "etter/brev.md"), "må begge være filer"),
        (("for", "borte"), "Finner ikke borte."),
        (("for/brev.md",), "Du må oppgi NY."),
        (("for", "etter", "--format", "html"), "--format"),
    ],
)
def test_what_cannot_be_compared(arguments: tuple[str, ...], told: str) -> None:
    out, err, code = run_cli("sammenlign", *arguments)
    assert (out, code) == ("", 2)
    assert told in err
    assert err.count("\n") == 1


def test_an_unreadable_file_is_told_once_and_the_rest_compared() -> None:
    for name in ("for", "etter"):
        Path(name, "x.txt").write_bytes(b"\x00\x01\x02binary")
    out, err, code = run_cli("sammenlign", "for", "etter")
    assert code == 2
    assert err.count("\n") == 2
    assert "1 fil er bedre" in out or "Bedre" in out


def test_two_files_of_which_one_cannot_be_read() -> None:
    Path("etter/brev.md").write_bytes(b"\x00\x01\x02binary")
    out, err, code = run_cli("sammenlign", "for/brev.md", "etter/brev.md")
    assert (out, code) == ("", 2)
    assert "etter/brev.md" in err
