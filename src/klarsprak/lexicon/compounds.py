"""Compounds: the words that a long Norwegian word is made of.

The best analysis is the one whose parts are few, long and often met in other compounds;
how often was counted in the lexicon (see `training/build_compound_parts.py`).
"""

import functools
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.lexicon import correspondences, store
from klarsprak.lexicon.datafile import data_file
from klarsprak.lexicon.paradigms import Slots
from klarsprak.lexicon.wordforms import WordClass

LINKS = ("", "s", "e")
PARTS_FILE = "compound_parts_{}.z"
_SHORTEST_FIRST = 2
_SHORTEST_LAST = 3
_SHORT_LASTS = frozenset(("by", "år", "kø", "øy", "ku", "bu", "ås", "is", "ur"))
"""Words of two letters that may end a compound."""
_SHORTEST_WORD = 6
_PART_COST = 14.0
_UNSEEN_COST = 3.0
_SHORT_COST = 4.0
_SHORT_COST_IF_COMMON = 1.5
_COMMON = 8
_VERB_COST = 2.0
_NAME_COST = 12.0
_ENDS_WEIGHT = 0.25
_WHOLE_COST = 13.5
_WHOLE_COST_PER_LETTER = 0.9
_LONGEST_BY_CHANCE = 5
"""Letters. A longer word at the end of another seldom stands there by chance."""
_ALL = slice(None)
_SINGULAR = slice(2)
_UNKNOWN_COST = 20.0
_UNKNOWN_COST_PER_LETTER = 1.2
_CAPITAL_LIMIT = 0.7
_NOT_FIRST = frozenset(
    ("an", "av", "be", "bi", "etter", "for", "fra", "fram", "frem", "før", "gjen", "hos",
     "i", "inn", "med", "mis", "mot", "ned", "om", "opp", "over", "på", "sam", "til", "um",
     "under", "unn", "ut", "van", "ved", "vel", "vis", "så", "den", "det", "en", "et",
     "ei", "er", "ett", "to", "at", "de", "du", "hun", "han", "ha", "få", "ta", "se", "gå",
     "trans", "und", "re", "in", "kon", "kul", "ar",
     "dis", "pro", "pre", "kom", "eks", "tran", "fø", "pur", "mon", "hjel", "ko", "sel")
)  # fmt: skip
"""Words that are prefixes, particles or verbs when they begin a word, not its first part."""
_ALSO_FIRST = frozenset(("hjemme", "heime", "foreldre", "inne", "ute", "små", "fler", "vass"))
"""Adverbs and plurals that begin compounds."""
_NOT_LAST = frozenset(
    (
        "het",
        "heit",
        "else",
        "ler",
        "ing",
        "inger",
        "ning",
        "skap",
        "dom",
        "ring",
        "isme",
        "ens",
        "nes",
    )
)
"""Words that are suffixes when they end a word."""
_NO_COMPOUNDS = frozenset(
    ("automat", "ballade", "bedøvelse", "finesse", "genetisk", "hustru", "kollektor", "legende",
     "matrise", "monolitt", "syntetisk",
     # In these the paradigm tells, but the lexicon of Nynorsk lacks the words.
     "ballett", "billett", "fallitt", "hjemmel", "svindel")
)  # fmt: skip
"""Known words that inflect as what they seem to end in: «mat» + «rise»."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound: `text` + `link` is what stands in the word.

    `text` is the word without its linking sound; the last part keeps its inflection and
    has its base form in `lemma`. `link` is "", "s", "e" or "-".
    """

    text: str
    link: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many words a part ends, and how many it begins with each of `LINKS`."""

    ends: int
    begins: tuple[int, ...]


def split(word: str, language: str) -> tuple[str, ...]:
    """Return the parts of `word` without linking sounds; (word,) if it is no compound.

    "søknadsskjemaet" gives ("søknad", "skjemaet"). Raises ValueError for a language other
    than "nb" and "nn".
    """
    return tuple(part.text for part in parts(word, language))


def is_compound(word: str, language: str) -> bool:
    """Tell whether `word` has two parts or more."""
    return len(parts(word, language)) > 1


@functools.lru_cache(maxsize=32768)
def parts(word: str, language: str) -> tuple[Part, ...]:
    """Return the best analysis of `word`, one part for a word that is no compound.

    A hyphen always parts; the letters of a name or an abbreviation stay together.
    """
    pieces = word.split("-")
    if len(pieces) == 1 or not all(pieces):
        return _solid(word, language)
    found: list[Part] = []
    for number, piece in enumerate(pieces):
        inner = _solid(piece, language) if piece.islower() else (Part(piece, "", piece),)
        found.extend(inner)
        if number < len(pieces) - 1:
            last = found[-1]
            found[-1] = Part(last.text, "-", last.lemma)
    return tuple(found)


def _solid(word: str, language: str) -> tuple[Part, ...]:
    lower = word.lower()
    if (
        not _SHORTEST_WORD <= len(word) <= store.LONGEST_WORD
        or not word.isalpha()
        or not word[1:].islower()
    ):
        return (_whole(word, language),)
    best = _cheapest(lower, language, word[0].isupper())
    if len(best) == 1:
        return (_whole(word, language),)
    if word[0] != lower[0]:
        first = best[0]
        best = (Part(word[: len(first.text)], first.link, first.lemma), *best[1:])
    return best


@functools.lru_cache(maxsize=32768)
def _cheapest(word: str, language: str, capital: bool) -> tuple[Part, ...]:
    """Return the best analysis of a lower-case word, its parts analysed in their turn."""
    limit = _UNKNOWN_COST + _UNKNOWN_COST_PER_LETTER * len(word)
    known = store.analyses(word, language)
    if any(form.lemma in _NO_COMPOUNDS for form in known or store.analyses(word, "nb")):
        return (Part(word, "", word),)
    lemmas = frozenset(form.lemma for form in known)
    if known:
        limit = _WHOLE_COST + _WHOLE_COST_PER_LETTER * len(word)
    elif capital:
        limit *= _CAPITAL_LIMIT
    best = _Search(word, language, capital, lemmas).best(limit)
    if best is None:
        return (Part(word, "", word),)
    found: list[Part] = []
    for part in best:
        inner = _cheapest(part.text, language, False)
        if len(inner) > 1 and len(part.text) >= _SHORTEST_WORD:
            found += inner[:-1]
            found.append(Part(inner[-1].text, part.link, inner[-1].lemma))
        else:
            found.append(part)
    return tuple(found)


def _whole(word: str, language: str) -> Part:
    found = store.analyses(word, language) or store.analyses(word.lower(), language)
    return Part(word, "", found[0].lemma if found else word.lower())


class _Search:
    """A search for the cheapest way through one word, from the end to the start."""

    def __init__(self, word: str, language: str, capital: bool, lemmas: frozenset[str]) -> None:
        # A known word must keep its lemma: "fristen" is of "frist", not "fri" + "sten".
        self._lemmas = lemmas
        self._word = word
        self._language = language
        self._capital = capital
        self._memo: dict[int, tuple[float, tuple[Part, ...]] | None] = {}

    def best(self, limit: float) -> tuple[Part, ...] | None:
        """Return the cheapest analysis in two parts or more that costs under `limit`."""
        found = self._from(0)
        if found is None or len(found[1]) < 2 or found[0] >= limit:
            return None
        return found[1]

    def _from(self, start: int) -> tuple[float, tuple[Part, ...]] | None:
        if start not in self._memo:
            options = list(self._options(start))
            self._memo[start] = min(options, key=lambda o: (o[0], len(o[1]))) if options else None
        return self._memo[start]

    def _options(self, start: int) -> Iterator[tuple[float, tuple[Part, ...]]]:
        word, language = self._word, self._language
        if start:
            for price, last in _last_parts(word[start:], language):
                whole = word[:start] + last.lemma
                if not self._lemmas or (
                    whole in self._lemmas and _inflect_alike(whole, last, language)
                ):
                    yield price, (last,)
        for end in range(start + _SHORTEST_FIRST, len(word) - 1):
            for link in LINKS:
                text = word[start : end - len(link)]
                if not word[start:end].endswith(link) or len(text) < _SHORTEST_FIRST:
                    continue
                if link == "e" and word.startswith("ring", end):
                    continue  # "parkering" is made with -ering
                cost = _first_cost(text, link, language)
                if cost is None and self._capital and not start and not link and len(text) > 2:
                    cost = _NAME_COST + _PART_COST
                if cost is None:
                    continue
                yield from self._followed(cost, text, link, end)

    def _followed(
        self, cost: float, text: str, link: str, end: int
    ) -> Iterator[tuple[float, tuple[Part, ...]]]:
        starts = [end]
        if not link and len(text) > 2 and text[-1] == text[-2] and text[-1] not in "aeiouyæøå":
            starts.append(end - 1)  # "busstopp": of three equal consonants one is dropped
        for start in starts:
            rest = self._from(start)
            if rest is not None:
                yield cost + rest[0], (Part(text, link, text), *rest[1])


@functools.cache
def _counts(language: str) -> dict[str, Counts]:
    packed = data_file(PARTS_FILE.format(language)).read_bytes()
    found = {}
    for line in zlib.decompress(packed).decode().split("\n"):
        word, *numbers = line.split("\t")
        ends, *begins = (int(number or 0) for number in numbers)
        found[word] = Counts(ends, tuple(begins))
    return found


_NOTHING = Counts(0, (0,) * len(LINKS))


@functools.lru_cache(maxsize=32768)
def counts(word: str, language: str) -> Counts:
    """Return how often `word` begins and ends compounds of the lexicon.

    The counts of Nynorsk are helped by those of the Bokmål word it answers to.
    """
    own = _counts(language).get(word, _NOTHING)
    if language != "nn":
        return own
    helped = [own]
    helped += [_counts("nb").get(w, _NOTHING) for w in correspondences.to_bokmal(word)[:2]]
    return Counts(
        max(c.ends for c in helped),
        tuple(max(numbers) for numbers in zip(*(c.begins for c in helped), strict=True)),
    )


@functools.lru_cache(maxsize=32768)
def may_link(text: str, link: str, language: str) -> bool:
    """Tell whether `text` may begin a compound with `link`: its class and its ending."""
    if len(text) < _SHORTEST_FIRST or (link and text[-1] == link) or "e" == text[-1:] == link:
        return False
    if text in _ALSO_FIRST:
        return not link
    classes = {p.word_class for p in store.entry(text, language) or ()}
    if not classes and language == "nn":
        for guess in correspondences.to_bokmal(text)[:3]:
            classes |= {p.word_class for p in store.entry(guess, "nb") or ()}
    if link:
        return WordClass.NOUN in classes
    return bool(classes)


@functools.lru_cache(maxsize=32768)
def _first_cost(text: str, link: str, language: str) -> float | None:
    if text in _NOT_FIRST:
        return None
    if not may_link(text, link, language):
        if not _is_action(text, language):
            return None
        return _PART_COST if link == "s" else None
    found = counts(text, language)
    seen = found.begins[LINKS.index(link)]
    cost = _PART_COST - math.log2(1 + seen) - _ENDS_WEIGHT * math.log2(1 + found.ends)
    if not seen:
        cost += _UNSEEN_COST
    return cost + _short_cost(text, seen)


def _short_cost(text: str, seen: int) -> float:
    """Return the price of a part under four letters, lower for "by-", "bo-", "sak-"."""
    each = _SHORT_COST_IF_COMMON if seen >= _COMMON else _SHORT_COST
    return each * max(0, 4 - len(text))


def _is_action(text: str, language: str) -> bool:
    """Tell whether `text` is a noun in -ing of a known verb ("kondemnering")."""
    return text.endswith("ing") and any(
        p.word_class is WordClass.VERB for p in store.entry(text[:-3] + "e", language) or ()
    )


_ACTION_ENDINGS = ("", "a", "en", "ar", "er", "ane", "ene")


def _action_of(text: str, language: str) -> str | None:
    """Return the noun in -ing of a known verb that `text` is a form of, if it is one."""
    for ending in _ACTION_ENDINGS:
        lemma = text[: len(text) - len(ending)]
        if text.endswith(ending) and len(lemma) > 5 and _is_action(lemma, language):
            return lemma
    return None


@functools.lru_cache(maxsize=32768)
def _last_parts(text: str, language: str) -> tuple[tuple[float, Part], ...]:
    if (len(text) < _SHORTEST_LAST and text not in _SHORT_LASTS) or text in _NOT_LAST:
        return ()
    found = store.analyses(text, language)
    if not found and (action := _action_of(text, language)):
        return ((_PART_COST, Part(text, "", action)),)
    if not found and language == "nn":
        return _shared_last_part(text)
    options = []
    for form in found:
        if form.lemma in _NOT_LAST:
            continue
        seen = counts(form.lemma, language).ends
        cost = _PART_COST - math.log2(1 + seen) + (0 if seen else _UNSEEN_COST)
        if form.word_class is WordClass.VERB:
            cost += _VERB_COST
        options.append((cost + _short_cost(form.lemma, seen), Part(text, "", form.lemma)))
    return tuple(dict.fromkeys(options))


def _inflect_alike(whole: str, last: Part, language: str) -> bool:
    """Tell whether a known word inflects as its last part does, as compounds do.

    «Billett» is a noun and «lett» an adjective, «hjemmel» has «hjemler» and «mel» has not.
    Bokmål answers for both, the plurals left out for Nynorsk: its own paradigms are too
    few and too often guessed.
    """
    ours, theirs = store.entry(whole, "nb"), store.entry(last.lemma, "nb")
    if len(last.lemma) > _LONGEST_BY_CHANCE or not ours or not theirs:
        return True
    if ours[0].word_class is WordClass.ADJ and _is_participle(last.text, language):
        return True  # "blåmalt" is of "male", not of the noun "malt"
    classes = {paradigm.word_class for paradigm in theirs}
    if any(p.word_class not in classes for p in store.entry(last.lemma, language) or ()):
        return True
    before = whole[: len(whole) - len(last.lemma)]
    slots = _SINGULAR if language == "nn" else _ALL
    return any(
        not one.slots[0]  # "midler" stands for the plural of "middel"
        or _agree(one.slots_of(whole)[slots], other.slots_of(last.lemma)[slots], before)
        for one in ours
        for other in theirs
        if one.word_class is other.word_class
    )


def _agree(whole: Slots, last: Slots, before: str) -> bool:
    """Tell whether no form of the one contradicts the other; other forms may be missing.

    «Lett» is a noun in «så lett som bare det» without a definite form, so not in «billetten».
    """
    if last[0] and whole[1] and not last[1]:
        return False
    return all(
        not ours or not theirs or any(before + form in ours for form in theirs)
        for ours, theirs in zip(whole, last, strict=True)
    )


@functools.lru_cache(maxsize=4096)
def _is_participle(text: str, language: str) -> bool:
    return any("VerbForm=Part" in form.features for form in store.analyses(text, language))


def _shared_last_part(text: str) -> tuple[tuple[float, Part], ...]:
    """Return a last part that Nynorsk has in common with Bokmål but the lexicon lacks."""
    nouns = [f for f in store.analyses(text, "nb") if f.word_class is WordClass.NOUN]
    if len(text) < 4 or not nouns or nouns[0].lemma in _NOT_LAST:
        return ()
    lemma = nouns[0].lemma
    seen = _counts("nb").get(lemma, _NOTHING).ends
    return ((_PART_COST - math.log2(1 + seen) + _UNSEEN_COST, Part(text, "", lemma)),)
