"""Texts that do not say whom they are for."""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_METADATA = frozenset({"malgruppe", "målgruppe", "audience", "mal", "mål", "formal", "formål"})


@dataclass(frozen=True, slots=True)
class AudienceNotGiven:
    """One match when neither the user nor the front matter has named an audience."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match."""
        if not context.setting.explicit and _METADATA.isdisjoint(document.metadata):
            yield Placed(None, Match(WHOLE_TEXT))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return AudienceNotGiven(definition.meta)
