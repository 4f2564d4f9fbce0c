"""Read CoNLL-U: NDT as Universal Dependencies, or the official UD files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; `space` tells whether a blank follows it."""

    form: str
    lemma: str
    upos: str
    feats: str
    space: bool
    xpos: str = ""

    @property
    def label(self) -> str:
        return f"{self.upos}|{self.feats}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the document it stands in, and whether it is a heading."""

    tokens: tuple[Token, ...]
    document: str
    heading: bool

    @property
    def text(self) -> str:
        return "".join(t.form + " " * t.space for t in self.tokens).rstrip()


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file; multiword ranges and empty nodes are left out."""
    document, heading, tokens = "", False, []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc id"):
            document = line.split("=", 1)[1].strip()
        elif line.startswith("# heading"):
            heading = True
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                tokens.append(
                    Token(
                        cells[1], cells[2], cells[3], cells[5],
                        "SpaceAfter=No" not in cells[9], cells[4],
                    )
                )  # fmt: skip
        elif not line:
            if tokens:
                yield Sentence(tuple(tokens), document, heading)
            heading, tokens = False, []
