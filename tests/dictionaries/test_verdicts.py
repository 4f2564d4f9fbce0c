"""The recorded verdicts on hits of lists and rules: whole, legal, about texts that exist."""

from pathlib import Path

import pytest

from klarsprak.core.places import rules_folder

DOCS = Path(__file__).parents[2] / "docs"
FILES = ("dommer-ordlister.tsv", "dommer-regler.tsv")
PARTS = " (ordledd)"


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DOCS / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_verdict_is_whole_and_given_once(name: str) -> None:
    header, *rows = _rows(name)
    assert header == ["regel", "målform", "oppslag", "fil", "posisjon", "dom"]
    for rule, language, entry, file, offset, verdict in rows:
        assert (rules_folder() / f"{rule.removesuffix(PARTS)}.yaml").is_file(), rule
        assert language in ("nb", "nn", "en"), rule
        assert len(entry.split()) <= 8, f"{rule}: {entry}: no text of others is kept"
        assert file and not file.startswith("/"), rule
        assert int(offset) >= 0
        assert verdict in ("rett", "tvil", "feil"), rule
    places = [(row[0], row[3], row[4]) for row in rows]
    assert len(places) == len(set(places))
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)


@pytest.mark.parametrize("name", FILES)
def test_every_verdict_is_about_a_text_that_is_there(name: str, shared_dir: Path) -> None:
    texts = shared_dir / "data" / "texts"
    missing = {row[3] for row in _rows(name)[1:] if not (texts / row[3]).is_file()}
    assert not missing


def test_the_page_shows_what_was_recorded() -> None:
    page = (DOCS / "presisjon-ordlister.md").read_text("utf-8")
    rows = _rows("dommer-ordlister.tsv")[1:]
    for key in {(row[0], row[1]) for row in rows}:
        own = [row[5] for row in rows if (row[0], row[1]) == key]
        counts = [len(own), *(own.count(name) for name in ("rett", "tvil", "feil"))]
        shown = f"| `{key[0]}` | {key[1]} | "
        (line,) = (line for line in page.splitlines() if line.startswith(shown))
        cells = [cell.strip() for cell in line.split("|")]
        assert [int(cell) for cell in cells[4:8]] == counts, key
