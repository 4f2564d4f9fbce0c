"""The analysis of a document's blocks: worked out once, and only as deep as asked for."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from klarsprak.core.analysis import Need, Sentence, Token, Word
from klarsprak.core.bounded import Bounded
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
        """Tokens of each text, offsets within it; `Token.sentence` is left 0.

        The tokens of a text must not depend on the other texts.
        """
        ...


class TokenStore(Protocol):
    """Where tokens are kept between runs, by the name of the backend and the text."""

    def recall(self, backend: str, texts: Sequence[str]) -> Mapping[str, Sequence[Token]]:
        """The tokens of those of `texts` that are there."""
        ...

    def keep(self, backend: str, text: str, tokens: Sequence[Token]) -> None:
        """Keep what the backend gave for `text`."""
        ...


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """A sentence that readability is counted on, with its words and its long words."""

    sentence: Sentence
    words: int
    long_words: int
    long_names: int = 0


class TextAnalysis:
    """What is known of a text: words and sentences at once, tokens when they were parsed.

    It depends on the text and the backend alone, so blocks and documents may share it.
    `counted` is filled in by `nlp.metrics`.
    """

    __slots__ = ("_sentences", "_words", "counted", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.counted: tuple[CountedSentence, ...] | None = None
        self.tokens: tuple[Token, ...] | None = None
        self._words: tuple[Word, ...] | None = None
        self._sentences: tuple[Sentence, ...] | None = None

    def words(self) -> tuple[Word, ...]:
        """Every word, number and sign, in order."""
        if self._words is None:
            self._words = tuple(word for sentence in self.sentences() for word in sentence.words)
        return self._words

    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text."""
        if self._sentences is None:
            self._sentences = simple.sentences(self.text)
        return self._sentences

    def keep_tokens(self, tokens: Sequence[Token]) -> None:
        """Take what the backend gave, with the number of the sentence on each token."""
        starts = [sentence.start for sentence in self.sentences()]
        if len(starts) < 2:
            self.tokens = tuple(tokens)
            return
        numbers = [max(0, bisect_right(starts, token.start) - 1) for token in tokens]
        self.tokens = tuple(
            # `dataclasses.replace` takes three times as long, and these are all the words.
            Token(t.start, t.end, t.text, t.lemma, t.pos, t.feats, number) if number else t
            for t, number in zip(tokens, numbers, strict=True)
        )


class BlockAnalysis:
    """Words and sentences of one block; tokens come through the document's analyses."""

    __slots__ = ("_index", "_owner", "known", "language", "text")

    def __init__(self, known: TextAnalysis, language: str, owner: "Analyses", index: int) -> None:
        self.known, self.text, self.language = known, known.text, language
        self._owner, self._index = owner, index

    def words(self) -> Sequence[Word]:
        """Every word, number and sign, in order."""
        return self.known.words()

    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the block."""
        return self.known.sentences()

    def tokens(self) -> Sequence[Token]:
        """Tokens with grammar; AnalysisError when the run has no parse."""
        return self._owner.tokens(self._index)


AnalysisMemory = Bounded[tuple[str, str], TextAnalysis]
"""Analyses by (name of the backend, text); sizes are code points of text."""


class Analyses:
    """All analyses of one document; blocks without a parse are parsed in one batch.

    What `memory` holds is not worked out again, and what `store` has is not parsed again.
    """

    def __init__(
        self,
        document: Document,
        need: Need,
        backend: Backend | None,
        memory: AnalysisMemory | None = None,
        store: TokenStore | None = None,
    ) -> None:
        self._document, self._backend, self._store = document, backend, store
        self._spared: frozenset[int] = frozenset()
        self.need = need
        name = backend.name if backend else ""
        self._blocks = [
            BlockAnalysis(
                _known(name, block.text, memory), block.language or document.language, self, index
            )
            for index, block in enumerate(document.blocks)
        ]

    def __getitem__(self, index: int) -> BlockAnalysis:
        return self._blocks[index]

    def spare(self, blocks: Iterable[int]) -> None:
        """Leave these blocks out of the batch: nobody is expected to ask for their tokens."""
        self._spared = frozenset(blocks)

    def tokens(self, index: int) -> tuple[Token, ...]:
        """The tokens of a block; empty for code and for languages the model does not know."""
        if self._backend is None:
            raise AnalysisError("no-parse")
        if not self._is_parsed(index):
            return ()
        known = self._blocks[index].known
        if known.tokens is None:
            self._parse(self._backend, index)
        return known.tokens or ()

    def _is_parsed(self, index: int) -> bool:
        kind = self._document.blocks[index].kind
        return kind is not BlockKind.CODE and self._blocks[index].language in NORWEGIAN

    def _parse(self, backend: Backend, asked: int) -> None:
        if asked in self._spared:
            self._spared = frozenset()
        wanted: dict[str, list[TextAnalysis]] = {}
        for index, block in enumerate(self._blocks):
            if block.known.tokens is None and index not in self._spared and self._is_parsed(index):
                wanted.setdefault(block.text, []).append(block.known)
        stored = self._store.recall(backend.name, list(wanted)) if self._store else {}
        missing = [text for text in wanted if text not in stored]
        parsed = backend.parse(missing) if missing else ()
        for text, tokens in zip(missing, parsed, strict=True):
            if self._store:
                self._store.keep(backend.name, text, tokens)
        given = {**stored, **dict(zip(missing, parsed, strict=True))}
        for text, same in wanted.items():
            for known in same:
                known.keep_tokens(given[text])


def _known(backend: str, text: str, memory: AnalysisMemory | None) -> TextAnalysis:
    if memory is None:
        return TextAnalysis(text)
    found = memory.get((backend, text))
    if found is None:
        found = TextAnalysis(text)
        memory.put((backend, text), found, len(text))
    return found
