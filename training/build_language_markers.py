"""Count words that tell Bokmål from Nynorsk, and write them with their weight.

usage: build_language_markers.py NDT-FOLDER > src/klarsprak/nlp/data/markers.tsv

A marker is a lower-case word whose smoothed frequency in one standard's training part is
at least six times that in the other. The weight is the natural logarithm of the ratio,
one decimal; positive is Nynorsk, negative Bokmål. Names are left out.
"""

import math
import sys
from collections import Counter
from pathlib import Path


def count(path: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in path.open(encoding="utf-8"):
        cells = line.split("\t")
        if len(cells) > 3 and cells[3] not in ("PROPN", "PUNCT", "NUM", "X", "SYM"):
            word = cells[1].lower()
            if word.isalpha():
                found[word] += 1
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    nb, nn = count(folder / "nb/train.conllu"), count(folder / "nn/train.conllu")
    sizes = sum(nb.values()), sum(nn.values())
    print("word\tweight")
    for word in sorted(set(nb) | set(nn)):
        if nb[word] + nn[word] < 6:
            continue
        odds = math.log(((nn[word] + 0.5) / sizes[1]) / ((nb[word] + 0.5) / sizes[0]))
        if abs(odds) >= math.log(6):
            print(f"{word}\t{odds:.1f}")


if __name__ == "__main__":
    main()
