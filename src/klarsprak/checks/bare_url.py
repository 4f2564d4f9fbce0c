"""Web addresses that readers are meant to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind, MarkKind
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()
_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]}'…]")
_PATTERN = re.compile(r"[{}\[\]]|//(?:localhost|127\.0\.0\.1)\b")
"""An address with something to fill in, or of one's own machine: nobody can follow it."""
_NAME_ONLY = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?")


@dataclass(frozen=True, slots=True)
class BareUrl:
    """A site's name alone («nav.no», «www.nav.no») is a name, and let be."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per address; one inside a link is left to the link's own block."""
        if "http" not in block.text and "www." not in block.text:
            return
        links = [mark.span for mark in block.marks if mark.kind is MarkKind.LINK]
        code = [mark.span for mark in block.marks if mark.kind is MarkKind.CODE]
        for found in _URL.finditer(block.text):
            span = Span(*found.span())
            if _NAME_ONLY.fullmatch(found[0]) or any(c.overlaps(span) for c in code):
                continue
            if _PATTERN.search(found[0]):
                continue
            if block.kind is not BlockKind.LINK_TEXT and any(k.overlaps(span) for k in links):
                continue
            yield Match(span)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return BareUrl(definition.meta)
