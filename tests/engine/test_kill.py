"""A run that is killed leaves a sound cache; `benchmarks/kill.py 50` is the long form."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "kill.py"


def test_killed_runs_leave_a_sound_cache() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "4"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken caches, same report: True" in done.stdout
