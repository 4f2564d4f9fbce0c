"""Sentences that hold one subordinate clause after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Edit, Match, Severity
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.clause_split import best_joint
from klarsprak.lexicon.subordination import clause_openers

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"count", "words", "max"})


@dataclass(frozen=True, slots=True)
class ManyClauses:
    """As many subordinate clauses as the audience's limit, or more.

    A sentence right at the limit that is no longer than the audience's mean is let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield from the first to the end of the sentence; one above the limit is graver."""
        limit = int(setting.audience.limits["clauses_max"])
        short = setting.audience.limits["sent_mean"]
        for _, group in groupby(analysis.tokens(), key=lambda t: t.sentence):
            tokens = list(group)
            openers = clause_openers(tokens)
            words = sum(t.pos not in ("PUNCT", "SYM") for t in tokens)
            if len(openers) < limit or (len(openers) == limit and words < short):
                continue
            values = {
                "count": str(len(openers)),
                "words": ", ".join(tokens[i].lower for i in openers),
                "max": str(limit - 1),
            }
            severity = Severity.WARNING if len(openers) > limit else Severity.SUGGESTION
            joint = best_joint(tokens, block.language)
            rewrite = Edit(Span(joint.start, joint.end), joint.text) if joint else None
            span = Span(tokens[0].start, tokens[-1].end)
            yield Match(span, values, severity=severity, rewrite=rewrite)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ManyClauses(definition.meta)
