r"""`kind: pattern`: regular expressions over a block's text.

`pattern` is one expression or several; `replace` the texts to offer, with ``\1`` or
``\g<name>`` for groups; `unless` expressions that let a match be when they overlap it;
`case: true` minds capitals; `edges: false` lets a match begin or end inside a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.kinds.patterns import Pattern, compile_pattern

KEYS = frozenset({"pattern", "replace", "unless", "case", "edges"})
VALUES = frozenset({"word", "first", "second", "number"})


@dataclass(frozen=True, slots=True)
class PatternRule:
    """Flags every match of its patterns that no exception overlaps."""

    meta: RuleMeta
    patterns: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per hit; named groups become values of the message."""
        let_be = [hit.span for pattern in self.exceptions for hit in pattern.hits(block.text)]
        for pattern in self.patterns:
            for hit in pattern.hits(block.text):
                if any(span.overlaps(hit.span) for span in let_be):
                    continue
                yield Match(hit.span, hit.groups, hit.expanded)


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when a pattern is broken."""
    ignore_case = definition.raw.get("case") is not True
    edges = definition.raw.get("edges") is not False
    replace = definition.strings("replace")
    sources = definition.strings("pattern")
    if not sources:
        definition.fail("", "rule-key-missing", name="pattern")
    return PatternRule(
        definition.meta,
        tuple(
            compile_pattern(
                definition, "pattern", s, edges=edges, ignore_case=ignore_case, replace=replace
            )
            for s in sources
        ),
        tuple(
            compile_pattern(definition, "unless", s, edges=edges, ignore_case=ignore_case)
            for s in definition.strings("unless")
        ),
    )
