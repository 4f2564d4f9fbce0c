"""The analysis of a document's blocks: worked out once, and only as deep as asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from klarsprak.core.analysis import Need, Sentence, Token, Word
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.errors import AnalysisError
from klarsprak.nlp import simple

NORWEGIAN = frozenset({"nb", "nn"})


class Backend(Protocol):
    """What gives tokens their grammar; `nlp.spacy_backend` is the one that ships."""

    @property
    def name(self) -> str:
        """What to show in reports: pipeline and version."""
        ...

    def parse(self, texts: Sequence[str]) -> Sequence[Sequence[Token]]:
        """Tokens of each text, offsets within it; `Token.sentence` is left 0."""
        ...


class BlockAnalysis:
    """Words and sentences of one block; tokens come through the document's analyses."""

    __slots__ = ("_index", "_owner", "_sentences", "_words", "language", "text")

    def __init__(self, text: str, language: str, owner: "Analyses | None", index: int) -> None:
        self.text, self.language = text, language
        self._owner, self._index = owner, index
        self._words: tuple[Word, ...] | None = None
        self._sentences: tuple[Sentence, ...] | None = None

    def words(self) -> Sequence[Word]:
        """Every word, number and sign, in order."""
        if self._words is None:
            sentences = self.sentences()
            self._words = tuple(word for sentence in sentences for word in sentence.words)
        return self._words

    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the block."""
        if self._sentences is None:
            self._sentences = simple.sentences(self.text)
        return self._sentences

    def tokens(self) -> Sequence[Token]:
        """Tokens with grammar; AnalysisError when the run has no parse."""
        if self._owner is None:
            raise AnalysisError("no-parse")
        return self._owner.tokens(self._index)


class Analyses:
    """All analyses of one document. With a backend, every block is parsed in one batch."""

    def __init__(self, document: Document, need: Need, backend: Backend | None) -> None:
        self._document, self._backend = document, backend
        self._parsed: dict[int, tuple[Token, ...]] | None = None
        self.need = need
        self._blocks = [
            BlockAnalysis(block.text, block.language or document.language, self, index)
            for index, block in enumerate(document.blocks)
        ]

    def __getitem__(self, index: int) -> BlockAnalysis:
        return self._blocks[index]

    def tokens(self, index: int) -> tuple[Token, ...]:
        """The tokens of a block; empty for code and for languages the model does not know."""
        if self._backend is None:
            raise AnalysisError("no-parse")
        if self._parsed is None:
            self._parsed = self._parse(self._backend)
        return self._parsed.get(index, ())

    def _parse(self, backend: Backend) -> dict[int, tuple[Token, ...]]:
        chosen = [
            index
            for index, block in enumerate(self._document.blocks)
            if block.kind is not BlockKind.CODE and self._blocks[index].language in NORWEGIAN
        ]
        parsed = backend.parse([self._blocks[index].text for index in chosen])
        return {
            index: self._with_sentences(index, tokens)
            for index, tokens in zip(chosen, parsed, strict=True)
        }

    def _with_sentences(self, index: int, tokens: Sequence[Token]) -> tuple[Token, ...]:
        starts = [sentence.start for sentence in self._blocks[index].sentences()]
        if len(starts) < 2:
            return tuple(tokens)
        numbers = [max(0, bisect_right(starts, token.start) - 1) for token in tokens]
        return tuple(
            replace(token, sentence=number) if number else token
            for token, number in zip(tokens, numbers, strict=True)
        )
