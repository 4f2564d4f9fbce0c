"""Grammar from a spaCy pipeline: the one that ships, or another that is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
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
#: Code points of a block that are parsed at once; spaCy takes no more than a million, and the
#: memory of a batch grows with its longest text.
LONGEST = 20_000


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
        pieces = [
            (number, start, piece)
            for number, text in enumerate(texts)
            for start, piece in pieces_of(text)
        ]
        found: list[list[Token]] = [[] for _ in texts]
        docs = self.nlp.pipe((piece for *_, piece in pieces), batch_size=BATCH)
        for (number, start, _), doc in zip(pieces, docs, strict=True):
            found[number].extend(self._tokens(doc, start))
        return [tuple(tokens) for tokens in found]

    def _tokens(self, doc: Doc, offset: int) -> Iterator[Token]:
        return (
            Token(
                start=offset + token.idx,
                end=offset + token.idx + len(token),
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


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that can be parsed, each with its offset; one piece, but for a book.

    They end with a sentence, else with a word, else where they must.
    """
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        end = 1 + max(text.rfind(sign, start, limit) for sign in (". ", "! ", "? ", "\n"))
        if end <= start:
            end = 1 + text.rfind(" ", start, limit)
        if end <= start:
            end = limit
        yield start, text[start:end]
        start = end
    yield start, text[start:]


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
