"""All phrases of a list, ready to be found in one pass over a sentence's words.

The surface forms of a list are worked out once and kept in the cache folder (the wheel
ships them), since inflecting hundreds of heads costs more than a short text.
"""

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from klarsprak.core.analysis import Word
from klarsprak.core.atomic import keep_text
from klarsprak.core.places import cache_folder
from klarsprak.lexicon import store
from klarsprak.lexicon.dictionaries import Entry
from klarsprak.lexicon.phrases import Gap, OptionalWord, Piece, expand, pieces

FORMAT = 3
_GAP = 0
"""How a gap is written in a compiled form; words are strings."""

Element = str | int
Row = tuple[Sequence[Element], int, int | None, Sequence[Sequence[str]]]
"""A `Form` as it is kept on disk."""


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form: words and gaps, where its head is, and what the head may be."""

    elements: tuple[Element, ...]
    entry: int
    head: int | None
    readings: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase in a sentence: words `first` to `stop` (exclusive) of its `words`."""

    first: int
    stop: int
    entry: Entry
    readings: tuple[frozenset[str], ...]
    gap: int


class PhraseIndex:
    """Finds the phrases of a list by their first word; the longest match wins."""

    __slots__ = ("_entries", "_forms", "_let_be", "_rows")

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        self._entries = tuple(entries)
        self._rows = _compiled(self._entries, language)
        self._forms: dict[str, tuple[Form, ...]] = {}
        self._let_be: dict[str, list[tuple[Element, ...]]] = {}
        for entry in entries:
            for phrase in entry.unless:
                for elements in _variants(pieces(phrase)):
                    first = elements[0]
                    if isinstance(first, str):
                        self._let_be.setdefault(first.lower(), []).append(elements)

    def find(self, words: Sequence[Word]) -> Iterator[PhraseHit]:
        """Yield the phrases among `words`, in order, without overlap."""
        lower = [word.lower for word in words]
        let_be: list[tuple[int, int]] = []
        if self._let_be:
            let_be = list(self._exceptions(words, lower))
        at = 0
        while at < len(words):
            hit = self._longest(words, lower, at)
            if hit is None or any(a <= hit.first and hit.stop <= b for a, b in let_be):
                at += 1
                continue
            yield hit
            at = hit.stop

    def _longest(self, words: Sequence[Word], lower: Sequence[str], at: int) -> PhraseHit | None:
        best: PhraseHit | None = None
        for form in self._starting_with(lower[at]):
            found = _match(form.elements, words, lower, at)
            if found is None:
                continue
            stop, gap = found
            if best is None or stop > best.stop or (stop == best.stop and gap < best.gap):
                entry = self._entries[form.entry]
                best = PhraseHit(at, stop, entry, form.readings, gap)
        return best

    def _starting_with(self, first: str) -> tuple[Form, ...]:
        """The forms that begin with a word in lower case; made when the word is met."""
        if first not in self._rows:
            return ()
        if first not in self._forms:
            self._forms[first] = tuple(
                Form(tuple(elements), entry, head, tuple(frozenset(r) for r in readings))
                for elements, entry, head, readings in self._rows[first]
            )
        return self._forms[first]

    def _exceptions(self, words: Sequence[Word], lower: Sequence[str]) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(lower):
            for elements in self._let_be.get(word, ()):
                found = _match(elements, words, lower, at)
                if found:
                    yield at, found[0]


def _match(
    elements: Sequence[Element], words: Sequence[Word], lower: Sequence[str], at: int
) -> tuple[int, int] | None:
    """Where the elements end when they begin at `at`, and how many words fill gaps."""
    position, gap = at, 0
    for number, element in enumerate(elements):
        if isinstance(element, int):
            following = elements[number + 1]
            assert isinstance(following, str)
            step = _skip(following, words, lower, position)
            if step is None:
                return None
            position, gap = position + step, gap + step
            continue
        if position >= len(words) or not _same(element, words[position], lower[position]):
            return None
        position += 1
    return position, gap


def _skip(wanted: str, words: Sequence[Word], lower: Sequence[str], at: int) -> int | None:
    """How many words (at most two, no signs) stand before `wanted`."""
    for step in range(3):
        if at + step >= len(words):
            return None
        if _same(wanted, words[at + step], lower[at + step]):
            return step
        if not words[at + step].is_word:
            return None
    return None


def _same(wanted: str, word: Word, lower: str) -> bool:
    """Whether a word is the wanted one; capitals count only where the list has them."""
    return wanted == lower or (wanted == word.text and wanted != wanted.lower())


def _variants(parts: Iterable[Piece]) -> Iterator[tuple[Element, ...]]:
    """Every way to leave out the optional words."""
    choices: list[tuple[tuple[Element, ...], ...]] = []
    for part in parts:
        if isinstance(part, Gap):
            choices.append(((_GAP,),))
        elif isinstance(part, OptionalWord):
            choices.append(((part.text,), ()))
        else:
            choices.append(((part,),))
    for combined in itertools.product(*choices):
        elements = tuple(itertools.chain.from_iterable(combined))
        if elements and isinstance(elements[0], str) and isinstance(elements[-1], str):
            yield elements


def _compiled(entries: Sequence[Entry], language: str) -> Mapping[str, list[Row]]:
    """The surface forms of a list by first word, from the cache when it has them."""
    if all(entry.pos == "fixed" and "^" not in entry.term for entry in entries):
        return _by_first_word(entries, language)
    name = f"fraser-{_stamp(entries, language)}.json"
    for folder in (Path(__file__).resolve().parents[1] / "_data" / "phrases", cache_folder()):
        try:
            rows: dict[str, list[Row]] = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        return rows
    found = _by_first_word(entries, language)
    keep_text(cache_folder() / name, json.dumps(found, ensure_ascii=False, separators=(",", ":")))
    return found


def _stamp(entries: Sequence[Entry], language: str) -> str:
    """Names what the forms depend on: the terms, and the lexicon that inflects them."""
    digest = hashlib.sha256(f"{FORMAT}\n{language}\n".encode())
    for file in sorted((Path(store.__file__).parent / "data").iterdir()):
        digest.update(f"{file.name}\0{file.stat().st_size}\n".encode())
    for entry in entries:
        digest.update(f"{entry.term}\0{entry.pos}\0{entry.forms_excluded}\n".encode())
    return digest.hexdigest()[:24]


def _by_first_word(entries: Sequence[Entry], language: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for number, entry in enumerate(entries):
        for surface in expand(entry, language):
            readings = [sorted(reading) for reading in surface.readings]
            for elements in _variants(surface.pieces):
                row = (elements, number, surface.head, readings)
                found.setdefault(str(elements[0]).lower(), []).append(row)
    return found


def values_of(entry: Entry) -> Mapping[str, str]:
    """What an entry gives a message: its lemma and its further columns."""
    return {"lemma": entry.term.replace("^", ""), **{k: v for k, v in entry.extra.items() if v}}
