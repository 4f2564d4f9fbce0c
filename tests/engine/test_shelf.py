"""The cache on disk is an aid: it bounds itself, and whatever is wrong with it, a run goes on."""

import sqlite3
from pathlib import Path

import pytest

from klarsprak.engine.shelf import FileRow, Shelf, limit_in_force

ROW = FileRow("", "{}", b"body", b"", b"")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lager" / "funn.sqlite"


@pytest.fixture
def told() -> list[str]:
    return []


def _kept(path: Path, rows: dict[bytes, FileRow], limit: int | None = None) -> None:
    shelf = Shelf(path, limit=limit)
    for key, row in rows.items():
        shelf.keep_file(key, row)
    shelf.close()


def test_what_was_kept_is_there_for_the_next(path: Path) -> None:
    shelf = Shelf(path)
    shelf.keep_file(b"a", ROW)
    shelf.keep_block(b"b", b"data")
    assert shelf.file(b"a", "2026-01-01") == ROW, "also before it is written"
    assert shelf.blocks([b"b", b"c"]) == {b"b": b"data"}
    shelf.close()
    other = Shelf(path)
    assert other.file(b"a", "2026-01-01") == ROW
    assert other.blocks([b"b", b"c"]) == {b"b": b"data"}
    other.close()


def test_a_row_of_another_day_does_not_hold(path: Path) -> None:
    _kept(path, {b"a": FileRow("2026-01-01", "{}", b"", b"", b"")})
    shelf = Shelf(path)
    assert shelf.file(b"a", "2026-01-01")
    assert shelf.file(b"a", "2026-01-02") is None
    shelf.close()


def test_two_at_once_read_and_write(path: Path) -> None:
    first, second = Shelf(path), Shelf(path)
    first.keep_file(b"a", ROW)
    first.flush()
    second.keep_file(b"b", ROW)
    second.flush()
    assert first.file(b"b", "") == ROW
    assert second.file(b"a", "") == ROW
    first.close()
    second.close()


def test_nothing_is_made_before_it_is_needed(path: Path) -> None:
    Shelf(path).close()
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"dette er ingen database, bare en lang nok tekst",
        b"\0" * 8192,
        b"SQLite format 3\0" + b"x" * 9000,
    ],
)
def test_a_broken_file_is_thrown_away_with_a_note(
    path: Path, content: bytes, told: list[str]
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    shelf = Shelf(path, told.append)
    assert shelf.file(b"a", "") is None
    shelf.keep_file(b"a", ROW)
    shelf.close()
    assert told == ["cache-broken"]
    assert Shelf(path, told.append).file(b"a", "") == ROW
    assert told == ["cache-broken"]


def test_a_file_broken_in_the_middle_is_noticed(path: Path, told: list[str]) -> None:
    _kept(
        path, {bytes([n]) * 16: FileRow("", "{}", bytes([n]) * 5000, b"", b"") for n in range(60)}
    )
    data = bytearray(path.read_bytes())
    data[4096 * 2 : -4096] = b"\xff" * (len(data) - 4096 * 3)
    path.write_bytes(data)
    shelf = Shelf(path, told.append)
    for number in range(60):
        shelf.file(bytes([number]) * 16, "")
    shelf.keep_file(b"ny", ROW)
    shelf.close()
    assert told == ["cache-broken"]
    assert Shelf(path).file(b"ny", "") == ROW


def test_another_table_layout_is_a_broken_file(path: Path, told: list[str]) -> None:
    path.parent.mkdir()
    base = sqlite3.connect(path)
    base.execute("create table files (navn text)")
    base.commit()
    base.close()
    shelf = Shelf(path, told.append)
    assert shelf.file(b"a", "") is None
    assert told == ["cache-broken"]
    shelf.close()


def test_rows_of_other_types_are_not_taken(path: Path) -> None:
    _kept(path, {b"a": ROW})
    base = sqlite3.connect(path)
    base.execute("update files set body = 'tekst'")
    base.execute("insert into blocks values (?, 'tekst', 'aldri')", [b"b"])
    base.commit()
    base.close()
    shelf = Shelf(path)
    assert shelf.file(b"a", "") is None
    assert shelf.blocks([b"b"]) == {}
    shelf.close()


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ingen mappe")
    shelf = Shelf(tmp_path / "fil" / "funn.sqlite")
    shelf.keep_file(b"a", ROW)
    shelf.flush()
    assert shelf.file(b"a", "") is None
    shelf.close()


def test_the_file_keeps_its_limit_and_forgets_the_oldest(path: Path) -> None:
    limit = 400_000
    for day in range(8):
        shelf = Shelf(path, limit=limit)
        shelf._now = 24 * 10 * day
        for number in range(20):
            key = bytes([day, number]) * 8
            shelf.keep_file(key, FileRow("", "{}", key * 250, b"", b""))
        shelf.close()
    assert path.stat().st_size <= limit * 1.2
    shelf = Shelf(path, limit=limit)
    assert shelf.file(bytes([7, 3]) * 8, "")
    assert shelf.file(bytes([0, 3]) * 8, "") is None
    shelf.close()


def test_what_is_in_use_is_not_the_oldest(path: Path) -> None:
    _kept(path, {b"brukt": ROW, b"glemt": ROW})
    shelf = Shelf(path)
    shelf._now += 100
    assert shelf.file(b"brukt", "")
    shelf.close()
    base = sqlite3.connect(path)
    used = dict(base.execute("select key, used from files"))
    base.close()
    assert used[b"brukt"] == used[b"glemt"] + 100


@pytest.mark.parametrize(
    ("told", "bytes_"), [("3", 3 << 20), ("", 256 << 20), ("-1", 256 << 20), ("mye", 256 << 20)]
)
def test_the_limit_can_be_told(told: str, bytes_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLARSPRAK_MELLOMLAGER_MB", told)
    assert limit_in_force() == bytes_
