"""The reader in the third person turned into «du», with the possessives that follow."""

import re
from collections.abc import Sequence

from klarsprak.core.analysis import Token
from klarsprak.lexicon.inflection import WordClass, gender, inflect

_MINE = {"sin": "din", "sitt": "ditt", "sine": "dine", "si": "di", "seg": "deg"}
_OTHERS = frozenset(
    "han hun ho hans hennes hennar ham henne hen hens vedkommende vedkomande denne dennes".split()
)
"""Words that may speak of the reader once more; then a person must build the sentence."""
_YOU = frozenset("du deg din ditt dine di dere deres dykk dykkar".split())
_DEFINES = frozenset(
    "menes kalles defineres regnes forstås meinast kallast reknast definerer".split()
)
_OTHER_PERSON = re.compile(
    r"^(?:barn|elev|søsken|mor|far|foreldre|forelder|verge|verje|fullmektig|lege|lækjar|naboe?|arbeidsg[ij]|part|"
    r"ektefelle|samboer|sambuar|pårørende|pårørande|ansatt|tilsett|saksbehandler|sakshandsamar|eier|eigar|"
    r"leder|leiar|administrator|pasient|student|deltaker|deltakar)(?:en|a|et|ene|ane|ar|er|e|n|ne|s|ens)*$"
)
_SYSTEM = re.compile(
    r"system|api|grensesnitt|tilgang|rolle|server|klient|token|innlogg|knapp|database|nettleser|"
    r"nettlesar|administrator|autentis"
)
_NAMES = frozenset({"NOUN", "PROPN"})
_SIGHT = 80
_DEFINITE = frozenset({"Definite=Def", "Number=Sing"})


def role(tokens: Sequence[Token], index: int, last: int) -> str:
    """«du» where the mention is a subject, «deg» where it is an object."""
    before = tokens[index - 1] if index else None
    if before is None or before.sentence != tokens[index].sentence:
        return "du"
    if before.pos == "ADP" or "VerbForm=Inf" in before.feats or "Mood=Imp" in before.feats:
        return "deg"
    if before.pos == "VERB" and before.is_finite:
        return "deg" if _has_subject(tokens, index - 1) else "du"
    return "du"


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the words before a finite verb, from the start of the sentence, are its subject."""
    start = verb
    while start and tokens[start - 1].sentence == tokens[verb].sentence:
        start -= 1
    front = tokens[start:verb]
    if not front or front[0].pos in ("ADP", "ADV", "SCONJ"):
        return False
    return any(t.pos in ("NOUN", "PROPN", "PRON") for t in front)


def is_spoken_of_again(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the sentence speaks of the reader in yet another way: «han», «vedkommende».

    Then «du» in one place makes two persons of one.
    """
    sentence = tokens[index].sentence
    near = range(max(0, index - _SIGHT), min(len(tokens), last + _SIGHT))
    return any(
        tokens[n].sentence == sentence
        and (
            tokens[n].lower in _OTHERS
            or (n > last and tokens[n].lower == tokens[last].lower != "som")
        )
        for n in near
        if not index <= n <= last
    )


def may_be_another(tokens: Sequence[Token], index: int, last: int, *, speaks: bool) -> bool:
    """Whether someone else than the reader may be meant, so that «du» would be a guess.

    So where the sentence speaks to the reader already, names other persons, tells what a
    word means or is about a computer system, and where the text does not speak to its
    reader at all (`speaks` is false).
    """
    if not speaks:
        return True
    sentence = tokens[index].sentence
    others = [t for n, t in enumerate(tokens) if t.sentence == sentence and not index <= n <= last]
    words = {token.lower for token in others}
    if words & (_YOU | _DEFINES) or any(_OTHER_PERSON.search(t.lower) for t in others):
        return True
    return any(_SYSTEM.search(token.lower) for token in others if token.pos in _NAMES)


def address(
    tokens: Sequence[Token], index: int, last: int, text: str, language: str
) -> tuple[int, int, str] | None:
    """The stretch from the mention on, spoken to the reader: (start, end, new text).

    None when the sentence speaks of the reader in yet another way, or when no more than
    the mention itself would change.
    """
    stop = last + 1
    while stop < len(tokens) and tokens[stop].sentence == tokens[index].sentence:
        stop += 1
    rest = tokens[last + 1 : stop]
    if is_spoken_of_again(tokens, index, last):
        return None
    if tokens[last].lower.endswith("s"):
        return _possessive(tokens, index, last, text, language)
    you = role(tokens, index, last)
    changes = []
    for token in rest:
        if token.pos == "SCONJ" or token.lower == "som" or token.text in ";:":
            break
        if you == "du" and token.lower in ("sin", "sitt", "sine", "si", "seg"):
            changes.append((token, _MINE[token.lower]))
    if not changes:
        return None
    if tokens[last].lower == "som":
        you = f"{you} som"
    pieces = [you.capitalize() if tokens[index].text[:1].isupper() else you]
    at = tokens[last].end
    for token, new in changes:
        pieces += [text[at : token.start], new]
        at = token.end
    return tokens[index].start, at, "".join(pieces)


def _possessive(
    tokens: Sequence[Token], index: int, last: int, text: str, language: str
) -> tuple[int, int, str] | None:
    """«søkerens inntekt» → «inntekten din»; «din nye inntekt» where more stands between."""
    noun = next(
        (n for n in range(last + 1, min(len(tokens), last + 4)) if tokens[n].pos == "NOUN"), None
    )
    if noun is None or tokens[noun].sentence != tokens[index].sentence:
        return None
    between = tokens[last + 1 : noun]
    if any(token.pos not in ("ADJ", "NUM") for token in between):
        return None
    head = tokens[noun]
    plural = "Number=Plur" in head.feats
    kind = gender(head.lemma.lower(), language)
    if kind is None and not plural:
        return None
    your = "dine" if plural else _your(kind or "", language)
    start, end = tokens[index].start, head.end
    if between:
        new = f"{your} {text[between[0].start : end]}"
    else:
        number = {"Definite=Def", "Number=Plur"} if plural else _DEFINITE
        known = inflect(head.lemma.lower(), WordClass.NOUN, number, language)
        if not known:
            return None
        new = f"{known} {your}"
    return start, end, new[:1].upper() + new[1:] if tokens[index].text[:1].isupper() else new


def _your(kind: str, language: str) -> str:
    if kind == "Neut":
        return "ditt"
    return "di" if kind == "Fem" and language == "nn" else "din"
