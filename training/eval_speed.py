"""Load time, size and speed of the shipped model.

usage: python eval_speed.py FILE.conllu [--rounds N]

Times are CPU seconds of this process (user and system), so other programs on the machine
disturb them little; the best round counts. Loading is timed after `import spacy`, in a
process of its own each time, from a model that is already unpacked.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import conllu

from klarsprak.nlp.model_store import PACKED, model_path

LOAD = (
    "import time, spacy; from klarsprak.nlp.model_store import model_path; path = model_path();"
    "t = time.process_time(); spacy.load(path); print(time.process_time() - t)"
)


def load_seconds() -> float:
    out = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    return float(out.stdout)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    unpacked = sum(f.stat().st_size for f in Path(model_path()).rglob("*") if f.is_file())
    print(f"packed {PACKED.stat().st_size / 1e6:.2f} MB, unpacked {unpacked / 1e6:.1f} MB")
    print(f"load {min(load_seconds() for _ in range(args.rounds)):.3f} CPU s after spaCy's import")
    import spacy

    nlp = spacy.load(model_path())
    texts = [s.text for s in conllu.read(args.file)]
    best = 0.0
    for _ in range(args.rounds):
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=128))
        best = max(best, words / (time.process_time() - started))
    print(f"{best:,.0f} words per CPU second, one text per sentence")


if __name__ == "__main__":
    main()
