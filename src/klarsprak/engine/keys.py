"""Digests of all that a result depends on: what has another digest is worked out anew."""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

from klarsprak import __version__
from klarsprak.config.model import Config
from klarsprak.core.places import dictionaries_folder, rules_folder

SIZE = 16
"""Bytes of a digest."""

_IRRELEVANT = frozenset(
    {"feil_ved", "maks_advarsler", "sprak", "utelat", "grunnlinje", "lix_tak", "sted", "origins",
     "streng_grunnlinje", "lofter", "grenser",
     "file", "ordliste"}
)  # fmt: skip
"""Settings that decide what is done with findings, or that are digested by their content."""


def digest(*parts: bytes | str) -> bytes:
    """The digest of `parts`; where one ends and the next begins counts."""
    hashed = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "little"))
        hashed.update(data)
    return hashed.digest()


@cache
def tool_digest() -> bytes:
    """Digest of the program and its dictionaries.

    An installed wheel is told by its version and index; in a checkout every file counts,
    so that somebody who writes a rule in Python never sees what the old one found.
    """
    package = Path(__file__).resolve().parents[1]
    index = package / "_data" / "index.jsonl"
    if index.is_file() and rules_folder().parent == index.parent:
        stamps: Iterable[str] = (_stamp(index),)
    else:
        stamps = _stamps((package, dictionaries_folder()))
    # Another version of a reader or a word list may read another text; any installation
    # changes the time of this folder.
    packages = Path(sysconfig.get_path("purelib"))
    return digest(__version__, sys.version, _stamp(packages), *stamps)


def model_stamp(name: str) -> str:
    """Tells versions of an installed pipeline apart; the one that ships is part of the tool."""
    if not name:
        return ""
    folder = Path(name)
    if folder.is_dir():
        return folders_digest((folder,)).hex()
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def folders_digest(folders: Sequence[Path]) -> bytes:
    """Digest of the names, sizes and times of all files under `folders`."""
    return digest(*_stamps(folders))


def _stamps(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        waiting = [str(folder)]
        while waiting:
            here = waiting.pop()
            with os.scandir(here) as entries:
                for entry in sorted(entries, key=lambda e: e.name):
                    if entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        stat = entry.stat()
                        yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"


def _stamp(path: Path) -> str:
    stat = path.stat()
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"


def config_digest(config: Config, vocabulary: frozenset[str]) -> bytes:
    """Digest of the settings that can change what is found in a file.

    A key that is not known to be irrelevant counts.
    """
    values = (f"{f.name}={getattr(config, f.name)!r}" for f in fields(Config))
    kept = (text for text in values if text.partition("=")[0] not in _IRRELEVANT)
    return digest(*kept, "\n".join(sorted(vocabulary)))


def document_key(scope: bytes, settings: bytes, shown: str, name: str, content: bytes) -> bytes:
    """The key of a file: `shown` and `name` stand in findings and decide the format."""
    return digest(scope, settings, shown, name, content)
