"""Which form an ambiguous head is, told by the words before it; no tagger needed.

«innvilget» is a past tense in «vi innvilget» and a participle in «vi har innvilget».
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Word
from klarsprak.kinds.phrase_index import PhraseHit

Reading = frozenset[str]

_AUXILIARIES = frozenset(
    "har hadde ha hatt er var være vært vere vera vore bli blir ble blei blitt vert vart"
    " verte vorte få får fikk fekk fått".split()
)
"""Verbs that a participle follows, in both written standards."""
_BEFORE_INFINITIVE = frozenset(
    "kan kunne skal skulle vil ville må måtte bør burde kunna skulla vilja å".split()
)
_NEW_CLAUSE = frozenset(
    "som at og eller men hvis når fordi om viss dersom da då mens medan".split()
)
_SUBJECTS = frozenset("jeg eg du vi me han hun ho dere dykk som".split())
_ENGLISH = frozenset("the of and with from this that your you are which".split())
"""Words that only an English sentence has; «to», «on», «is» and «by» may be Norwegian."""
_NEAR = 5
_PARTICIPLE = frozenset({"VerbForm=Part"})
_INFINITIVE = frozenset({"VerbForm=Inf"})
_ORDER = frozenset({"Mood=Imp"})
_FINITE = frozenset({"VerbForm=Fin"})
_AFTER_A_VERB = (_SUBJECTS | {"dei", "de"}) - {"som"}
"""Pronouns that are the subject of a question: «gjer de det?»."""
_AFTER_PARTICIPLE = frozenset("av i ved til på for under".split())
_FINITE_VERBS = frozenset(
    "er var blir ble blei vart vert kan kunne skal skulle må måtte vil ville bør burde har hadde".split()
)
_FURTHER = 6
"""How many words a noun's participle may have before the clause's own verb."""
_REACH = 3
"""How many words may stand between: «har vi allerede innvilget»."""


def by_context(
    readings: tuple[Reading, ...], words: Sequence[Word], first: int
) -> tuple[Reading, ...]:
    """Return the `readings` that the words before `first` point to; all if none do.

    Participles after an auxiliary, infinitives after a modal or «å», and finite forms
    right after a subject; imperatives where the verb opens a sentence that is no question.
    """
    if len(readings) < 2:
        return readings
    wanted = _wanted(words, first)
    if wanted is None and any(reading >= _ORDER for reading in readings):
        finite = any("Mood=Ind" in reading for reading in readings)
        wanted = _ORDER if is_order(words, first, alone=finite) else None
    if wanted is None:
        return _without_infinitive(readings, words, first)
    return tuple(reading for reading in readings if wanted <= reading) or readings


def _without_infinitive(
    readings: tuple[Reading, ...], words: Sequence[Word], first: int
) -> tuple[Reading, ...]:
    """A past in -a where no word before can govern an infinitive: «kommunen innvilga stønad»."""
    if any(word.lower in _BEFORE_INFINITIVE for word in words[:first]):
        return readings
    if not any("Mood=Ind" in reading for reading in readings):
        return readings
    return tuple(reading for reading in readings if not reading >= _INFINITIVE)


def is_order(words: Sequence[Word], first: int, *, alone: bool = True) -> bool:
    """Whether a verb that may be an imperative is one, by its place in the sentence.

    It opens the sentence, which is no question; without `alone` it may also go on after
    «og» where nothing before asks for an infinitive («velg skjema og foreta betaling»).
    """
    before = [word.lower for word in words[:first] if word.is_word and not word.is_number]
    if not before:
        following = words[first + 1].lower if first + 1 < len(words) else ""
        asks = any(word.text == "?" for word in words[first + 1 :])
        return not asks and not (alone and following in _AFTER_A_VERB)
    if alone or before[-1] not in ("og", "eller"):
        return False
    return not (_BEFORE_INFINITIVE | _AUXILIARIES | _SUBJECTS) & set(before)


def _wanted(words: Sequence[Word], first: int) -> Reading | None:
    for word in reversed(words[max(0, first - _REACH) : first]):
        if not (word.is_word or word.is_number) or word.lower in _NEW_CLAUSE:
            break
        if word.lower in _AUXILIARIES:
            return _PARTICIPLE
        if word.lower in _BEFORE_INFINITIVE:
            return _INFINITIVE
    if first and words[first - 1].lower in _SUBJECTS:
        return _FINITE
    return _PARTICIPLE if _is_attribute(words, first) else None


def _is_attribute(words: Sequence[Word], first: int) -> bool:
    """Whether a participle follows its noun: «roller benyttet av andre», «G benyttet i dette er».

    An agent comes after it, or the clause has a finite verb of its own further on.
    """
    if not first or words[first - 1].lower in _NEW_CLAUSE:
        return False
    if words[first].lower.endswith(("te", "de")):
        # «barnetillegget opphørte i mars»: after its noun a participle has no such ending.
        return False
    following = [word.lower for word in words[first + 1 : first + 2 + _FURTHER]]
    if not following or following[0] not in _AFTER_PARTICIPLE:
        return False
    return following[0] == "av" or any(word in _FINITE_VERBS for word in following)


def plural_in_s(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings of an English noun in -s, which is a plural and no genitive."""
    found = (
        (reading - {"Case=Gen", "Number=Sing"}) | {"Number=Plur"}
        if {"Case=Gen", "Definite=Ind", "Number=Sing"} <= reading
        else reading
        for reading in readings
    )
    return tuple(dict.fromkeys(found))


def is_english_text(text: str, words: Sequence[Word], hit: PhraseHit) -> bool:
    """Whether an English word stands where it must: in English, in code, or as a gloss.

    «Guidance on design of devices», «Core.Features.Telemetry», «informasjonskapsler (cookies)».
    """
    start, end = words[hit.first].start, words[hit.stop - 1].end
    near = words[max(0, hit.first - _NEAR) : hit.stop + _NEAR]
    if any(word.lower in _ENGLISH for word in near):
        return True
    before, after = text[:start], text[end : end + 2]
    if before.endswith((".", "_", "/", "#")) and before[-2:-1].isalnum():
        return True
    if len(after) == 2 and after[0] in "._/#" and after[1].isalnum():
        return True
    glossed = before.rstrip()[-1:] == "(" and after.startswith(")")
    stems = {swap.split()[-1].lower()[:6] for swap in hit.entry.swap if swap != "-"}
    return glossed and any(stem in before[-60:].lower() for stem in stems)
