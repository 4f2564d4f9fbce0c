"""Precision and recall of imperatives on self-written sentences of public-web kind.

usage: python eval_imperatives.py [--show] [FILE.tsv]

`imperatives-test.tsv`: standard, sentence, offsets of its imperatives. Written before the
training clauses and never trained on. Half the sentences without an imperative begin
with a noun or a verb that looks like one. Most of its verbs are in the training clauses
too; `imperatives-test2.tsv` holds mostly verbs that those clauses lack, in lists,
headings, capitals, negated and coordinated.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import spacy

from klarsprak.nlp.model_store import model_path

TEST = Path(__file__).parent / "imperatives-test.tsv"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path, nargs="?", default=TEST)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    nlp = spacy.load(model_path())
    with args.file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for standard in ("nb", "nn"):
        mine = [row for row in rows if row["standard"] == standard]
        right = missed = false = 0
        for row, doc in zip(mine, nlp.pipe([r["text"] for r in mine]), strict=True):
            want = {tuple(map(int, pair.split(":"))) for pair in row["imperatives"].split()}
            have = {(t.idx, t.idx + len(t)) for t in doc if "Imp" in t.morph.get("Mood")}
            right += len(want & have)
            missed += len(want - have)
            false += len(have - want)
            if args.show and want != have:
                wrong = [row["text"][a:b] for a, b in sorted(want ^ have)]
                print(f"{standard} {row['text']!r} missed or false: {wrong}")
        print(
            f"{standard}: {len(mine)} sentences, {right + missed} imperatives, "
            f"precision {right / max(1, right + false):.3f} recall {right / (right + missed):.3f}"
        )


if __name__ == "__main__":
    main()
