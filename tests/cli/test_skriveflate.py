"""`klarsprak skriveflate` as a command: its address, its end, and what is said when it cannot start."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from klarsprak.cli.main import cli
from klarsprak.cli.skriveflate import skriveflate
from klarsprak.core.errors import ConfigError, KlarsprakError

COMMAND = (sys.executable, "-m", "klarsprak", "skriveflate", "--ikke-apne")


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    letter = tmp_path / "brev.md"
    letter.write_text("# Hei\n", encoding="utf-8")
    # A group of its own, so that the signal goes to this process and no other.
    process = subprocess.Popen(
        [*COMMAND, str(letter)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]{20,})/", process.stdout.readline())
        assert found is not None
        address, port = found.group(), int(found.group(1))
        assert status(address) == 200
        assert status(f"http://127.0.0.1:{port}/") == 403
        assert status(f"http://127.0.0.1:{port}/{'x' * len(found.group(2))}/") == 403
        assert _is_closed_to_others(port)
        taken = subprocess.run(
            [*COMMAND, "--port", str(port)], capture_output=True, text=True, check=False
        )
        assert taken.returncode == 2
        assert taken.stderr.startswith(f"klarsprak: Port {port}") and taken.stderr.count("\n") == 1
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        _, errors = process.communicate()
    assert errors == ""
    assert list(tmp_path.iterdir()) == [letter]


def _is_closed_to_others(port: int) -> bool:
    """Whether nothing listens on the addresses this machine has for others."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return True
        own = probe.getsockname()[0]
    with socket.socket() as other:
        other.settimeout(2)
        return own.startswith("127.") or other.connect_ex((own, port)) != 0


@pytest.mark.parametrize("name", ["skriveflate", "editor"])
def test_it_is_known_by_both_names(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "--ikke-apne" in result.output and "--port" in result.output


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ConfigError) as raised:
        skriveflate.main(["--ikke-apne"], standalone_mode=False)
    assert raised.value.code == "nett-missing"


@pytest.mark.parametrize(
    "arguments", [["finnes-ikke.txt"], ["--malgruppe", "romvesen"], ["--dokumenttype", "dikt"]]
)
def test_what_is_wrong_is_told_before_there_is_a_page(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KlarsprakError):
        skriveflate.main(["--ikke-apne", *arguments], standalone_mode=False)


def test_the_web_server_is_no_part_of_a_start() -> None:
    script = (
        "import sys, klarsprak.cli.main as m\n"
        "m.cli.main(['skriveflate', '--help'], standalone_mode=False)\n"
        "print(sorted({'starlette', 'uvicorn', 'spacy', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
