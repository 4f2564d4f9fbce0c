"""The full-screen application, driven by keys as a writer would."""

import base64
import random
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from klarsprak.core.document import Format
from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker, Outcome, Snapshot
from klarsprak.interactive.files import open_file
from klarsprak.interactive.navigation import ordered
from klarsprak.interactive.tui.app import KlarsprakApp
from klarsprak.interactive.tui.editor import shown
from klarsprak.interactive.tui.panel import Panel
from klarsprak.interactive.tui.screens import Ask, Choose, Read
from klarsprak.messages.catalogue import LANGUAGES, load
from tests.interactive.conftest import LETTER, Maker

PATIENCE = 20.0
WIDE, SMALL, NARROW = (120, 40), (80, 24), (50, 24)


class Writer:
    """A writer at the keyboard of a running application."""

    def __init__(self, app: KlarsprakApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def until(self, is_so: Callable[[], bool]) -> None:
        for _ in range(6000):
            if is_so():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never came to that")

    async def checked(self) -> None:
        await self.until(lambda: not self.app.session.pending)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    @property
    def panel(self) -> str:
        return self.app.screen_stack[0].query_one(Panel).shown.plain

    def line(self, name: str) -> str:
        return str(self.app.screen_stack[0].query_one(f"#{name}", Static).render())

    @property
    def at(self) -> str:
        assert self.app.current is not None
        return self.app.current.finding.text

    def agrees(self) -> None:
        """What is on the screen is what the session holds."""
        assert self.app.editor.text == shown(self.app.session.text)


@asynccontextmanager
async def writing(
    make: Maker,
    text: str = LETTER,
    size: tuple[int, int] = SMALL,
    language: str = "nb",
    **more: Any,
) -> AsyncIterator[Writer]:
    app = KlarsprakApp(make(text, **more), load(language))
    async with app.run_test(size=size) as pilot:
        writer = Writer(app, pilot)
        await writer.checked()
        yield writer


async def test_a_pasted_text_is_checked_and_its_findings_underlined(make: Maker) -> None:
    async with writing(make, "") as writer:
        assert "Lim inn" in writer.panel
        await writer.paste(LETTER.replace("\n", "\r"))
        await writer.checked()
        writer.agrees()
        assert writer.app.session.text == LETTER
        line = writer.app.editor.get_line(2)
        styled = {line.plain[s.start : s.end] for s in line.spans if "underline" in str(s.style)}
        assert {"vedrørende", "i henhold til"} <= styled
        assert "Funn 1 av" not in writer.panel


async def test_the_panel_tells_where_to_begin(make: Maker) -> None:
    async with writing(make) as writer:
        assert "Begynn her\n1 Kanselliord: «vedrørende» (2 steder)" in writer.panel
        await writer.press("2")
        assert writer.app.session.text.startswith("2Hei"), "a number in the text is a number"
        await writer.press("backspace", "tab", "3")
        assert writer.at == "i henhold til"
        assert writer.app.editor.has_focus
        await writer.press("escape")
        assert "Begynn her" in writer.panel, "Esc goes back to the overview"
        assert writer.app.session.text == LETTER


async def test_nothing_is_said_to_be_fine_before_it_is_checked(
    make: Maker, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = threading.Event(), checker.check

    def late(snapshot: Snapshot) -> Iterator[Outcome]:
        if snapshot.text:
            gate.wait(PATIENCE)
        yield from real(snapshot)

    monkeypatch.setattr(checker, "check", late)
    async with writing(make, "") as writer:
        await writer.paste(LETTER)
        assert "Sjekker teksten" in writer.panel
        assert "Sjekker teksten" in writer.line("state")
        gate.set()
        await writer.checked()
        assert "Vi har" in writer.panel


async def test_a_long_notice_is_not_cut_off(make: Maker) -> None:
    async with writing(make) as writer:
        words = "Lista kan ikke skrives, fordi disken er full, og da må du rydde. " * 2
        writer.app._tell(words)
        await writer.pilot.pause()
        told = writer.line("state")
        assert " ".join(told.split()) == words.strip()
        assert all(len(line) <= SMALL[0] for line in told.split("\n"))
        assert writer.app.query_one("#state").size.height == 2


@pytest.mark.parametrize("size", [WIDE, SMALL, NARROW])
async def test_next_and_previous_finding(make: Maker, size: tuple[int, int]) -> None:
    async with writing(make, size=size) as writer:
        await writer.press("f3")
        first = writer.at
        assert "Funn 1 av" in writer.panel
        await writer.press("f3")
        assert "Funn 2 av" in writer.panel
        await writer.press("f2")
        assert writer.at == first
        assert writer.app.editor.cursor == writer.app.current.span.start  # type: ignore[union-attr]
        await writer.press("f2")
        count = len(writer.app.session.marks)
        assert f"Funn {count} av {count}" in writer.panel


async def test_the_way_goes_past_findings_that_begin_at_the_same_place(make: Maker) -> None:
    text = (
        "Vedrørende plassen i barnehagen som du søkte om i går, vil vi gjerne at du sender oss alle "
        "opplysningene om barnet ditt og om deg selv så fort du kan, og senest i løpet av uka.\n\n"
        "Vi svarer i henhold til loven.\n"
    )
    async with writing(make, text) as writer:
        order = [(m.span.start, m.span.end) for m in ordered(writer.app.session.marks)]
        assert order[0][0] == order[1][0], "two that begin at the same place"
        walked = []
        for _ in order:
            await writer.press("f3")
            assert writer.app.current is not None
            walked.append((writer.app.current.span.start, writer.app.current.span.end))
        assert walked == order


async def test_the_panel_says_what_why_source_and_promise(make: Maker) -> None:
    async with writing(make, size=WIDE) as writer:
        await writer.press("f3")
        for wanted in (
            "vedrørende",
            "Skriv heller",
            "Hvorfor",
            "Løfte",
            "Kilder",
            "ord/kanselliord",
        ):
            assert wanted in writer.panel


async def test_taking_a_suggestion_undo_and_redo(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f3", "f4")
        writer.agrees()
        assert "søknaden din om plass" in writer.app.session.text
        assert writer.app.session.unsaved
        assert "ikke lagret" in writer.line("title")
        await writer.checked()
        assert writer.at != "vedrørende" or writer.app.current.span.start > 60  # type: ignore[union-attr]
        await writer.press("ctrl+z")
        writer.agrees()
        assert writer.app.session.text == LETTER
        await writer.press("ctrl+y")
        writer.agrees()
        assert "søknaden din om plass" in writer.app.session.text


async def test_a_suggestion_by_number_from_the_panel(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f3", "tab", "2")
        assert "søknaden din når det gjelder plass" in writer.app.session.text
        writer.agrees()


async def test_a_number_in_the_text_is_a_number(make: Maker) -> None:
    async with writing(make, "") as writer:
        await writer.press("2", "0", "2", "6")
        assert writer.app.session.text == "2026"


async def test_letting_a_finding_be(make: Maker) -> None:
    async with writing(make) as writer:
        before = len(writer.app.session.marks)
        await writer.press("f3", "f5")
        assert len(writer.app.session.marks) == before - 1
        assert "f5" not in writer.app.session.text
        await writer.press("ctrl+z")
        assert len(writer.app.session.marks) == before


async def test_accepting_a_word_for_good(make: Maker, tmp_path: Path) -> None:
    async with writing(make) as writer:
        await writer.press("f3", "f6")
        await writer.checked()
        listed = tmp_path / "klarsprak-ordliste.txt"
        assert listed.read_text(encoding="utf-8") == "vedrørende\n"
        assert "vedrørende" not in [m.finding.text for m in writer.app.session.marks]
        assert "klarsprak-ordliste.txt" in writer.line("state")


async def test_keys_without_a_finding_say_so(make: Maker) -> None:
    async with writing(make, "Hei på deg.") as writer:
        for key in ("f3", "f4", "f5", "f6", "ctrl+z", "ctrl+y"):
            await writer.press(key)
            assert writer.app.notice
        assert writer.app.session.text == "Hei på deg."


async def test_switching_audience(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f7")
        assert isinstance(writer.app.screen, Choose)
        await writer.press("f3")
        assert isinstance(writer.app.screen, Choose)
        await writer.press("down", "enter")
        await writer.checked()
        assert writer.app.session.audience == "barn"
        assert "Barn" in writer.line("title")


async def test_the_view_of_fits_has_every_audience(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f8")
        rows = writer.app.screen.query_one(OptionList)
        assert rows.option_count == len(writer.app.session.audiences) >= 14
        await writer.press("escape")
        assert len(writer.app.screen_stack) == 1
        assert writer.app.session.audience == ""


@pytest.mark.model
async def test_scores_move_with_the_text(make: Maker) -> None:
    every_rule = Checker(Plan(no_config=True))
    async with writing(make, size=WIDE, checker=every_rule) as writer:
        before = {s.id: s.score for s in writer.app.session.scores}
        await writer.press("f3", "f3", "f4")
        await writer.checked()
        after = {s.id: s.score for s in writer.app.session.scores}
        assert after["lett-a-forsta"] > before["lett-a-forsta"]  # type: ignore[operator]
        assert "(+" in writer.line("promises")
        await writer.press("ctrl+l")
        assert isinstance(writer.app.screen, Read)


async def test_copy_is_the_whole_text(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    async with writing(make, "Hei\x1b på deg.") as writer:
        sent: list[str] = []
        monkeypatch.setattr(writer.app._driver, "write", sent.append)
        await writer.press("f9")
        (code,) = [data for data in sent if "52;c;" in data]
        text = base64.b64decode(code.split(";")[2].rstrip("\a")).decode()
        assert text == "Hei\x1b på deg."


async def test_saving_a_pasted_text_asks_for_a_name(make: Maker, tmp_path: Path) -> None:
    async with writing(make, "") as writer:
        await writer.press("H", "e", "i", "ctrl+s")
        field = writer.app.screen.query_one(Input)
        field.value = "brev.txt"
        await writer.press("enter")
        await writer.until(lambda: not writer.app.session.unsaved)
        assert (tmp_path / "brev.txt").read_text(encoding="utf-8") == "Hei"
        await writer.press("!", "ctrl+s")
        await writer.until(lambda: not writer.app.session.unsaved)
        assert (tmp_path / "brev.txt").read_text(encoding="utf-8") == "Hei!"


async def test_the_name_that_is_offered_keeps_the_format(make: Maker, tmp_path: Path) -> None:
    async with writing(make, "") as writer:
        await writer.paste("# Plass\n\n- en\n- to\n")
        await writer.checked()
        await writer.press("ctrl+s", "enter")
        await writer.until((tmp_path / "tekst.md").exists)
        await writer.checked()
        assert writer.app.session.format is Format.MARKDOWN


async def test_undo_shows_the_finding_that_comes_back(make: Maker) -> None:
    between = "Kommunen svarer deg.\n\n" * 40
    text = f"Vi svarer i henhold til loven.\n\n{between}Du får svar vedrørende saken.\n"
    async with writing(make, text) as writer:
        await writer.press("f3", "f5", "f3", "ctrl+z")
        assert writer.at == "i henhold til"
        assert writer.app.editor.cursor == text.index("i henhold til")


async def test_a_file_is_not_overwritten_without_asking(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "gammel.txt").write_text("gammel", encoding="utf-8")
    async with writing(make, "Ny") as writer:
        await writer.press("ctrl+s")
        writer.app.screen.query_one(Input).value = "gammel.txt"
        await writer.press("enter")
        await writer.until(lambda: isinstance(writer.app.screen, Choose))
        await writer.press("enter")
        assert (tmp_path / "gammel.txt").read_text(encoding="utf-8") == "gammel"


async def test_a_sign_the_encoding_lacks_offers_utf8(make: Maker, tmp_path: Path) -> None:
    path = tmp_path / "brev.txt"
    path.write_bytes("Søknad på plass".encode("cp1252"))
    async with writing(make, source=open_file(path)) as writer:
        await writer.paste("→")
        await writer.press("ctrl+s")
        await writer.until(lambda: isinstance(writer.app.screen, Choose))
        await writer.press("up", "enter")
        await writer.until(lambda: not writer.app.session.unsaved)
        assert path.read_text(encoding="utf-8") == "→Søknad på plass"


async def test_opening_another_text(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "side.md").write_text("# Plass\n\nSvar i henhold til loven.\n", encoding="utf-8")
    async with writing(make) as writer:
        await writer.press("ctrl+o")
        assert isinstance(writer.app.screen, Ask)
        writer.app.screen.query_one(Input).value = "side.md"
        await writer.press("enter")
        await writer.until(lambda: writer.app.session.name == "side.md")
        await writer.checked()
        writer.agrees()
        assert "i henhold til" in [m.finding.text for m in writer.app.session.marks]
        await writer.press("ctrl+o")
        writer.app.screen.query_one(Input).value = "finnes-ikke.md"
        await writer.press("enter")
        await writer.until(lambda: "finnes-ikke.md" in writer.app.notice)
        assert writer.app.session.name == "side.md"


@pytest.mark.parametrize(
    ("keys", "left"), [(("down", "down", "enter"), False), (("down", "enter"), True)]
)
async def test_quitting_asks_when_something_is_unsaved(
    make: Maker, keys: tuple[str, ...], left: bool
) -> None:
    async with writing(make) as writer:
        await writer.press("x", "ctrl+q")
        assert isinstance(writer.app.screen, Choose)
        await writer.press(*keys)
        assert writer.app.is_running is not left or writer.app._exit is left


async def test_quitting_without_changes_just_quits(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f10")
        assert writer.app._exit


async def test_help(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("f1")
        assert isinstance(writer.app.screen, Read)
        await writer.press("f1")
        assert len(writer.app.screen_stack) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [WIDE, SMALL, NARROW, (30, 10)])
async def test_every_size_and_language_can_be_used(
    make: Maker, size: tuple[int, int], language: str
) -> None:
    async with writing(make, size=size, language=language) as writer:
        await writer.press("f3", "f4")
        await writer.pilot.resize_terminal(80, 24)
        await writer.press("f3")
        await writer.checked()
        writer.agrees()
        keys = writer.line("keys")
        assert keys.count("\n") < 2
        assert "F1" in keys


async def test_typing_moves_the_marks_and_is_undone_by_words(make: Maker) -> None:
    async with writing(make) as writer:
        await writer.press("N", "å", "space", "e", "r", "space", "enter")
        writer.agrees()
        assert writer.app.session.text.startswith("Nå er \nHei")
        for mark in writer.app.session.marks:
            if not mark.whole:
                span = mark.span
                assert writer.app.session.text[span.start : span.end] == mark.finding.text
        await writer.press("ctrl+z", "ctrl+z", "ctrl+z")
        writer.agrees()
        assert writer.app.session.text == LETTER
        await writer.press("delete", "ctrl+end", "backspace", "ctrl+w")
        writer.agrees()


async def test_signs_that_steer_a_terminal_are_shown_as_pictures(make: Maker) -> None:
    hostile = "a\x1b[31mb\x07\u202ec\u2028d\x85e\x0bf\ud800g"
    async with writing(make, hostile) as writer:
        text = writer.app.editor.text
        assert len(text) == len(hostile)
        assert not set(text) & set("\x1b\x07\u202e\u2028\x85\x0b\ud800")
        await writer.press("ctrl+end", "h")
        assert writer.app.session.text == f"{hostile}h"
        writer.agrees()


async def test_a_big_paste_shows_how_far_it_has_come_and_can_be_stopped(
    make: Maker, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = threading.Event(), checker.check

    def slow(snapshot: Snapshot) -> Iterator[Outcome]:
        for outcome in real(snapshot):
            yield outcome
            if outcome.is_part:
                gate.wait(PATIENCE)

    monkeypatch.setattr(checker, "check", slow)
    async with writing(make, "") as writer:
        await writer.paste("Avsnitt vedrørende saken.\n\n" * 2600)
        await writer.until(lambda: writer.app.session.share < 1)
        assert "prosent" in writer.line("state")
        await writer.press("escape")
        gate.set()
        assert writer.app.notice
        assert writer.app.session.pending
        await writer.press("ctrl+home", "x")
        await writer.checked()
        assert len(writer.app.session.marks) >= 2600


async def test_a_pasted_page_is_read_as_html_from_its_beginning(make: Maker) -> None:
    async with writing(make, "") as writer:
        await writer.paste("<h1>Plass</h1>\n<p>Svar i <b>henhold</b> til &laquo;loven&raquo;.</p>")
        await writer.checked()
        assert writer.app.session.format.value == "html"
        assert "HTML" in writer.line("title")
        assert writer.app.editor.cursor == 0
        await writer.press("ctrl+t", "up", "up", "enter")
        await writer.checked()
        assert writer.app.session.format.value == "text"


KEYS = (
    *("a", "B", "space", "enter", "backspace", "delete", "left", "right", "up", "down", "home"),
    *("end", "ctrl+end", "ctrl+home", "pagedown", "shift+down", "shift+right", "ctrl+w"),
    *("ctrl+x", "ctrl+v", "ctrl+a", "ctrl+k", "ctrl+u", "f2", "f3", "f4", "f5", "tab", "1"),
    *("2", "escape", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+right", "ctrl+backspace"),
)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_the_keys_the_screen_holds_the_text(make: Maker, seed: int) -> None:
    rng = random.Random(seed)
    async with writing(make, LETTER) as writer:
        session = writer.app.session
        for _ in range(60):
            await writer.pilot.press(rng.choice(KEYS))
            writer.agrees()
            for mark in session.marks:
                if mark.exact and not mark.whole:
                    span = mark.span
                    assert session.text[span.start : span.end] == mark.finding.text
        await writer.checked()
        while session.undo() is not None:
            pass
        assert session.text == LETTER
