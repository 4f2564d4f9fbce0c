"""The plain mode: what is asked and answered, line by line."""

import io
import re
from pathlib import Path

import pytest

from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.plain import COMMANDS, talk
from klarsprak.interactive.session import Session
from klarsprak.messages.catalogue import LANGUAGES, load
from tests.cli.running import run_cli
from tests.interactive.conftest import LETTER, Maker


def said(session: Session, *answers: str, language: str = "nb") -> str:
    out = io.StringIO()
    lines = io.StringIO("".join(f"{answer}\n" for answer in answers))
    assert talk(session, load(language), lines, out) == 0
    return out.getvalue()


def test_a_text_is_pasted_and_its_first_finding_told(make: Maker) -> None:
    session = make("")
    told = said(session, *LETTER.split("\n"), ".", "")
    assert session.text == LETTER
    assert "Funn 1 av" in told
    assert "«vedrørende»" in told
    assert "1: om" in told
    assert "Funn 2 av" in told


def test_a_number_puts_in_a_suggestion_and_undo_takes_it_out(make: Maker) -> None:
    session = make()
    told = said(session, "2", "a")
    assert "Satt inn: «når det gjelder»." in told
    assert session.text == LETTER
    said(session, "s", "angre", "o")
    assert "søknaden din om plass" in session.text


def test_letting_be_and_accepting(make: Maker, tmp_path: Path) -> None:
    session = make()
    before = len(session.marks)
    said(session, "l")
    assert len(session.marks) == before - 1
    said(session, "a", "g")
    assert (tmp_path / "klarsprak-ordliste.txt").read_text(encoding="utf-8") == "vedrørende\n"


def test_rewriting_in_ones_own_words(make: Maker) -> None:
    session = make()
    said(session, "r", "som gjelder")
    assert "søknaden din som gjelder plass" in session.text


def test_reasons_promises_audiences_and_fits(make: Maker) -> None:
    session = make()
    told = said(session, "e", "t", "p", "m", "2", "v")
    for wanted in ("Hvorfor:", "Kilder:", "Lett å forstå:", "Barn 9–12 år: passer", LETTER):
        assert wanted in told
    assert session.audience == "barn"


def test_saving_and_quitting(make: Maker, tmp_path: Path) -> None:
    session = make()
    told = said(session, "1", "q", "3", "q", "1", "brev.txt")
    assert "Teksten er ikke lagret." in told
    assert "om plass" in (tmp_path / "brev.txt").read_text(encoding="utf-8")
    assert not session.unsaved


def test_an_existing_file_is_not_overwritten_without_a_yes(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("gammel", encoding="utf-8")
    said(make(), "w", "brev.txt", "nei")
    assert (tmp_path / "brev.txt").read_text(encoding="utf-8") == "gammel"


def test_what_is_not_known_is_told(make: Maker) -> None:
    told = said(make(), "hva?", "99", "h")
    assert "Vi kjenner ikke «hva?»" in told
    assert "Det valget finnes ikke her." in told
    assert "g: godta" in told


def test_opening_a_file_that_is_not_there_goes_on(make: Maker) -> None:
    told = said(make(), "å", "finnes-ikke.txt", "")
    assert "finnes-ikke.txt" in told
    assert "Funn 2 av" in told


def test_nothing_that_steers_a_terminal_comes_out(make: Maker) -> None:
    told = said(make("Svar \x1b[31mi henhold til\x1b]0;x\x07 loven \u202e."), "v", "k", "1", "v")
    assert not set(told) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_commands_share_a_letter_or_a_word(language: str) -> None:
    text = load(language).text
    names = [text(f"ui.{kind}.{command}") for command in COMMANDS for kind in ("letter", "key")]
    assert len(set(names)) == len(names)


def test_the_command_talks_when_there_is_no_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brev.txt").write_text("Svar i henhold til loven.\n", encoding="utf-8")
    chosen = ("--velg", "ord/kanselliord")
    out, err, code = run_cli("interaktiv", "brev.txt", *chosen, stdin=b"1\nw\nq\n")
    assert (err, code) == ("", 0)
    assert "Lagret i brev.txt." in out
    assert (tmp_path / "brev.txt").read_text(encoding="utf-8") == "Svar etter loven.\n"
    out, _, code = run_cli("interactive", "--sprak", "en", *chosen, stdin=b"Svar.\n.\n")
    assert code == 0
    assert "Paste the text" in out


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    out, err, code = run_cli("interaktiv", str(tmp_path / "borte.txt"))
    assert (out, code) == ("", 2)
    assert err.count("\n") == 1


def test_full_screen_without_textual_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    from klarsprak.cli import interaktiv

    real = importlib.util.find_spec
    monkeypatch.setattr(interaktiv, "_full_screen", lambda: True)
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "textual" else real(name, *a)
    )
    out, err, code = run_cli("interaktiv")
    assert (out, code) == ("", 2)
    assert "klarsprak[tui]" in err
    assert "--enkel" in err


@pytest.mark.parametrize(
    "wrong",
    [("--malgruppe", "naboen"), ("--dokumenttype", "dikt"), ("--config", "borte.toml")],
)
def test_a_wrong_choice_is_one_line(
    wrong: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out, err, code = run_cli("interaktiv", "--enkel", *wrong, stdin=b"Hei.\n.\n")
    assert (out, code) == ("", 2)
    assert err.count("\n") == 1
    assert wrong[1] in err


def test_an_unknown_rule_ends_the_talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out, _, code = run_cli("interaktiv", "--velg", "ord/finnes-ikke", stdin=b"Hei.\n.\nh\n")
    assert code == 2
    assert "ord/finnes-ikke" in out


def test_where_to_begin(make: Maker) -> None:
    session = make()
    told = " ".join(said(session, "b", "b", "s").split())
    start = told.index("Begynn her (b går dit): Kanselliord: «vedrørende» (2 steder); ")
    assert told.index("Sjekker teksten …") < start < told.index("Funn 1 av 4")
    gone_to = re.findall(r"Funn \d av 4, \w+\. (\S+)", told)
    assert gone_to[:3] == ["«vedrørende»", "«så", "«i"]
    assert "i henhold til" not in session.text


@pytest.mark.model
def test_scores_that_move_are_told(make: Maker) -> None:
    session = make(checker=Checker(Plan(no_config=True)))
    scores = {score.id: score.score for score in session.scores}
    told = " ".join(said(session, "", "s").split())
    now = {score.id: score.score for score in session.scores}
    assert scores["lett-a-forsta"] != now["lett-a-forsta"]
    assert f"Lett å forstå: {now['lett-a-forsta']} av 100 (+" in told
