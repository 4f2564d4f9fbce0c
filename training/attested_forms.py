"""The treebank's inflected words, told by the slots of `klarsprak.lexicon`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from klarsprak.lexicon.wordforms import SLOTS, WordClass

CLASSES = {
    "VERB": WordClass.VERB,
    "AUX": WordClass.VERB,
    "NOUN": WordClass.NOUN,
    "ADJ": WordClass.ADJ,
}


@dataclass(frozen=True, slots=True)
class Word:
    """One token of the treebank; `standard` is false for words marked as misspelt."""

    form: str
    lemma: str
    word_class: WordClass
    features: frozenset[str]
    standard: bool


@dataclass(frozen=True, slots=True)
class Attested:
    """How often a form fills a slot of a lemma; `gendered` has M, F or N too."""

    forms: Counter[tuple[str, WordClass, int, str]]
    gendered: Counter[tuple[str, WordClass, str, int, str]]
    slots: dict[tuple[str, WordClass, int], Counter[str]]

    def count(self, lemma: str, word_class: WordClass, slot: int, form: str) -> int:
        """Return how often `form` was met in `slot` of `lemma`."""
        return self.forms[lemma, word_class, slot, form]


def words(path: Path) -> Iterator[Word]:
    """Yield the verbs, nouns and adjectives of the CoNLL-U file at `path`.

    Participles count as verbs, as in the lexicon. Abbreviations and words without
    features are left out; a capital is folded where the treebank's lemma has none.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 10 or columns[3] not in CLASSES:
                continue
            form, lemma, tag = columns[1], columns[2], columns[4]
            features = frozenset(columns[5].split("|")) - {"_", "NumType=Ord"}
            if "Abbr=Yes" in features or not features:
                continue
            word_class = CLASSES[columns[3]]
            if "VerbForm=Part" in features:
                word_class = WordClass.VERB
                if "<pres-part>" in tag:
                    features |= {"Tense=Pres"}
            if lemma == lemma.lower():
                form = form.lower()
            yield Word(form, lemma, word_class, features, "unorm" not in tag)


def slot_of(word_class: WordClass, features: frozenset[str]) -> int | None:
    """Return the slot with just these features, or None if no slot has them."""
    if word_class is WordClass.NOUN:
        features = frozenset(f for f in features if not f.startswith("Gender"))
    if features == {"Degree=Pos"}:
        return 0
    if "Gender=Masc" in features:
        features = features - {"Gender=Masc"} | {"Gender=Com"}
    slots = SLOTS[word_class]
    return slots.index(features) if features in slots else None


def attested(path: Path) -> Attested:
    """Count the standard forms of the treebank file at `path`."""
    forms: Counter[tuple[str, WordClass, int, str]] = Counter()
    gendered: Counter[tuple[str, WordClass, str, int, str]] = Counter()
    for word in words(path):
        slot = slot_of(word.word_class, word.features)
        if slot is None or not word.standard:
            continue
        forms[word.lemma, word.word_class, slot, word.form] += 1
        gender = ""
        if word.word_class is WordClass.NOUN:
            gender = next((f[7] for f in word.features if f.startswith("Gender=")), "")
            if not gender:
                continue
        gendered[word.lemma, word.word_class, gender, slot, word.form] += 1
    slots: dict[tuple[str, WordClass, int], Counter[str]] = {}
    for (lemma, word_class, slot, form), count in forms.items():
        slots.setdefault((lemma, word_class, slot), Counter())[form] += count
    return Attested(forms, gendered, slots)


def other_words(path: Path) -> frozenset[str]:
    """Return the lower-case words of classes that do not inflect, and pronouns."""
    classes = {"ADV", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ", "PART", "NUM"}
    found = set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[3] in classes and "unorm" not in columns[4]:
                word = columns[1].lower()
                if word.isalpha():
                    found.add(word)
    return frozenset(found)


def lemma_counts(path: Path) -> Counter[str]:
    """Count the lemmas of the CoNLL-U file at `path` that are words and no names."""
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 10 or columns[3] in ("PROPN", "PUNCT", "SYM", "X", "NUM"):
                continue
            lemma = columns[2].lower()
            if columns[3] not in CLASSES:
                lemma = columns[1].lower()
            if lemma.isalpha() and "unorm" not in columns[4]:
                counts[lemma] += 1
    return counts
