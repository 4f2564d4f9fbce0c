"""Which paths `.gitignore`, `.klarsprakignore` and `utelat` name, by the rules of git."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from klarsprak.core.seen import exists, is_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Rules = tuple[tuple[Path, "GitIgnoreSpec"], ...]
"""(folder, what its ignore file says), outermost first; the last that speaks decides."""

_FILES = (".gitignore", ".klarsprakignore")


class Ignores:
    """The ignore rules of a run; `exclude` are patterns from the folder `base`.

    What `exclude` says goes before any file. Paths are absolute and resolved.
    """

    def __init__(self, exclude: Sequence[str] = (), base: Path | None = None) -> None:
        self._base = (base or Path()).resolve()
        self._own = _spec(exclude) if exclude else None
        self._read: dict[Path, Rules] = {}

    def above(self, folder: Path) -> Rules:
        """The rules from the folders round `folder`: of its repository, or of the project."""
        inner = folder.resolve()
        rules: Rules = ()
        if exists(inner / ".git"):
            return rules
        top = self._top(inner)
        for parent in reversed(inner.parents):
            if parent.is_relative_to(top):
                rules = self.within(parent, rules)
        return rules

    def within(self, folder: Path, rules: Rules) -> Rules:
        """`rules` with those of the ignore files in `folder`."""
        if folder not in self._read:
            self._read[folder] = tuple(_read(folder))
        return (*rules, *self._read[folder])

    def is_ignored(self, path: Path, rules: Rules, *, directory: bool = False) -> bool:
        """Whether a path is named by the rules, and by none that lets it in again."""
        own: Rules = ((self._base, self._own),) if self._own else ()
        for folder, spec in reversed((*rules, *own)):
            if not path.is_relative_to(folder) or path == folder:
                continue
            verdict = spec.check_file(path.relative_to(folder).as_posix() + "/" * directory).include
            if verdict is not None:
                return verdict
        return False

    def name(self, path: Path) -> bool:
        """Whether a file, or a folder it lies in, is ignored."""
        whole = path.resolve()
        outer = [p for p in reversed(whole.parents) if p.is_relative_to(self._top(whole))]
        rules: Rules = ()
        for folder in outer:
            if self.is_ignored(folder, rules, directory=True):
                return True
            rules = self.within(folder, rules)
        return self.is_ignored(whole, rules)

    def _top(self, path: Path) -> Path:
        """The outermost folder whose ignore files count for what lies at `path`."""
        tops = (p for p in path.parents if exists(p / ".git"))
        return next(tops, self._base if self._base in path.parents else path.parent)


def _spec(lines: Sequence[str]) -> "GitIgnoreSpec":
    # Few projects ignore anything, and the package takes as long to import as a short text.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _read(folder: Path) -> list[tuple[Path, "GitIgnoreSpec"]]:
    found = []
    for name in _FILES:
        listed = folder / name
        if is_file(listed):
            lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
            found.append((folder, _spec(lines)))
    return found
