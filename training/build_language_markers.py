"""Count words that tell Bokmål from Nynorsk, and write them with their weight.

usage: build_language_markers.py NDT-FOLDER > src/klarsprak/lexicon/data/markers.tsv

A marker is a lower-case word whose smoothed frequency in one standard's training part is
at least six times that in the other. The weight is the natural logarithm of the ratio,
one decimal; positive is Nynorsk, negative Bokmål. Names are left out. A long word that
Bokmål has and uses too weighs less: «regulering» was met more often in Nynorsk because of
what those newspapers wrote about.
"""

import math
import sys
from collections import Counter
from pathlib import Path

from klarsprak.lexicon.frequency import zipf
from klarsprak.lexicon.inflection import is_known


def count(path: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in path.open(encoding="utf-8"):
        cells = line.split("\t")
        if len(cells) > 3 and cells[3] not in ("PROPN", "PUNCT", "NUM", "X", "SYM"):
            word = cells[1].lower()
            if word.isalpha():
                found[word] += 1
    return found


SHARED = 0.4
"""What is left of the weight of a Nynorsk marker that is everyday Bokmål too."""


_COMMANDS = frozenset("bryt finn fyll krev legg lever les planlegg skriv søk vis".split())
"""«Legg ved skjemaet»: newspapers give few orders in Bokmål, forms and letters give many."""


def is_everyday_bokmal(word: str) -> bool:
    """Whether Bokmål has the word too and uses it; «gonger» is allowed there, and rare."""
    return len(word) > 5 and is_known(word, "nb") and zipf(word, "nb") >= 3.3


def main() -> None:
    folder = Path(sys.argv[1])
    nb, nn = count(folder / "nb/train.conllu"), count(folder / "nn/train.conllu")
    sizes = sum(nb.values()), sum(nn.values())
    print("word\tweight")
    for word in sorted(set(nb) | set(nn)):
        if nb[word] + nn[word] < 6 or word in _COMMANDS:
            continue
        odds = math.log(((nn[word] + 0.5) / sizes[1]) / ((nb[word] + 0.5) / sizes[0]))
        shared = odds >= math.log(6) and is_everyday_bokmal(word)
        odds *= SHARED if shared else 1.0
        if abs(odds) >= (math.log(6) * SHARED if shared else math.log(6)):
            print(f"{word}\t{odds:.1f}")


if __name__ == "__main__":
    main()
