r"""`kind: pattern`: regular expressions over a block's text.

`pattern` is one expression or several; `replace` the texts to offer, with ``\1`` or
``\g<name>`` for groups; `unless` expressions that let a match be when they overlap it;
`strike: true` says that the match can go, and what follows begins with a capital;
`case: true` minds capitals; `edges: false` lets a match begin or end inside a word;
`linked: false` lets a match be when a link overlaps it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, MarkKind
from klarsprak.core.finding import Edit, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.patterns import Pattern, compile_pattern

KEYS = frozenset({"pattern", "replace", "unless", "case", "edges", "strike", "linked"})
VALUES = frozenset({"word", "first", "second", "number"})


@dataclass(frozen=True, slots=True)
class PatternRule:
    """Flags every match of its patterns that no exception overlaps."""

    meta: RuleMeta
    patterns: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]
    strike: bool = False
    linked: bool = True

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per hit; named groups become values of the message."""
        let_be: list[Span] | None = None
        links = [] if self.linked else [m.span for m in block.marks if m.kind is MarkKind.LINK]
        for pattern in self.patterns:
            for hit in pattern.hits(block.text):
                if let_be is None:
                    let_be = [h.span for p in self.exceptions for h in p.hits(block.text)]
                    let_be += links
                if any(span.overlaps(hit.span) for span in let_be):
                    continue
                rewrite = _without(block.text, hit.span) if self.strike else None
                yield Match(hit.span, hit.groups, hit.expanded, rewrite=rewrite)


def _without(text: str, span: Span) -> Edit | None:
    """The change that leaves `span` out; None when nothing would be left."""
    rest = text[span.end :]
    kept = rest.lstrip(" :–-")
    if len(kept.split()) < 2:
        return None
    end = span.end + len(rest) - len(kept) + 1
    return Edit(Span(span.start, end), kept[0].upper())


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
        definition.raw.get("strike") is True,
        definition.raw.get("linked") is not False,
    )
