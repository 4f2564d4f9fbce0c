"""Kill runs at random moments, and look at the cache after each. Usage: ``kill.py [TIMES]``.

Each run writes to one and the same cache and is killed (SIGKILL, workers too) at a moment
drawn from the whole length of a run. After each the database must be sound, and at the end
a run from the cache must say the same as one without.
"""

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


def killed_run(folder: Path, environment: dict[str, str], delay: float, jobs: int) -> bool:
    """Start a run and kill it after `delay` seconds; False when it was done by then."""
    process = subprocess.Popen(
        command(folder, "--jobber", str(jobs)),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(delay)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


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
        broken = killed = 0
        for number in range(times):
            killed += killed_run(folder, environment, chance.uniform(0.2, length), 1 + number % 2)
            said = soundness(database)
            if said != "ok":
                broken += 1
                print(f"kill {number}: {said}")
            if rows(database) == FILES:
                for file in cache.glob("funn-*"):
                    file.unlink()
        warm = subprocess.run(command(folder), env=environment, capture_output=True, check=True)
        same = warm.stdout == plain.stdout and not warm.stderr
    print(f"{killed} of {times} runs killed, {broken} broken caches, same report: {same}")
    return int(bool(broken) or not same)


if __name__ == "__main__":
    sys.exit(main())
