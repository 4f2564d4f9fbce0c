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
LONGEST = 12
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


def entry_keys(group: str, ending_list: Sequence[str]) -> list[int]:
    """Return the key of each ending's entry: `string_key` of group, tab and ending."""
    head = f"{group}\t".encode()
    first, second = crc32(head), adler32(head)
    data = [ending.encode() for ending in ending_list]
    return [crc32(d, first) | adler32(d, second) << 32 for d in data]


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
        for standard, label, form in wanted:
            starts.append(len(queries))
            group = f"{standard}|{self.groups.get(label) or group_of(label)}"
            queries += entry_keys(group, endings(bare(form.lower(), label)))
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
