"""Cold start beside ``import click``, in one run: a page by text rules, one process each time.

Once with nothing kept of the page, and once with its result in the cache.
Prints the smallest and the median wall-clock and CPU seconds of ROUNDS alternating runs and
their ratio. Usage: ``python benchmarks/start.py [ROUNDS]``. Bytecode is compiled by a run
that is not counted.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PAGE = """<!doctype html><html lang="nb"><head><title>Søk om plass</title></head><body>
<h1>Søk om plass</h1><p>Vi viser til søknaden din vedrørende plass i barnehage. Du får svar
innen fire uker, jf. vedtektene.</p><img src="hage.jpg"></body></html>
"""
RULES = ("ord/kanselliord", "setning/for-lang", "rettskriving/strek", "bilde/alt-mangler")


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall-clock and CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "side.html")
        page.write_text(PAGE, encoding="utf-8")
        chosen = [word for rule in RULES for word in ("--velg", rule)]
        check = [
            *(sys.executable, "-m", "klarsprak", "sjekk", str(page)),
            *(*chosen, "--format", "linjer", "--feil-ved", "aldri"),
        ]
        commands = {
            "import click": [sys.executable, "-c", "import click"],
            "nothing kept": [*check, "--uten-mellomlager"],
            "from the cache": check,
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                measured = seconds(command, environment)
                if number:
                    times[name].append(measured)
    for name, runs in times.items():
        wall, cpu = zip(*runs, strict=True)
        print(
            f"{name:16} wall min {min(wall):.3f} median {median(wall):.3f}"
            f"   CPU min {min(cpu):.3f} median {median(cpu):.3f}"
        )
    base = times.pop("import click")
    for name, ours in times.items():
        print(
            f"ratio, {name:14} wall min {min(o[0] for o in ours) / min(b[0] for b in base):.1f}"
            f"   CPU min {min(o[1] for o in ours) / min(b[1] for b in base):.1f}"
            f"   CPU median {median(o[1] for o in ours) / median(b[1] for b in base):.1f}"
        )


if __name__ == "__main__":
    main()
