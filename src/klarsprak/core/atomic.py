"""Write a file whole or not at all."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path

MOST_KEPT = 300
"""Cache files of a kind that are kept; one run needs a hundred at most."""

UNFINISHED = ".klarsprak-ny"
"""How the name of a file ends that is not whole yet."""

_HOUR = 3600.0
_MINUTE = 60.0


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step; its permissions stay, a link is followed.

    A run that is killed leaves the old file or the new one, never a part. A device or a pipe
    is written to as it stands. Raises OSError when the folder cannot be written.
    """
    # Most runs write nothing, and tempfile brings half the standard library.
    import tempfile

    target = path.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        # What replaced «/dev/null» would be a file.
        with target.open("wb") as stream:
            stream.write(data)
        return
    mode = target.stat().st_mode if target.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=UNFINISHED, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(name, mode & 0o7777)  # noqa: PTH101
        else:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)  # noqa: PTH101
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """`write_bytes` of UTF-8, line ends as they are in `text`."""
    write_bytes(path, text.encode("utf-8"))


def keep_text(path: Path, text: str) -> None:
    """Write a cache file called ``kind-…``; one that cannot be written is done without.

    Of each kind the newest are kept.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
        kind = path.name.partition("-")[0]
        forget(leftovers(path.parent, f"{kind}-*"))
        forget(_newest_last(path.parent.glob(f"{kind}-*"))[:-MOST_KEPT])
    except OSError:
        return


def leftovers(folder: Path, name: str, age: float = _HOUR) -> Iterator[Path]:
    """What killed runs have left of files whose names match the pattern `name`.

    Younger than `age` seconds it may belong to a run that is still at work.
    """
    now = time.time()
    for path in folder.glob(f".{name}.????????{UNFINISHED}"):
        with suppress(FileNotFoundError):
            if path.is_file() and now - path.stat().st_mtime >= age:
                yield path


def leftovers_of(path: Path) -> Iterator[Path]:
    """What killed runs have left of the file `path`."""
    return leftovers(path.parent, escape(path.name))


def unfinished(folder: Path) -> Iterator[Path]:
    """What killed runs have left in `folder` and below, a minute ago or more."""
    oldest = time.time() - _MINUTE
    for path in folder.rglob(f".*.????????{UNFINISHED}"):
        with suppress(FileNotFoundError):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime <= oldest:
                yield path


def forget(paths: Iterable[Path]) -> None:
    """Remove files; those that cannot be removed stay."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _newest_last(paths: Iterable[Path]) -> list[Path]:
    dated = []
    for path in paths:
        with suppress(FileNotFoundError):
            dated.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(dated)]
