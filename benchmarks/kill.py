"""Kill runs at random moments, and look at the cache after each. Usage: ``kill.py [TIMES]``.

Each run writes to one and the same cache, every fifth to a baseline too, and is killed (SIGKILL,
workers too) at a moment drawn from the whole length of a run. TIMES counts runs that were not
done by then. After each the database and the baseline must be sound, and at the end a run from
the cache must say the same as one without, and `klarsprak rydd` leave nothing.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 5
FILES = 120
RULES = ("ord", "setning/for-lang", "side", "bilde")


def make_site(folder: Path) -> None:
    """Files with blocks of their own, so that every run has much to write."""
    for number in range(FILES):
        paragraphs = "".join(
            f"<p>Vedrørende sak {number}-{part}: vi svarer i henhold til reglene.</p>"
            for part in range(12)
        )
        page = f"<html lang=nb><title>Sak {number}</title><body>{paragraphs}</body></html>"
        (folder / f"{number:03}.html").write_text(page, encoding="utf-8")


def command(folder: Path, *more: str) -> list[str]:
    chosen = [word for rule in RULES for word in ("--velg", rule)]
    start = [sys.executable, "-m", "klarsprak", "sjekk", str(folder), "--format", "json"]
    return [*start, *chosen, "--feil-ved", "aldri", *more]


RYDD = [sys.executable, "-m", "klarsprak", "rydd"]


def baseline_command(folder: Path, baseline: Path) -> list[str]:
    start = [sys.executable, "-m", "klarsprak", "grunnlinje", "lag", str(folder)]
    return [*start, "--erstatt", "--grunnlinje", str(baseline)]


def killed_run(command: list[str], environment: dict[str, str], delay: float) -> float:
    """Start a run and kill it after `delay` seconds; else its length, where it was done by then."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(delay)
        return time.perf_counter() - started
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return 0.0


def soundness(database: Path) -> str:
    """What SQLite says of the cache, "ok" when it is sound or not there yet."""
    if not database.exists():
        return "ok"
    base = sqlite3.connect(database, timeout=10)
    try:
        return str(base.execute("pragma integrity_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)
    finally:
        base.close()


def rows(database: Path) -> int:
    """How many files the cache has results of."""
    if not database.exists():
        return 0
    base = sqlite3.connect(database, timeout=10)
    try:
        return int(base.execute("select count(*) from files").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        base.close()


def baseline_state(path: Path) -> str:
    """What is wrong with a baseline, "ok" when it is whole or not there yet."""
    try:
        return "ok" if json.loads(path.read_text(encoding="utf-8"))["funn"] else "empty"
    except FileNotFoundError:
        return "ok"
    except (ValueError, KeyError, TypeError) as error:
        return str(error)


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch, "nettsted"), Path(scratch, "lager")
        folder.mkdir()
        make_site(folder)
        environment = {**os.environ, "KLARSPRAK_MELLOMLAGER": str(cache)}
        plain = subprocess.run(
            command(folder, "--uten-mellomlager", "--jobber", "1"), env=environment,
            capture_output=True, check=True,
        )  # fmt: skip
        started = time.perf_counter()
        subprocess.run(
            command(folder, "--uten-mellomlager", "--jobber", "1"), env=environment,
            capture_output=True, check=True,
        )  # fmt: skip
        length = time.perf_counter() - started
        database = next(iter(cache.glob("funn-*.sqlite")), cache / "funn-1.sqlite")
        baseline = folder / "klarsprak-grunnlinje.json"
        broken = killed = runs = 0
        while killed < times and runs < 6 * times:
            runs += 1
            if runs % 5 == 0:
                kind, what = "baseline", baseline_command(folder, baseline)
            else:
                kind, what = "check", command(folder, "--jobber", str(1 + runs % 2))
            # How long a run takes depends on what is kept, and on who else is at work.
            done = killed_run(what, environment, chance.uniform(0.1, length))
            killed += not done
            length = done or length * 1.1
            for said in (soundness(database), baseline_state(baseline)):
                if said != "ok":
                    broken += 1
                    print(f"run {runs} ({kind}): {said}")
            if rows(database) == FILES:
                for file in cache.glob("funn-*"):
                    file.unlink()
        warm = subprocess.run(command(folder), env=environment, capture_output=True, check=True)
        same = warm.stdout == plain.stdout and not warm.stderr
        subprocess.run(RYDD, env=environment, capture_output=True, check=True)
        left = sorted(file.name for file in cache.iterdir())
    print(f"{killed} of {runs} runs killed, {broken} broken caches, same report: {same}")
    print(f"left after «klarsprak rydd»: {', '.join(left) or 'nothing'}")
    return int(bool(broken) or not same or bool(left) or killed < times)


if __name__ == "__main__":
    sys.exit(main())
