"""What rules may ask of a block's language; the engines behind it live in `nlp`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from klarsprak.core.spans import Span


class Need(IntEnum):
    """How deep an analysis a rule asks for; a run loads only the deepest one chosen."""

    TEXT = 0
    SENTENCES = 1
    PARSE = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign; offsets in block text.

    `is_word` is true for what is counted as a word (has a letter, or is a number in the
    run of the text); URLs, e-mail addresses and lone signs are not words.
    """

    start: int
    end: int
    text: str
    is_word: bool = True
    is_number: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; offsets in block text, `words` hold every token in it in order.

    `lowers` are the words in lower case: many rules ask for them.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    lowers: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lowers = tuple([word.text.lower() for word in self.words])
        object.__setattr__(self, "lowers", lowers)

    @property
    def span(self) -> Span:
        """The sentence without the white space round it."""
        return Span(self.start, self.end)

    @property
    def word_count(self) -> int:
        """Words, punctuation apart."""
        return sum(word.is_word for word in self.words)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with grammar, Universal Dependencies style.

    `feats` holds strings such as ``VerbForm=Fin``. `sentence` is the index in
    `Analysis.sentences()`.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: frozenset[str]
    sentence: int = 0

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()

    @property
    def is_finite(self) -> bool:
        """True for a verb that can stand as the head of a clause."""
        return "VerbForm=Fin" in self.feats


class Analysis(Protocol):
    """The language of one block; every part is worked out when first asked for."""

    @property
    def language(self) -> str:
        """``nb``, ``nn`` or another code."""
        ...

    def words(self) -> Sequence[Word]:
        """Every word, number and sign of the block, in order."""
        ...

    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the block; they never cross a block's end."""
        ...

    def tokens(self) -> Sequence[Token]:
        """Tokens with grammar.

        Raises AnalysisError when the run was set up for a lower `Need`.
        """
        ...
