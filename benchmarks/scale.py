"""Many files: cold, by two processes, warm, one file changed, and peak memory, in one table.

Makes FILES texts from `shared/data/texts` by a seed: sentences and words are exchanged, so
that no two bodies are equal; a header and a footer stand on every page. Usage:
``python benchmarks/scale.py [FILES] [--memory SMALL LARGE]``.

Wall-clock seconds say little on a machine that others use. CPU seconds are those of all
processes together; `longest` is the CPU of the busiest process, which is what the run would
take where each has a core of its own (Linux only).
"""

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 20261
MENU = (
    "Forsiden", "Barnehage og skole", "Helse og omsorg", "Plan og bygg", "Vei og trafikk",
    "Kultur og fritid", "Skatt og avgift", "Kontakt oss", "Ledige stillinger", "Om kommunen",
)  # fmt: skip
FOOT = (
    "Har du spørsmål vedrørende denne siden, kan du ringe innbyggertorget på 32 00 00 00.",
    "Henvendelser besvares fortløpende i henhold til kommunens serviceerklæring.",
)
_TEXT = re.compile(r"(<(script|style)\b.*?</\2>)|(>)([^<]{30,})(?=<)", re.DOTALL | re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-zæøå]{3,}")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program took; seconds, and megabytes of memory at most."""

    name: str
    wall: float
    cpu: float
    longest: float
    memory: float
    output: str


def shared_texts() -> list[Path]:
    """The measuring texts, or an end of the program."""
    for base in Path(__file__).resolve().parents:
        folder = base / "shared" / "data" / "texts"
        if folder.is_dir():
            return sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md", ".html"))
    sys.exit("shared/data/texts is not here")


def make_files(folder: Path, count: int) -> None:
    """Write `count` files of which no two are alike, header and footer apart."""
    chance = random.Random(SEED)
    sources = [(p.suffix, p.read_text(encoding="utf-8", errors="replace")) for p in shared_texts()]
    words = sorted({word for _, text in sources for word in _WORD.findall(text)})
    seen: set[bytes] = set()
    number = 0
    while number < count:
        suffix, text = sources[number % len(sources)]
        body = exchanged(text, suffix, words, chance)
        digest = hashlib.sha256(body.encode()).digest()
        if digest in seen:
            continue
        seen.add(digest)
        place = folder / f"{number // 100:03}" / f"{number:05}{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(framed(body, suffix), encoding="utf-8")
        number += 1


def exchanged(text: str, suffix: str, words: list[str], chance: random.Random) -> str:
    """The text with the sentences of each paragraph in another order, and other words in them."""
    if suffix == ".html":
        return _TEXT.sub(lambda m: m[1] or m[3] + _mixed(m[4], words, chance), text)
    lines = text.split("\n")
    return "\n".join(_mixed(line, words, chance) if len(line) > 30 else line for line in lines)


def _mixed(text: str, words: list[str], chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    chance.shuffle(sentences)

    def other(match: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < 0.05 else match[0]

    return " ".join(_WORD.sub(other, sentence) for sentence in sentences)


def framed(body: str, suffix: str) -> str:
    """The body between the header and the footer that all files share."""
    if suffix == ".html":
        links = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(MENU))
        foot = "".join(f"<p>{line}</p>" for line in FOOT)
        head = f"<header><nav><ul>{links}</ul></nav></header>"
        body = re.sub(r"(<body[^>]*>)", lambda m: m[1] + head, body, count=1, flags=re.I)
        return re.sub(r"</body>", f"<footer>{foot}</footer></body>", body, count=1, flags=re.I)
    if suffix == ".md" and body.startswith("---"):
        return body + "\n\n" + "\n\n".join(FOOT) + "\n"
    return "\n\n".join((" | ".join(MENU), body, *FOOT)) + "\n"


def run(name: str, folder: Path, cache: Path | None, jobs: int) -> Run:
    """Check `folder` in a new process."""
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "klarsprak", "sjekk", str(folder), "--feil-ved", "aldri"]
    command += ["--format", "json", "--jobber", str(jobs)]
    if cache is None:
        command.append("--uten-mellomlager")
    else:
        environment["KLARSPRAK_MELLOMLAGER"] = str(cache)
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, env=environment)
        longest: dict[str, float] = {}
        while True:
            longest.update(_processes(process.pid))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(0.05)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        if process.returncode not in (0, 2):
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
        out.seek(0)
        digest = hashlib.file_digest(out, "sha256").hexdigest()
    cpu = usage.ru_utime + usage.ru_stime
    return Run(name, wall, cpu, max(longest.values(), default=cpu), usage.ru_maxrss / 1024, digest)


