"""Pack trained weights, word lists and lemma rules into the model that ships.

usage: python export.py DATA WORK OUT.tar.xz [--float16] [--version V]
"""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from pathlib import Path

import conllu
import dictionary
import lemmas
import numpy as np
import prepare
from train import load_data

from klarsprak.nlp.model_store import front_coded
from klarsprak.nlp.norwegian import LANGUAGE, Norwegian


def quantised(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return 8-bit matrices with a scale per row (embeddings) or column (the rest)."""
    out: dict[str, np.ndarray] = {}
    for name, w in weights.items():
        if w.ndim < 2:
            out[f"w_{name}"] = w.astype(np.float32)
            continue
        axis = 1 if name.startswith("emb_") else 0
        scale = np.maximum(np.abs(w).max(axis=axis, keepdims=True), 1e-8) / 127
        out[f"q_{name}"] = np.rint(w / scale).astype(np.int8)
        out[f"s_{name}"] = scale.astype(np.float16 if axis == 1 else np.float32)
    return out


def halved(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        f"w_{n}": w.astype(np.float32 if w.ndim < 2 else np.float16) for n, w in weights.items()
    }


def spacy_config(version: str) -> tuple[str, dict[str, object]]:
    """Return config and meta of the pipeline as spaCy wants them."""
    from klarsprak.nlp import tagger  # registers the component

    nlp = Norwegian()
    nlp.add_pipe("klarsprak_tagger")
    config = nlp.config.copy()
    config["nlp"]["tokenizer"] = {"@tokenizers": "klarsprak.norwegian.v1"}
    config["nlp"]["batch_size"] = tagger.BATCH
    meta = {
        "lang": LANGUAGE, "name": "klarsprak", "version": version,
        "description": "Bokmål and Nynorsk: part of speech, features, lemma",
        "license": "MIT; word lists CC BY 4.0 (Norsk ordbank, Bokmålsordboka)",
        "spacy_version": ">=3.8.2,<4.0.0", "pipeline": ["klarsprak_tagger"],
    }  # fmt: skip
    return config.to_str(), meta


def lemma_entries(
    kept: Path, corpus: dict[str, list[conllu.Sentence]], entries: dict[str, list[dictionary.Entry]]
) -> dict[tuple[str, str], lemmas.Change]:
    """Return the lemma entries; they take minutes, so WORK keeps them for the next export."""
    if not kept.exists():
        rows = [[*k, *v] for k, v in lemmas.build(corpus, entries).items()]
        kept.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    rows = json.loads(kept.read_text(encoding="utf-8"))
    return {(group, ending): (cut, added) for group, ending, cut, added in rows}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float16", action="store_true")
    parser.add_argument("--version", default="1.0.0")
    args = parser.parse_args()
    corpus = load_data(args.data)["train"]
    entries = dictionary.entries()
    _, packed_forms = prepare.form_table(entries)
    forms = sorted(packed_forms)
    readings = sorted({*packed_forms.values()})
    class_of = {v: i for i, v in enumerate(readings)}
    labels = json.loads((args.work / "labels.json").read_text())
    decisions = lemma_entries(args.work / "lemmas.json", corpus, entries)
    lines = sorted(f"{g}\t{e[::-1]}" for g, e in decisions)
    counts = sorted({*decisions.values()})
    place = {c: i for i, c in enumerate(counts)}
    weights = dict(np.load(args.work / "weights.npz"))
    atoms = prepare.Labels.build_from(labels)
    weights["out_w"] = weights["out_w"] @ atoms.T
    arrays = halved(weights) if args.float16 else quantised(weights)
    forms_text, forms_shared = front_coded(forms)
    lemmas_text, lemmas_shared = front_coded(lines)
    arrays |= {
        "form_shared": np.array(forms_shared, np.uint8),
        "form_classes": np.array([class_of[packed_forms[f]] for f in forms], np.uint16),
        "readings": np.array(readings, np.uint64),
        "lemma_shared": np.array(lemmas_shared, np.uint8),
        "lemma_places": np.array(
            [place[decisions[g, e[::-1]]] for g, e in (x.split("\t") for x in lines)], np.uint16
        ),
    }
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    config, meta = spacy_config(args.version)
    vocabulary = json.loads((args.work / "vocabulary.json").read_text())
    data = {"labels": labels, "vocabulary": vocabulary, "lemma_changes": counts}
    files = {
        "config.cfg": config.encode(), "meta.json": json.dumps(meta, indent=1).encode(),
        "tagger.json": json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        "arrays.npz": buffer.getvalue(), "forms.txt": forms_text, "lemmas.txt": lemmas_text,
    }  # fmt: skip
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(args.out, "w:xz", preset=9) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    for name, content in files.items():
        print(name, len(content))
    print(f"{args.out.name}: {args.out.stat().st_size / 1e6:.2f} MB, {len(forms)} forms, "
          f"{len(lines)} lemma entries, {len(counts)} changes")  # fmt: skip


if __name__ == "__main__":
    main()
