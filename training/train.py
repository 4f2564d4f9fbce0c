"""Train the tagger: one network for Bokmål and Nynorsk, in JAX on one core.

usage: python train.py DATA OUT [--epochs N] [--seed N] [--extra FILE.conllu …] [--tune-only]

First the treebank alone; then two short rounds, at a low rate, over a third of it and the
sentences in --extra, of which only the marked words teach anything. --tune-only starts
from the weights in OUT.

Writes OUT/weights.npz (float32), OUT/labels.json and OUT/vocabulary.json; `export.py`
makes the shipped pipeline of them. The network that runs in the package is the same
mathematics in NumPy (`klarsprak.nlp.network`).
"""

from __future__ import annotations

import os

os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import conllu
import dictionary
import jax
import jax.numpy as jnp
import numpy as np
import prepare

from klarsprak.nlp import lexical_features as lf

WIDTH = 128
HIDDEN = 128
CONVOLUTIONS = ("conv1", "conv2")
DIMS = {
    "word": 64,
    "suffix2": 16,
    "suffix3": 32,
    "suffix4": 32,
    "suffix5": 32,
    "prefix3": 16,
    "shape": 8,
}
LENGTHS = (8, 16, 24, 32, 48, prepare.MAX_LENGTH)
BATCH_WORDS = 2000
DROPOUT = 0.35
Params = dict[str, Any]


