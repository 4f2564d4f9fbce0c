"""What the tagger knows of a word by itself: vocabulary, affixes, shape and dictionary.

The same code runs in training and in use, so the two can never drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import adler32, crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

#: One bit per reading that the dictionaries give a form.
READINGS = (
    "N.SI", "N.SD", "N.PI", "N.PD", "N.M", "N.F", "N.N",
    "V.INF", "V.PRES", "V.PASS", "V.PAST", "V.PART", "V.IMP",
    "A.COM", "A.NEUT", "A.DEF", "A.CMP", "A.SUPI", "A.SUPD", "A.PERF", "A.PRES",
    "ADV", "ADP", "OTHER",
)  # fmt: skip
READING_BIT = {name: 1 << i for i, name in enumerate(READINGS)}
NOUN_BITS = sum(READING_BIT[r] for r in READINGS if r.startswith("N."))
OPEN_BITS = sum(READING_BIT[r] for r in READINGS if r[:2] in ("N.", "V.", "A."))

#: Columns of symbolic features; each has its own embedding table.
AFFIXES = ("suffix2", "suffix3", "suffix4", "suffix5", "prefix3")
COLUMNS = ("word", *AFFIXES, "shape")
#: Bits per word beside the ids: Bokmål readings, Nynorsk readings, readings of the
#: last part of a compound (Bokmål, Nynorsk) and six flags.
FLAGS = 6
BIT_WIDTH = 4 * len(READINGS) + FLAGS
SHAPES = 12
MIN_HEAD = 3
_VOWEL = re.compile("[aeiouyæøåéèêóòôäöü]")


def string_key(text: str) -> int:
    """Return a 64-bit key that is the same in every process and version."""
    data = text.encode("utf-8")
    return crc32(data) | adler32(data) << 32


def shape_id(form: str) -> int:
    """Return the class of letters, digits and signs in `form`, below `SHAPES`."""
    if form.islower():
        return 0 if form.isalpha() else 1
    if any(c.isdigit() for c in form):
        if form.isdigit():
            return 2
        return 3 if not any(c.isalpha() for c in form) else 4
    if not any(c.isalpha() for c in form):
        return 5 if len(form) == 1 else 6
    if form.isupper():
        return 7 if len(form) == 1 else 8
    if form[0].isupper():
        return 9 if form[1:].islower() and form.isalpha() else 10
    return 11


@dataclass(frozen=True, slots=True)
class FormTable:
    """Sorted keys (`string_key`) of forms and the set of readings of each."""

    keys: npt.NDArray[np.uint64]
    classes: npt.NDArray[np.uint16]
    readings: npt.NDArray[np.uint64]

    def look_up(self, forms: Sequence[str]) -> npt.NDArray[np.uint64]:
        """Return the packed readings of each lower-cased form; 0 where unknown.

        The low 32 bits are Bokmål readings, the high 32 bits Nynorsk.
        """
        if not forms or not len(self.keys):
            return np.zeros(len(forms), dtype=np.uint64)
        wanted = np.fromiter(map(string_key, forms), dtype=np.uint64, count=len(forms))
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = self.readings[self.classes[places]]
        return np.where(self.keys[places] == wanted, found, np.uint64(0))


def pack_readings(nb: int, nn: int) -> int:
    """Return both standards' readings as one 64-bit number."""
    return nb | nn << 32


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words and affixes with their rows in the embedding tables (0 = unknown)."""

    ids: Mapping[str, Mapping[str, int]]
    weight: Mapping[str, float]

    @classmethod
    def from_lists(
        cls, lists: Mapping[str, Sequence[str]], weight: Mapping[str, float]
    ) -> Vocabulary:
        """Build from the stored lists; row 0 of each table is the unknown one."""
        return cls(
            {name: {v: i + 1 for i, v in enumerate(values)} for name, values in lists.items()},
            weight,
        )


def affixes(low: str) -> tuple[str, ...]:
    """Return the affixes of a lower-cased form in the order of `AFFIXES`."""
    padded = "^" + low + "$"
    return padded[-3:], padded[-4:], padded[-5:], padded[-6:], padded[:4]


def normalise(form: str) -> str:
    """Return the form as the vocabulary spells it: lower case, digits as 0."""
    low = form.lower()
    return re.sub(r"\d", "0", low) if any(c.isdigit() for c in low) else low


def _unpack(values: npt.NDArray[np.uint64]) -> Floats:
    """Return one row of 0/1 per value: Bokmål readings, then Nynorsk."""
    shifts = np.array([*range(len(READINGS)), *range(32, 32 + len(READINGS))], dtype=np.uint64)
    return ((values[:, None] >> shifts) & np.uint64(1)).astype(np.float32)


def _heads(
    lows: Sequence[str], known: npt.NDArray[np.uint64], table: FormTable
) -> tuple[npt.NDArray[np.uint64], Floats]:
    """Return the readings of each word's last part, and what is known of the cut."""
    tails: list[str] = []
    owner: list[int] = []
    for i, low in enumerate(lows):
        if not low.isalpha() and "-" not in low:
            continue
        if low.endswith("s"):
            tails.append(low[:-1])
            owner.append(i)
        for cut in range(2, len(low) - MIN_HEAD + 1):
            tail = low[cut:]
            if _VOWEL.search(tail):
                tails.append(tail)
                owner.append(i)
                if tail.endswith("s"):
                    tails.append(tail[:-1])
                    owner.append(i)
    found = table.look_up(tails)
    heads = np.zeros(len(lows), dtype=np.uint64)
    flags = np.zeros((len(lows), FLAGS), dtype=np.float32)
    flags[:, 0] = known == 0
    open_class = np.uint64(OPEN_BITS | OPEN_BITS << 32)
    nouns = np.uint64(NOUN_BITS | NOUN_BITS << 32)
    for tail, i, value in zip(tails, owner, found, strict=True):
        genitive = lows[i].endswith(tail + "s")
        usable = value & (nouns if genitive else open_class)
        if usable == 0 or heads[i] != 0:
            continue
        heads[i] = usable
        flags[i, 1] = 1
        flags[i, 2] = len(tail) > 4
        flags[i, 3] = genitive
        flags[i, 4] = len(tail) + genitive == len(lows[i])
    flags[:, 5] = [low.endswith("s") for low in lows]
    return heads, flags


