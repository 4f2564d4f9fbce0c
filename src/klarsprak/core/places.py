"""Where rules and dictionaries lie: beside `src` in a checkout, inside the wheel else."""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _folder(name: str) -> Path:
    """The folder called `name`; the wheel's own copy goes first.

    Raises FileNotFoundError when the package was built without it.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"klarsprak was installed without its folder {name!r}")


def rules_folder() -> Path:
    """The folder of rule files that ships with klarsprak."""
    return _folder("rules")


def dictionaries_folder() -> Path:
    """The folder of dictionaries that ships with klarsprak."""
    return _folder("dictionaries")


def packs_folder() -> Path:
    """The folder of example packs that ships with klarsprak."""
    return _folder("pakker")


def cache_folder() -> Path:
    """Where compiled data lies; ``KLARSPRAK_MELLOMLAGER`` overrides it. It may not exist."""
    if chosen := os.environ.get("KLARSPRAK_MELLOMLAGER"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "klarsprak"