def initial(sizes: dict[str, int], labels: int, atoms: int, seed: int) -> Params:
    rng = np.random.default_rng(seed)

    def dense(rows: int, columns: int) -> np.ndarray:
        scale = np.sqrt(2.0 / (rows + columns))
        return rng.normal(0, scale, (rows, columns)).astype(np.float32)

    p: Params = {
        f"emb_{n}": rng.normal(0, 0.3, (sizes[n], d)).astype(np.float32) for n, d in DIMS.items()
    }
    width_in = sum(DIMS.values()) + lf.BIT_WIDTH
    p["in_w"], p["in_b"] = dense(width_in, 2 * WIDTH), np.zeros(2 * WIDTH, np.float32)
    p["lean"] = rng.normal(0, 0.1, (lf.LEANINGS, 2 * WIDTH)).astype(np.float32)
    for name in ("in", *CONVOLUTIONS):
        p[f"{name}_g"], p[f"{name}_o"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
    for name in CONVOLUTIONS:
        p[f"{name}_w"] = dense(3 * WIDTH, 2 * WIDTH)
        p[f"{name}_b"] = np.zeros(2 * WIDTH, np.float32)
    for name, rows in (("rnn1", WIDTH), ("rnn2", 2 * HIDDEN)):
        p[f"{name}_w"] = dense(rows, 6 * HIDDEN)
        bias = np.zeros(6 * HIDDEN, np.float32)
        bias[2 * HIDDEN : 4 * HIDDEN] = 1.0
        p[f"{name}_b"] = bias
    p["out_w"] = dense(2 * HIDDEN + WIDTH, atoms) * 0.5
    p["out_b"] = np.zeros(labels, np.float32)
    return p


def _maxout(x: jax.Array) -> jax.Array:
    return jnp.maximum(x[..., :WIDTH], x[..., WIDTH:])


def _norm(x: jax.Array, gain: jax.Array, offset: jax.Array) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    var = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(var + 1e-5) * gain + offset


def _recur(x: jax.Array, w: jax.Array, b: jax.Array, mask: jax.Array) -> jax.Array:
    y = x @ w + b
    h2 = 2 * HIDDEN
    forget = jax.nn.sigmoid(y[..., h2 : 2 * h2])
    cand = jnp.tanh(y[..., :h2]) * (1 - forget) * mask
    out = jax.nn.sigmoid(y[..., 2 * h2 :])

    def both(a: jax.Array) -> jax.Array:
        return jnp.concatenate([a[..., :HIDDEN], a[::-1, :, HIDDEN:]], -1)

    def step(c: jax.Array, fz: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        c = fz[0] * c + fz[1]
        return c, c

    start = jnp.zeros((x.shape[1], h2))
    _, states = jax.lax.scan(step, start, (both(forget), both(cand)))
    states = jnp.concatenate([states[..., :HIDDEN], states[::-1, :, HIDDEN:]], -1)
    return out * states


def forward(
    p: Params, atoms: jax.Array, batch: dict[str, jax.Array], key: jax.Array | None, rate: float
) -> jax.Array:
    keys = jax.random.split(key, 8) if key is not None else None

    def drop(x: jax.Array, i: int, r: float = rate) -> jax.Array:
        if keys is None:
            return x
        keep = jax.random.bernoulli(keys[i], 1 - r, x.shape)
        return x * keep / (1 - r)

    ids, mask = batch["ids"], batch["mask"][..., None]
    parts = [p[f"emb_{n}"][ids[..., i]] for i, n in enumerate(DIMS)]
    x = jnp.concatenate([*parts, batch["bits"]], -1)
    x = drop(x, 0, rate * 0.7) @ p["in_w"] + p["in_b"] + p["lean"][batch["lean"]][None]
    x = _norm(_maxout(x), p["in_g"], p["in_o"]) * mask
    for i, name in enumerate(CONVOLUTIONS):
        zero = jnp.zeros_like(x[:1])
        d = drop(x, 1 + i, rate * 0.5)
        window = jnp.concatenate(
            [jnp.concatenate([zero, d[:-1]]), d, jnp.concatenate([d[1:], zero])], -1
        )
        y = _maxout(window @ p[f"{name}_w"] + p[f"{name}_b"])
        x = (x + _norm(y, p[f"{name}_g"], p[f"{name}_o"])) * mask
    h = _recur(drop(x, 3), p["rnn1_w"], p["rnn1_b"], mask)
    h = _recur(drop(h, 4), p["rnn2_w"], p["rnn2_b"], mask)
    top = drop(jnp.concatenate([h, x], -1), 5)
    return top @ (p["out_w"] @ atoms.T) + p["out_b"]


def loss(
    p: Params, atoms: jax.Array, batch: dict[str, jax.Array], key: jax.Array, rate: float
) -> jax.Array:
    logp = jax.nn.log_softmax(forward(p, atoms, batch, key, rate))
    gold = jnp.take_along_axis(logp, batch["gold"][..., None], -1)[..., 0]
    smooth = 0.97 * gold + 0.03 * logp.mean(-1)
    weight = batch["weight"]
    return -(smooth * weight).sum() / weight.sum()


@partial(jax.jit, static_argnames=("rate",), donate_argnums=(0, 1, 2, 3))
def update(
    p: Params, m: Params, v: Params, ema: Params, atoms: jax.Array,
    batch: dict[str, jax.Array], step: int, lr: float, seed: int, decay: float, rate: float,
) -> tuple[Params, Params, Params, Params, jax.Array]:  # fmt: skip
    key = jax.random.fold_in(jax.random.PRNGKey(seed), step)
    value, grad = jax.value_and_grad(loss)(p, atoms, batch, key, rate)
    norm = jnp.sqrt(sum((g**2).sum() for g in jax.tree.leaves(grad)))
    scale = jnp.minimum(1.0, 2.0 / (norm + 1e-9))
    t = step + 1
    m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g * scale, m, grad)
    v = jax.tree.map(lambda a, g: 0.98 * a + 0.02 * (g * scale) ** 2, v, grad)
    c1, c2 = 1 - 0.9**t, 1 - 0.98**t
    p = jax.tree.map(
        lambda w, a, b: w - lr * ((a / c1) / (jnp.sqrt(b / c2) + 1e-6) + 0.004 * w), p, m, v
    )
    decay = jnp.minimum(decay, (1 + t) / (10 + t))
    ema = jax.tree.map(lambda e, w: decay * e + (1 - decay) * w, ema, p)
    return p, m, v, ema, value


predict = jax.jit(lambda p, atoms, batch: forward(p, atoms, batch, None, 0.0))


class Encoder:
    """Turns token sequences into arrays; features are computed once per word type."""

    def __init__(
        self, vocabulary: lf.Vocabulary, table: lf.FormTable, labels: prepare.Labels,
        counts: Counter[str],
    ) -> None:  # fmt: skip
        self.vocabulary, self.table = vocabulary, table
        self.label_ids = {n: i for i, n in enumerate(labels.names)}
        self.counts = counts
        self.rows: dict[str, int] = {}
        self.ids = np.zeros((0, len(lf.COLUMNS)), np.int32)
        self.bits = np.zeros((0, lf.BIT_WIDTH), np.float32)
        self.weights = np.zeros(0, np.float32)
        self.dropping = np.zeros(0, np.float32)

    def learn(self, sequences: list[list[conllu.Token]]) -> None:
        new = sorted({t.form for s in sequences for t in s} - self.rows.keys())
        for i in range(0, len(new), 5000):
            chunk = new[i : i + 5000]
            ids, bits = lf.type_features(chunk, self.vocabulary, self.table)
            self.rows.update({w: len(self.ids) + j for j, w in enumerate(chunk)})
            self.ids = np.concatenate([self.ids, ids])
            self.bits = np.concatenate([self.bits, bits])
            low = [lf.normalise(w) for w in chunk]
            w = [self.vocabulary.weight.get(x, 0.0) for x in low]
            self.weights = np.concatenate([self.weights, np.array(w, np.float32)])
            d = [0.02 + 0.5 / (1 + self.counts[x] ** 0.7) for x in low]
            self.dropping = np.concatenate([self.dropping, np.array(d, np.float32)])

    def batch(
        self, group: list[list[conllu.Token]], length: int, size: int,
        rng: np.random.Generator | None,
    ) -> dict[str, np.ndarray]:  # fmt: skip
        shape = (length, size)
        rows = np.full(shape, -1, np.int64)
        gold = np.zeros(shape, np.int32)
        weight = np.zeros(shape, np.float32)
        lean = np.full(size, 2, np.int32)
        for b, tokens in enumerate(group):
            here = [self.rows[t.form] for t in tokens]
            rows[: len(tokens), b] = here
            labels = [self.label_ids.get(t.label, -1) for t in tokens]
            gold[: len(tokens), b] = np.maximum(labels, 0)
            weight[: len(tokens), b] = np.array(labels) >= 0
            lean[b] = lf.leaning(float(self.weights[here].sum()))
        mask = (rows >= 0).astype(np.float32)
        rows = np.maximum(rows, 0)
        ids, bits = self.ids[rows].copy(), self.bits[rows]
        if rng is not None:
            ids[..., 0][rng.random(shape) < self.dropping[rows]] = 0
            for column, rate in ((3, 0.05), (4, 0.15), (5, 0.1)):
                ids[..., column][rng.random(shape) < rate] = 0
            bits = bits.copy()
            n = len(lf.READINGS)
            bits[rng.random(shape) < 0.05, :n] = 0
            bits[rng.random(shape) < 0.1, n : 2 * n] = 0
            lean[rng.random(size) < 0.1] = 2
        return {"ids": ids, "bits": bits * mask[..., None], "mask": mask, "lean": lean,
                "gold": gold, "weight": weight}  # fmt: skip


def batches(
    sequences: list[list[conllu.Token]], rng: random.Random
) -> Iterator[tuple[list[list[conllu.Token]], int, int]]:
    """Yield (group, length, size) with few different shapes, in random order."""
    out = []
    for low, high in zip((0, *LENGTHS), LENGTHS, strict=False):
        bucket = [s for s in sequences if low < len(s) <= high]
        rng.shuffle(bucket)
        size = BATCH_WORDS // high
        out += [(bucket[i : i + size], high, size) for i in range(0, len(bucket), size)]
    rng.shuffle(out)
    yield from out


def score(
    p: Params, atoms: jax.Array, encoder: Encoder, labels: prepare.Labels,
    sequences: list[list[conllu.Token]],
) -> dict[str, float]:  # fmt: skip
    n = upos = feats = full = 0
    coarse = [lf.coarse_label(x).split("|", 1) for x in labels.names]
    for group, length, size in batches(sequences, random.Random(0)):
        batch = encoder.batch(group, length, size, None)
        best = np.asarray(predict(p, atoms, batch)).argmax(-1)
        for b, tokens in enumerate(group):
            for i, token in enumerate(tokens):
                have, want = coarse[best[i, b]], lf.coarse_label(token.label).split("|", 1)
                n += 1
                upos += have[0] == want[0]
                feats += have[1:] == want[1:]
                full += labels.names[best[i, b]] == token.label
    return {"upos": upos / n, "feats": feats / n, "full": full / n}


def load_data(data: Path) -> dict[str, dict[str, list[conllu.Sentence]]]:
    return {
        part: {s: list(conllu.read(data / s / f"{part}.conllu")) for s in prepare.STANDARDS}
        for part in ("train", "dev")
    }


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training: rounds, learning rate, and the share of the treebank read."""

    name: str
    rounds: int
    rate: float
    share: float
    decay: float
    extra: Sequence[conllu.Sentence] = ()


class Trainer:
    """Holds what all phases share; `weights` are the running mean of the parameters."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.rng, self.noise = random.Random(args.seed), np.random.default_rng(args.seed)
        corpus = load_data(args.data)
        table, _ = prepare.form_table(dictionary.entries())
        stored = prepare.vocabulary(corpus["train"])
        vocabulary = lf.vocabulary_from_json(stored)
        self.train = [s for x in prepare.STANDARDS for s in corpus["train"][x]]
        self.labels = prepare.Labels.build(self.train)
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "vocabulary.json").write_text(json.dumps(stored, ensure_ascii=False))
        (args.out / "labels.json").write_text(json.dumps(self.labels.names))
        counts = Counter(lf.normalise(t.form) for s in self.train for t in s.tokens)
        self.encoder = Encoder(vocabulary, table, self.labels, counts)
        self.dev = {
            x: prepare.sequences(corpus["dev"][x], self.rng, join=False) for x in prepare.STANDARDS
        }
        sizes = {n: len(vocabulary.ids[n]) + 1 for n in DIMS if n != "shape"}
        self.atoms = jnp.asarray(self.labels.atoms)
        first = initial(sizes | {"shape": lf.SHAPES}, *self.labels.atoms.shape, args.seed)
        self.weights: Params = jax.tree.map(jnp.asarray, first)

    def run(self, phase: Phase) -> None:
        p = jax.tree.map(jnp.copy, self.weights)
        m, v = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
        step, total = 0, 0
        for number in range(1, phase.rounds + 1):
            plan = self._plan(phase)
            total = total or len(plan) * phase.rounds
            started, running = time.time(), 0.0
            for group, length, size in plan:
                batch = self.encoder.batch(group, length, size, self.noise)
                slope = 0.5 * (1 + np.cos(np.pi * min(1.0, step / total)))
                rate = phase.rate * min(1.0, (step + 1) / 200) * max(0.01, slope)
                p, m, v, self.weights, value = update(
                    p, m, v, self.weights, self.atoms, batch, step, rate, self.args.seed,
                    phase.decay, DROPOUT,
                )  # fmt: skip
                running += float(value)
                step += 1
            line = f"{phase.name} {number} loss {running / len(plan):.4f}"
            print(f"{line} {time.time() - started:.0f}s{self._report(number, phase)}", flush=True)

    def _plan(self, phase: Phase) -> list[tuple[list[list[conllu.Token]], int, int]]:
        rng = self.rng
        train = self.train
        if phase.share < 1:
            every = round(1 / phase.share)
            start = rng.randrange(every)
            train = train[start::every]
        variants = [a for s in train if rng.random() < 0.2 and (a := prepare.augmented(s, rng))]
        sequences = prepare.sequences(train, rng, join=True)
        sequences += prepare.sequences([*variants, *phase.extra], rng, join=False)
        self.encoder.learn([*sequences, *self.dev["nb"], *self.dev["nn"]])
        return list(batches(sequences, rng))

    def _report(self, number: int, phase: Phase) -> str:
        if number % 3 and number != phase.rounds:
            return ""
        np.savez(
            self.args.out / "weights.npz", **{k: np.asarray(w) for k, w in self.weights.items()}
        )
        line = ""
        for x in prepare.STANDARDS:
            got = score(self.weights, self.atoms, self.encoder, self.labels, self.dev[x])
            line += f" {x} " + " ".join(f"{k} {q:.4f}" for k, q in got.items())
        return line


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tune-only", action="store_true")
    parser.add_argument("--extra", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    trainer = Trainer(args)
    if args.tune_only:
        trainer.weights = {k: jnp.asarray(w) for k, w in np.load(args.out / "weights.npz").items()}
    else:
        trainer.run(Phase("treebank", args.epochs, 2.5e-3, 1.0, 0.998))
    if args.extra:
        extra = [s for path in args.extra for s in conllu.read(path)]
        trainer.run(Phase("tuning", 2, 6e-4, 1 / 3, 0.98, extra))


if __name__ == "__main__":
    main()
