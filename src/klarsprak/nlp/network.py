"""The tagger's network in NumPy: what `training/train.py` trained, for use only.

Embeddings of a word type are projected once and kept; a convolution sees the nearest
words, two gated recurrent layers the whole stretch, both ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from klarsprak.nlp import lexical_features as lf
from klarsprak.nlp.lexical_features import Floats

#: Word types kept with their projection; the oldest half is dropped when it is full.
CACHE_SIZE = 20_000
#: Longest stretch of tokens given to the network at once.
STRETCH = 64
#: Rows (tokens, padding counted) in one pass; keeps the working set in the cache.
PASS_TOKENS = 400
_STOPS = frozenset(".!?:;")
Places = npt.NDArray[np.intp]


def _normed(x: Floats, gain: Floats, offset: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True)
    scale = 1.0 / np.sqrt(np.einsum("tbi,tbi->tb", x, x) / x.shape[-1] + 1e-5)
    x *= scale[..., None]
    x *= gain
    x += offset
    return x


def _maxout(x: Floats) -> Floats:
    half = x.shape[-1] // 2
    return np.maximum(x[..., :half], x[..., half:])


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the type features they were trained with.

    `prepared` holds `word_rows` of the vocabulary's words, in its order.
    """

    weights: Mapping[str, Floats]
    vocabulary: lf.Vocabulary
    table: lf.FormTable
    prepared: npt.NDArray[np.float16]
    _rows: dict[str, Floats] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict)

    def scores(self, types: Sequence[str], texts: Sequence[Places]) -> tuple[Floats, list[float]]:
        """Return a row of label scores per token, text after text, and how each text leans.

        `texts` hold each token's place in `types`. A text leans to Bokmål above 0, to
        Nynorsk below.
        """
        self._learn(types)
        weights = np.array([self._weights[f] for f in types], dtype=np.float32)
        stops = np.array([f in _STOPS for f in types], dtype=bool)
        blank = np.zeros((1, len(self.weights["in_b"])), np.float32)
        rows = np.concatenate([*(self._rows[f][None] for f in types), blank])
        leans = [float(weights[ids].sum()) for ids in texts]
        pieces: list[tuple[int, int, int, int]] = []
        offset = 0
        for i, ids in enumerate(texts):
            pieces += [(i, start, end, offset) for start, end in stretches(stops[ids])]
            offset += len(ids)
        pieces.sort(key=lambda piece: piece[2] - piece[1])
        out = np.zeros((offset, len(self.weights["out_b"])), np.float32)
        while pieces:
            longest = pieces[-1][2] - pieces[-1][1]
            size = max(1, PASS_TOKENS // longest)
            group, pieces = pieces[-size:], pieces[:-size]
            places = np.full((longest, len(group)), len(types), dtype=np.intp)
            for column, (i, start, end, _) in enumerate(group):
                places[: end - start, column] = texts[i][start:end]
            mask = (places < len(types)).astype(np.float32)[..., None]
            result = self._run(rows[places], mask, [lf.leaning(leans[i]) for i, *_ in group])
            for column, (_, start, end, before) in enumerate(group):
                out[before + start : before + end] = result[: end - start, column]
        return out, leans

    def _learn(self, forms: Sequence[str]) -> None:
        """Compute the projection of every word type not seen before."""
        new = [f for f in forms if f not in self._rows]
        if not new:
            return
        if len(self._rows) + len(new) > CACHE_SIZE:
            present = set(forms)
            for old in [f for f in self._rows if f not in present][: CACHE_SIZE // 2]:
                del self._rows[old], self._weights[old]
        lows = [lf.normalise(f) for f in new]
        known = self.vocabulary.ids["word"]
        rows = np.zeros((len(new), len(self.weights["in_b"])), np.float32)
        prepared = [i for i, low in enumerate(lows) if low in known]
        rows[prepared] = self.prepared[[known[lows[i]] - 1 for i in prepared]]
        rest = [i for i, low in enumerate(lows) if low not in known]
        if rest:
            rows[rest] = word_rows(
                [lows[i] for i in rest], self.weights, self.vocabulary, self.table
            )
        rows += self.weights["shape_rows"][[lf.shape_id(f) for f in new]]
        self._rows.update(zip(new, rows, strict=True))
        weight = self.vocabulary.weight
        self._weights.update((f, weight.get(low, 0.0)) for f, low in zip(new, lows, strict=True))

    def _run(self, x: Floats, mask: Floats, leanings: Sequence[int]) -> Floats:
        w = self.weights
        length, size, _ = x.shape
        x += w["lean"][np.array(leanings)]
        x = _normed(_maxout(x), w["in_g"], w["in_o"]) * mask
        for name in sorted(n[:-2] for n in w if n.startswith("conv") and n.endswith("_w")):
            y = _maxout(_window(x, w[f"{name}_w"]) + w[f"{name}_b"])
            x = (x + _normed(y, w[f"{name}_g"], w[f"{name}_o"])) * mask
        h = _recur(x, w["rnn1_w"], w["rnn1_b"], mask)
        h = _recur(h, w["rnn2_w"], w["rnn2_b"], mask)
        top = np.concatenate([h, x], axis=-1).reshape(length * size, -1)
        out: Floats = (top @ w["out_w"] + w["out_b"]).reshape(length, size, -1)
        return out


def _window(x: Floats, w: Floats) -> Floats:
    """Return the product of each token's neighbourhood of three with `w`."""
    length, size, width = x.shape
    wide = np.zeros((length, size, 3 * width), np.float32)
    wide[1:, :, :width] = x[:-1]
    wide[:, :, width : 2 * width] = x
    wide[:-1, :, 2 * width :] = x[1:]
    out: Floats = (wide.reshape(length * size, -1) @ w).reshape(length, size, -1)
    return out


def _recur(x: Floats, w: Floats, b: Floats, mask: Floats) -> Floats:
    """Return a gated recurrent layer run both ways (a quasi-recurrent layer).

    `w` and `b` are those of `halved_gates`, so one tanh serves candidates and gates.
    """
    length, size, _ = x.shape
    y = x.reshape(length * size, -1) @ w
    y += b
    np.tanh(y, out=y)
    y = y.reshape(length, size, -1)
    both = y.shape[-1] // 3
    half = both // 2
    y[..., both:] *= 0.5
    y[..., both:] += 0.5
    forget = y[..., both : 2 * both]
    cand = y[..., :both] * (1.0 - forget)
    cand *= mask
    ahead = np.zeros((size, half), np.float32)
    back = np.zeros((size, half), np.float32)
    for t in range(length):
        ahead *= forget[t, :, :half]
        ahead += cand[t, :, :half]
        cand[t, :, :half] = ahead
        u = length - 1 - t
        back *= forget[u, :, half:]
        back += cand[u, :, half:]
        cand[u, :, half:] = back
    cand *= y[..., 2 * both :]
    return cand


def word_rows(
    lows: Sequence[str], weights: Mapping[str, Floats], vocabulary: lf.Vocabulary,
    table: lf.FormTable,
) -> Floats:  # fmt: skip
    """Return the input layer's sums for normalised forms, all but the part of the shape."""
    ids, bits = lf.word_features(lows, vocabulary, table)
    names = lf.COLUMNS[:-1]
    parts = [weights[f"emb_{n}"][ids[:, i]] for i, n in enumerate(names)]
    start = sum(part.shape[1] for part in parts)
    shape_end = len(weights["in_w"]) - bits.shape[1]
    out: Floats = np.concatenate(parts, axis=1) @ weights["in_w"][:start]
    out += bits @ weights["in_w"][shape_end:]
    return out + weights["in_b"]


def shape_rows(weights: Mapping[str, Floats]) -> Floats:
    """Return what each shape adds to the input layer's sums."""
    shapes = weights["emb_shape"]
    end = len(weights["in_w"]) - lf.BIT_WIDTH
    out: Floats = shapes @ weights["in_w"][end - shapes.shape[1] : end]
    return out


def halved_gates(weights: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the weights with gate columns halved: sigmoid(x) = tanh(x / 2) / 2 + 1/2."""
    out = dict(weights)
    for name in ("rnn1_w", "rnn1_b", "rnn2_w", "rnn2_b"):
        changed = np.array(out[name])
        changed[..., changed.shape[-1] // 3 :] *= 0.5
        out[name] = changed
    return out


def stretches(stops: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Cut a text into pieces of at most `STRETCH` tokens, at its stops if it has any."""
    out, start, length = [], 0, len(stops)
    while length - start > STRETCH:
        end = start + STRETCH
        found = np.flatnonzero(stops[start + STRETCH // 4 : end])
        end = start + STRETCH // 4 + int(found[-1]) + 1 if len(found) else end
        out.append((start, end))
        start = end
    if start < length:
        out.append((start, length))
    return out
