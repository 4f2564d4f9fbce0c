"""Which lines have changed since a git revision: asked of git, read from its diff."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.report import FileReport

_HUNK = re.compile(r"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPE = re.compile(r"\\([0-7]{3}|.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Lines:
    """Changed lines of a file: (first, last) of what is new, and lines with a cut after them."""

    ranges: tuple[tuple[int, int], ...] = ()
    cuts: tuple[int, ...] = ()

    def touch(self, first: int, last: int) -> bool:
        """Whether any line from `first` to `last` is changed, or the text between two is cut."""
        return any(start <= last and first <= end for start, end in self.ranges) or any(
            first <= cut < last for cut in self.cuts
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in the repository at `top`; its paths are resolved.

    `lines` has the changed files, None for one that has no lines to git. A file that git
    does not follow is new as a whole.
    """

    top: Path
    followed: frozenset[Path]
    lines: Mapping[Path, Lines | None]

    def of(self, path: Path) -> Lines | None:
        """The changed lines of a file; None when all of it counts as changed."""
        path = path.resolve()
        if path not in self.followed:
            return None
        return self.lines.get(path, Lines())


def changes_since(ref: str, folder: Path) -> Changes:
    """What has changed on the way from `ref` to the files as they lie on the disk.

    Where `ref` has gone on by itself (a main branch), what counts is the point where the
    work left it. Raises ConfigError when git is missing, when `folder` is in no repository
    and when `ref` is not known there.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel", error="git-no-repository").strip("\n"))
    commit = f"{ref}^{{commit}}"
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", commit)
    base = _git(folder, *wanted, error="git-ref-unknown", ref=ref).strip()
    fork = _output(folder, "merge-base", base, "HEAD")
    if fork is not None and fork.strip():
        base = fork.split()[0]
    asked = ("--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", base, "--")
    top = top.resolve()
    numbers = _git(top, "diff", "--numstat", "-z", *asked, error="git-failed")
    prefixes = ("--src-prefix=a/", "--dst-prefix=b/", "--unified=0", "--inter-hunk-context=0")
    patch = _git(top, "diff", *prefixes, *asked, error="git-failed")
    listed = _git(top, "ls-files", "-z", error="git-failed").split("\0")
    lines: dict[Path, Lines | None] = dict.fromkeys((top / name for name in _binary(numbers)), None)
    lines |= {top / name: found for name, found in parse_patch(patch).items()}
    return Changes(top, frozenset(top / name for name in listed if name), lines)


def only_changed(file: FileReport, changes: Changes) -> FileReport:
    """The file with the findings on changed lines alone; its scores tell of all of it."""
    lines = changes.of(Path(file.path))
    if lines is None or not file.findings:
        return file
    if file.format == "docx":
        # Its lines are those of the extracted text, which git knows nothing of.
        return file if lines.ranges else replace(file, findings=())
    return replace(file, findings=tuple(f for f in file.findings if _is_touched(f, lines)))


def is_changed(path: str, changes: Changes) -> bool:
    """Whether anything in the file has changed."""
    return changes.of(Path(path)) != Lines()


def _is_touched(finding: Finding, lines: Lines) -> bool:
    where = finding.location
    return not isinstance(where, FileLocation) or lines.touch(where.line, where.end_line)


def parse_patch(patch: str) -> dict[str, Lines]:
    """The changed lines of every file of a patch without context, by its new name."""
    found: dict[str, Lines] = {}
    ranges: list[tuple[int, int]] = []
    cuts: list[int] = []
    name, skip = "", 0
    for line in patch.split("\n"):
        if skip and line[:1] in ("+", "-"):
            # A line of text; it may look like a heading of the patch.
            skip -= 1
        elif line.startswith("+++ "):
            name, ranges, cuts = _file_name(line[4:]), [], []
        elif (hunk := _HUNK.match(line)) and name:
            start, count = int(hunk["start"]), int(hunk["count"] or 1)
            skip = count + int(hunk["gone"] or 1)
            if count:
                ranges.append((start, start + count - 1))
            else:
                cuts.append(start)
            found[name] = Lines(tuple(ranges), tuple(cuts))
    return found


def _file_name(written: str) -> str:
    """The name of a file in a patch; "" for one that is deleted."""
    written = written.rstrip("\t\r")
    if written.startswith('"'):
        written = _unquoted(written.strip('"'))
    return written.removeprefix("b/") if written != "/dev/null" else ""


def _unquoted(text: str) -> str:
    """A name that git wrote with escapes; the bytes it stands for are UTF-8."""
    raw = bytearray()
    position = 0
    for match in _ESCAPE.finditer(text):
        raw += text[position : match.start()].encode("utf-8", "surrogateescape")
        escaped = match[1]
        octal = len(escaped) == 3
        raw += bytes([int(escaped, 8) & 255]) if octal else _NAMED.get(escaped, escaped).encode()
        position = match.end()
    raw += text[position:].encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "surrogateescape")


def _binary(numbers: str) -> list[str]:
    """The changed files that git counts no lines in, from `--numstat -z`."""
    found = []
    fields = iter(numbers.split("\0"))
    for field in fields:
        added, _, rest = field.partition("\t")
        _, _, name = rest.partition("\t")
        if field and not name:
            next(fields, "")
            name = next(fields, "")
        if added == "-" and name:
            found.append(name)
    return found


def _git(folder: Path, *arguments: str, error: str, **values: str) -> str:
    output = _output(folder, *arguments)
    if output is None:
        raise ConfigError(error, path=folder, **values)
    return output


def _output(folder: Path, *arguments: str) -> str | None:
    """What git prints; None when it fails. ConfigError when there is no git."""
    command = ["git", "-c", "core.quotePath=true", "-C", str(folder), *arguments]
    # Only a run that asks for changed lines starts another program.
    import subprocess

    try:
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise ConfigError("git-missing") from error
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
