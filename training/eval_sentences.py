"""Boundary F of the sentence splitter on treebank sentences given as blocks.

usage: eval_sentences.py FILE.conllu [--show]

Sentences of a document stand in paragraphs of eight, joined by a space; headings stand
alone, as an HTML or Markdown reader would deliver them. A boundary is the offset where a
sentence ends inside a block; the block's own end is not counted.
"""

import argparse
from pathlib import Path

from klarsprak.nlp.simple import sentences


def blocks(path: Path) -> list[list[str]]:
    found: list[list[str]] = []
    heading = fresh = True
    rows: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            fresh = True
        elif line.startswith("# heading"):
            heading = True
        elif line.startswith("# text = "):
            rows.append(line.removeprefix("# text = "))
        elif not line and rows:
            if heading or fresh or len(found[-1]) >= 8:
                found.append([])
            found[-1].append(rows[0])
            fresh, heading, rows = heading, False, []
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("conllu", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    hit = false = missed = 0
    for block in blocks(args.conllu):
        text, gold = "", set()
        for sentence in block:
            text += sentence.strip() + " "
            gold.add(len(text) - 1)
        text = text.rstrip()
        gold.discard(len(text))
        found = {s.end for s in sentences(text)} - {len(text)}
        hit += len(gold & found)
        false += len(found - gold)
        missed += len(gold - found)
        if args.show:
            for kind, where in (("FALSE", found - gold), ("MISSED", gold - found)):
                for at in sorted(where):
                    print(kind, text[max(0, at - 40) : at], "||", text[at : at + 40])
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"gold {hit + missed} precision {precision:.4f} recall {recall:.4f} F {score:.4f}")


if __name__ == "__main__":
    main()
