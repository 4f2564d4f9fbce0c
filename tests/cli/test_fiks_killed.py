"""A whole run of `klarsprak fiks` that is killed: every file is the old one or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from klarsprak.core.atomic import UNFINISHED

FILES = 25
TEXT = "Sak {0}.\r\n\r\nDu kan kun søke på nåværende tidspunkt dersom du bor her.\r\n" * 5
NEW = "Sak {0}.\r\n\r\nDu kan bare søke nå hvis du bor her.\r\n" * 5
SEED = 11


def test_every_file_is_whole_whenever_the_run_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    old, new = ({f"{n:02}.txt": t.format(n).encode() for n in range(FILES)} for t in (TEXT, NEW))
    for name, data in old.items():
        (folder / name).write_bytes(data)
    draw = random.Random(SEED)
    stopped_within = 0
    for more in (1, 6, 9):
        # Killed when so many files more are written, and a moment later.
        _killed(folder, new, more, draw.uniform(0, 0.02))
        found = _found(folder)
        assert all(found[name] in (old[name], new[name]) for name in old)
        stopped_within += 0 < _written(folder, new) < FILES
    assert stopped_within, "no run was killed in the midst of its work"
    run = subprocess.run(_command(folder), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    found = _found(folder)
    assert {name: found[name] for name in new} == new
    assert all(name in new or name.endswith(UNFINISHED) for name in found)


def _command(folder: Path) -> list[str]:
    rules = ("--velg", "ord/tungt-bindeord", "--velg", "ord/kanselliord")
    return [sys.executable, "-m", "klarsprak", "fiks", str(folder), *rules]


def _killed(folder: Path, new: dict[str, bytes], more: int, delay: float) -> None:
    before = _written(folder, new)
    child = subprocess.Popen(_command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and _written(folder, new) < before + more:
        time.sleep(0.002)
    try:
        child.wait(delay)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()


def _found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _written(folder: Path, new: dict[str, bytes]) -> int:
    """How many files are done; the new ones are shorter, so their size tells."""
    return sum((folder / name).stat().st_size == len(data) for name, data in new.items())
