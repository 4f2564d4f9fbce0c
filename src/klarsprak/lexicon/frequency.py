"""How common a word is, on the Zipf scale (log10 of occurrences per billion words).

Bokmål is read from the package wordfreq, loaded at the first question. Nynorsk has no
list of its own there (wordfreq answers with Bokmål without saying so), so it is counted
in the Nynorsk half of the Norwegian Dependency Treebank and helped by the Bokmål word
that answers to it.
"""

import functools
import itertools
import math
import zlib
from collections.abc import Iterator, Mapping

from klarsprak.lexicon import compounds, correspondences
from klarsprak.lexicon.datafile import data_file
from klarsprak.lexicon.inflection import analyses, forms

_BILLION = 9
_RELIABLE = 5
"""Occurrences in the treebank from which a Nynorsk count is trusted alone."""
_GUESSES = 3
"""How many Bokmål spellings of each part of a compound are tried."""


@functools.lru_cache(maxsize=65536)
def zipf(word: str, language: str) -> float:
    """Return the Zipf frequency of `word`: about 3 is uncommon, 5 everyday, 0 unknown.

    A word counts as its best known relative: the form itself, its lemma, any form of the
    lemma, and for a compound its rarest part. So neither "konsekvensutredningene" nor
    "klageadgang" is rare because a list lacks that very form. A rare sense of a common
    word and an opaque compound of common words ("rettskraft") are therefore not seen.

    Nynorsk figures are rough: the count is of 196,000 words of news, parliament and
    reports, so a word met once stands at 3.7 and everyday words of home and office are
    too low; under five occurrences the Bokmål cognate decides, by a hand-written list of
    pairs and regular spellings. Raises ValueError for other languages than "nb" and "nn".
    """
    lower = word.lower()
    own = _family(lower, language)
    found = compounds.parts(lower, language)
    if len(found) < 2:
        return own
    weakest = min(_family(part.lemma, language) for part in found)
    return max(own, weakest)


@functools.lru_cache(maxsize=65536)
def _family(word: str, language: str) -> float:
    """Return the frequency of the commonest form of a lemma that `word` may belong to."""
    best = _lookup(word, language)
    for found in analyses(word, language):
        best = max(best, _lookup(found.lemma, language))
        if best < 3:
            texts = {form.text for form in forms(found.lemma, found.word_class, language)}
            best = max((best, *(_lookup(text, language) for text in texts)))
    return best


def common_zipf(word: str) -> float:
    """`word_zipf`, but 0.0 under about 3: read from a list that is quick to open."""
    frequency = _wordfreq("small").get(word)
    return math.log10(frequency) + _BILLION if frequency else 0.0


def word_zipf(word: str) -> float:
    """The Zipf frequency of this very form in Bokmål, 0.0 if it was not counted."""
    return _bokmal(word)


def form_zipf(word: str, language: str) -> float:
    """The Zipf frequency of this very form, in lower case; `zipf` is never below it.

    It takes no lexicon, so it is asked first where only rare words matter.
    """
    return _lookup(word, language)


def established_zipf(word: str, language: str) -> float:
    """`form_zipf` as far as more than a writer or two have used the form.

    A rare Nynorsk form counts as much as its Bokmål cognate: what the treebank holds once
    or twice, any long compound among it, is not known for that.
    """
    if language == "nb":
        return _bokmal(word)
    if treebank_counts().get(word, 0) >= _RELIABLE:
        return _nynorsk(word)
    return max((_cognate_zipf(word), *(_bokmal(guess) for guess in _compound_cognates(word))))


def _compound_cognates(word: str) -> Iterator[str]:
    """What a Nynorsk compound may be in Bokmål: each part by itself, with the same joints."""
    found = compounds.parts(word, "nn")
    if len(found) > 1:
        guesses = [
            [f"{guess}{part.link}" for guess in correspondences.to_bokmal(part.text)[:_GUESSES]]
            for part in found
        ]
        yield from map("".join, itertools.product(*guesses))


def _cognate_zipf(word: str) -> float:
    return max((_bokmal(guess) for guess in correspondences.to_bokmal(word)), default=0.0)


def _lookup(word: str, language: str) -> float:
    return _bokmal(word) if language == "nb" else _nynorsk(word)


def _bokmal(word: str) -> float:
    # The small list holds what is at 3 and above; most questions stop there.
    frequency = _wordfreq("small").get(word) or _wordfreq("large").get(word)
    return math.log10(frequency) + _BILLION if frequency else 0.0


@functools.cache
def _wordfreq(wordlist: str) -> Mapping[str, float]:
    import wordfreq

    found: Mapping[str, float] = wordfreq.get_frequency_dict("nb", wordlist)
    return found


@functools.lru_cache(maxsize=65536)
def _nynorsk(word: str) -> float:
    occurrences = treebank_counts().get(word, 0)
    counted = 0.0
    if occurrences:
        counted = math.log10(occurrences / treebank_size()) + _BILLION
    if occurrences >= _RELIABLE:
        return counted
    cognates = _cognate_zipf(word)
    if not occurrences:
        return cognates
    # One to four occurrences say little: lean on the cognate where there is one.
    share = occurrences / (2 * _RELIABLE)
    return share * counted + (1 - share) * cognates if cognates else counted - 1


@functools.cache
def treebank_counts() -> dict[str, int]:
    """Return how often each Nynorsk lemma and uninflected word stands in the treebank."""
    packed = data_file("frequency_nn.z").read_bytes()
    counts = {}
    for line in zlib.decompress(packed).decode().split("\n"):
        number, words = line.split("\t")
        for word in words.split(" "):
            counts[word] = int(number)
    return counts


@functools.cache
def treebank_size() -> int:
    """Return how many words `treebank_counts` was counted in."""
    return sum(treebank_counts().values())


def pack_counts(counts: Mapping[str, int]) -> bytes:
    """Return the content of the count file: words by falling count; for the build."""
    by_count: dict[int, list[str]] = {}
    for word in sorted(counts):
        by_count.setdefault(counts[word], []).append(word)
    lines = (f"{n}\t{' '.join(by_count[n])}" for n in sorted(by_count, reverse=True))
    return zlib.compress("\n".join(lines).encode(), 9)


@functools.cache
def covered_languages() -> frozenset[str]:
    """The codes of the languages whose surface forms wordfreq has counted."""
    from wordfreq import available_languages

    return frozenset(available_languages("small"))


@functools.cache
def _surface_counts(language: str) -> Mapping[str, float]:
    import wordfreq

    found: Mapping[str, float] = wordfreq.get_frequency_dict(language, "small")
    return found


def surface_zipf(word: str, language: str) -> float:
    """The Zipf frequency of this very form in any covered language, 0.0 under about 3.

    Meant for telling languages apart: no lemma or compound helps. Raises KeyError for a
    language without a list (Nynorsk among them).
    """
    if language not in covered_languages():
        raise KeyError(language)
    frequency = _surface_counts(language).get(word.lower())
    return math.log10(frequency) + _BILLION if frequency else 0.0
