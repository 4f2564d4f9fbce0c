"""Count how often each word begins and ends compounds in the lexicon.

    python training/build_compound_parts.py [nb|nn]

Two passes over the lexicon's own nouns and adjectives: the first counts every way to cut
a word in two known words, the second only the best way by those counts. The result tells
`klarsprak.lexicon.compounds` that "arbeids-" and "-penger" are common parts and that
"-ling" is not.
"""

import sys
import zlib
from collections import Counter
from pathlib import Path

from klarsprak.lexicon import store
from klarsprak.lexicon.compounds import LINKS, PARTS_FILE, may_link
from klarsprak.lexicon.wordforms import WordClass

DATA_FOLDER = Path(__file__).parents[1] / "src" / "klarsprak" / "lexicon" / "data"
SHORTEST = 3
Cut = tuple[str, str, str]


def cuts(word: str, language: str, lasts: set[str]) -> list[Cut]:
    """Return the ways to see `word` as first part, link and last part."""
    found = []
    for start in range(2, len(word) - SHORTEST + 1):
        last = word[start:]
        if last not in lasts:
            continue
        for link in LINKS:
            first = word[: start - len(link)]
            if word[:start].endswith(link) and may_link(first, link, language):
                found.append((first, link, last))
    return found


def count(language: str) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Return how many words have (first part, link) and how many have a last part."""
    words = {
        lemma
        for lemma in store.lemmas(language)
        for paradigm in store.entry(lemma, language) or ()
        if paradigm.word_class is not WordClass.VERB and lemma.isalpha()
    }
    lasts = {word for word in words if len(word) >= SHORTEST}
    ways = {word: cuts(word, language, lasts) for word in sorted(words)}
    firsts: Counter[tuple[str, str]] = Counter()
    ends: Counter[str] = Counter()
    for found in ways.values():
        for first, link, last in found:
            firsts[first, link] += 1
            ends[last] += 1
    best_firsts: Counter[tuple[str, str]] = Counter()
    best_ends: Counter[str] = Counter()
    for found in ways.values():
        if not found:
            continue
        first, link, last = max(
            found,
            key=lambda cut: (
                min(firsts[cut[0], cut[1]], ends[cut[2]]) * min(map(len, (cut[0], cut[2]))),
                ends[cut[0]],  # "sak" + s rather than "saks"
                cut,
            ),
        )
        best_firsts[first, link] += 1
        best_ends[last] += 1
    return best_firsts, best_ends


def write(language: str) -> None:
    """Write the counts of two and more, one word a line: word, ends, then by link."""
    firsts, ends = count(language)
    words = sorted({word for word, _ in firsts} | set(ends))
    lines = []
    for word in words:
        numbers = [ends[word], *(firsts[word, link] for link in LINKS)]
        if max(numbers) > 1:
            lines.append("\t".join((word, *(str(n) if n else "" for n in numbers))))
    packed = zlib.compress("\n".join(lines).encode(), 9)
    (DATA_FOLDER / PARTS_FILE.format(language)).write_bytes(packed)
    print(language, len(lines), "parts,", len(packed), "bytes")


if __name__ == "__main__":
    for name in sys.argv[1:] or store.LANGUAGES:
        write(name)
