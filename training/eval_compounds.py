"""Measure compound analysis on hand-written words and on the treebank.

    python training/eval_compounds.py DATA

Printed: words cut just as in tests/lexicon/compounds_{nb,nn}.txt; and on the treebank's
dev part, how many of the nouns marked as compounds there are cut ("samset"), and how many
nouns are cut that the treebank does not mark (its marks are on words its own dictionary
lacked, so many of those are compounds too).
"""

import sys
from pathlib import Path

from klarsprak.lexicon.compounds import parts

LISTS = Path(__file__).parents[1] / "tests" / "lexicon"


def segments(word: str, language: str) -> str:
    """Return `word` with bars between its parts, linking sounds at the part before."""
    found = parts(word, language)
    if "".join(p.text + p.link for p in found) == word:
        return "|".join(p.text + p.link for p in found)
    return "|".join(p.text for p in found)


def misses(language: str) -> tuple[int, list[str]]:
    """Return how many words the list of `language` has and which are cut in another way."""
    lines = (LISTS / f"compounds_{language}.txt").read_text("utf-8").split()
    wrong = []
    for line in lines:
        found = segments(line.replace("|", ""), language)
        if found != line:
            wrong.append(f"{found} for {line}")
    return len(lines), wrong


def treebank(path: Path, language: str) -> tuple[int, int, int, int, list[str]]:
    """Return marked nouns, those cut; unmarked nouns, those cut, and examples."""
    marked: set[str] = set()
    plain: set[str] = set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            if len(columns) == 10 and columns[3] == "NOUN" and columns[1].isalpha():
                (marked if "samset" in columns[4] else plain).add(columns[1].lower())
    plain -= marked
    cut = {word for word in marked if len(parts(word, language)) > 1}
    extra = sorted(segments(w, language) for w in plain if len(parts(w, language)) > 1)
    return len(marked), len(cut), len(plain), len(extra), extra + sorted(marked - cut)


def main() -> None:
    """Print the figures of both languages."""
    data = Path(sys.argv[1])
    for language in ("nb", "nn"):
        total, wrong = misses(language)
        print(f"{language}: {total - len(wrong)} of {total} cut right")
        for line in wrong:
            print("   ", line)
        marked, cut, plain, extra, _ = treebank(data / language / "dev.conllu", language)
        print(f"{language} treebank: {cut} of {marked} marked, {extra} of {plain} unmarked")


if __name__ == "__main__":
    main()
