"""«Dette må sendes inn», when the sentence before has several things it may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.passives import find_passives

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"nouns", "lemma"})

_ONE = frozenset({"dette"})
_MANY = frozenset({"disse", "desse"})
_DONE_TO_THINGS = frozenset(
    "sende levere betale hente signere undertegne underskrive underteikne returnere oversende ettersende bestille "
    "oppbevare kaste lagre kopiere fylle laste legge legges leggje stemple lime arkivere makulere "
    "oversette omsetje innlevere sitere kjøpe kjøpa selge selje vaske flytte rive male "
    " fjerne oppgi oppgje".split()
)
"""Passives of these are about a thing and not about what the sentence before said."""
_POSSIBLE = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class VagueReference:
    """A lone «dette», «disse» or «desse» as subject, after two nouns or more that fit.

    «Dette» mostly sums up a whole sentence. It is taken to mean a thing only where
    something is done to it, in the passive.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the pronoun."""
        before: list[Token] = []
        for _, group in groupby(analysis.tokens(), key=lambda t: t.sentence):
            tokens = list(group)
            nouns = _candidates(before, tokens, block.language)
            if len(nouns) >= _POSSIBLE:
                first = tokens[0]
                listed = ", ".join(f"«{noun}»" for noun in nouns[-_SHOWN:])
                yield Match(Span(first.start, first.end), {"nouns": listed, "lemma": first.lower})
            before = tokens


def _candidates(before: Sequence[Token], tokens: Sequence[Token], language: str) -> list[str]:
    """The nouns of the sentence before that the opening pronoun may stand for."""
    if len(tokens) < 3 or not before or not tokens[1].is_finite:
        return []
    pronoun = tokens[0].lower
    if pronoun in _MANY:
        return _distinct(before, "Number=Plur")
    if pronoun in _ONE and _something_is_done(tokens, language):
        return _distinct(before, "Number=Sing")
    return []


def _something_is_done(tokens: Sequence[Token], language: str) -> bool:
    passives = find_passives(tokens, language)
    if not passives:
        return False
    verb = passives[0].verb
    if tokens[verb].lemma.lower() not in _DONE_TO_THINGS:
        return False
    # The passive of the main clause, not one of a clause further on.
    return not any(t.pos == "SCONJ" or t.text == "," for t in tokens[1:verb])


def _distinct(tokens: Sequence[Token], number: str) -> list[str]:
    """The nouns of that number; «planene og rapportene» are many things but one answer."""
    found: dict[str, str] = {}
    joined = False
    for index, token in enumerate(tokens):
        if index and tokens[index - 1].pos == "NUM":
            # «to barn», «20 prosent»: an amount of something else.
            continue
        if token.pos == "NOUN" and number in token.feats and "Case=Gen" not in token.feats:
            if not (joined and found and number == "Number=Plur"):
                found.setdefault(token.lemma.lower(), token.lower)
            joined = False
        elif token.pos == "CCONJ" or token.text == ",":
            joined = True
        elif token.pos not in ("DET", "ADJ", "NUM"):
            joined = False
    # «systemetiketter» and «etiketter» are one thing.
    return [
        form
        for lemma, form in found.items()
        if not any(other != lemma and other.endswith(lemma) for other in found)
    ]


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return VagueReference(definition.meta)