def _processes(parent: int) -> Iterator[tuple[str, float]]:
    """CPU seconds so far of a process and its children, by process id (Linux)."""
    tick = os.sysconf("SC_CLK_TCK")
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return
    for pid in (str(parent), *children):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield pid, (int(fields[11]) + int(fields[12])) / tick


def compiled(folder: Path, cache: Path) -> None:
    """Have rules and lists compiled, which a wheel ships; no result is left in the cache."""
    make_files(folder, len(shared_texts()) // 4)
    run("", folder, cache, 1)
    for file in cache.glob("funn-*"):
        file.unlink()


def speeds(folder: Path, count: int, caches: Path) -> None:
    """Print the table of runs over `count` files."""
    make_files(folder, count)
    for name in ("one", "two"):
        compiled(folder.parent / "first", caches / name)
    runs = [run("cold, 1 job", folder, caches / "one", 1)]
    runs.append(run("cold, 2 jobs", folder, caches / "two", 2))
    runs.append(run("warm", folder, caches / "one", 1))
    runs.append(run("warm again", folder, caches / "one", 1))
    runs.append(run("no cache, 1 job", folder, None, 1))
    changed = sorted(p for p in folder.rglob("*.md"))[count // 7]
    changed.write_text(changed.read_text(encoding="utf-8") + "\nVedrørende saken.\n", "utf-8")
    one = run("one file changed", folder, caches / "one", 1)
    fresh = run("same, no cache", folder, None, 1)
    print(f"\n{count} files, no two bodies alike; one header and footer\n")
    print(f"{'run':18} {'wall s':>8} {'CPU s':>8} {'longest':>8} {'MB':>6}  output")
    for row in (*runs, one, fresh):
        print(
            f"{row.name:18} {row.wall:8.1f} {row.cpu:8.1f} {row.longest:8.1f}"
            f" {row.memory:6.0f}  {row.output[:12]}"
        )
    cold, two, warm = runs[0], runs[1], runs[3]
    same = len({row.output for row in runs}) == 1 and one.output == fresh.output
    print(
        f"\nwarm is 1/{cold.cpu / warm.cpu:.0f} of cold (CPU), 1/{cold.wall / warm.wall:.0f} (wall)"
    )
    print(
        f"two jobs are {cold.wall / two.wall:.2f} times one (wall), "
        f"{cold.longest / two.longest:.2f} by the busiest process"
    )
    print(f"output byte for byte the same: {'yes' if same else 'NO'}")


def memory(folder: Path, small: int, large: int) -> None:
    """Print peak memory of cold runs over two numbers of files."""
    peaks = []
    for count in (small, large):
        place = folder / str(count)
        make_files(place, count)
        row = run(f"{count} files", place, None, 1)
        peaks.append(row.memory)
        print(f"{row.name:18} peak {row.memory:.0f} MB ({row.cpu:.0f} s CPU)", flush=True)
    print(f"peak of {large} files is {peaks[1] / peaks[0]:.2f} times that of {small}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="?", type=int, default=2000)
    parser.add_argument("--memory", nargs=2, type=int, metavar=("SMALL", "LARGE"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klarsprak-skala-") as scratch:
        base = Path(scratch)
        if arguments.files:
            speeds(base / "files", arguments.files, base / "caches")
        if arguments.memory:
            memory(base / "memory", *arguments.memory)


if __name__ == "__main__":
    main()
