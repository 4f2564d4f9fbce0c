"""Whether a passive verb can give way: what is told of loses its place when a preposition goes.

«Det redegjøres for saken» is no «det forklares saken», and «saken avventes» reads badly as
«saken ventes på».
"""

from collections.abc import Sequence

from klarsprak.lexicon.inflection import WordClass, analyses

_BECOMES = frozenset(
    "bli blir ble blei blitt vert vart verte vorte vorten er var være vere vært vore".split()
)
_PREPOSITIONS = frozenset("på til med for om av i etter fra frå".split())
_ASKS = frozenset(
    "hvordan hvorfor hva hvem hvilken hvilke hvor hvorvidt korleis kvifor kva kven kor korvidt om at".split()
)
_HAD = frozenset("fått fådd fådde fengje hatt få ha".split())
_HAVE = frozenset("har hadde ha hatt få får kan skal vil må bør".split())
_REACH = 3
"""How many words may stand between: «ble det ikke foretatt»."""
_STAND_ALONE = frozenset("klages klagast klaget klaga tas takast".split())
"""«Vedtaket kan klages på» and «det tas vare på» are common."""


def is_impersonal(
    old: Sequence[str], new: Sequence[str], before: Sequence[str], after: Sequence[str]
) -> bool:
    """«det» is the subject of a passive, and the new words take away its preposition.

    A clause may follow all the same: «det forklares hvordan». All words are in lower case,
    and of the same clause.
    """
    if after and after[0] in _ASKS:
        return False
    if "det" not in before or old[-1] not in _PREPOSITIONS or new[-1] == old[-1]:
        return False
    if is_passive(old[0]):
        return True
    return _is_participle(old[0]) and _becomes(before)


def is_stranded(old: Sequence[str], new: Sequence[str], after: Sequence[str]) -> bool:
    """A passive comes to end in a preposition that has nothing to stand before."""
    if len(old) != 1 or len(new) < 2 or new[-1] not in _PREPOSITIONS:
        return False
    if "av" in after[:_REACH] and (is_passive(old[0]) or _is_participle(old[0])):
        return True
    return is_passive(old[0]) and new[0] not in _STAND_ALONE


def _is_participle(word: str) -> bool:
    return any(
        "VerbForm=Part" in form.features and form.word_class is WordClass.VERB
        for language in ("nb", "nn")
        for form in analyses(word, language)
    )


def has_no_passive(old: Sequence[str], new: Sequence[str], before: Sequence[str]) -> bool:
    """«er mottatt» is no «er fått»: verbs of having are in no passive."""
    return (
        len(old) == 1
        and new[0] in _HAD
        and _becomes(before)
        and not any(word in _HAVE for word in before[-_REACH:])
    )


def loses_gender(old: Sequence[str], new: Sequence[str], before: Sequence[str]) -> bool:
    """Nynorsk «oppmoda» has one form for all; «bede» is for what is neuter alone."""
    if not old[0].endswith("a") or not _becomes(before):
        return False
    forms = [f for f in analyses(new[0], "nn") if "VerbForm=Part" in f.features]
    genders = {feature for f in forms for feature in f.features if feature.startswith("Gender=")}
    return genders == {"Gender=Neut"}


def _becomes(before: Sequence[str]) -> bool:
    return any(word in _BECOMES for word in before[-_REACH:])


def is_passive(word: str) -> bool:
    """True for a verb in -s or -st that is a passive in one of the two standards."""
    return word.endswith(("s", "st")) and any(
        "Voice=Pass" in form.features and form.word_class is WordClass.VERB
        for language in ("nb", "nn")
        for form in analyses(word, language)
    )
