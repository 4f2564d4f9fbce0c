"""Lemmas by the longest known ending: exact for known forms, a good guess for new ones.

An entry says, for a label and an ending, how many letters to cut and what to put on.
`training/lemmas.py` keeps only entries that differ from what a shorter ending gives, so
one table holds both the dictionaries' forms and the rules for unseen words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import adler32, crc32

import numpy as np
import numpy.typing as npt

#: Longest ending that is a rule; a whole form has a key of its own.
LONGEST = 9
#: What the labels are cut down to before they choose an entry.
LEMMA_FEATURES = ("Definite", "Degree", "Number", "Tense", "VerbForm", "Voice", "Mood")
Key = tuple[str, str]


def group_of(label: str) -> str:
    """Return the part of ``UPOS|feats`` that chooses the lemma."""
    upos, *feats = label.split("|")
    kept = [f for f in feats if f.partition("=")[0] in LEMMA_FEATURES]
    if upos not in ("NOUN", "VERB", "ADJ", "AUX", "PROPN"):
        kept = []
    return "|".join([upos, *kept])


def bare(low: str, label: str) -> str:
    """Return a lower-cased form without the genitive mark that its label tells of."""
    if "Case=Gen" in label and len(low) > 2:
        for mark in ("'s", "’s", "´s", "s", "'", "’"):
            if low.endswith(mark):
                return low[: -len(mark)]
    return low


def group_start(group: str) -> tuple[int, int]:
    """Return the state of both check sums after the group's name."""
    head = group.encode("latin-1", "replace") + b"\t"
    return crc32(head), adler32(head)


def entry_key(group: str, ending: str) -> int:
    """Return the key of an entry: two check sums of group, tab and ending (Latin-1)."""
    first, second = group_start(group)
    data = ending.encode("latin-1", "replace")
    return crc32(data, first) | adler32(data, second) << 32


def form_keys(start: tuple[int, int], low: str) -> list[int]:
    """Return the keys of `endings` of a form, longest first, after `group_start`."""
    first, second = start
    data = b"^" + low.encode("latin-1", "replace")
    tails = [data, *(data[i:] for i in range(max(1, len(data) - LONGEST), len(data) + 1))]
    return [crc32(tail, first) | adler32(tail, second) << 32 for tail in tails]


def endings(low: str) -> list[str]:
    """Return the endings of a lower-cased form, longest first; ``^`` marks the start."""
    marked = "^" + low
    tails = [marked[i:] for i in range(max(1, len(marked) - LONGEST), len(marked) + 1)]
    return [marked, *tails]


@dataclass(frozen=True, slots=True)
class LemmaRules:
    """The table of entries; `changes` are (letters cut, ending put on)."""

    keys: npt.NDArray[np.uint64]
    places: npt.NDArray[np.uint16]
    changes: Sequence[tuple[int, str]]
    groups: Mapping[str, str]

    def lemmas(self, wanted: Sequence[tuple[str, str, str]]) -> list[str]:
        """Return the lemma of each (standard, label, form); standard is nb, nn or both."""
        queries: list[int] = []
        starts: list[int] = []
        groups: dict[tuple[str, str], tuple[int, int]] = {}
        for standard, label, form in wanted:
            starts.append(len(queries))
            start = groups.get((standard, label))
            if start is None:
                start = group_start(f"{standard}|{self.groups.get(label) or group_of(label)}")
                groups[standard, label] = start
            queries += form_keys(start, bare(form.lower(), label))
        if not queries:
            return []
        starts.append(len(queries))
        asked = np.fromiter(queries, dtype=np.uint64, count=len(queries))
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        hits = np.flatnonzero(self.keys[at] == asked)
        places = self.places[at[hits]].tolist()
        first = np.searchsorted(hits, starts).tolist()
        out = []
        for i, (_, label, form) in enumerate(wanted):
            low = form[: len(bare(form.lower(), label))]
            low = low if label.startswith(("PROPN", "X")) else low.lower()
            if first[i] == first[i + 1]:
                out.append(low)
                continue
            cut, added = self.changes[places[first[i]]]
            out.append(low[: max(0, len(low) - cut)] + added or low)
        return out
