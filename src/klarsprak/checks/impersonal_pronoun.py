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

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_PEOPLE = frozenset(
    "bruker brukar søker søkjar søkar klager klagar leser lesar eier eigar velger veljar lærer lærar "
    "leder leiar kjører køyrar låner lånar".split()
)
"""Nouns for people that are verbs in the present tense too."""


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
            elif token.lower in ("en", "ein") and token.text == token.lower:
                wanted = _is_subject(tokens, index)
            elif token.lower in ("enhver", "einkvar"):
                following = tokens[index + 1] if index + 1 < len(tokens) else None
                wanted = following is not None and (following.is_finite or following.lower == "som")
            else:
                continue
            if wanted:
                text = "Du" if token.text[:1].isupper() else "du"
                yield Match(Span(token.start, token.end), {"lemma": token.lower}, (text,))


def _is_subject(tokens: Sequence[Token], index: int) -> bool:
    """«som en anser», «kan en søke»: a verb on one side and no noun after it."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or tokens[index].pos not in ("PRON", "DET", "NUM"):
        return False
    if after.lower == "av" or (before and before.text in ("’", "'")):
        # «må en av dere søke» counts people; «body’en» has an ending.
        return False
    if after.lower in _PEOPLE and index + 2 < len(tokens) and tokens[index + 2].is_finite:
        # «hvis en bruker slutter»: the verb comes after, so this is a noun.
        return False
    if after.is_finite and (before is None or before.pos in ("SCONJ", "PUNCT", "CCONJ", "ADV")):
        return True
    inverted = before is not None and before.is_finite
    return inverted and ("VerbForm=Inf" in after.feats or after.pos in ("ADV", "ADP", "PART"))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ImpersonalPronoun(definition.meta)
