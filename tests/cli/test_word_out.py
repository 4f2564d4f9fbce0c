"""`--format docx`: what comes back, and what is said where nothing can."""

from pathlib import Path

import pytest

from tests.cli.running import run_cli
from tests.word.packages import (
    MADE_BY_LIBREOFFICE,
    commented,
    letters,
    made_by_hand,
    made_by_python_docx,
    settled,
)

RULES = ("--velg", "ord/kanselliord", "--velg", "tillit/vag-tid", "--velg", "lesbarhet/lix")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("brev.docx").write_bytes(MADE_BY_LIBREOFFICE.read_bytes())
    Path("notat.docx").write_bytes(made_by_python_docx())
    Path("side.md").write_text("Svar i henhold til loven.\n", encoding="utf-8")


def check(*arguments: str) -> tuple[str, str, int]:
    return run_cli("sjekk", *arguments, "--format", "docx", *RULES)


def test_every_finding_becomes_a_comment_in_plain_norwegian() -> None:
    out, err, code = check("brev.docx", "--ut", "ny.docx")
    assert (out, err, code) == ("", "", 0)
    data = Path("ny.docx").read_bytes()
    assert letters(data) == letters(Path("brev.docx").read_bytes())
    by_place = {place: text for text, place in commented(data).items()}
    first = by_place["I henhold til"].split("\n")
    assert first[0].startswith("Advarsel: «I henhold til» er tungt")
    assert any(line.startswith("Prøv: «") for line in first)
    assert first[-1] == "Løfte: Lett å forstå. Regel: ord/kanselliord"
    opening = by_place["Vedrørende skolestart i Lillevik"].split("\n")
    assert opening[0].startswith("klarsprak har lest dokumentet: ")
    assert any(line.startswith("– Topptekst, «i henhold til»: Advarsel") for line in opening)
    assert any(line.startswith("– Fotnote, «i henhold til»: Advarsel") for line in opening)
    assert opening[-1].startswith("– ")
    assert opening[-1].endswith("?")


def test_the_same_word_is_explained_once() -> None:
    Path("brev.docx").write_bytes(
        made_by_hand(
            "".join(
                f"<w:p><w:r><w:t>Vi svarer {n} vedrørende saken.</w:t></w:r></w:p>"
                for n in range(3)
            )
        )
    )
    check("brev.docx", "--ut", "ny.docx")
    told = [
        text
        for text, place in commented(Path("ny.docx").read_bytes()).items()
        if place == "vedrørende"
    ]
    # Comments that say the same are one in the dictionary: the two that lead back.
    assert sorted("3 steder" in text for text in told) == [False, True]


def test_safe_fixes_as_tracked_changes() -> None:
    Path("brev.docx").write_bytes(
        made_by_hand("<w:p><w:r><w:t>Du kan søke nå - vi hjelper deg.</w:t></w:r></w:p>")
    )
    run_cli(
        *("sjekk", "brev.docx", "--format", "docx", "--ut", "ny.docx", "--spor-endringer"),
        *("--velg", "rettskriving/strek"),
    )
    data = Path("ny.docx").read_bytes()
    assert settled(data, accepted=False) == "Du kan søke nå - vi hjelper deg."
    assert settled(data, accepted=True) == "Du kan søke nå – vi hjelper deg."


def test_several_files_go_to_a_folder_and_others_are_named() -> None:
    Path("mappe").mkdir()
    Path("mappe/brev.docx").write_bytes(made_by_python_docx())
    out, err, code = check("brev.docx", "mappe", "side.md", "--ut", "ut/")
    assert (out, code) == ("", 0)
    assert err == "klarsprak: side.md er ikke en Word-fil og fikk ingen merknader.\n"
    assert sorted(p.name for p in Path("ut").iterdir()) == ["brev.docx", "mappe-brev.docx"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("brev.docx",), "Legg til --ut"),
        (("brev.docx", "--ut", "-"), "Legg til --ut"),
        (("brev.docx", "notat.docx", "--ut", "ny.docx"), "Bruk en mappe"),
        (("brev.docx", "--ut", "brev.docx"), "originalen"),
        (("brev.docx", "--ut", "."), "originalen"),
        (("side.md", "--ut", "ny.docx"), "Ingen av filene er en Word-fil"),
        (("brev.docx", "--ut", "side.md/ny.docx"), "Får ikke skrevet"),
    ],
)
def test_what_cannot_be_written_is_one_line_and_exit_2(
    arguments: tuple[str, ...], told: str
) -> None:
    before = Path("brev.docx").read_bytes()
    out, err, code = check(*arguments)
    assert (out, code) == ("", 2)
    assert told in err
    assert err.count("\n") == 1
    assert not Path("ny.docx").exists()
    assert Path("brev.docx").read_bytes() == before


def test_tracking_is_for_word_only() -> None:
    _, err, code = run_cli("sjekk", "side.md", "--spor-endringer")
    assert code == 2
    assert "--format docx" in err


def test_from_standard_input() -> None:
    data = Path("brev.docx").read_bytes()
    _, err, code = run_cli(
        *("sjekk", "-", "--stdin-filnavn", "inn.docx", "--format", "docx", "--ut", "ny.docx"),
        *RULES,
        stdin=data,
    )
    assert (err, code) == ("", 0)
    assert letters(Path("ny.docx").read_bytes()) == letters(data)
