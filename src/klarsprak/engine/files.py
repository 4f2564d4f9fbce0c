"""Which files a run looks at, in an order that never changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from klarsprak.core.errors import ReadError
from klarsprak.core.report import ToolError
from klarsprak.core.seen import exists, is_dir, is_file
from klarsprak.engine.ignores import Ignores, Rules
from klarsprak.readers.registry import supported

_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".klarsprak"})


@dataclass(frozen=True, slots=True)
class Target:
    """A file to lint: how it is shown, and where it lies."""

    shown: str
    path: Path


def find_targets(
    arguments: Sequence[str],
    exclude: Sequence[str] = (),
    base: Path | None = None,
    *,
    strict: bool = False,
) -> tuple[list[Target], list[ToolError]]:
    """The files that the command line names.

    A file is taken whatever its suffix; a folder gives the files under it with a suffix
    klarsprak reads, less what ignore files and `exclude` name (gitignore patterns, those of
    `exclude` from the folder `base`). With `strict` a file that they name is left out even
    where it is named here: a hook names every file that has changed. The same file named
    twice is linted once. A path that is not there, a folder without matching files and one
    that cannot be read is an error.
    """
    targets: dict[str, Target] = {}
    errors: list[ToolError] = []
    ignores = Ignores(exclude, base)
    for argument in arguments:
        path = Path(argument)
        if is_dir(path):
            before = len(errors)
            found = list(_walk(path, ignores, errors))
            if not found and len(errors) == before:
                errors.append(ToolError(argument, "folder-empty", {"path": argument}))
            prefix = argument.rstrip("/\\") or argument
            for file in found:
                shown = f"{prefix}/{file.relative_to(path).as_posix()}"
                targets.setdefault(shown, Target(shown, file))
        elif exists(path):
            if not (strict and ignores.name(path)):
                targets.setdefault(argument, Target(argument, path))
        else:
            errors.append(_unseen(argument))
    return list(targets.values()), errors


def _unseen(argument: str) -> ToolError:
    """Why a path cannot be seen: it is not there, or it lies in a closed folder."""
    values = {"path": argument}
    try:
        Path(argument).stat()
    except PermissionError as error:
        return ToolError(argument, "unreadable", values | {"error": error.strerror or str(error)})
    except (OSError, ValueError):
        pass
    return ToolError(argument, "path-missing", values)


def _walk(folder: Path, ignores: Ignores, errors: list[ToolError]) -> Iterator[Path]:
    """Files under `folder`, sorted by path; links to folders are not followed."""
    stack = ignores.above(folder)
    absolute = folder.resolve()

    def visit(here: Path, whole: Path, rules: Rules) -> Iterator[Path]:
        rules = ignores.within(whole, rules)
        try:
            entries = sorted(here.iterdir(), key=lambda p: p.name)
        except OSError as error:
            reason = error.strerror or str(error)
            errors.append(ToolError(str(here), "unreadable", {"path": str(here), "error": reason}))
            return
        for entry in entries:
            directory = is_dir(entry)
            if entry.name in _NEVER or (directory and entry.is_symlink()):
                continue
            if ignores.is_ignored(whole / entry.name, rules, directory=directory):
                continue
            if directory:
                yield from visit(entry, whole / entry.name, rules)
            elif entry.suffix.lower() in supported() and not _is_special(entry):
                yield entry

    # Who names an ignored folder wants what is in it.
    if ignores.is_ignored(absolute, stack, directory=True):
        stack = ()
    yield from visit(folder, absolute, stack)


def _is_special(path: Path) -> bool:
    """Whether a path is a pipe, a device or the like: nobody may ever write to it."""
    return exists(path) and not is_file(path)


def read_bytes(target: Target, limit: int) -> bytes:
    """The content of a target; ReadError when it cannot be read or is over `limit` bytes."""
    try:
        with target.path.open("rb") as stream:
            # A device has no size, and may have no end.
            data = stream.read(limit + 1)
    except OSError as error:
        raise ReadError("unreadable", path=target.shown, error=error.strerror or error) from error
    if len(data) > limit:
        raise ReadError("too-large", path=target.shown, limit=limit // (1024 * 1024))
    return data
