"""The spaCy component that fills in part of speech, features and lemma."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from klarsprak.nlp import lexical_features as lf
from klarsprak.nlp.blas_threads import one_blas_thread
from klarsprak.nlp.lemma_rules import LemmaRules, group_of
from klarsprak.nlp.network import Network, Places, halved_gates, shape_rows

#: Lemma tables; the last serves texts without a marker word of either standard.
STANDARDS = ("nb", "nn", "both")
#: Known (standard, label, form) triples kept with their lemma.
LEMMA_CACHE = 50_000
#: Texts in a batch; more gives nothing, the network sorts by length within it.
BATCH = 128


class NorwegianTagger:
    """Sets `pos`, `morph` and `lemma` of every token; holds the trained weights."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self._network: Network | None = None
        self._labels: tuple[str, ...] = ()
        self._lemma_rules: LemmaRules | None = None
        self._ids = np.zeros((0, 2), dtype=np.uint64)
        self._lemmas: dict[tuple[int, int, str], int] = {}

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
        orths = [doc.to_array([ORTH]).reshape(-1) for doc in docs]
        found, places = np.unique(np.concatenate(orths), return_inverse=True)
        types = [self.vocab.strings[int(orth)] for orth in found]
        ends = np.cumsum([len(orth) for orth in orths])
        with one_blas_thread():
            scores, leans = self._network.scores(types, np.split(places, ends[:-1]))
            labels = scores.argmax(axis=1)
        standards = np.repeat([_standard(lean) for lean in leans], [len(o) for o in orths])
        lemmas = self._lemma_ids(types, places, labels, standards)
        values = np.column_stack([self._ids[labels], lemmas])
        for doc, end in zip(docs, ends.tolist(), strict=True):
            if len(doc):
                doc.from_array([POS, MORPH, LEMMA], values[end - len(doc) : end])
            yield doc

    def _lemma_ids(
        self, types: list[str], places: Places, labels: Places, standards: Places
    ) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """Return the lemma's number in the string store for each token."""
        names = self._labels
        codes = (places * len(STANDARDS) + standards) * len(names) + labels
        found, back = np.unique(codes, return_inverse=True)
        rest, label_of = np.divmod(found, max(1, len(names)))
        type_of, standard_of = np.divmod(rest, len(STANDARDS))
        keys = [
            (standard, label, types[place])
            for standard, label, place in zip(
                standard_of.tolist(), label_of.tolist(), type_of.tolist(), strict=True
            )
        ]
        new = [k for k in keys if k not in self._lemmas]
        if new and self._lemma_rules is not None:
            if len(self._lemmas) + len(new) > LEMMA_CACHE:
                present = set(keys)
                self._lemmas = {k: v for k, v in self._lemmas.items() if k in present}
            asked = [(STANDARDS[s], names[i], f) for s, i, f in new]
            strings = self.vocab.strings
            given = self._lemma_rules.lemmas(asked)
            self._lemmas.update((k, strings.add(v)) for k, v in zip(new, given, strict=True))
        return np.array([self._lemmas[k] for k in keys], dtype=np.uint64)[back]

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> NorwegianTagger:
        """Read what `training/export.py` wrote; raises FileNotFoundError when it is not there."""
        folder = Path(path)
        data = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        arrays = {file.stem: np.load(file) for file in sorted(folder.glob("*.npy"))}
        table = lf.FormTable(arrays["form_keys"], arrays["form_classes"], arrays["readings"])
        weights = {k[2:]: a for k, a in arrays.items() if k.startswith("w_")}
        vocabulary = lf.vocabulary_from_json(data["vocabulary"])
        weights = halved_gates(weights) | {"shape_rows": shape_rows(weights)}
        self._network = Network(weights, vocabulary, table, arrays["prepared"])
        self._lemma_rules = LemmaRules(
            arrays["lemma_keys"], arrays["lemma_places"],
            [(cut, added) for cut, added in data["lemma_changes"]],
            {label: group_of(label) for label in data["labels"]},
        )  # fmt: skip
        self._labels = tuple(data["labels"])
        self._ids = np.array([self._symbols(n) for n in data["labels"]], dtype=np.uint64)
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Not supported: the pipeline is written by `training/export.py` only."""
        raise NotImplementedError("the tagger is written by training/export.py")

    def _symbols(self, label: str) -> tuple[int, int]:
        upos, _, feats = label.partition("|")
        return IDS[upos], self.vocab.morphology.add("" if feats == "_" else feats)


def _standard(lean: float) -> int:
    """Return the place in `STANDARDS` for a text that leans so far."""
    if lean == 0:
        return 2
    return 0 if lean > 0 else 1


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
