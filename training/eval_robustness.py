"""How much the shipped model loses on text that web pages have and newspapers lack.

usage: python eval_robustness.py FILE.conllu …

The same sentences as they are, in capitals, without their full stop, without commas, with a
small first letter, and eight together as one paragraph.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import conllu
import evaluate

from klarsprak.nlp.spacy_backend import load_backend

Change = Callable[[conllu.Sentence], conllu.Sentence]
PARAGRAPH = 8


def capitals(sentence: conllu.Sentence) -> conllu.Sentence:
    tokens = (replace(t, form=t.form.upper()) for t in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


def without(sign: str) -> Change:
    def change(sentence: conllu.Sentence) -> conllu.Sentence:
        kept: list[conllu.Token] = []
        for token in sentence.tokens:
            if token.form != sign:
                kept.append(token)
            elif kept and token.space:
                kept[-1] = replace(kept[-1], space=True)
        return replace(sentence, tokens=tuple(kept))

    return change


def small_start(sentence: conllu.Sentence) -> conllu.Sentence:
    first, *rest = sentence.tokens
    return replace(sentence, tokens=(replace(first, form=first.form.lower()), *rest))


CHANGES: dict[str, Change] = {
    "as it is": lambda sentence: sentence,
    "capitals": capitals,
    "no full stop": without("."),
    "no commas": without(","),
    "small start": small_start,
}


def paragraphs(sentences: Sequence[conllu.Sentence]) -> list[conllu.Sentence]:
    """Eight sentences as one text, each with a blank after it."""
    made = []
    for start in range(0, len(sentences), PARAGRAPH):
        some = sentences[start : start + PARAGRAPH]
        tokens = [
            token
            for s in some
            for token in (*s.tokens[:-1], *(replace(t, space=True) for t in s.tokens[-1:]))
        ]
        made.append(replace(some[0], tokens=tuple(tokens)))
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    for path in args.files:
        sentences = list(conllu.read(path))
        variants = {name: [change(s) for s in sentences] for name, change in CHANGES.items()}
        variants["paragraphs of eight"] = paragraphs(sentences)
        print(f"{path.parent.name}/{path.name}")
        for name, changed in variants.items():
            kept = [s for s in changed if s.tokens]
            totals: Counter[str] = Counter()
            for sentence, tokens in zip(
                kept, load_backend("").parse([s.text for s in kept]), strict=True
            ):
                totals += evaluate.score(sentence, tokens)
            finite = totals["right_finite"]
            print(
                f"  {name:20} UPOS {totals['upos'] / totals['tokens']:.4f} "
                f"features {totals['feats'] / totals['tokens']:.4f} "
                f"finite P {finite / totals['found_finite']:.4f} R {finite / totals['finite']:.4f}"
            )


if __name__ == "__main__":
    main()
