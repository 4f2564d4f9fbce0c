"""Which form an ambiguous head is, told by the words before it; no tagger needed.

«innvilget» is a past tense in «vi innvilget» and a participle in «vi har innvilget».
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Word

Reading = frozenset[str]

_AUXILIARIES = frozenset(
    "har hadde ha hatt er var være vært vere vera vore bli blir ble blei blitt vert vart"
    " verte vorte få får fikk fekk fått".split()
)
"""Verbs that a participle follows, in both written standards."""
_BEFORE_INFINITIVE = frozenset(
    "kan kunne skal skulle vil ville må måtte bør burde kunna skulla vilja å".split()
)
_REACH = 3
"""How many words may stand between: «har vi allerede innvilget»."""


def by_context(
    readings: tuple[Reading, ...], words: Sequence[Word], first: int
) -> tuple[Reading, ...]:
    """Return `readings` with those the words before `first` point to in front.

    The order is otherwise kept. Participles go first after an auxiliary, infinitives
    after a modal or «å».
    """
    wanted = _wanted(words, first)
    if wanted is None or len(readings) < 2:
        return readings
    return tuple(sorted(readings, key=lambda reading: not wanted <= reading))


def _wanted(words: Sequence[Word], first: int) -> Reading | None:
    for word in reversed(words[max(0, first - _REACH) : first]):
        if not (word.is_word or word.is_number):
            return None
        if word.lower in _AUXILIARIES:
            return frozenset({"VerbForm=Part"})
        if word.lower in _BEFORE_INFINITIVE:
            return frozenset({"VerbForm=Inf"})
    return None
