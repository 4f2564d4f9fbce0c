"""All phrases of a list, ready to be found in one pass over a sentence's words."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Word
from klarsprak.kinds.phrase_store import Compiled, Element, Row, compiled, kept, to_entry
from klarsprak.lexicon.dictionaries import Entry


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


@dataclass(frozen=True, slots=True)
class _Starts:
    """The forms with one first word, in their order, by the second word in lower case.

    `others` are those that any second word may follow: lone words, and gaps. They are in
    each of `by_second` too. Common words begin hundreds of forms.
    """

    by_second: Mapping[str, Sequence[Form]]
    others: Sequence[Form]


def _starts(forms: Sequence[Form]) -> _Starts:
    seconds = [_second(form) for form in forms]
    return _Starts(
        {
            wanted: tuple(
                form for form, second in zip(forms, seconds, strict=True) if second in ("", wanted)
            )
            for wanted in set(seconds) - {""}
        },
        tuple(form for form, second in zip(forms, seconds, strict=True) if not second),
    )


def _second(form: Form) -> str:
    """The second word in lower case; "" where there is none, or it need not be next."""
    second = form.elements[1] if len(form.elements) > 1 else ""
    return second.lower() if isinstance(second, str) else ""


class PhraseIndex:
    """Finds the phrases of a list by their first word; the longest match wins."""

    __slots__ = ("_entries", "_forms", "_let_be", "_texts")

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        self._take(compiled(entries, language))

    @classmethod
    def kept(cls, stamp: str, read: Callable[[], Sequence[Entry]], language: str) -> "PhraseIndex":
        """The index that is kept on disk under `stamp`, else one made of what `read` returns."""
        index = cls.__new__(cls)
        index._take(kept(stamp, read, language))
        return index

    def _take(self, texts: Compiled) -> None:
        self._texts = texts
        self._entries: dict[int, Entry] = {}
        self._forms: dict[str, _Starts] = {}
        self._let_be: dict[str, tuple[tuple[Element, ...], ...]] = {}

    def find(
        self, words: Sequence[Word], lowers: Sequence[str] | None = None
    ) -> Iterator[PhraseHit]:
        """Yield the phrases among `words`, in order, without overlap.

        `lowers` are the words in lower case, from whoever has them.
        """
        lower = [word.lower for word in words] if lowers is None else lowers
        firsts = self._texts["forms"]
        if firsts.keys().isdisjoint(lower):
            return
        let_be: list[tuple[int, int]] | None = None
        free = 0
        for at, first in enumerate(lower):
            if at < free or first not in firsts:
                continue
            hit = self._longest(words, lower, at)
            if hit is None or _is_last_name(words, hit):
                continue
            if let_be is None:
                let_be = list(self._exceptions(words, lower)) if self._texts["let_be"] else []
            if any(a <= hit.first and hit.stop <= b for a, b in let_be):
                continue
            yield hit
            free = hit.stop

    def _longest(self, words: Sequence[Word], lower: Sequence[str], at: int) -> PhraseHit | None:
        best: PhraseHit | None = None
        starts = self._starting_with(lower[at])
        second = lower[at + 1] if at + 1 < len(lower) else ""
        for form in starts.by_second.get(second, starts.others):
            found = _match(form.elements, words, lower, at)
            if found is None:
                continue
            stop, gap = found
            if best is None or stop > best.stop or (stop == best.stop and gap < best.gap):
                best = PhraseHit(at, stop, self._entry(form.entry), form.readings, gap)
        return best

    def _entry(self, number: int) -> Entry:
        if number not in self._entries:
            self._entries[number] = to_entry(self._texts["entries"][number])
        return self._entries[number]

    def _starting_with(self, first: str) -> _Starts:
        """The forms that begin with a word in lower case; made when the word is met."""
        if first not in self._forms:
            rows: list[Row] = json.loads(self._texts["forms"][first])
            self._forms[first] = _starts(
                [
                    Form(tuple(elements), entry, head, tuple(frozenset(r) for r in readings))
                    for elements, entry, head, readings in rows
                ]
            )
        return self._forms[first]

    def _exceptions(self, words: Sequence[Word], lower: Sequence[str]) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(lower):
            for elements in self._exceptions_from(word):
                found = _match(elements, words, lower, at)
                if found:
                    yield at, found[0]

    def _exceptions_from(self, first: str) -> tuple[tuple[Element, ...], ...]:
        if first not in self._texts["let_be"]:
            return ()
        if first not in self._let_be:
            found: list[list[Element]] = json.loads(self._texts["let_be"][first])
            self._let_be[first] = tuple(tuple(elements) for elements in found)
        return self._let_be[first]


def _is_last_name(words: Sequence[Word], hit: PhraseHit) -> bool:
    """Whether a lone word with a capital stands behind another, inside a sentence: «Kari Samt»."""
    if hit.first < 2 or hit.stop != hit.first + 1:
        return False
    before, word = words[hit.first - 1], words[hit.first]
    return word.text.istitle() and before.text.istitle() and before.end + 1 == word.start


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


def values_of(entry: Entry) -> Mapping[str, str]:
    """What an entry gives a message: its lemma and its further columns."""
    return {"lemma": entry.term.replace("^", ""), **{k: v for k, v in entry.extra.items() if v}}
