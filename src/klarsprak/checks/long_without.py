"""Long texts without what helps the reader find the way in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.checks.whole_text import body, has_contents, word_count
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta

KEYS = frozenset({"without"})
VALUES = frozenset({"words", "limit", "levels"})

_SUMMARY = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:saka?(?:en)?|innholdet|innhaldet)?\s*kort (?:fortalt|fortald|oppsummert|om sak(?:en|a))"
    r"|kort\s+(?:fortalt|fortald|oppsummert)|(?:kort\s+)?(?:sammendrag|samandrag|oppsummering)(?:et|a|en)?|oppsummert"
    r"|hovedpunkt(?:er|ene)?|hovudpunkt(?:a)?|sak(?:en|a)\s+i\s+korte\s+trekk|hovedfunn|hovudfunn)\b",
    re.IGNORECASE,
)
LEAST_FOR_LEVELS = 300


@dataclass(frozen=True, slots=True)
class LongWithout:
    """One match for the whole text when it has over `limit` words of prose.

    `without` says what must be lacking: ``contents`` or ``summary``. A heading depth over
    `levels` (0: never asked) is a match in texts of 300 words and more.
    """

    meta: RuleMeta
    limit: float
    levels: float
    without: str

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match."""
        words = sum(word_count(block.text) for _, block in body(document, self.meta))
        depth = len(
            {
                b.level
                for _, b in body(document, self.meta, frozenset({BlockKind.HEADING}))
                if b.level
            }
        )
        deep = bool(self.levels) and depth > self.levels and words >= LEAST_FOR_LEVELS
        long = words > self.limit and not self._has(document)
        if deep or long:
            values = {
                "words": str(words) if long else "",
                "limit": f"{self.limit:.0f}",
                "levels": str(depth) if deep else "",
            }
            yield Placed(None, Match(WHOLE_TEXT, values))

    def _has(self, document: Document) -> bool:
        if self.without == "contents":
            return has_contents(document)
        return any(
            len(block.text) < 80 and _SUMMARY.match(block.text) for block in document.blocks
        ) or bool(document.metadata.get("summary") or document.metadata.get("sammendrag"))


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when it does not say what may be lacking."""
    without = definition.text("without")
    if without not in ("contents", "summary"):
        definition.fail("without", "rule-value", value=without, allowed="contents, summary")
    return LongWithout(
        definition.meta,
        definition.option("max_words", 900),
        definition.option("max_levels", 0),
        without,
    )
