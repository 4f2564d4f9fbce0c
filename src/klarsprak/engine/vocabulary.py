"""The project's own list of accepted words: one a line, `#` begins a comment."""

from pathlib import Path

from klarsprak.core.atomic import write_text
from klarsprak.core.errors import ConfigError
from klarsprak.core.seen import is_file

DEFAULT_NAME = "klarsprak-ordliste.txt"


def read_vocabulary(path: Path, *, required: bool = False) -> frozenset[str]:
    """The accepted words, casefolded; empty when there is no list.

    Raises ConfigError when a list that the settings name cannot be read.
    """
    if not is_file(path):
        if required:
            raise ConfigError("vocabulary-missing", path=path)
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("vocabulary-unreadable", path=path) from error
    words = (line.partition("#")[0].strip().casefold() for line in lines)
    return frozenset(word for word in words if word)


def add_word(path: Path, word: str) -> bool:
    """Add a word to the list, kept sorted, atomically; False when it was there already.

    Raises OSError when the list cannot be written.
    """
    wanted = " ".join(word.split())
    old = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    if wanted.casefold() in read_vocabulary(path):
        return False
    comments = [line for line in old if line.startswith("#") or not line.strip()]
    words = sorted([*(w for w in old if w not in comments), wanted], key=str.casefold)
    write_text(path, "\n".join([*comments, *words]) + "\n")
    return True


def remove_word(path: Path, word: str) -> bool:
    """Take a word off the list, atomically; False when it was not there.

    A list that is left with nothing in it stays as an empty file. Raises OSError when the
    list cannot be written.
    """
    if not path.is_file():
        return False
    wanted = " ".join(word.split()).casefold()
    old = path.read_text(encoding="utf-8-sig").splitlines()
    left = [line for line in old if line.partition("#")[0].strip().casefold() != wanted]
    if len(left) == len(old):
        return False
    write_text(path, "".join(f"{line}\n" for line in left))
    return True
