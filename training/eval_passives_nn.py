"""Precision, recall and F1 of the passive rules on Nynorsk sentences of public-web kind.

usage: python eval_passives_nn.py [--show]

`passives-nn-test.tsv`: 200 sentences written by the project, offsets of st-passives (`s`)
and of bli/verte + participle (`bli`). Written before the rules were run on them; the author
also knows the rules, so the figures flatter. An st-passive must match exactly, a
bli-passive by its auxiliary. A second participle under one auxiliary is not marked. The line
"s, by the passive rules alone" leaves out «må gjerast» and its like, which
`aktiv/frist-uten-ansvarlig` tells of.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from klarsprak.lexicon.agents import names_agent
from klarsprak.lexicon.passives import find_passives
from klarsprak.nlp.spacy_backend import load_backend

TEST = Path(__file__).parent / "passives-nn-test.tsv"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    with TEST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    parsed = load_backend("").parse([row["text"] for row in rows])
    for kind, name in (("s", "s"), ("sure", "s, by the passive rules alone"), ("bli", "bli")):
        column = "s" if kind == "sure" else kind
        right = missed = false = 0
        for row, tokens in zip(rows, parsed, strict=True):
            want = {int(pair.partition(":")[0]) for pair in row[column].split()}
            passives = [p for p in find_passives(tokens, "nn") if p.kind == column]
            have = {
                tokens[p.first].start
                for p in passives
                if kind != "sure" or p.sure or names_agent(tokens, p)
            }
            right += len(want & have)
            missed += len(want - have)
            false += len(have - want)
            if args.show and want != have:
                what = "missed" if want - have else "false"
                places = [row["text"][at:].split()[0] for at in sorted(want ^ have)]
                print(f"{name} {what}: {places} in {row['text']!r}")
        precision, recall = right / (right + false), right / (right + missed)
        score = 2 * precision * recall / (precision + recall)
        print(
            f"nn passive ({name}): {len(rows)} sentences, gold {right + missed}, "
            f"precision {precision:.3f} recall {recall:.3f} F1 {score:.3f}"
        )


if __name__ == "__main__":
    main()
