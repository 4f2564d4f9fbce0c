"""Which lines have changed since a git revision."""

import subprocess
from pathlib import Path

import pytest

from klarsprak.core.errors import ConfigError
from klarsprak.engine.changes import Changes, Lines, changes_since, parse_patch

TEXT = "".join(f"linje {n}\n" for n in range(1, 11))


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=n", "-c", "user.email=e@x.no", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "skole og æøå").mkdir()
    (tmp_path / "skole og æøå" / 'b "x".md').write_text(TEXT)
    commit(tmp_path)
    return tmp_path


def changed(repo: Path, name: str, ref: str = "HEAD", folder: str = ".") -> Lines | None:
    return changes_since(ref, repo / folder).of(repo / name)


def test_changed_added_and_cut_lines(repo: Path) -> None:
    lines = TEXT.splitlines(keepends=True)
    lines[1] = "ny 2\n"
    lines[4:6] = []
    (repo / "a.md").write_text("".join([*lines, "ny 11\n"]))
    found = changed(repo, "a.md")
    assert found == Lines(((2, 2), (9, 9)), (4,))
    assert [found.touch(n, n) for n in (1, 2, 3, 4, 5, 9)] == [
        False, True, False, False, False, True,
    ]  # fmt: skip
    assert found.touch(4, 5)


def test_untouched_files_and_strange_names(repo: Path) -> None:
    assert changed(repo, "a.md") == Lines()
    (repo / "skole og æøå" / 'b "x".md').write_text("først\n" + TEXT)
    assert changed(repo, 'skole og æøå/b "x".md') == Lines(((1, 1),))
    assert changed(repo, 'skole og æøå/b "x".md', folder="skole og æøå") == Lines(((1, 1),))


def test_a_renamed_file_has_only_its_own_changes(repo: Path) -> None:
    git(repo, "mv", "a.md", "c.md")
    (repo / "c.md").write_text(TEXT + "ny\n")
    assert changed(repo, "c.md") == Lines(((11, 11),))


def test_new_files_are_new_as_a_whole(repo: Path) -> None:
    (repo / "ny.md").write_text(TEXT)
    assert changed(repo, "ny.md") is None
    git(repo, "add", "ny.md")
    assert changed(repo, "ny.md") == Lines(((1, 10),))
    assert changed(repo, "../utenfor.md") is None


def test_a_file_without_lines_counts_as_a_whole(repo: Path) -> None:
    (repo / "b.docx").write_bytes(b"PK\0\1")
    commit(repo)
    assert changed(repo, "b.docx") == Lines()
    (repo / "b.docx").write_bytes(b"PK\0\2\n")
    assert changed(repo, "b.docx") is None


def test_a_branch_that_has_gone_on_does_not_count(repo: Path) -> None:
    git(repo, "checkout", "-qb", "arbeid")
    (repo / "a.md").write_text(TEXT + "mitt\n")
    commit(repo)
    git(repo, "checkout", "-q", "main")
    (repo / "a.md").write_text("andres\n" + TEXT)
    commit(repo)
    git(repo, "checkout", "-q", "arbeid")
    assert changed(repo, "a.md", "main") == Lines(((11, 11),))


def test_settings_of_the_user_do_not_disturb(repo: Path) -> None:
    for key, value in (
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
        ("diff.context", "5"),
        ("diff.external", "false"),
    ):
        git(repo, "config", key, value)
    (repo / "a.md").write_text(TEXT + "ny\n")
    assert changed(repo, "a.md") == Lines(((11, 11),))


def test_text_that_looks_like_a_patch() -> None:
    patch = (
        "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n"
        "--- a/x\n-@@ -9 +9 @@\n+++ b/y\n+@@ -1 +7,3 @@\n@@ -8 +8,0 @@\n-bort\n"
        "diff --git a/b.md b/b.md\n--- a/b.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    )
    assert parse_patch(patch) == {"a.md": Lines(((1, 2),), (8,))}


@pytest.mark.parametrize("ref", ["finnes-ikke", "--output=x", "HEAD:a.md", ""])
def test_a_revision_that_git_does_not_know(repo: Path, ref: str) -> None:
    with pytest.raises(ConfigError) as told:
        changes_since(ref, repo)
    assert told.value.code == "git-ref-unknown"
    assert not (repo / "x").exists()


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError) as told:
        changes_since("HEAD", tmp_path)
    assert told.value.code == "git-no-repository"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError) as told:
        changes_since("HEAD", tmp_path)
    assert told.value.code == "git-missing"


def test_paths_are_compared_where_they_lead(repo: Path, tmp_path: Path) -> None:
    (repo / "lenke.md").symlink_to(repo / "a.md")
    found = changes_since("HEAD", repo)
    assert isinstance(found, Changes)
    assert found.of(repo / "lenke.md") == Lines()
