"""Boundary F of the sentence splitter on treebank sentences given as blocks.

usage: eval_sentences.py FILE.conllu [--show]

Sentences of a document stand in paragraphs of eight, joined by a space; headings stand
alone, as an HTML or Markdown reader would deliver them. A boundary is the offset where a
sentence ends inside a block; the block's own end is not counted.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Boundaries inside one block: offsets by gold and by the splitter."""

    text: str
    gold: frozenset[int]
    found: frozenset[int]


def counted(path: Path) -> Iterator[Counted]:
    for block in blocks(path):
        text, gold = "", set()
        for sentence in block:
            text += sentence.strip() + " "
            gold.add(len(text) - 1)
        text = text.rstrip()
        found = {s.end for s in sentences(text)}
        yield Counted(text, frozenset(gold - {len(text)}), frozenset(found - {len(text)}))


def rates(rows: Iterable[Counted]) -> tuple[int, float, float, float]:
    """Number of gold boundaries, precision, recall and F."""
    hit = false = missed = 0
    for row in rows:
        hit += len(row.gold & row.found)
        false += len(row.found - row.gold)
        missed += len(row.gold - row.found)
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    return hit + missed, precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("conllu", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    rows = list(counted(args.conllu))
    for row in rows if args.show else []:
        for kind, where in (("FALSE", row.found - row.gold), ("MISSED", row.gold - row.found)):
            for at in sorted(where):
                print(kind, row.text[max(0, at - 40) : at], "||", row.text[at : at + 40])
    gold, precision, recall, score = rates(rows)
    print(f"gold {gold} precision {precision:.4f} recall {recall:.4f} F {score:.4f}")


if __name__ == "__main__":
    main()