def word_features(
    lows: Sequence[str], vocabulary: Vocabulary, table: FormTable
) -> tuple[Ints, Floats]:
    """Return ids (one column per `COLUMNS` but the shape) and bits of normalised forms."""
    tables = [vocabulary.ids[name] for name in ("word", *AFFIXES)]
    ids = np.array(
        [[t.get(v, 0) for t, v in zip(tables, (low, *affixes(low)), strict=True)] for low in lows],
        dtype=np.int32,
    ).reshape(len(lows), len(COLUMNS) - 1)
    known = table.look_up(lows)
    heads, flags = _heads(lows, known, table)
    return ids, np.concatenate([_unpack(known), _unpack(heads), flags], axis=1)


def type_features(
    forms: Sequence[str], vocabulary: Vocabulary, table: FormTable
) -> tuple[Ints, Floats]:
    """Return ids (one column per `COLUMNS`) and bits (`BIT_WIDTH`) of each form."""
    ids, bits = word_features([normalise(f) for f in forms], vocabulary, table)
    shapes = np.array([[shape_id(f)] for f in forms], dtype=np.int32).reshape(-1, 1)
    return np.concatenate([ids, shapes], axis=1), bits


LEANINGS = 5


def leaning(total: float) -> int:
    """Return how a text leans, 0 (clearly Nynorsk) to 4 (clearly Bokmål), 2 unsure.

    `total` is the sum of `Vocabulary.weight` over its words.
    """
    if abs(total) < 1.0:
        return 2
    if abs(total) < 4.0:
        return 3 if total > 0 else 1
    return 4 if total > 0 else 0


def vocabulary_from_json(data: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary stored by the training script."""
    return Vocabulary.from_lists(data["lists"], data["weight"])


#: The features that rules ask for; labels that differ in others only are one to them.
COUNTED = ("Voice", "VerbForm", "Mood", "Tense", "Number", "Definite", "Degree")


def coarse_label(name: str) -> str:
    """Return ``UPOS|feats`` with only the features in `COUNTED`."""
    upos, *feats = name.split("|")
    return "|".join([upos, *(f for f in feats if f.partition("=")[0] in COUNTED)])
