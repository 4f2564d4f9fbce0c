"""The cache as a user meets it: `--uten-mellomlager`, `rydd`, and a file that is broken."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import run_cli


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "lager"
    monkeypatch.setenv("KLARSPRAK_MELLOMLAGER", str(folder))
    return folder


@pytest.fixture
def letter(tmp_path: Path, cache: Path) -> str:
    path = tmp_path / "brev.md"
    path.write_text("Vedrørende saken din.\n", encoding="utf-8")
    return str(path)


def _check(letter: str, *more: str) -> tuple[str, str, int]:
    return run_cli("sjekk", letter, "--velg", "ord", "--format", "json", *more)


def _database(cache: Path) -> list[str]:
    return sorted(p.name for p in cache.glob("funn-*"))


def test_a_second_run_says_the_same(letter: str, cache: Path) -> None:
    first = _check(letter)
    assert _database(cache) == ["funn-1.sqlite"]
    assert _check(letter) == first
    assert _check(letter, "--uten-mellomlager") == first
    assert _check(letter, "--jobber", "0") == first
    assert json.loads(first[0])["files"][0]["findings"]


def test_without_a_cache_nothing_is_written(letter: str, cache: Path) -> None:
    _check(letter, "--uten-mellomlager")
    assert _database(cache) == []


def test_a_broken_cache_is_told_of_in_one_line_and_costs_nothing(letter: str, cache: Path) -> None:
    out, _, code = _check(letter)
    (cache / "funn-1.sqlite").write_bytes(b"noe helt annet" * 500)
    again, told, same_code = _check(letter)
    assert (again, same_code) == (out, code)
    assert told == "klarsprak: Mellomlageret var ødelagt. Det er kastet, og et nytt er laget.\n"
    assert _check(letter)[1] == ""


def test_rydd_empties_the_cache(letter: str, cache: Path) -> None:
    _check(letter)
    (cache / "annet.txt").write_text("ikke vår fil", encoding="utf-8")
    out, err, code = run_cli("rydd")
    assert (err, code) == ("", 0)
    assert out.startswith("Fjernet ")
    assert str(cache) in out
    assert [p.name for p in cache.iterdir()] == ["annet.txt"]
    assert run_cli("rydd")[0].startswith("Fjernet 0 filer (0,0 MB)")


def test_rydd_removes_what_a_killed_run_left(tmp_path: Path, cache: Path) -> None:
    site = tmp_path / "sider" / "nn"
    site.mkdir(parents=True)
    old, young, other = (
        site / name
        for name in (".a.md.x1234567.klarsprak-ny", ".b.md.x2345678.klarsprak-ny", ".a.md.x1")
    )
    for file in (old, young, other):
        file.write_text("halvt", encoding="utf-8")
    os.utime(old, (0, 0))
    out, err, code = run_cli("rydd", str(tmp_path / "sider"))
    assert (err, code) == ("", 0)
    assert out.endswith(f"Fjernet 1 uferdige filer fra {tmp_path / 'sider'}.\n")
    assert sorted(p.name for p in site.iterdir()) == sorted((young.name, other.name))
    assert run_cli("rydd", str(tmp_path / "borte"))[2] == 2


def test_no_bar_where_nobody_sees_it(letter: str) -> None:
    assert _check(letter)[1] == ""


def test_a_number_of_processes_that_is_none_is_refused(letter: str) -> None:
    _, err, code = _check(letter, "--jobber", "-1")
    assert code == 2
    assert len(err.splitlines()) == 1
