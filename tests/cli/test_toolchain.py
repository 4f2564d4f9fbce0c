"""The pre-commit hook and the Action in a scratch repository; the snippets of docs/ci.md."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from klarsprak.config.load import load_config
from tests.engine.test_changes import commit, git

REPO = Path(__file__).resolve().parents[2]
OLD = "I henhold til loven må du søke."
NEW = "Søk vedrørende plass på skolen."
FINE = "Du får svar innen to uker."
PAGE = "# Om søknaden\n\n{}\n\nSøknaden er åpen hele året.\n\n{}\n"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an old fault in its baseline, and a `klarsprak` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    shim = programs / "klarsprak"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m klarsprak "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(REPO / "src"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    for name in ("user.name", "user.email"):
        monkeypatch.setenv(f"GIT_AUTHOR_{name.partition('.')[2].upper()}", "x@example.no")
        monkeypatch.setenv(f"GIT_COMMITTER_{name.partition('.')[2].upper()}", "x@example.no")
    repo = tmp_path / "arkiv"
    (repo / "sider").mkdir(parents=True)
    (repo / "sider" / "side.md").write_text(PAGE.format(OLD, FINE), encoding="utf-8")
    (repo / "klarsprak.toml").write_text(
        'feil_ved = "forslag"\nvelg = ["ord/kanselliord"]\nutelat = ["sider/gammelt/"]\n'
        'grunnlinje = "klarsprak-grunnlinje.json"\n'
    )
    git(repo, "init", "-q", "-b", "main")
    subprocess.run(["klarsprak", "grunnlinje", "lag", "."], cwd=repo, check=True)
    commit(repo)
    return repo


def hook(name: str) -> dict[str, Any]:
    hooks = yaml.safe_load((REPO / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return next(found for found in hooks if found["id"] == name)


def pre_commit(repo: Path) -> tuple[int, str]:
    """Run the hook as pre-commit does, on what is staged; no environment is made for it."""
    local = hook("klarsprak") | {"language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True))
    git(repo, "add", "-A")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
        cwd=repo, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def action(repo: Path, **inputs: str) -> tuple[int, str]:
    """Run the script of the Action with these inputs."""
    given = {f"KLARSPRAK_{name.upper()}": value for name, value in inputs.items()}
    environment = os.environ | given | {"KLARSPRAK_INSTALLER": "nei"}
    done = subprocess.run(
        [str(REPO / "ci" / "action.sh")],
        cwd=repo, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_manifest_is_one_that_pre_commit_reads() -> None:
    from pre_commit.clientlib import load_manifest

    hooks = load_manifest(REPO / ".pre-commit-hooks.yaml")
    assert [found["id"] for found in hooks] == ["klarsprak", "klarsprak-fiks"]
    pattern = re.compile(hook("klarsprak")["files"])
    assert all(pattern.search(f"a/b.{suffix}") for suffix in ("md", "html", "txt", "docx"))
    assert not pattern.search("a/b.py")


def test_the_hook_lets_old_and_moved_pass_and_stops_new(scratch: Path) -> None:
    page = scratch / "sider" / "side.md"
    page.write_text(PAGE.format(FINE, OLD), encoding="utf-8")
    code, told = pre_commit(scratch)
    assert (code, "Passed" in told) == (0, True), told

    (scratch / "sider" / "gammelt").mkdir()
    (scratch / "sider" / "gammelt" / "arkivert.md").write_text(NEW, encoding="utf-8")
    assert pre_commit(scratch)[0] == 0

    page.write_text(PAGE.format(FINE, OLD) + f"\n{NEW}\n", encoding="utf-8")
    code, told = pre_commit(scratch)
    assert code == 1
    assert "sider/side.md:9:5" in told
    assert told.count("ord/kanselliord") == 1


def test_the_action_lets_old_and_moved_pass_and_stops_new(scratch: Path) -> None:
    page = scratch / "sider" / "side.md"
    assert action(scratch)[0] == 0
    page.write_text(PAGE.format(FINE, OLD), encoding="utf-8")
    assert action(scratch, sti="sider")[0] == 0
    page.write_text(PAGE.format(OLD, NEW), encoding="utf-8")
    output = scratch.parent / "utdata"
    code, told = action(scratch, sti="sider\nsider/side.md", sarif="ut.sarif", github_output="x")
    assert code == 1
    assert "::notice file=sider/side.md,line=7" in told
    assert '"ord/kanselliord"' in (scratch / "ut.sarif").read_text(encoding="utf-8")
    (scratch / "ut.sarif").unlink()
    os.environ["GITHUB_OUTPUT"] = str(output)
    try:
        code, _ = action(scratch, endret_siden="HEAD", feil_ved="aldri", ekstra="--kort")
    finally:
        del os.environ["GITHUB_OUTPUT"]
    assert code == 0
    assert output.read_text() == "slutt=0\n"


def test_what_a_workflow_gives_the_action_is_never_run(scratch: Path) -> None:
    evil = "$(touch ond); touch ond; `touch ond`"
    for name in ("sti", "endret_siden", "grunnlinje", "feil_ved"):
        assert action(scratch, **{name: evil})[0] == 2
    assert action(scratch, sti="--config=/etc/passwd")[0] == 2
    assert not (scratch / "ond").exists()


def test_the_action_gives_the_script_every_input_by_the_environment() -> None:
    text = (REPO / "action.yml").read_text(encoding="utf-8")
    described = yaml.safe_load(text)
    (step,) = described["runs"]["steps"]
    given = {value for value in step["env"].values()}
    assert given == {f"${{{{ inputs.{name} }}}}" for name in described["inputs"]}
    assert "${{" not in step["run"]
    script = (REPO / "ci" / "action.sh").read_text(encoding="utf-8")
    assert all(name in script for name in step["env"])


def blocks(language: str) -> list[str]:
    text = (REPO / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_settings_in_the_guide_are_read(tmp_path: Path) -> None:
    first, second = blocks("toml")
    for text in (first, second):
        assert tomllib.loads(text)
        (tmp_path / "klarsprak.toml").write_text(text, encoding="utf-8")
        load_config(tmp_path / "klarsprak.toml")


def test_the_snippets_name_commands_options_and_inputs_that_are_there() -> None:
    from klarsprak.cli.main import cli
    from klarsprak.formatters.registry import FORMATS

    hooks, github, gitlab, azure = (yaml.safe_load(text) for text in blocks("yaml"))
    assert hooks["repos"][0]["hooks"][0]["id"] == "klarsprak"
    step = next(s for s in github["jobs"]["klarsprak"]["steps"] if "klarsprak/" in s["uses"])
    inputs = yaml.safe_load((REPO / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert set(step["with"]) <= set(inputs)
    commands = [gitlab["klarsprak"]["script"][1], azure["steps"][3]["script"]]
    command = cli.get_command(None, "sjekk")  # type: ignore[arg-type]
    assert command is not None
    for line in commands:
        words = line.split()
        assert words[:2] == ["klarsprak", "sjekk"]
        parsed = command.make_context("sjekk", words[2:]).params
        assert set(parsed["formats"]) <= set(FORMATS)
        reports = [*gitlab["klarsprak"]["artifacts"]["reports"].values(), "junit.xml"]
        assert set(parsed["outputs"]) <= set(reports)
