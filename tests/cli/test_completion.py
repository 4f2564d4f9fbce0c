"""The shell fills in commands, rules and profiles."""

import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete

from klarsprak.cli.main import cli
from tests.cli.running import run_cli


def offered(*words: str) -> set[str]:
    """What is offered for the last of `words`."""
    shell = ShellComplete(cli, {}, "klarsprak", "_KLARSPRAK_COMPLETE")
    return {item.value for item in shell.get_completions(list(words[:-1]), words[-1])}


def test_commands_rules_areas_profiles_and_formats() -> None:
    assert {"sjekk", "skjema"} <= offered("s")
    assert offered("forklar", "ord/kanselli") == {"ord/kanselliord"}
    assert {"unntak", "unntak/ubrukt"} <= offered("sjekk", "--velg", "unn")
    assert offered("sjekk", "--ignorer", "setning/for-l") == {"setning/for-lang"}
    assert "innbygger" in offered("sjekk", "--malgruppe", "inn")
    assert offered("sjekk", "--format", "sar") == {"sarif"}


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_code_for_a_shell(shell: str) -> None:
    out, err, code = run_cli("fullforing", shell)
    assert (err, code) == ("", 0)
    assert "_KLARSPRAK_COMPLETE" in out


def test_bash_accepts_the_code() -> None:
    command = (sys.executable, "-m", "klarsprak", "fullforing", "bash")
    code = subprocess.run(command, check=True, capture_output=True).stdout
    subprocess.run(["bash", "-n"], input=code, check=True)
    assert b"complete" in code


def test_another_shell_is_refused() -> None:
    assert run_cli("fullforing", "tcsh")[2] == 2
    assert isinstance(cli, click.Group)
