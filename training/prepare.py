"""From treebank and dictionaries to arrays: vocabulary, form table, labels, sequences."""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import dictionary
import numpy as np
from conllu import Sentence, Token

from klarsprak.nlp import lexical_features as lf

STANDARDS = ("nb", "nn")
MIN_WORD = 3
MAX_LENGTH = 72
AFFIX_LIMIT = {"suffix2": 2000, "suffix3": 5000, "suffix4": 7000, "suffix5": 7000, "prefix3": 4000}


def form_table(
    entries: dict[str, list[dictionary.Entry]],
) -> tuple[lf.FormTable, dict[str, int]]:
    """Return the table of readings and the packed readings per form."""
    found: dict[str, dict[str, int]] = {s: defaultdict(int) for s in STANDARDS}
    for standard, items in entries.items():
        for form, _, reading in items:
            found[standard][form] |= lf.READING_BIT[reading]
    packed = {
        form: lf.pack_readings(found["nb"].get(form, 0), found["nn"].get(form, 0))
        for form in sorted({*found["nb"], *found["nn"]})
    }
    by_key: dict[int, int] = {}
    for form, value in packed.items():
        by_key.setdefault(lf.string_key(form), value)
    classes = {v: i for i, (v, _) in enumerate(Counter(by_key.values()).most_common())}
    keys = sorted(by_key)
    return (
        lf.FormTable(
            np.array(keys, dtype=np.uint64),
            np.array([classes[by_key[k]] for k in keys], dtype=np.uint16),
            np.array(list(classes), dtype=np.uint64),
        ),
        packed,
    )


def vocabulary(corpus: dict[str, list[Sentence]]) -> dict[str, object]:
    """Return the stored form of the vocabulary: frequent words, affixes, leanings."""
    per: dict[str, Counter[str]] = {s: Counter() for s in STANDARDS}
    for standard, sentences in corpus.items():
        for sentence in sentences:
            per[standard].update(lf.normalise(t.form) for t in sentence.tokens)
    words = per["nb"] + per["nn"]
    lists = {"word": sorted(w for w, n in words.items() if n >= MIN_WORD)}
    for i, name in enumerate(lf.AFFIXES):
        types = Counter(lf.affixes(w)[i] for w in words)
        top = sorted(types.items(), key=lambda kv: (-kv[1], kv[0]))[: AFFIX_LIMIT[name]]
        lists[name] = sorted(v for v, n in top if n >= 3)
    size = {s: per[s].total() for s in STANDARDS}
    weight = {}
    for word in sorted(words):
        if words[word] < 15 or not word.isalpha():
            continue
        odds = math.log(
            ((per["nb"][word] + 0.5) / size["nb"]) / ((per["nn"][word] + 0.5) / size["nn"])
        )
        if abs(odds) > 1.2:
            weight[word] = round(max(-4.0, min(4.0, odds)), 1)
    return {"lists": lists, "weight": weight}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels `UPOS|feats` and the atoms (parts of a label) each one holds."""

    names: list[str]
    atoms: np.ndarray

    @classmethod
    def build(cls, corpus: Iterable[Sentence], min_count: int = 2) -> Labels:
        counts = Counter(t.label for s in corpus for t in s.tokens if t.upos != "_")
        names = sorted(n for n, c in counts.items() if c >= min_count)
        return cls(names, cls.build_from(names))

    @staticmethod
    def build_from(names: list[str]) -> np.ndarray:
        """Return label x (label + atom): which weights add up to a label's score."""
        parts = [[n.split("|")[0], *n.split("|")[1:], *_pairs(n)] for n in names]
        index = {p: i for i, p in enumerate(sorted({p for ps in parts for p in ps}))}
        atoms = np.zeros((len(names), len(names) + len(index)), dtype=np.float32)
        for i, ps in enumerate(parts):
            atoms[i, i] = 1
            for p in ps:
                atoms[i, len(names) + index[p]] = 1
        return atoms


def _pairs(name: str) -> list[str]:
    upos, *feats = name.split("|")
    return [f"{upos}+{f}" for f in feats if f.split("=")[0] in lf.COUNTED]


def sequences(
    sentences: Sequence[Sentence], rng: random.Random, *, join: bool
) -> list[list[Token]]:
    """Return token sequences; with `join`, some hold two to four neighbouring sentences."""
    out: list[list[Token]] = []
    i = 0
    while i < len(sentences):
        group = rng.choices((1, 2, 3, 4), (70, 14, 10, 6))[0] if join else 1
        tokens = list(sentences[i].tokens)
        j = i + 1
        while (
            j < min(i + group, len(sentences))
            and sentences[j].document == sentences[i].document
            and len(tokens) + len(sentences[j].tokens) <= MAX_LENGTH
        ):
            tokens += sentences[j].tokens
            j += 1
        out.extend(tokens[k : k + MAX_LENGTH] for k in range(0, len(tokens), MAX_LENGTH))
        i = j
    return out


def augmented(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """Return a variant as web text has it, None where none applies."""
    tokens = list(sentence.tokens)
    kind = rng.random()
    if kind < 0.25 and len(tokens) <= 14:
        tokens = [_with(t, t.form.upper()) for t in tokens]
    elif kind < 0.45:
        first = tokens[0]
        if first.upos == "PROPN":
            return None
        tokens[0] = _with(first, first.form.lower())
    elif kind < 0.75:
        if tokens[-1].form not in (".", "!"):
            return None
        tokens = tokens[:-1]
    elif kind < 0.95:
        tokens = [t for t in tokens if t.form != ","]
    else:
        tokens = [
            _with(t, t.form[:1].upper() + t.form[1:]) if re.match("[a-zæøå]{3}", t.form) else t
            for t in tokens
        ]
    if not tokens or tuple(tokens) == sentence.tokens:
        return None
    return Sentence(tuple(tokens), "", sentence.heading)


def _with(token: Token, form: str) -> Token:
    return Token(form, token.lemma, token.upos, token.feats, token.space, token.xpos)
