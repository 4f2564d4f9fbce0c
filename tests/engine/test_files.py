"""Which files a folder gives: the rules of git, and what the project leaves out."""

import subprocess
from pathlib import Path

import pytest

from klarsprak.engine.files import find_targets
from tests.engine.test_changes import git

NAMES = (
    "a.md", "b.txt", "bygg/a.md", "bygg/dyp/b.md", "side/a.md", "side/utkast/b.md", "side/c.html",
    "side/utkast/behold.md", "side/bygg/a.md", "arkiv/2020/a.md", "arkiv/2021/a.md", "æ ø/å.md",
    "#a.md", "side/a[1].md",
)  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in NAMES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tekst.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: str, exclude: tuple[str, ...] = (), strict: bool = False) -> set[str]:
    targets, errors = find_targets(arguments, exclude, Path(), strict=strict)
    assert errors == []
    return {target.shown.removeprefix("./") for target in targets}


@pytest.mark.parametrize(
    "listed",
    [
        {".gitignore": "bygg/\n"},
        {".gitignore": "/bygg\n*.html\n"},
        {".gitignore": "arkiv/*\n!arkiv/2021/\n"},
        {".gitignore": "**/utkast/**\n"},
        {".gitignore": "*.md\n!a.md\n"},
        {".gitignore": "# merknad\n\\#a.md\nside/a\\[1\\].md\næ ø/\n"},
        {".gitignore": "*.md\n", "side/.gitignore": "!*.md\nutkast/*\n!utkast/behold.md\n"},
        {"side/.gitignore": "/a.md\n", "side/utkast/.gitignore": "*\n!behold.md\n"},
        {".gitignore": "side/\n", "side/.gitignore": "!a.md\n"},
    ],
)
def test_as_git_does(tree: Path, listed: dict[str, str]) -> None:
    git(tree, "init", "-q")
    for name, text in listed.items():
        (tree / name).write_text(text)
    seen = git(tree, "-c", "core.quotePath=false", "ls-files", "-oz", "--exclude-standard")
    wanted = {name for name in seen.split("\0") if name in NAMES}
    assert found(".") == wanted
    in_side = {name for name in wanted if name.startswith("side/")}
    if in_side:
        assert found("side") == in_side
    assert found(*NAMES, strict=True) == wanted
    assert found(*NAMES) == set(NAMES)


def test_an_ignored_folder_that_is_named_is_looked_through(tree: Path) -> None:
    git(tree, "init", "-q")
    (tree / ".gitignore").write_text("bygg/\n")
    assert found("bygg") == {"bygg/a.md", "bygg/dyp/b.md"}


def test_our_own_file_goes_before_that_of_git(tree: Path) -> None:
    (tree / ".gitignore").write_text("bygg/\n")
    (tree / ".klarsprakignore").write_text("!/bygg/\narkiv/\nside/\n")
    assert "bygg/a.md" in found(".")
    assert "side/bygg/a.md" not in found(".")
    assert not {name for name in found(".") if name.startswith("arkiv/")}


def test_what_the_project_leaves_out_is_told_from_its_folder(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exclude = ("side/utkast/", "/a.md")
    assert "side/utkast/b.md" not in found(".", exclude=exclude)
    assert "side/utkast/b.md" not in found("side", exclude=exclude)
    assert "side/a.md" in found("side", exclude=exclude)
    assert found("a.md", exclude=exclude) == {"a.md"}
    assert found("a.md", "b.txt", exclude=exclude, strict=True) == {"b.txt"}
    monkeypatch.chdir(tree / "side")
    targets, _ = find_targets(["."], exclude, tree)
    assert not [t for t in targets if "utkast" in t.shown]


def test_folders_of_tools_and_links_are_never_followed(tree: Path) -> None:
    (tree / "node_modules").mkdir()
    (tree / "node_modules" / "x.md").write_text("x")
    (tree / "lenke").symlink_to(tree / "side")
    assert not {name for name in found(".") if name.startswith(("node_modules", "lenke"))}


def test_what_is_not_there_is_told(tree: Path) -> None:
    (tree / "tom").mkdir()
    targets, errors = find_targets(["borte.md", "tom", "a.md", "a.md"])
    assert [target.shown for target in targets] == ["a.md"]
    assert [error.code for error in errors] == ["path-missing", "folder-empty"]
    assert subprocess.run(["git", "--version"], check=True, capture_output=True).stdout
