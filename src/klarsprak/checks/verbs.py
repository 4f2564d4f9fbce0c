"""What checks about sentences share about verbs: the finite verb, imperatives, «du må».

No check of its own: no rule file names it.
"""

from collections.abc import Sequence
from itertools import pairwise

from klarsprak.core.analysis import Token

SUBORDINATORS = frozenset(
    "som at hvis viss dersom om når da då fordi mens medan der hvor kor før etter inntil siden sidan så".split()
)
READER = {"nb": frozenset(("du", "dere")), "nn": frozenset(("du", "de", "dykk"))}
"""In Nynorsk «de» is the reader; in Bokmål it is somebody else, or an article."""
MUST = frozenset("må skal plikter pliktar".split())


def is_imperative(tokens: Sequence[Token]) -> bool:
    """Whether the sentence begins with a verb in the imperative, after a sign or «og»."""
    for token in tokens[:3]:
        if "Mood=Imp" in token.feats:
            return True
        if token.pos not in ("PUNCT", "CCONJ", "ADV", "NUM", "SYM", "INTJ"):
            return False
    return False


def has_main_verb(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands outside every subordinate clause, or it is a command."""
    if is_imperative(tokens):
        return True
    for index, token in enumerate(tokens):
        if token.is_finite:
            return True
        if index and token.lower in SUBORDINATORS and token.pos in ("SCONJ", "PRON", "ADV"):
            return False
    return False


def tells_reader(tokens: Sequence[Token], language: str) -> bool:
    """Whether the sentence says «du må» or «du skal», the words side by side."""
    reader = READER.get(language, READER["nb"])
    for first, second in pairwise(tokens):
        pair = {first.lower, second.lower}
        if not pair.isdisjoint(reader) and not pair.isdisjoint(MUST):
            return True
    return False
