"""A text that was not saved is not lost when the program is made to stop."""

import os
import signal
from pathlib import Path

import pytest

from klarsprak.cli import interaktiv
from klarsprak.core.errors import ConfigError
from klarsprak.interactive.rescue import on_signals, rescue
from klarsprak.interactive.tui.app import KlarsprakApp
from klarsprak.messages.catalogue import load
from tests.cli.running import run_cli
from tests.interactive.conftest import Maker


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first, second = rescue("en", tmp_path), rescue("to", tmp_path, ".md")
    third = rescue("tre", tmp_path)
    assert first is not None
    assert second is not None
    assert third is not None
    assert len({first, second, third}) == 3
    assert first.read_text(encoding="utf-8") == "en"
    assert second.suffix == ".md"


def test_another_folder_when_the_first_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(spare))
    found = rescue("en", tmp_path / "finnes-ikke")
    assert found is not None
    assert found.parent == spare


def test_a_signal_is_told_and_the_old_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    told: list[int] = []
    with on_signals(told.append):
        os.kill(os.getpid(), signal.SIGTERM)
    assert told == [signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("left", [True, False])
def test_what_was_not_saved_is_written_down(
    make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    session = make("Hei.")
    session.replace(0, 3, "Hallo")

    def stop(app: KlarsprakApp) -> None:
        app.left = left

    monkeypatch.setattr(KlarsprakApp, "run", stop)
    if left:
        assert interaktiv._fill_screen(session, load("nb"), guess=True) == 0
        assert not list(tmp_path.glob("klarsprak-reddet*"))
    else:
        with pytest.raises(ConfigError) as caught:
            interaktiv._fill_screen(session, load("nb"), guess=True)
        kept = Path(caught.value.values["path"])
        assert kept.read_text(encoding="utf-8") == "Hallo."


def test_the_command_fills_the_screen_when_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(interaktiv, "_full_screen", lambda: True)
    begun: list[KlarsprakApp] = []

    def start(app: KlarsprakApp) -> None:
        begun.append(app)
        app.left = True

    monkeypatch.setattr(KlarsprakApp, "run", start)
    assert run_cli("interaktiv", "--format", "html") == ("", "", 0)
    assert begun[0].session.format.value == "html"
