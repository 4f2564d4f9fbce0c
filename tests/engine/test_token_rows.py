"""Tokens come back from the shelf as the model gave them, and whatever else is there does not."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.analysis import Need, Token
from klarsprak.core.document import Document
from klarsprak.engine.shelf import Shelf
from klarsprak.engine.token_rows import TokenRows, decoded, encoded
from klarsprak.nlp.analysis import Analyses
from klarsprak.nlp.language import resolve
from klarsprak.readers.registry import read

LABELS = st.tuples(
    st.sampled_from(["NOUN", "VERB", "PUNCT"]),
    st.frozensets(st.sampled_from(["Number=Plur", "VerbForm=Fin", "Gender=Neut"])),
)


@st.composite
def parsed(draw: st.DrawFn) -> tuple[str, list[Token]]:
    words = draw(st.lists(st.text(min_size=1, max_size=6), max_size=8))
    text, tokens = "", []
    for word in words:
        text += draw(st.sampled_from(["", " ", "  "]))
        pos, feats = draw(LABELS)
        lemma = draw(st.sampled_from([word, word.lower(), "være", ""]))
        tokens.append(Token(len(text), len(text) + len(word), word, lemma, pos, feats))
        text += word
    return text + draw(st.sampled_from(["", " "])), tokens


@given(parsed())
def test_what_is_kept_comes_back(given_: tuple[str, list[Token]]) -> None:
    text, tokens = given_
    row = encoded(tokens, text)
    assert row is not None
    assert decoded(row, text) == tuple(tokens)


@pytest.mark.parametrize(
    "row",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'[["NOUN"],[0,4]]',
        b'[["NOUN"],[0,99,0,0]]',
        b'[["NOUN"],[-1,4,0,0]]',
        b'[["NOUN"],[0,0,0,0]]',
        b'[["NOUN"],[0,4,0,7]]',
        b'[["NOUN"],["0",4,0,0]]',
        b"[" * 5000,
    ],
)
def test_an_unsound_row_is_not_there(row: bytes) -> None:
    assert decoded(row, "sak og sak") is None


def test_tokens_that_are_not_in_the_text_are_not_kept() -> None:
    assert encoded([Token(0, 3, "Sak", "sak", "NOUN", frozenset())], "sak") is None


class _Counting:
    """A backend that takes every word for a noun, and notes what it was given."""

    name = "prøve"

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, texts: Sequence[str]) -> Sequence[Sequence[Token]]:
        self.parsed += texts
        return [
            [Token(0, len(text), text, text.lower(), "NOUN", frozenset({"x=y"}))] for text in texts
        ]


def _document(text: str) -> Document:
    return resolve(read("brev.txt", text.encode()))


def test_only_new_blocks_are_parsed(tmp_path: Path) -> None:
    same = "Vi viser til søknaden din. Du får svar snart."
    shelf = Shelf(tmp_path / "funn.sqlite")
    first, second = _Counting(), _Counting()
    one = _document(f"{same}\n\nDette avsnittet er det første.\n")
    before = Analyses(one, Need.PARSE, first, store=TokenRows(shelf))
    tokens = [before.tokens(index) for index in range(len(one.blocks))]
    shelf.close()
    shelf = Shelf(tmp_path / "funn.sqlite")
    other = _document(f"{same}\n\nHer er det noe annet som står.\n")
    after = Analyses(other, Need.PARSE, second, store=TokenRows(shelf))
    assert after.tokens(0) == tokens[0]
    assert second.parsed == [other.blocks[1].text]
    shelf.close()
