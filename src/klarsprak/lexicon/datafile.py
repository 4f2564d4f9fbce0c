"""Where the data files of the lexicon lie; `importlib.resources` takes longer to import than to read one."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def data_file(name: str) -> Path:
    """The path of a data file of the lexicon."""
    return _FOLDER / name
