"""Sentences in which the verb comes late."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Edit, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.clauses import main_verb, words_before
from klarsprak.lexicon.fronting import unfronted

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"words", "verb", "max"})


@dataclass(frozen=True, slots=True)
class HeavyFront:
    """More words than the audience's limit before the finite verb of the main clause."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the words before the verb."""
        limit = int(setting.audience.limits["front_max"])
        for _, group in groupby(analysis.tokens(), key=lambda t: t.sentence):
            tokens = list(group)
            verb = main_verb(tokens)
            if verb is None or verb == 0:
                continue
            count = words_before(tokens, verb)
            if count > limit:
                values = {"words": str(count), "verb": tokens[verb].text, "max": str(limit)}
                span = Span(tokens[0].start, tokens[verb - 1].end)
                text = unfronted(tokens, verb, block.text)
                whole = Span(tokens[0].start, tokens[-1].end)
                yield Match(span, values, rewrite=Edit(whole, text) if text else None)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return HeavyFront(definition.meta)
