"""How well known a word is to readers: its frequency, or that of what it is clearly made of.

Web text has «innsending» and «utvidbar» seldom, yet whoever knows «sende inn» and «utvide»
understands them.
"""

from functools import lru_cache
from math import inf

from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.frequency import zipf
from klarsprak.lexicon.verbal_nouns import verb_of

_PARTICLES = (
    "gjennom", "videre", "vidare", "tilbake", "etter", "under", "over", "fram", "frem", "opp", "inn",
    "ned", "bort", "fra", "frå", "med", "til", "ut", "på", "av", "om", "re", "gjen", "hoved",
)  # fmt: skip
_NEGATION = "u"
_SUFFIXES = {
    "bar": ("e", ""),
    "løs": ("", "e"),
    "laus": ("", "e"),
    "messig": ("", "s"),
    "vis": ("",),
    "het": ("",),
    "heit": ("",),
}
_DERIVED = 0.5
"""A word made of a known one is that much less known."""
_COMPOUND = 0.5
"""A compound helps to understand its rarest part: that much is added to the part."""
_SHORTEST = 3
_SHORTEST_HALF = 4


@lru_cache(maxsize=32768)
def familiarity(form: str, lemma: str, language: str, enough: float = inf) -> float:
    """The Zipf frequency of a word in lower case, or what its parts make up for.

    A word that is found to be at `enough` or above is gone into no further, so the figure
    may then be too low.

    A prefix of direction, a negation, «-bar» and the like, and a noun made from a verb take
    half a point off what they are added to. Raises ValueError as `zipf` does.
    """
    best = max(zipf(form, language), zipf(lemma, language))
    if best >= enough:
        return best
    found = parts(form, language)
    if len(found) > 1:
        weakest = min(_with_bases(part.lemma, language) for part in found)
        best = max(best, weakest) + _COMPOUND
    best = max(best, _with_bases(lemma, language))
    return best if best >= enough else max(best, _halves(form, language))


def _halves(form: str, language: str) -> float:
    """What two known words that make up a listed compound say: «tids» + «begrenset»."""
    best = 0.0
    for at in range(_SHORTEST_HALF, len(form) - _SHORTEST_HALF + 1):
        first, last = form[:at], form[at:]
        left = max(zipf(first, language), zipf(first.removesuffix("s"), language))
        if left > best:
            best = max(best, min(left, zipf(last, language)))
    return best


def _with_bases(lemma: str, language: str) -> float:
    derived = (zipf(base, language) - _DERIVED for base in _bases(lemma, language))
    return max((zipf(lemma, language), *derived))


def _bases(lemma: str, language: str) -> set[str]:
    """The words that `lemma` shows it is made of."""
    found = {lemma}
    for _ in range(2):
        found |= {base for word in found for base in _made_from(word, language)}
    return found - {lemma}


def _made_from(word: str, language: str) -> set[str]:
    bases = {
        word.removeprefix(prefix) for prefix in (*_PARTICLES, _NEGATION) if word.startswith(prefix)
    }
    for suffix, endings in _SUFFIXES.items():
        if word.endswith(suffix):
            bases |= {word.removesuffix(suffix) + ending for ending in endings}
    verb = verb_of(word, language)
    if verb is not None:
        bases.add(verb.split()[0])
    return {base for base in bases if len(base) >= _SHORTEST}
