"""Which files a run looks at, in an order that never changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from klarsprak.core.errors import ReadError
from klarsprak.core.report import ToolError
from klarsprak.readers.registry import supported

_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".klarsprak"})
_IGNORE_FILES = (".gitignore", ".klarsprakignore")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to lint: how it is shown, and where it lies."""

    shown: str
    path: Path


def find_targets(
    arguments: Sequence[str], exclude: Sequence[str] = ()
) -> tuple[list[Target], list[ToolError]]:
    """The files that the command line names.

    A file is taken whatever its suffix; a folder gives the files under it with a suffix
    klarsprak reads, less what ignore files and `exclude` (gitignore patterns) name. The
    same file named twice is linted once. A path that is not there, and a folder without
    matching files, is an error.
    """
    targets: dict[str, Target] = {}
    errors: list[ToolError] = []
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            found = list(_walk(path, exclude))
            if not found:
                errors.append(ToolError(argument, "folder-empty", {"path": argument}))
            base = argument.rstrip("/\\") or argument
            for file in found:
                shown = f"{base}/{file.relative_to(path).as_posix()}"
                targets.setdefault(shown, Target(shown, file))
        elif path.exists():
            targets.setdefault(argument, Target(argument, path))
        else:
            errors.append(ToolError(argument, "path-missing", {"path": argument}))
    return list(targets.values()), errors


def _walk(folder: Path, exclude: Iterable[str]) -> Iterator[Path]:
    """Files under `folder`, sorted by path; links to folders are not followed."""
    from pathspec import GitIgnoreSpec

    own = GitIgnoreSpec.from_lines(exclude)
    suffixes = supported()

    def visit(here: Path, specs: tuple[tuple[Path, GitIgnoreSpec], ...]) -> Iterator[Path]:
        for name in _IGNORE_FILES:
            listed = here / name
            if listed.is_file():
                lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
                specs = (*specs, (here, GitIgnoreSpec.from_lines(lines)))
        for entry in sorted(here.iterdir(), key=lambda p: p.name):
            directory = entry.is_dir()
            if entry.name in _NEVER or (directory and entry.is_symlink()):
                continue
            if any(
                spec.match_file(entry.relative_to(base).as_posix() + "/" * directory)
                for base, spec in specs
            ):
                continue
            if directory:
                yield from visit(entry, specs)
            elif entry.suffix.lower() in suffixes:
                yield entry

    yield from visit(folder, ((folder, own),))


def read_bytes(target: Target, limit: int) -> bytes:
    """The content of a target; ReadError when it cannot be read or is over `limit` bytes."""
    try:
        if target.path.stat().st_size > limit:
            raise ReadError("too-large", path=target.shown)
        return target.path.read_bytes()
    except OSError as error:
        raise ReadError("unreadable", path=target.shown, error=error.strerror or error) from error
