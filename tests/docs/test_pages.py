"""The pages that the program writes about itself."""

from pathlib import Path

from klarsprak.docs.__main__ import pages, stale, write
from klarsprak.rulebook.library import load_library

REPO = Path(__file__).resolve().parents[2]


def test_every_rule_and_command_has_its_page() -> None:
    written = pages()
    assert {f"regler/{rule_id}.md" for rule_id in load_library().ids()} <= set(written)
    for name in ("sjekk", "regler", "forklar", "malgrupper"):
        assert f"## klarsprak {name}" in written["kommandoer.md"]


def test_a_page_tells_why_how_and_whence() -> None:
    page = pages()["regler/ord/kanselliord.md"]
    for part in ("# Kanselliord", "## Hvorfor", "> Vi skriver", "Språkrådet", "klarsprak-ok ord"):
        assert part in page


def test_old_and_left_over_pages_are_found_and_mended(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "kommandoer.md").write_text("gammelt")
    (tmp_path / "regler" / "ord" / "borte.md").write_text("gammelt")
    assert stale(tmp_path) == ["kommandoer.md", "regler/ord/borte.md"]
    write(tmp_path)
    assert stale(tmp_path) == []


def test_the_pages_in_the_repository_are_fresh() -> None:
    old = stale(REPO / "docs")
    assert old == [], "run «make docs»"


def test_the_manual_page_has_every_command_and_is_sound_roff() -> None:
    page = pages()["man/klarsprak.1"]
    assert page.startswith(".TH KLARSPRAK 1")
    for part in (".SS klarsprak sjekk", ".SS klarsprak grunnlinje rydd", r"\-\-endret\-siden"):
        assert part in page
    requests = {line.split()[0] for line in page.splitlines() if line.startswith(".")}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".nf", ".fi"}


def test_the_schemas_are_among_the_pages() -> None:
    assert {"skjema/innstillinger.json", "skjema/regel.json", "skjema/rapport.json"} <= set(pages())
