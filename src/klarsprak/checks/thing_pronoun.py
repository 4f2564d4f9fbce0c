"""Nynorsk «den» for a thing that was named just before: «saka … den» for «saka … ho»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import gender

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "noun"})

_PRONOUNS = {"Masc": "han", "Fem": "ho"}
_POINTS_ON = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "SYM"})
"""What follows «den» when it points at something new: «den nye», «den 3. mai»."""
_NOT_AFTER = frozenset(
    "som der at dagen gongen tida måten før etter slik i på av til for med".split()
)
_NOT_BEFORE = frozenset("enn lik det både anten sjølve og eller heile som berre".split())


@dataclass(frozen=True, slots=True)
class ThingPronoun:
    """Flags «den» beside a finite verb when the noun before it decides the pronoun.

    That noun is the last one in the definite singular before «den», in its sentence or as
    the only such noun in the sentence before. «den» that points at what follows is let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per pronoun, with «han» or «ho»."""
        tokens = analysis.tokens()
        for index, token in enumerate(tokens):
            if token.lower != "den" or not _stands_for_noun(tokens, index):
                continue
            noun = _antecedent(tokens, index)
            if noun is None:
                continue
            found = gender(noun.lemma.lower(), "nn") or _tagged_gender(noun)
            pronoun = _PRONOUNS.get(found or "")
            if pronoun is not None:
                text = pronoun.capitalize() if token.text[0].isupper() else pronoun
                yield Match(
                    Span(token.start, token.end), {"lemma": "den", "noun": noun.lower}, (text,)
                )


def _tagged_gender(noun: Token) -> str:
    return next((f.removeprefix("Gender=") for f in noun.feats if f.startswith("Gender=")), "")


def _stands_for_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether «den» is a subject: right before or after the finite verb, and no pointer."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or after.pos in _POINTS_ON or after.lower in _NOT_AFTER:
        return False
    if before is not None and before.sentence == tokens[index].sentence:
        if before.lower in _NOT_BEFORE or before.pos == "ADP":
            return False
        if before.is_finite:
            return after.pos in ("VERB", "AUX", "ADV", "PART", "PUNCT")
        return after.is_finite and before.pos in ("SCONJ", "PUNCT", "CCONJ", "NOUN")
    return after.is_finite


def _antecedent(tokens: Sequence[Token], index: int) -> Token | None:
    """The noun that «den» stands for, where the text leaves no choice."""
    sentence = tokens[index].sentence
    own = [t for t in tokens[:index] if t.sentence == sentence and _may_be_meant(t)]
    if own:
        return own[-1] if len(own) == 1 else None
    before = [t for t in tokens[:index] if t.sentence == sentence - 1 and _may_be_meant(t)]
    return before[0] if len(before) == 1 else None


def _may_be_meant(token: Token) -> bool:
    return token.pos == "NOUN" and "Number=Sing" in token.feats and token.text != token.text.upper()


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ThingPronoun(definition.meta)
