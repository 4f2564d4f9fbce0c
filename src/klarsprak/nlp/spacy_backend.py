"""Grammar from a spaCy pipeline: the one that ships, or another that is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from klarsprak.core.analysis import Token
from klarsprak.core.errors import AnalysisError
from klarsprak.nlp import model_store

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Components of other pipelines that no rule reads.
UNUSED = ("ner", "entity_linker", "entity_ruler", "textcat", "textcat_multilabel", "senter")
_PROBE = "Vi er her, og vi kan svare deg."
#: Blocks analysed together; the tagger sorts them by length within a batch.
BATCH = 128


@dataclass(frozen=True, slots=True)
class SpacyBackend:
    """A loaded pipeline; gives light tokens and keeps no spaCy object alive in them."""

    name: str
    nlp: Language
    _feats: dict[str, frozenset[str]] = field(default_factory=dict)

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Return the tokens of each text, offsets within it; `sentence` is left 0.

        White space is never a token.
        """
        return [self._tokens(doc) for doc in self.nlp.pipe(texts, batch_size=BATCH)]

    def _tokens(self, doc: Doc) -> tuple[Token, ...]:
        return tuple(
            Token(
                start=token.idx,
                end=token.idx + len(token),
                text=token.text,
                lemma=token.lemma_,
                pos=token.pos_,
                feats=self._split(str(token.morph)),
            )
            for token in doc
            if not token.is_space
        )

    def _split(self, feats: str) -> frozenset[str]:
        known = self._feats.get(feats)
        if known is None:
            known = frozenset(feats.split("|")) if feats else frozenset()
            self._feats[feats] = known
        return known


def shipped_name() -> str:
    """What the model that ships is called; AnalysisError when it is missing."""
    return f"klarsprak-nbnn {model_store.model_id()}"


@cache
def load_backend(name: str = "") -> SpacyBackend:
    """Return the pipeline called `name`, or the one that ships when `name` is empty.

    Loaded once per process. Raises AnalysisError when spaCy or the pipeline is not
    installed, when the pipeline tags no parts of speech or no verb forms (so that no rule
    passes in silence), or when the shipped model is damaged.
    """
    if importlib.util.find_spec("spacy") is None:
        raise AnalysisError("spacy-not-installed")
    import spacy

    if not name:
        nlp = spacy.load(model_store.model_path())
        return SpacyBackend(shipped_name(), nlp)
    try:
        nlp = spacy.load(name, exclude=list(UNUSED))
    except (OSError, ValueError) as error:
        raise AnalysisError("model-not-installed", name=name) from error
    probe = nlp(_PROBE)
    if not probe.has_annotation("POS") or not any(t.morph.get("VerbForm") for t in probe):
        raise AnalysisError("model-unfit", name=name)
    return SpacyBackend(f"{name} {nlp.meta.get('version', '')}".strip(), nlp)
