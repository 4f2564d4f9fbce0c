"""Where a long sentence may be cut in two, and what the two are then.

Only joints that the words themselves show are used: a conjunction with a subject and a
finite verb after it, a semicolon, a dash, «fordi», «noe som», «slik at».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from klarsprak.core.analysis import Token
from klarsprak.lexicon.clauses import main_verb

LEAST_WORDS = 4
"""A part with fewer words is no sentence worth a full stop."""

_SUBJECTS = frozenset(
    "jeg eg du vi me han hun ho de dere dei det den dette disse man en ein".split()
)
_PEOPLE = frozenset("jeg eg du vi han hun dere det dette".split())
_OPENERS = frozenset(
    "derfor da då dermed likevel deretter samtidig ellers elles her der nå no".split()
)
"""Adverbs that open a main clause: the verb comes before the subject."""
_ABLE = frozenset("kan får rekker rekk slipper slepp vil kunne".split())
_MUST = frozenset("må skal bør".split())
_PAIRS = frozenset("både verken hverken korkje enten anten dels jo desto".split())
_REASON = {"nb": "Grunnen er at", "nn": "Grunnen er at"}
_THEREFORE = {"nb": "Derfor", "nn": "Derfor"}
_THEN = {"nb": "Da", "nn": "Då"}
_SIGNS = frozenset({"PUNCT", "SYM", "SPACE"})


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


def best_joint(tokens: Sequence[Token], language: str) -> Joint | None:
    """The joint nearest to the middle of a sentence, sure ones first; None for none.

    `tokens` are those of the sentence. None too for questions, and where brackets,
    quotation marks or a colon make the parts belong together.
    """
    if language not in _REASON or not tokens or tokens[-1].text not in (".", "!"):
        return None
    words = sum(token.pos not in _SIGNS for token in tokens)
    verb = main_verb(tokens)
    if verb is None:
        return None
    found = [
        joint
        for joint in _joints(tokens, language, verb)
        if LEAST_WORDS <= joint.left <= words - LEAST_WORDS and joint.start > tokens[verb].start
    ]
    if not found:
        return None
    return min(found, key=lambda joint: (not joint.sure, abs(2 * joint.left - words)))


def _joints(tokens: Sequence[Token], language: str, verb: int) -> Iterator[Joint]:
    opens_below = tokens[0].pos == "SCONJ" or tokens[0].lower in ("når", "som")
    dashes = sum(token.text in ("–", "—") for token in tokens)
    depth = 0
    for index, token in enumerate(tokens):
        if token.text in "([{«“„":
            depth += 1
        elif token.text in ")]}»”":
            depth -= 1
        if token.text == ":" or token.lower in _PAIRS:
            # What follows a colon, or the second half of a pair, hangs on the first.
            return
        if depth or not index:
            continue
        joint = _at(tokens, index, language, dashes)
        if joint is None and _joins_plainly(tokens, index, verb):
            joint = _cut(tokens, index, index + 1, "", sure=True)
            joint = joint and replace(joint, sure=False)
        if joint is None:
            joint = _shared_subject(tokens, index, verb)
        if joint is None or (opens_below and _hands_over(tokens, index)):
            continue
        if token.lower == "fordi" and _is_below(tokens, verb, index):
            continue
        yield joint


def _joins_plainly(tokens: Sequence[Token], index: int, verb: int) -> bool:
    """«og du må», without a comma and with no clause open that it might belong to."""
    if tokens[index].lower != "og" or _lower(tokens, index + 1) not in _PEOPLE:
        return False
    if index + 2 >= len(tokens) or not _is_main_verb(tokens, index + 2):
        return False
    return verb < index and not _is_below(tokens, verb, index)


def _shared_subject(tokens: Sequence[Token], index: int, verb: int) -> Joint | None:
    """«Kommunen skal …, og skal …»: the second sentence gets the subject of the first."""
    if tokens[index].lower != "og" or verb == 0 or index + 2 >= len(tokens):
        return None
    subject = tokens[:verb]
    whole = subject[0].lower in _SUBJECTS if verb == 1 else _after_noun(tokens, 0) == verb
    if verb == 1 and subject[0].pos in ("NOUN", "PROPN"):
        whole = True
    comma = tokens[index - 1].text == ","
    if (
        not whole
        or not _is_main_verb(tokens, index + 1)
        or subject[0].lower in ("det", "en", "ein")
    ):
        return None
    if tokens[index + 2].lower in _PEOPLE or (not comma and _is_below(tokens, verb, index)):
        return None
    first = index - 1 if comma else index
    text = " ".join(token.text for token in subject)
    return _cut(tokens, first, index + 1, f"{text} ", sure=False, capital=False)


def _is_below(tokens: Sequence[Token], verb: int, index: int) -> bool:
    """Whether a clause opens between the main verb and `index`."""
    return any(
        token.pos == "SCONJ" or token.lower in ("som", "der", "hvor", "når")
        for token in tokens[verb + 1 : index]
    )


def _hands_over(tokens: Sequence[Token], index: int) -> bool:
    """Whether a fronted clause may still be open at `index`: «…, skal det»."""
    rest = tokens[index + 1 :]
    return any(rest[n].text == "," and rest[n + 1].is_finite for n in range(len(rest) - 1))


def _at(tokens: Sequence[Token], index: int, language: str, dashes: int) -> Joint | None:
    token = tokens[index]
    comma = tokens[index - 1].text == ","
    first = index - 1 if comma else index
    if token.text == ";" or (token.text in ("–", "—") and dashes == 1):
        return _cut(tokens, index, index + 1, "", sure=_is_clause(tokens, index + 1))
    if token.lower in ("mens", "medan") and comma and _is_clause(tokens, index + 1):
        joint = _cut(tokens, first, index + 1, "", sure=True)
        return joint and replace(joint, sure=False)
    if token.lower in ("og", "men") and comma and _is_clause(tokens, index + 1):
        opening = "Men " if token.lower == "men" else ""
        return _cut(tokens, first, index + 1, opening, sure=True)
    if token.lower == "så" and comma and _pronoun_and_verb(tokens, index + 1, _MUST):
        return _inverted(tokens, first, index + 1, _THEREFORE[language])
    if token.lower == "slik" and _lower(tokens, index + 1) == "at":
        if _pronoun_and_verb(tokens, index + 2, _ABLE):
            return _inverted(tokens, first, index + 2, _THEN[language])
        return None
    if token.lower == "fordi" and _ends_with_clause(tokens, index):
        return _cut(tokens, first, index + 1, f"{_REASON[language]} ", sure=False, capital=False)
    if comma and _says_which_follows(tokens, index):
        return _cut(tokens, first, index + 2, "Dette ", sure=False, capital=False)
    return None


def _says_which_follows(tokens: Sequence[Token], index: int) -> bool:
    """«noe som fører til»: the whole clause is what it speaks of."""
    if tokens[index].lower not in ("noe", "noko") or _lower(tokens, index + 1) != "som":
        return False
    return index + 2 < len(tokens) and tokens[index + 2].is_finite


def _cut(
    tokens: Sequence[Token],
    first: int,
    after: int,
    opening: str,
    *,
    sure: bool,
    capital: bool = True,
) -> Joint | None:
    """The joint that ends the first sentence before `first` and begins anew at `after`."""
    if after >= len(tokens) or (sure is False and capital and not opening):
        return None
    word = tokens[after].text
    if capital and not opening:
        word = word[:1].upper() + word[1:]
    return Joint(
        tokens[first - 1].end,
        tokens[after].end,
        f". {opening}{word}",
        sure,
        sum(token.pos not in _SIGNS for token in tokens[:first]),
    )


def _inverted(tokens: Sequence[Token], first: int, subject: int, opening: str) -> Joint:
    """«slik at vi kan» → «Da kan vi»."""
    return Joint(
        tokens[first - 1].end,
        tokens[subject + 1].end,
        f". {opening} {tokens[subject + 1].text} {tokens[subject].text}",
        False,
        sum(token.pos not in _SIGNS for token in tokens[:first]),
    )


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if index < len(tokens) else ""


def _pronoun_and_verb(tokens: Sequence[Token], index: int, verbs: frozenset[str]) -> bool:
    return _lower(tokens, index) in _SUBJECTS and _lower(tokens, index + 1) in verbs


def _is_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether a main clause begins at `index`: subject and finite verb, or adverb and verb.

    A clause that hands over to a finite verb after a comma is a fronted one, which is let
    be, as is one whose subject is more than a few words.
    """
    if index + 1 >= len(tokens):
        return False
    if tokens[index].lower in _OPENERS:
        return tokens[index + 1].is_finite
    if tokens[index].lower in _SUBJECTS:
        verb = index + 1
        if tokens[index].lower in ("den", "det", "de", "dei", "en", "ein", "dette", "disse"):
            verb = _after_noun(tokens, index) or verb
        return verb < len(tokens) and _is_main_verb(tokens, verb)
    found = _after_noun(tokens, index)
    return found is not None and _is_main_verb(tokens, found)


def _after_noun(tokens: Sequence[Token], index: int) -> int | None:
    """The token after a short noun phrase that begins at `index`; None for none."""
    at = index
    while at < len(tokens) and at - index < 4 and _is_before_noun(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    while at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN":
        at += 1
    if at + 1 < len(tokens) and tokens[at + 1].lower in (
        "din",
        "ditt",
        "dine",
        "vår",
        "vårt",
        "våre",
    ):
        at += 1
    return at + 1


def _is_before_noun(token: Token) -> bool:
    return token.pos in ("DET", "ADJ", "NUM") or "Poss=Yes" in token.feats


def _is_main_verb(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].is_finite and "Mood=Imp" not in tokens[verb].feats


def _ends_with_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether a «fordi» clause is the last one, and nothing before denies it."""
    if _lower(tokens, index - 1) in ("bare", "kun", "berre", "ikke", "ikkje", "særlig", "dels"):
        return False
    if any(token.lower in ("ikke", "ikkje") for token in tokens[:index]):
        return False
    return not _hands_over(tokens, index)
