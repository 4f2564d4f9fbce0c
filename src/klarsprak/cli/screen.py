"""What the terminal can show."""

import os
import shutil
import sys


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
    return min(100, shutil.get_terminal_size((80, 24)).columns)
