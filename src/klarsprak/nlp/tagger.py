"""The spaCy component that fills in part of speech, features and lemma."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from klarsprak.nlp import lexical_features as lf
from klarsprak.nlp.blas_threads import one_blas_thread
from klarsprak.nlp.lemma_rules import LemmaRules, group_of
from klarsprak.nlp.network import Network, halved_gates

#: Known (standard, label, form) triples kept with their lemma.
LEMMA_CACHE = 50_000
#: Texts in a batch; more gives nothing, the network sorts by length within it.
BATCH = 128


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels, and which ones differ only in features that no rule asks for."""

    names: Sequence[str]
    groups: np.ndarray[Any, np.dtype[np.float32]]

    @classmethod
    def of(cls, names: Sequence[str]) -> Labels:
        """Group labels by part of speech and the features that rules use."""
        coarse = [lf.coarse_label(n) for n in names]
        order = {c: i for i, c in enumerate(dict.fromkeys(coarse))}
        groups = np.zeros((len(names), len(order)), dtype=np.float32)
        groups[np.arange(len(names)), [order[c] for c in coarse]] = 1
        return cls(names, groups)

    def choose(self, scores: lf.Floats) -> lf.Ints:
        """Return the best label per row: the likeliest group first, then its best label."""
        if not len(scores):
            return np.zeros(0, dtype=np.int32)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        group = (odds @ self.groups).argmax(axis=1)
        best: lf.Ints = (odds * self.groups.T[group]).argmax(axis=1).astype(np.int32)
        return best


class NorwegianTagger:
    """Sets `pos`, `morph` and `lemma` of every token; holds the trained weights."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self._network: Network | None = None
        self._labels = Labels.of(())
        self._lemma_rules: LemmaRules | None = None
        self._ids = np.zeros((0, 2), dtype=np.uint64)
        self._lemmas: dict[tuple[str, int, str], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text."""
        return next(self._annotated([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Annotate texts in batches, in order."""
        for docs in minibatch(stream, size=max(batch_size, 1)):
            yield from self._annotated(list(docs))

    def _annotated(self, docs: list[Doc]) -> Iterator[Doc]:
        if self._network is None:
            raise ValueError("the tagger has no weights; load it with spacy.load")
        texts = [[t.text for t in doc] for doc in docs]
        with one_blas_thread():
            scores, leans = self._network.scores(texts)
        labels = self._labels.choose(scores)
        keys = zip(
            (_standard(lean) for lean, forms in zip(leans, texts, strict=True) for _ in forms),
            labels.tolist(),
            (form for forms in texts for form in forms),
            strict=True,
        )
        values = np.column_stack([self._ids[labels], self._lemma_ids(list(keys))])
        start = 0
        for doc in docs:
            if len(doc):
                doc.from_array([POS, MORPH, LEMMA], values[start : start + len(doc)])
            start += len(doc)
            yield doc

    def _lemma_ids(self, keys: list[tuple[str, int, str]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        new = [k for k in dict.fromkeys(keys) if k not in self._lemmas]
        if new and self._lemma_rules is not None:
            if len(self._lemmas) + len(new) > LEMMA_CACHE:
                present = set(keys)
                self._lemmas = {k: v for k, v in self._lemmas.items() if k in present}
            names = self._labels.names
            found = self._lemma_rules.lemmas([(s, names[i], f) for s, i, f in new])
            strings = self.vocab.strings
            self._lemmas.update((k, strings.add(v)) for k, v in zip(new, found, strict=True))
        return np.fromiter((self._lemmas[k] for k in keys), np.uint64, count=len(keys))

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> NorwegianTagger:
        """Read what `training/export.py` wrote; raises FileNotFoundError when it is not there."""
        folder = Path(path)
        data = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        arrays = {file.stem: np.load(file) for file in sorted(folder.glob("*.npy"))}
        table = lf.FormTable(arrays["form_keys"], arrays["form_classes"], arrays["readings"])
        weights = {k[2:]: a for k, a in arrays.items() if k.startswith("w_")}
        self._network = Network(
            halved_gates(weights), lf.vocabulary_from_json(data["vocabulary"]), table
        )
        self._lemma_rules = LemmaRules(
            arrays["lemma_keys"], arrays["lemma_places"],
            [(cut, added) for cut, added in data["lemma_changes"]],
            {label: group_of(label) for label in data["labels"]},
        )  # fmt: skip
        self._labels = Labels.of(data["labels"])
        self._ids = np.array([self._symbols(n) for n in data["labels"]], dtype=np.uint64)
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Not supported: the pipeline is written by `training/export.py` only."""
        raise NotImplementedError("the tagger is written by training/export.py")

    def _symbols(self, label: str) -> tuple[int, int]:
        upos, _, feats = label.partition("|")
        return IDS[upos], self.vocab.morphology.add("" if feats == "_" else feats)


def _standard(lean: float) -> str:
    """Return which lemma table a text that leans so far uses."""
    if lean == 0:
        return "both"
    return "nb" if lean > 0 else "nn"


def make_tagger(nlp: Language, name: str) -> NorwegianTagger:
    """Return an empty tagger; spaCy fills it from the model folder."""
    return NorwegianTagger(nlp.vocab, name)


def register() -> None:
    """Make the component known to spaCy in this process."""
    Language.factory(
        "klarsprak_tagger",
        assigns=["token.pos", "token.morph", "token.lemma"],
        func=make_tagger,
    )


register()
