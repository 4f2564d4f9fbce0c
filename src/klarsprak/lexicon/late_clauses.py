"""What stands last in a long sentence and can be a sentence of its own.

«…, som avgjør saken», «…, selv om du flytter», «…, for å spare tid», «…, særlig for barn».
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Token
from klarsprak.lexicon.inflection import WordClass, inflect
from klarsprak.lexicon.joints import (
    SUBJECTS,
    Joint,
    count,
    cut,
    is_main_verb,
    joint,
    lower,
    subject_verb,
)

_APPLIES = {"nb": "Det gjelder", "nn": "Det gjeld"}
_PURPOSE = {"nb": "Hensikten er", "nn": "Føremålet er"}
_EXCEPTION = {"nb": "Unntaket er", "nn": "Unntaket er"}
_THEN = {"nb": "Da", "nn": "Då"}
_ESPECIALLY = frozenset("særlig særleg spesielt".split())
_EVEN = frozenset("selv sjølv".split())
_ABLE = frozenset("kan får slipper slepp".split())
_ADVERBS = frozenset("ikke ikkje også òg igjen da då nå no normalt ofte derfor deretter".split())
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_LEAST_RELATIVE = 5
_GOES_ON = frozenset("og men eller samt".split())
_PURPOSE_VERBS = frozenset("skal må bør kan".split())
_OPENS_CLAUSE = frozenset("som der hvor kor når hvis viss dersom fordi at".split())


def late_clause(tokens: Sequence[Token], index: int, verb: int, language: str) -> Joint | None:
    """The joint before what begins at `index` and goes on to the end; None for none.

    `verb` is the index of the main clause's finite verb.
    """
    if tokens[index - 1].text != "," or index <= verb or _comes_back(tokens, index):
        return None
    word, following = tokens[index].lower, lower(tokens, index + 1)
    if word == "som":
        return _relative(tokens, index, language)
    if word == "slik" and following == "at":
        return _result(tokens, index, verb, language)
    if word in _EVEN and following == "om":
        return _applies(tokens, index, verb, language)
    if word in _ESPECIALLY and following in ("for", "når", "hvis", "viss", "dersom", "i", "ved"):
        return _applies(tokens, index, verb, language)
    if word in ("også", "òg") and following in ("når", "hvis", "viss", "dersom"):
        return _applies(tokens, index, verb, language)
    if word == "uansett" and following in ("om", "hva", "kva", "hvor", "kor", "hvilken"):
        return _applies(tokens, index, verb, language)
    if word in ("uavhengig", "uavhengigt") and following == "av":
        return _applies(tokens, index, verb, language)
    if word == "jf." and tokens[index - 2].text != ")":
        return _reference(tokens, index)
    if word == "for" and following == "å" and not _is_open(tokens, verb, index):
        return joint(tokens, index - 1, index + 1, f"{_PURPOSE[language]} å", sure=False)
    if word == "med" and following == "unntak" and lower(tokens, index + 2) == "av":
        return _exception(tokens, index, verb, language)
    return None


def _comes_back(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence goes on after what begins at `index`: «X, som er Y, må Z»."""
    rest = tokens[index:]
    for at in range(1, len(rest) - 1):
        after = rest[at + 1]
        goes_on = after.pos in ("VERB", "AUX", "ADV", "ADP") or after.lower in _GOES_ON
        if (rest[at].text == "," and goes_on) or rest[at].text in (";", "–", ":"):
            return True
    return False


def _is_open(tokens: Sequence[Token], verb: int, index: int) -> bool:
    """Whether a clause opens between the main verb and `index`, which the end may belong to."""
    return any(
        token.pos == "SCONJ" or token.lower in _OPENS_CLAUSE for token in tokens[verb + 1 : index]
    )


def _applies(tokens: Sequence[Token], index: int, verb: int, language: str) -> Joint | None:
    if _is_open(tokens, verb, index) or any(
        t.lower in ("ikke", "ikkje", "ingen", "inga") for t in tokens[:index]
    ):
        # «Det gjelder» could be of either clause, or of what is denied.
        return None
    return cut(tokens, index - 1, index, f"{_APPLIES[language]} ", sure=False)


