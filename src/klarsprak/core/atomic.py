"""Write a file whole or not at all."""

import os
from pathlib import Path


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step; its permissions stay, a link is followed.

    A run that is killed leaves the old file or the new one, never a part. Raises OSError
    when the folder cannot be written.
    """
    # Most runs write nothing, and tempfile brings half the standard library.
    import tempfile

    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
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
    """Write a cache file; one that cannot be written is done without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
    except OSError:
        return
