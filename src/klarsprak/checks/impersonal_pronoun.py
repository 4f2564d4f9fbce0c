"""«man» and «en» (nn «ein») as subject, where «du» or «vi» is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.clauses import MODALS

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_SENDER = frozenset("vi oss vår vårt våre".split())
_ACTORS = (
    "bruker",
    "brukar",
    "søker",
    "søkar",
    "administrator",
    "behandler",
    "handsamar",
    "leder",
    "leiar",
    "ansatt",
    "tilsett",
)
_PEOPLE = frozenset(
    "bruker brukar søker søkjar søkar klager klagar leser lesar eier eigar velger veljar lærer lærar "
    "leder leiar kjører køyrar låner lånar".split()
)
"""Nouns for people that are verbs in the present tense too."""

_MEANS = frozenset("mener meiner forstår".split())


@dataclass(frozen=True, slots=True)
class ImpersonalPronoun:
    """«man» as a pronoun; «en» and «ein» only right beside a finite verb, as its subject."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pronoun."""
        tokens = analysis.tokens()
        for index, token in enumerate(tokens):
            if token.lower == "man":
                wanted = token.pos == "PRON"
            elif token.lower in ("en", "ein"):
                first = token.text != token.lower
                wanted = _begins(tokens, index) if first else _is_subject(tokens, index)
            elif token.lower in ("enhver", "einkvar"):
                following = tokens[index + 1] if index + 1 < len(tokens) else None
                governed = index > 0 and tokens[index - 1].pos == "ADP"
                wanted = following is not None and (following.is_finite or following.lower == "som")
                wanted = wanted and not governed
            else:
                continue
            if wanted and not _in_definition(tokens, index):
                texts = _pronouns(tokens, index)
                if token.text[:1].isupper():
                    texts = tuple(text.capitalize() for text in texts)
                yield Match(Span(token.start, token.end), {"lemma": token.lower}, texts)


def _pronouns(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """«du», or «vi» first where the sender speaks in the sentence.

    None where the word may stand for someone just named.
    """
    own = [t for t in tokens if t.sentence == tokens[index].sentence]
    words = {token.lower for token in own}
    if words & _SENDER:
        return ("vi", "du")
    named = [t for t in own if t.start < tokens[index].start]
    if any(t.pos == "NOUN" and t.lemma.lower().endswith(_ACTORS) for t in named):
        return ()
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if tokens[index].lower in ("enhver", "einkvar"):
        if after is not None and after.lower == "som":
            return ("alle",)
        return ("alle",) if after is not None and after.is_finite else ()
    return ("du", "vi")


def _in_definition(tokens: Sequence[Token], index: int) -> bool:
    """«Med bolig mener man et hus»: says what people in general call a thing."""
    if index < 3 or tokens[index - 1].lower not in _MEANS:
        return False
    own = (t for t in tokens if t.sentence == tokens[index].sentence)
    return next(own).lower == "med"


def _is_subject(tokens: Sequence[Token], index: int) -> bool:
    """«som en anser», «kan en søke»: a verb on one side and no noun after it."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or tokens[index].pos not in ("PRON", "DET", "NUM"):
        return False
    if after.lower == "av" or (before and before.text in ("’", "'")):
        # «må en av dere søke» counts people; «body’en» has an ending.
        return False
    if after.lower in _PEOPLE and _verb_comes_later(tokens, index + 1):
        # «hvis en bruker slutter»: the verb comes after, so this is a noun.
        return False
    if after.is_finite and (before is None or before.pos in ("SCONJ", "PUNCT", "CCONJ", "ADV")):
        return True
    if before is not None and before.pos == "SCONJ" and after.pos in ("ADV", "PART"):
        # «hvis en ikke kan møte»
        return index + 2 < len(tokens) and tokens[index + 2].is_finite
    if before is not None and before.pos == "SCONJ" and after.pos == "ADP":
        return _when_or_how(tokens[index + 2 : index + 4])
    inverted = before is not None and before.is_finite
    if not inverted or _is_before_noun(tokens, index + 1):
        return False
    return "VerbForm=Inf" in after.feats or after.pos in ("ADV", "ADP", "PART")


def _when_or_how(tokens: Sequence[Token]) -> bool:
    """«at en i dag må søke»; «som en i gruppen sa» is one of several, for the noun is definite."""
    if len(tokens) < 2 or not tokens[1].is_finite:
        return False
    return tokens[0].pos in ("NOUN", "ADV") and "Definite=Def" not in tokens[0].feats


def _is_before_noun(tokens: Sequence[Token], at: int) -> bool:
    """«har en meget liten bolig»: adverbs and participles, then an adjective or a noun."""
    while at < len(tokens) and (tokens[at].pos == "ADV" or "VerbForm=Part" in tokens[at].feats):
        at += 1
    return at < len(tokens) and tokens[at].pos in ("ADJ", "NOUN", "PROPN")


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """«Ein må søkje»: first in the sentence, with a modal verb right after."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    starts = index == 0 or tokens[index - 1].sentence != tokens[index].sentence
    return starts and after is not None and after.lower in MODALS


def _verb_comes_later(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a finite verb follows before the clause ends: «en bruker av tjenesten slutter».

    A form such as «bruker» with an object after it is the verb: «når en bruker skjemaet».
    """
    for token in tokens[noun + 1 : noun + 7]:
        if token.sentence != tokens[noun].sentence or token.pos in ("PUNCT", "SCONJ"):
            return False
        if token.is_finite:
            return True
    return False


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ImpersonalPronoun(definition.meta)
