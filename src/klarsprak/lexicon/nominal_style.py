"""What makes a style heavy with nouns: abstract nouns, and nouns for verbs."""

from collections.abc import Sequence
from functools import lru_cache

from klarsprak.core.analysis import Token
from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.verbal_nouns import THINGS, listed, verb_of

_ABSTRACT = {
    "nb": ("ing", "else", "sjon", "het"),
    "nn": ("ing", "else", "sjon", "heit", "het", "leik"),
}
_SHORTEST = 6
_NOT_ABSTRACT = frozenset(
    "nyhet nyheit hemmelighet enhet eining leilighet leilegheit virksomhet verksemd myndighet myndigheit "
    "sjukdom kvinning honning dronning elling penning hærverksmenn sending tyding ledning leidning ring "
    "messing høvding utlending utlendning innlending islending slekting slektning yngling lærling flyktning "
    "dobbeltnyhet rettighet rettigheit kjærlighet kjærleik tvilling idretting ektefelle fritidsbolig ending "
    "vegetasjon".split()
)


def is_abstract(token: Token, language: str) -> bool:
    """A noun in -ing, -else, -sjon or -het that is no thing, service, body or person.

    A compound is judged by its last part.
    """
    return token.pos == "NOUN" and _is_abstract(token.lemma.lower(), language)


@lru_cache(maxsize=16384)
def _is_abstract(lemma: str, language: str) -> bool:
    endings = _ABSTRACT.get(language)
    if endings is None or len(lemma) < _SHORTEST or not lemma.endswith(endings):
        return False
    if not lemma.isalpha() or (lemma.endswith("sjon") and verb_of(lemma, language) is None):
        # «vegetasjon», «versjon»: nobody does them.
        return False
    if _is_thing(lemma, language):
        return False
    found = parts(lemma, language)
    return len(found) < 2 or not _is_thing(found[-1].lemma, language)


def _is_thing(noun: str, language: str) -> bool:
    known = listed(language).get(noun)
    if known and known[0] != "action":
        return True
    return noun in THINGS[language] or noun in _NOT_ABSTRACT


def ratio_parts(tokens: Sequence[Token]) -> tuple[int, int]:
    """The two sides of the nominal ratio.

    Nouns, prepositions and attributive participles; verbs, pronouns and adverbs.
    """
    above = below = 0
    for index, token in enumerate(tokens):
        if token.pos in ("NOUN", "PROPN", "ADP"):
            above += 1
        elif token.pos in ("PRON", "ADV"):
            below += 1
        elif token.pos in ("VERB", "AUX", "ADJ"):
            participle = "VerbForm=Part" in token.feats
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            if participle and after is not None and after.pos == "NOUN":
                above += 1
            elif token.pos != "ADJ" or participle:
                below += 1
    return above, below
