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


_FROM_LETTERS = frozenset(
    "arbeidsgivar arbeidsgivaren avgjerda brukarar brukaren brukarane bustad bustaden dagpengar "
    "dykkar eigedom eigedomen fylkeskommunar foreldrepengar fråsegn fråsegna heimesida "
    "heimesidene helsing husvære innsendar løyvet mottakar mottakaren noreg rettleiar rettleiing "
    "saksbehandlar saksbehandlaren sakshandsamar sakshandsaming sjukeheim sjukepengar søkjar "
    "søkjaren søkje søkjer søknadar tenesta tenestene utbetalinga velkomen velkomne ynskje "
    "ynskjer".split()
)
"""Words of Nynorsk letters that the newspapers hardly have."""
_LETTER_WEIGHT = 3.0
_SHARED_BY_LETTERS = frozenset("bilde bildet din dine ditt oppfylle vekt".split())
"""Words of both, that the Nynorsk newspapers happen to have less of."""
_POLITE = {"de": -2.0}
"""«De må søkje»: in a Nynorsk letter to several readers; newspapers have the Bokmål «they»."""


def is_everyday_bokmal(word: str) -> bool:
    """Whether Bokmål has the word too and uses it; «gonger» is allowed there, and rare."""
    return len(word) > 5 and is_known(word, "nb") and zipf(word, "nb") >= 3.3


def main() -> None:
    folder = Path(sys.argv[1])
    nb, nn = count(folder / "nb/train.conllu"), count(folder / "nn/train.conllu")
    sizes = sum(nb.values()), sum(nn.values())
    print("word\tweight")
    for word in sorted(set(nb) | set(nn) | _FROM_LETTERS):
        weight = _weight(word, (nb[word], nn[word]), sizes)
        if weight:
            print(f"{word}\t{weight:.1f}")


def _weight(word: str, counts: tuple[int, int], sizes: tuple[int, int]) -> float:
    """The weight of a word met so often in (Bokmål, Nynorsk); 0 when it tells nothing."""
    if word in _POLITE:
        return _POLITE[word]
    if word in _SHARED_BY_LETTERS:
        return 0.0
    if sum(counts) < 6 or word in _COMMANDS:
        return _LETTER_WEIGHT * (word in _FROM_LETTERS)
    odds = math.log(((counts[1] + 0.5) / sizes[1]) / ((counts[0] + 0.5) / sizes[0]))
    if odds >= math.log(6) and is_everyday_bokmal(word):
        return odds * SHARED
    if abs(odds) >= math.log(6):
        return odds
    return _LETTER_WEIGHT * (word in _FROM_LETTERS)


if __name__ == "__main__":
    main()