def _reference(tokens: Sequence[Token], index: int) -> Joint | None:
    """«…, jf. loven § 4» → «… Se loven § 4»."""
    rest = tokens[index + 1 : -1]
    if not rest or any(t.is_finite or t.pos == "SCONJ" for t in rest):
        return None
    return joint(tokens, index - 1, index, "Se", sure=False)


def _exception(tokens: Sequence[Token], index: int, verb: int, language: str) -> Joint | None:
    rest = tokens[index + 3 : -1]
    if not rest or _is_open(tokens, verb, index) or any(t.text == "," or t.is_finite for t in rest):
        return None
    return joint(tokens, index - 1, index + 2, _EXCEPTION[language], sure=False)


def _result(tokens: Sequence[Token], index: int, verb: int, language: str) -> Joint | None:
    """«slik at kommunen kan» → «Da kan kommunen»."""
    start = index + 2
    found = subject_verb(tokens, start)
    if found is None or lower(tokens, start) in ("en", "ein", "det"):
        return None
    opening = _THEN[language]
    if tokens[found].lower not in _ABLE:
        # A purpose has no «dermed»: «skal bygges slik at vannet renner av».
        if tokens[verb].lower in _PURPOSE_VERBS or _is_open(tokens, verb, index):
            return None
        opening = "Dermed"
    subject = " ".join(t.text for t in tokens[start:found])
    text = f"{opening} {tokens[found].text} {subject}"
    return joint(tokens, index - 1, found, text, sure=False)


def _relative(tokens: Sequence[Token], index: int, language: str) -> Joint | None:
    """«til rådet, som avgjør saken» → «Rådet avgjør saken»."""
    at = index + 1
    while at < len(tokens) and tokens[at].lower in _ADVERBS:
        at += 1
    if at >= len(tokens) or not is_main_verb(tokens, at) or lower(tokens, at + 1) in SUBJECTS:
        return None
    if count(tokens[at:]) < _LEAST_RELATIVE:
        return None
    name = _named(tokens, index - 2, language)
    if not name:
        return None
    adverbs = [t.text for t in tokens[index + 1 : at]]
    words = [name[:1].upper() + name[1:], tokens[at].text, *adverbs]
    return joint(tokens, index - 1, at, " ".join(words), sure=False)


def _named(tokens: Sequence[Token], last: int, language: str) -> str:
    """The thing that the relative clause is about, as it is named anew; "" when unsure."""
    noun = tokens[last]
    if noun.pos not in ("NOUN", "PROPN") or not noun.text[0].isalpha():
        return ""
    first = last
    while first and (
        tokens[first - 1].pos in _BEFORE_NOUN
        or (noun.pos == "PROPN" and tokens[first - 1].pos == "PROPN")
    ):
        first -= 1
    if not first or not _governs(tokens, first - 1):
        return ""
    phrase = tokens[first : last + 1]
    if noun.pos == "PROPN":
        return " ".join(t.text for t in phrase) if all(t.pos == "PROPN" for t in phrase) else ""
    if "Definite=Def" in noun.feats:
        return " ".join(t.text for t in phrase)
    if any(t.pos == "NUM" or t.lower in ("alle", "ingen", "hver", "kvar") for t in phrase[:-1]):
        return ""
    number = "Number=Plur" if "Number=Plur" in noun.feats else "Number=Sing"
    return inflect(noun.lemma.lower(), WordClass.NOUN, {"Definite=Def", number}, language) or ""


def _governs(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before a noun phrase shows that it hangs on a verb, not a noun.

    After «brevet fra kommunen, som …» nobody can tell which of the two is meant.
    """
    token = tokens[at]
    if token.pos in ("VERB", "AUX"):
        return True
    return token.pos == "ADP" and at > 0 and tokens[at - 1].pos in ("VERB", "AUX", "ADV")
