"""No text is lost: what was not saved is written down when the application cannot go on."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType

from klarsprak.core.atomic import write_text

NAME = "klarsprak-reddet"
SIGNALS = ("SIGHUP", "SIGTERM")
"""The terminal was closed, or the machine is going down."""


def rescue(text: str, folder: Path, suffix: str = ".txt") -> Path | None:
    """Write `text` to a new file in `folder`, or where temporary files are; None when neither goes.

    No file that is there is written over.
    """
    for place in (folder, Path(tempfile.gettempdir())):
        path = next(
            path
            for number in count(1)
            if not (path := place / f"{NAME}{'' if number == 1 else f'-{number}'}{suffix}").exists()
        )
        try:
            write_text(path, text)
        except OSError:
            continue
        return path
    return None


@contextmanager
def on_signals(leave: Callable[[int], None]) -> Iterator[None]:
    """While inside, `leave` is called with the number of a signal that asks the program to end."""

    def handle(number: int, frame: FrameType | None) -> None:
        leave(number)

    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = [(number, signal.signal(number, handle)) for number in known]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
