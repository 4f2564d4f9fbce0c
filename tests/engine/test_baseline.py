"""The baseline: what is old stays, what is new counts, and it never grows by itself."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klarsprak.core.errors import ConfigError
from klarsprak.engine.baseline import Comparison, Entry, compare, file_key, load, save, tidied

A, B, C = (Entry(f"{name}.md", "ord/x", "1") for name in "abc")
OTHER = Entry("a.md", "ord/y", "2")


def held(
    found: Iterable[Entry],
    baseline: Iterable[Entry],
    *,
    checked: Iterable[str] = ("a.md", "b.md"),
    gone: Iterable[str] = (),
    ran: Iterable[str] = ("ord/x", "ord/y"),
) -> Comparison:
    return compare(
        found,
        frozenset(baseline),
        checked=set(checked),
        is_gone=set(gone).__contains__,
        was_run=set(ran).__contains__,
    )


def test_old_new_and_stale() -> None:
    result = held([A, OTHER], [A, B])
    assert result == Comparison({A: A}, new=(OTHER,), stale=(B,), unseen=())


def test_a_copy_in_another_file_is_new_and_a_move_is_not() -> None:
    assert held([A, B], [A]).new == (B,)
    moved = held([B], [A])
    assert (moved.new, moved.stale, moved.old) == ((), (), {B: A})


def test_a_fault_has_moved_only_when_its_old_place_is_known_to_be_without_it() -> None:
    assert held([B], [C]).new == (B,)
    assert held([B], [C], gone=["c.md"]).new == ()
    assert held([B], [C], checked=["b.md", "c.md"]).new == ()


def test_one_old_fault_covers_one_new_place() -> None:
    result = held([A, B], [C], gone=["c.md"])
    assert (len(result.old), result.new) == (1, (B,))


def test_what_was_not_looked_at_is_not_stale() -> None:
    assert held([], [C]).unseen == (C,)
    assert held([], [A, OTHER], ran=["ord/x"]) == Comparison({}, (), (A,), (OTHER,))


ENTRIES = st.frozensets(
    st.builds(
        Entry,
        st.sampled_from(["a.md", "b.md", "c.md"]),
        st.sampled_from(["ord/x", "ord/y"]),
        st.sampled_from("123"),
    )
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, ENTRIES, st.booleans())
def test_every_finding_and_every_entry_is_accounted_for_once(
    found: frozenset[Entry], baseline: frozenset[Entry], c_is_gone: bool
) -> None:
    result = held(found, baseline, gone=["c.md"] if c_is_gone else [], ran=["ord/x"])
    assert {*result.old, *result.new} == found
    assert len(result.old) + len(result.new) == len(found)
    parts = [*result.old.values(), *result.stale, *result.unseen]
    assert sorted(parts) == sorted(baseline)
    assert len(tidied(result)) <= len(baseline)
    assert held(found, tidied(result), gone=[], ran=["ord/x"]).new == result.new


def test_the_file_reads_back_and_is_sorted_with_one_row_a_line(tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    save(path, [OTHER, B, A, A])
    assert load(path) == {A, B, OTHER}
    text = path.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if '"fil"' in line]
    assert rows == sorted(rows)
    assert len(rows) == 3
    save(tmp_path / "again.json", [A, B, OTHER])
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()
    save(path, [])
    assert load(path) == frozenset()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "baseline-broken"),
        (b"{", "baseline-broken"),
        (b"[]", "baseline-broken"),
        (b'{"versjon": 1}', "baseline-broken"),
        (b'{"versjon": 1, "funn": 3}', "baseline-broken"),
        (b'{"versjon": 1, "funn": [{"fil": "a"}]}', "baseline-broken"),
        (b'{"versjon": 1, "funn": [{"fil": "a", "regel": 1, "id": "b"}]}', "baseline-broken"),
        (b"\xff\xfe", "baseline-broken"),
        (b"[" * 100_000, "baseline-broken"),
        (b'{"versjon": 2, "funn": []}', "baseline-version"),
        (None, "baseline-missing"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "g.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as told:
        load(path)
    assert told.value.code == code
    assert told.value.values["path"] == str(path)


def test_names_are_relative_to_the_baseline_and_the_same_on_every_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "under").mkdir()
    monkeypatch.chdir(tmp_path / "under")
    assert file_key("../om/brev.md", tmp_path) == "om/brev.md"
    assert file_key("a.md", tmp_path) == "under/a.md"
    assert file_key("../a.md", tmp_path / "x") == "../a.md"
    assert file_key("a\u030a.md", tmp_path) == "under/å.md"
    assert file_key("https://x.no/a", tmp_path) == "https://x.no/a"


def test_the_version_is_an_integer_in_json(tmp_path: Path) -> None:
    save(tmp_path / "g.json", [A])
    assert json.loads((tmp_path / "g.json").read_text())["versjon"] == 1
