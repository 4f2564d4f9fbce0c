"""Score the shipped model on CoNLL-U files from raw text, per genre.

usage: python evaluate.py FILE.conllu …

Each sentence is one text; a gold token without an equal span counts as wrong everywhere.
Features are the seven that rules read. Genre: the letters that a document's name begins with.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import conllu

from klarsprak.core.analysis import Token
from klarsprak.nlp.lexical_features import COUNTED
from klarsprak.nlp.spacy_backend import load_backend

GENRES = {"sp": "parliament", "st": "parliament", "nou": "reports", "blogg": "blogs"}


def genre(document: str) -> str:
    found = re.match("[a-z]+", document)
    return GENRES.get(found.group() if found else "", "news")


def counted(feats: Sequence[str] | frozenset[str]) -> set[str]:
    return {f for f in feats if f.partition("=")[0] in COUNTED}


def score(sentence: conllu.Sentence, tokens: Sequence[Token]) -> Counter[str]:
    by_span = {(t.start, t.end): t for t in tokens}
    got: Counter[str] = Counter(found_finite=sum(t.is_finite for t in tokens))
    place = 0
    for gold in sentence.tokens:
        span = (place, place + len(gold.form))
        place = span[1] + gold.space
        finite = "VerbForm=Fin" in gold.feats
        got.update(tokens=1, finite=finite)
        if (token := by_span.get(span)) is not None:
            got.update(
                upos=token.pos == gold.upos,
                feats=counted(token.feats) == counted(gold.feats.split("|")),
                lemma=token.lemma.lower() == gold.lemma.lower(),
                right_finite=finite and token.is_finite,
            )
    return got


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    for path in args.files:
        sentences = list(conllu.read(path))
        found = load_backend("").parse([s.text for s in sentences])
        totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sentence, tokens in zip(sentences, found, strict=True):
            got = score(sentence, tokens)
            totals[genre(sentence.document)] += got
            totals["all"] += got
        print(f"{path.parent.name}/{path.name}\n| genre | tokens | UPOS | features | lemma | "
              "finite P | finite R |\n|---|---|---|---|---|---|---|")  # fmt: skip
        for name, c in sorted(totals.items(), key=lambda kv: kv[1]["tokens"]):
            shares = [c[k] / c["tokens"] for k in ("upos", "feats", "lemma")]
            shares += [c["right_finite"] / c[k] for k in ("found_finite", "finite")]
            print(f"| {name} | {c['tokens']} | " + " | ".join(f"{x:.4f}" for x in shares) + " |")


if __name__ == "__main__":
    main()
