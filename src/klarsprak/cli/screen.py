"""What the terminal can show."""

import os
import sys
from contextlib import suppress
from io import UnsupportedOperation


def open_closed_streams() -> None:
    """Standard output and error that whoever started us has closed go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def hush() -> None:
    """Nobody reads our output any more, or it cannot be written: let the rest of it go."""
    with suppress(UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def use_colour(wanted: bool | None) -> bool:
    """Whether to colour: the flag, then NO_COLOR and FORCE_COLOR, then whether it is a screen."""
    if wanted is not None:
        return wanted
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns to write in: those of the terminal, at most 100, else 80."""
    # As shutil.get_terminal_size, which brings the packers of archives.
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return min(100, int(told))
    try:
        screen = sys.__stdout__.fileno() if sys.__stdout__ else -1
        return min(100, os.get_terminal_size(screen).columns or 80)
    except (ValueError, OSError):
        return 80
