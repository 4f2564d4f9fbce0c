"""Texts with many nouns that name an action or a quality."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta
from klarsprak.lexicon.nominal_style import is_abstract
from klarsprak.lexicon.verbal_nouns import verb_of

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"value", "limit", "nouns"})

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NominalStyle:
    """Abstract nouns per hundred words of running text, against the audience's limit."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield one match for the whole text, with the nouns for actions met most often."""
        value = context.metrics.get("nominal_density", 0.0)
        limit = context.setting.audience.limits["nominal_max"]
        if value <= limit:
            return
        counted: Counter[str] = Counter()
        for index, block in enumerate(document.blocks):
            if block.kind in PROSE and not block.hidden and block.language in self.meta.languages:
                counted.update(
                    token.lemma.lower()
                    for token in context.analysis(index).tokens()
                    if is_abstract(token, block.language)
                    and verb_of(token.lemma.lower(), block.language)
                )
        values = {
            "value": f"{value:.1f}".replace(".", ","),
            "limit": f"{limit:g}",
        }
        if counted:
            shown = (f"«{noun}»" for noun, _ in counted.most_common(_SHOWN))
            values["nouns"] = ", ".join(shown)
        yield Placed(None, Match(WHOLE_TEXT, values))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return NominalStyle(definition.meta)
