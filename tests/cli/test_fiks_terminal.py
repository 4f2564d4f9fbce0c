"""`klarsprak fiks --interaktiv` in a real terminal: keys are typed, the file is looked at."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for Unix", allow_module_level=True)

import pty
import termios

TEXT = "Du kan kun søke her. Vi kan kun svare nå. Alt dette iverksettes på nåværende tidspunkt.\n"
ASKS = "s = slutt:"
WRITES = "Skriv teksten som skal stå der"
PATIENCE = 60


class Terminal:
    """A run of the program whose keyboard and screen are a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._own, other = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "200"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "klarsprak", "fiks", "--interaktiv", *arguments],
            cwd=folder,
            env=environment,
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
        )
        os.close(other)
        self.shown = ""

    def until(self, text: str) -> str:
        """What came on the screen since last, up to and with `text`."""
        while text not in self.shown:
            more = self._read()
            assert more, f"«{text}» never came: {self.shown!r}"
            self.shown += more
        seen, _, self.shown = self.shown.partition(text)
        return seen + text

    def type(self, keys: str) -> None:
        """Press keys, when the program reads them: a line as lines, a lone key at once.

        What is typed before is thrown away when the program turns from the one to the other.
        """
        by_line = keys.endswith("\n")
        deadline = time.monotonic() + PATIENCE
        while bool(termios.tcgetattr(self._own)[3] & termios.ICANON) != by_line:
            assert time.monotonic() < deadline, f"nobody reads {keys!r}: {self.shown!r}"
            time.sleep(0.01)
        os.write(self._own, keys.encode())

    def end(self) -> int:
        """The exit code, when the program has ended by itself."""
        while more := self._read():
            self.shown += more
        return self._child.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing running, however it went."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        os.close(self._own)

    def _read(self) -> str:
        ready, _, _ = select.select([self._own], [], [], PATIENCE)
        if not ready:
            return ""
        try:
            return os.read(self._own, 65536).decode(errors="replace")
        except OSError:
            # Linux tells so that nobody holds the other end any more.
            return ""


Open = Callable[[Path], Terminal]


@pytest.fixture
def open_terminal() -> Iterator[Open]:
    opened: list[Terminal] = []

    def start(folder: Path) -> Terminal:
        opened.append(Terminal(folder, "--velg", "ord", "a.txt"))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j", "n", "n", "n"], TEXT.replace("kun", "bare", 1)),
        (["y", "s"], TEXT.replace("kun", "bare", 1)),
        (["a", "j", "x", "j"], "Du kan bare søke her. Vi kan bare svare nå. Alt dette settes i gang nå.\n"),
        (["n", "s"], TEXT),
        (["r", "faktisk\n", "n", "s"], TEXT.replace("kun", "faktisk", 1)),
        (["g", "n", "n"], TEXT),
    ],
    ids=lambda value: "".join(value).strip() if isinstance(value, list) else None,
)  # fmt: skip
def test_keys_in_a_terminal(
    keys: list[str], expected: str, tmp_path: Path, open_terminal: Open
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    terminal = open_terminal(tmp_path)
    first = terminal.until(ASKS)
    assert "− Du kan kun søke her." in first
    assert "+ Du kan bare søke her." in first
    for number, key in enumerate(keys):
        if number:
            terminal.until(WRITES if key.endswith("\n") else ASKS)
        terminal.type(key)
    assert terminal.end() == 0
    assert file.read_text(encoding="utf-8") == expected
    assert (tmp_path / "klarsprak-ordliste.txt").exists() == ("g" in keys)


def test_control_c_leaves_the_file_alone(tmp_path: Path, open_terminal: Open) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    terminal = open_terminal(tmp_path)
    terminal.until(ASKS)
    terminal.type("j")
    terminal.until(ASKS)
    terminal.type("\x03")
    assert terminal.end() == 130
    assert file.read_text(encoding="utf-8") == TEXT
