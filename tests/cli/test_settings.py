"""Every setting in force is shown as it was written, with where it comes from."""

from pathlib import Path

import pytest

from tests.cli.running import run_cli


def test_each_value_with_its_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "klarsprak.toml").write_text(
        'streng_grunnlinje = true\nlix_tak = 45\nvelg = ["ord", "tillit"]\n'
        "[lofter]\nlett-a-forsta = 60\napenhet = {maks_funn = 3}\n"
        "[grenser.barn]\nlix_tak = 30\n"
        '[[sted]]\nsti = "nyheter/**"\nlofter = {lett-a-forsta = 70}\n'
        '[[unntak]]\nregel = "ord/kanselliord"\nsti = "a.md"\ngrunn = "sitat"\n'
    )
    out, err, code = run_cli("innstillinger")
    assert (err, code) == ("", 0)
    rows = {line.split()[0]: line for line in out.splitlines()}
    for name, shown in (
        ("streng_grunnlinje", "true"),
        ("lix_tak", "45"),
        ("velg", "ord, tillit"),
        ("lofter", "lett-a-forsta: minst 60, apenhet: maks_funn 3"),
        ("grenser", "barn: lix_tak: 30"),
        ("sted", "nyheter/** (lofter: lett-a-forsta: minst 70)"),
        ("unntak", "ord/kanselliord"),
        ("regelsett", "–"),
    ):
        assert shown in rows[name]
    assert "klarsprak.toml" in rows["lix_tak"]
    news, _, _ = run_cli("innstillinger", "nyheter/a.md")
    assert "lett-a-forsta: minst 70, apenhet: maks_funn 3" in news
    assert "[[sted]]" in news
