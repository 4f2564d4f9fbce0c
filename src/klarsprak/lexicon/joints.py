"""A place where a long sentence may be cut, and what begins a clause there."""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token

SUBJECTS = frozenset(
    "jeg eg du vi me han hun ho de dere dei det den dette disse man en ein".split()
)
_DETERMINERS = frozenset("den det de dei en ein dette disse".split())
_OPENERS = frozenset(
    "derfor da då dermed likevel deretter samtidig ellers elles her der nå no".split()
)
"""Adverbs that open a main clause: the verb comes before the subject."""
CONDITIONS = frozenset("hvis viss dersom når om".split())
_SIGNS = frozenset({"PUNCT", "SYM", "SPACE"})
_IN_SUBJECT = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP"})
_OWNED = frozenset("din ditt dine vår vårt våre".split())
_LONGEST_SUBJECT = 9


@dataclass(frozen=True, slots=True)
class Joint:
    """The place to cut: text from `start` to `end` gives way to `text` (block offsets).

    `sure` is true when both parts are main clauses already; `left` is how many words the
    first part has.
    """

    start: int
    end: int
    text: str
    sure: bool
    left: int


def joint(tokens: Sequence[Token], first: int, after: int, text: str, *, sure: bool) -> Joint:
    """The joint that ends the first sentence before token `first`.

    `text` is the new beginning up to and with token `after`.
    """
    return Joint(
        tokens[first - 1].end,
        tokens[after].end,
        f". {text}",
        sure,
        count(tokens[:first]),
    )


def cut(
    tokens: Sequence[Token], first: int, after: int, opening: str = "", *, sure: bool
) -> Joint | None:
    """The joint that ends the first sentence before `first` and begins anew at `after`."""
    if after >= len(tokens):
        return None
    word = tokens[after].text
    if not opening:
        word = word[:1].upper() + word[1:]
    return joint(tokens, first, after, opening + word, sure=sure)


def count(tokens: Sequence[Token]) -> int:
    """How many words there are; signs do not count."""
    return sum(token.pos not in _SIGNS for token in tokens)


def lower(tokens: Sequence[Token], index: int) -> str:
    """The token in lower case; "" past the end."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def is_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether a main clause begins at `index`: subject and finite verb, or the other way.

    An adverb, a phrase with a preposition or a condition may stand before the verb.
    """
    if index + 1 >= len(tokens):
        return False
    token = tokens[index]
    if token.lower in _OPENERS:
        return tokens[index + 1].is_finite
    if token.lower in CONDITIONS and token.pos == "SCONJ":
        return _verb_after_clause(tokens, index) is not None
    if token.pos == "ADP":
        return _verb_after_phrase(tokens, index)
    return subject_verb(tokens, index) is not None


def subject_verb(tokens: Sequence[Token], index: int) -> int | None:
    """The finite verb after the subject that begins at `index`; None for none."""
    if index >= len(tokens):
        return None
    if tokens[index].lower in SUBJECTS:
        verb = index + 1
        if tokens[index].lower in _DETERMINERS:
            verb = after_phrase(tokens, index) or verb
    else:
        found = after_phrase(tokens, index)
        if found is None:
            return None
        verb = found
    return verb if verb < len(tokens) and is_main_verb(tokens, verb) else None


def after_noun(tokens: Sequence[Token], index: int) -> int | None:
    """The token after a short noun phrase that begins at `index`; None for none."""
    at = index
    while at < len(tokens) and at - index < 4 and _is_before_noun(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    while at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN":
        at += 1
    if lower(tokens, at + 1) in _OWNED:
        at += 1
    return at + 1


def is_main_verb(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a token is a finite verb and no imperative."""
    return tokens[verb].is_finite and "Mood=Imp" not in tokens[verb].feats


def after_phrase(tokens: Sequence[Token], index: int) -> int | None:
    """The token after a noun phrase with what belongs to it: «reglene for støtte til lag»."""
    end = after_noun(tokens, index)
    while end is not None and end - index < _LONGEST_SUBJECT:
        token = tokens[end] if end < len(tokens) else None
        joins = token is not None and (token.pos == "ADP" or token.lower in ("og", "eller"))
        more = after_noun(tokens, end + 1) if joins else None
        if more is None:
            return end
        end = more
    return end


def _is_before_noun(token: Token) -> bool:
    return token.pos in ("DET", "ADJ", "NUM") or not {"Poss=Yes", "Case=Gen"}.isdisjoint(
        token.feats
    )


def _verb_after_phrase(tokens: Sequence[Token], index: int) -> bool:
    """«i så fall vil …», «etter fristen må du …»: a phrase, the verb and its subject."""
    at = index + 1
    while at < len(tokens) and at - index < 6 and tokens[at].pos in (*_IN_SUBJECT, "ADV"):
        at += 1
    if at + 1 >= len(tokens) or at == index + 1 or not is_main_verb(tokens, at):
        return False
    following = tokens[at + 1]
    return following.lower in SUBJECTS or following.pos in ("NOUN", "PROPN", "DET")


def _verb_after_clause(tokens: Sequence[Token], index: int) -> int | None:
    """The verb of «hvis …, må du»: after the comma that ends the clause at `index`."""
    for at in range(index + 3, len(tokens) - 1):
        before = tokens[at - 1].text == "," or (
            tokens[at - 1].lower == "så" and tokens[at - 2].text == ","
        )
        if before and is_main_verb(tokens, at):
            following = tokens[at + 1]
            subject = following.lower in SUBJECTS or following.pos in ("NOUN", "PROPN", "DET")
            return at if subject else None
    return None
