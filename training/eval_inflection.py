"""Measure inflection against a treebank file.

    python training/eval_inflection.py DATA [--part dev] [--misses N]

For every distinct (lemma, class, features) of verbs, nouns and adjectives in
DATA/{nb,nn}/PART.conllu: is the attested form the one `inflect` gives (first), or among
the forms that `forms` allows with these features (any)? Words that the treebank marks as
misspelt are left out, and so are abbreviations. A verb counts as frequent when its lemma
is among the 500 most frequent of the training part.
"""

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from attested_forms import Word, words

from klarsprak.lexicon.inflection import forms, inflect
from klarsprak.lexicon.wordforms import WordClass

FREQUENT = 500


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs in all, right at first, right by any variant; the same for frequent verbs."""

    pairs: int
    first: float
    any: float
    verb_pairs: int
    verb_first: float
    verb_any: float
    misses: tuple[str, ...]


Key = tuple[str, WordClass, frozenset[str]]


def allowed(lemma: str, word_class: WordClass, features: frozenset[str], language: str) -> set[str]:
    """Return every variant that has `features`, whatever the gender of a noun is."""
    plain = frozenset(f for f in features if not f.startswith("Gender="))
    wanted = plain if word_class is WordClass.NOUN else features
    found = {
        form.text
        for form in forms(lemma, word_class, language)
        if wanted <= form.features and exact(wanted, form.features)
    }
    first = inflect(lemma, word_class, features, language)
    return found | ({first} if first else set())


def exact(wanted: frozenset[str], features: frozenset[str]) -> bool:
    """Tell whether voice, case, definiteness and the kind of participle agree too."""

    def named(source: frozenset[str], key: str) -> set[str]:
        return {f for f in source if f.startswith(key)}

    keys = ("Voice", "Case", "Tense", "Definite")
    return all(named(wanted, key) == named(features, key) for key in keys)


def pairs(path: Path) -> dict[Key, Counter[str]]:
    """Return the forms of each (lemma, class, features) and how often they were met."""
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for word in words(path):
        if word.standard:
            found[_key(word)][word.form] += 1
    return found


def _key(word: Word) -> Key:
    return word.lemma, word.word_class, word.features


def frequent_verbs(path: Path) -> frozenset[str]:
    """Return the most frequent verb lemmas of the CoNLL-U file at `path`."""
    counts = Counter(w.lemma for w in words(path) if w.word_class is WordClass.VERB)
    return frozenset(lemma for lemma, _ in counts.most_common(FREQUENT))


def score(data: Path, language: str, part: str = "dev") -> Score:
    """Score `language` on DATA/language/part.conllu; each variant form is one pair."""
    verbs = frequent_verbs(data / language / "train.conllu")
    total = first = any_ = verb_total = verb_first = verb_any = 0
    misses = []
    for (lemma, word_class, features), met in pairs(data / language / f"{part}.conllu").items():
        best = inflect(lemma, word_class, features, language)
        variants = allowed(lemma, word_class, features, language)
        frequent = word_class is WordClass.VERB and lemma in verbs
        for form in met:
            total += 1
            first += form == best
            any_ += form in variants
            if frequent:
                verb_total += 1
                verb_first += form == best
                verb_any += form in variants
            if form not in variants:
                mark = "*" if frequent else ""
                named = f"{mark}{lemma} {word_class} {sorted(features)}"
                misses.append(f"{named} {form} ≠ {best}")
    return Score(
        total, first / total, any_ / total, verb_total,
        verb_first / verb_total, verb_any / verb_total, tuple(misses),
    )  # fmt: skip


def main() -> None:
    """Print the scores of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    for language in ("nb", "nn"):
        result = score(arguments.data, language, arguments.part)
        print(
            f"{language} {arguments.part}: pairs {result.pairs}"
            f" first {result.first:.4f} any {result.any:.4f};"
            f" frequent verbs {result.verb_pairs}"
            f" first {result.verb_first:.4f} any {result.verb_any:.4f}"
        )
        for miss in result.misses[: arguments.misses]:
            print("   ", miss)


if __name__ == "__main__":
    main()
