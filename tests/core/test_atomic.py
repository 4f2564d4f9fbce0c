"""Files that are written whole, and what killed runs leave beside them."""

import os
import time
from pathlib import Path

from klarsprak.core.atomic import (
    MOST_KEPT,
    UNFINISHED,
    forget,
    keep_text,
    leftovers,
    leftovers_of,
    write_text,
)


def test_a_file_is_replaced_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "brev.txt"
    for text in ("gammel", "ny\r\n"):
        write_text(target, text)
    assert target.read_bytes() == b"ny\r\n"
    assert [p.name for p in tmp_path.iterdir()] == ["brev.txt"]


def test_what_killed_runs_have_left_is_found_when_it_is_old(tmp_path: Path) -> None:
    old, young, others = (
        f".{name}.abcd123{number}{UNFINISHED}"
        for number, name in enumerate(("a[1].json", "a[1].json", "b.json"))
    )
    for name in (old, young, others, "a[1].json"):
        (tmp_path / name).write_text("halv", encoding="utf-8")
    os.utime(tmp_path / old, (time.time() - 7200,) * 2)
    forget(leftovers_of(tmp_path / "a[1].json"))
    assert {p.name for p in tmp_path.iterdir()} == {young, others, "a[1].json"}
    forget(leftovers(tmp_path, "b.*", age=0))
    assert not (tmp_path / others).exists()


def test_the_newest_of_each_kind_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 5):
        path = tmp_path / f"regler-{number}.json"
        path.write_text("x", encoding="utf-8")
        os.utime(path, (number, number))
    (tmp_path / "fraser-1.json").write_text("x", encoding="utf-8")
    keep_text(tmp_path / "regler-ny.json", "x")
    names = {p.name for p in tmp_path.iterdir()}
    assert len(names) == MOST_KEPT + 1
    assert {"regler-ny.json", "fraser-1.json", "regler-6.json"} <= names
    assert "regler-5.json" not in names


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    keep_text(tmp_path / "fil" / "regler-1.json", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["fil"]
