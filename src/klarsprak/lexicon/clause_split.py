"""Where a long sentence may be cut in two, and what the two are then.

Only joints that the words themselves show are used: a conjunction with a subject and a
finite verb after it, a semicolon, a dash, «fordi», «noe som», «slik at».
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from klarsprak.core.analysis import Token
from klarsprak.lexicon.clauses import main_verb
from klarsprak.lexicon.joints import (
    CONDITIONS,
    SUBJECTS,
    Joint,
    after_noun,
    after_phrase,
    count,
    cut,
    is_clause,
    is_main_verb,
    joint,
    lower,
    subject_verb,
)
from klarsprak.lexicon.late_clauses import late_clause

_LONGEST_NAME = 5
LEAST_WORDS = 4
"""A part with fewer words is no sentence worth a full stop."""

_PEOPLE = frozenset("jeg eg du vi han hun dere det dette".split())
_SPLICED = frozenset("dette disse desse derfor".split())
"""Words that begin a sentence of their own after no more than a comma."""
_ABLE = frozenset("kan får rekker rekk slipper slepp vil kunne".split())
_MUST = frozenset("må skal bør".split())
_PAIRS = frozenset("både verken hverken korkje enten anten dels jo desto".split())
_REASONS = frozenset("fordi siden sidan ettersom".split())
_REASON = {"nb": "Grunnen er at", "nn": "Grunnen er at"}
_THEREFORE = {"nb": "Derfor", "nn": "Derfor"}
_THEN = {"nb": "Da", "nn": "Då"}


def best_joint(tokens: Sequence[Token], language: str) -> Joint | None:
    """The joint nearest to the middle of a sentence, sure ones first; None for none.

    `tokens` are those of the sentence. None too for questions, and where brackets,
    quotation marks or a colon make the parts belong together.
    """
    if language not in _REASON or not tokens or tokens[-1].text not in (".", "!"):
        return None
    words = count(tokens)
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
        found = _at(tokens, index, language, dashes)
        if found is None and _joins_plainly(tokens, index, verb):
            found = cut(tokens, index, index + 1, sure=False)
        if found is None:
            found = _shared_subject(tokens, index, verb) or late_clause(
                tokens, index, verb, language
            )
        if found is None or (opens_below and _hands_over(tokens, index)):
            continue
        if token.lower in _REASONS and _is_below(tokens, verb, index):
            continue
        yield found


def _joins_plainly(tokens: Sequence[Token], index: int, verb: int) -> bool:
    """«og du må», without a comma and with no clause open that it might belong to."""
    if tokens[index].lower != "og" or verb >= index or _is_below(tokens, verb, index):
        return False
    following = lower(tokens, index + 1)
    if following in _PEOPLE or following in CONDITIONS:
        return is_clause(tokens, index + 1)
    # After a noun «og» may join it to the next: «barna og foreldrene får».
    joined = tokens[index - 1].pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "ADP")
    return not joined and subject_verb(tokens, index + 1) is not None


def _shared_subject(tokens: Sequence[Token], index: int, verb: int) -> Joint | None:
    """«Kommunen skal …, og skal …»: the second sentence gets the subject of the first."""
    if tokens[index].lower not in ("og", "men") or verb == 0 or index + 2 >= len(tokens):
        return None
    if not is_main_verb(tokens, index + 1):
        return None
    subject = _subject(tokens, verb)
    comma = tokens[index - 1].text == ","
    if not subject:
        return None
    if subject[0].lower in ("det", "en", "ein", "dette"):
        return None
    if tokens[index + 2].lower in _PEOPLE or (not comma and _is_below(tokens, verb, index)):
        return None
    first = index - 1 if comma else index
    text = " ".join(token.text for token in subject)
    text = text[:1].upper() + text[1:]
    if tokens[index].lower == "men":
        name = subject[0].pos == "PROPN" or subject[0].text[1:2].isupper()
        text = f"Men {text if name else text[:1].lower() + text[1:]}"
    return cut(tokens, first, index + 1, f"{text} ", sure=False)


def _subject(tokens: Sequence[Token], verb: int) -> Sequence[Token]:
    """The subject of the main clause: all before the verb, or right after it; else empty."""
    if verb == 1 and (tokens[0].lower in SUBJECTS or tokens[0].pos in ("NOUN", "PROPN")):
        return tokens[:1]
    if after_noun(tokens, 0) == verb or (after_phrase(tokens, 0) == verb and verb <= _LONGEST_NAME):
        return tokens[:verb]
    if tokens[0].pos not in ("ADP", "ADV", "SCONJ"):
        return ()
    if lower(tokens, verb + 1) in SUBJECTS:
        return tokens[verb + 1 : verb + 2]
    end = after_noun(tokens, verb + 1)
    plain = (
        end is not None and tokens[end].pos not in ("ADP", "CCONJ") and tokens[end].lower != "som"
    )
    return tokens[verb + 1 : end] if plain else ()


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
        return cut(tokens, index, index + 1, sure=True) if is_clause(tokens, index + 1) else None
    if token.lower in ("mens", "medan") and comma and is_clause(tokens, index + 1):
        found = cut(tokens, first, index + 1, sure=True)
        return found and replace(found, sure=False)
    if token.lower in ("og", "men") and comma and is_clause(tokens, index + 1):
        opening = "Men " if token.lower == "men" else ""
        return cut(tokens, first, index + 1, opening, sure=True)
    if token.lower in _SPLICED and comma and lower(tokens, index - 2) not in ("og", "men"):
        found = cut(tokens, first, index, sure=False)
        return found if index + 1 < len(tokens) and is_main_verb(tokens, index + 1) else None
    if token.lower == "så" and comma and _pronoun_and_verb(tokens, index + 1, _MUST):
        return _inverted(tokens, first, index + 1, _THEREFORE[language])
    if token.lower == "slik" and lower(tokens, index + 1) == "at":
        if _pronoun_and_verb(tokens, index + 2, _ABLE):
            return _inverted(tokens, first, index + 2, _THEN[language])
        return None
    reason = token.lower == "fordi" or (token.lower in _REASONS and comma and token.pos == "SCONJ")
    if reason and _ends_with_clause(tokens, index):
        return cut(tokens, first, index + 1, f"{_REASON[language]} ", sure=False)
    if comma and _says_which_follows(tokens, index):
        return cut(tokens, first, index + 2, "Dette ", sure=False)
    return None


def _says_which_follows(tokens: Sequence[Token], index: int) -> bool:
    """«noe som fører til»: the whole clause is what it speaks of."""
    if tokens[index].lower not in ("noe", "noko") or lower(tokens, index + 1) != "som":
        return False
    return index + 2 < len(tokens) and tokens[index + 2].is_finite


def _inverted(tokens: Sequence[Token], first: int, subject: int, opening: str) -> Joint:
    """«slik at vi kan» → «Da kan vi»."""
    text = f"{opening} {tokens[subject + 1].text} {tokens[subject].text}"
    return joint(tokens, first, subject + 1, text, sure=False)


def _pronoun_and_verb(tokens: Sequence[Token], index: int, verbs: frozenset[str]) -> bool:
    return lower(tokens, index) in SUBJECTS and lower(tokens, index + 1) in verbs


def _ends_with_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether a «fordi» clause is the last one, and nothing before denies it."""
    if lower(tokens, index - 1) in ("bare", "kun", "berre", "ikke", "ikkje", "særlig", "dels"):
        return False
    if any(token.lower in ("ikke", "ikkje") for token in tokens[:index]):
        return False
    return not _hands_over(tokens, index)
