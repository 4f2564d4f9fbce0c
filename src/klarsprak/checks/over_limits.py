"""A text that is over several limits of the audience it was written for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta

KEYS: frozenset[str] = frozenset()
MEASURES: tuple[tuple[str, str, str, float], ...] = (
    ("lix", "lix", "lix_target", 1),
    ("mean", "mean_sentence_length", "sent_mean", 1),
    ("longest", "p90_sentence_length", "sent_max_warn", 1),
    ("passive", "passive_share", "passive_share_max", 100),
)
"""Name in the message, metric, limit of the audience, scale it is shown in."""
VALUES = frozenset(f"{name}{end}" for name, *_ in MEASURES for end in ("", "_limit"))
LEAST_WORDS, LEAST_SENTENCES = 100, 5
"""Shorter texts have no steady LIX."""
LEAST_OVER = 2


@dataclass(frozen=True, slots=True)
class OverLimits:
    """One match when two measures or more are over; only where the user chose an audience."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match."""
        metrics = context.metrics
        if not context.setting.explicit:
            return
        if metrics.get("words", 0) < LEAST_WORDS or metrics.get("sentences", 0) < LEAST_SENTENCES:
            return
        over = dict(_over(metrics, context.setting.audience.limits))
        if len(over) < LEAST_OVER:
            return
        values = dict.fromkeys(VALUES, "")
        for name, (value, limit) in over.items():
            values[name], values[f"{name}_limit"] = value, limit
        yield Placed(None, Match(WHOLE_TEXT, values))


def _over(
    metrics: Mapping[str, float], limits: Mapping[str, float]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, metric, limit, scale in MEASURES:
        if metric in metrics and limit in limits:
            value, bound = round(metrics[metric] * scale), round(limits[limit] * scale)
            if value > bound:
                yield name, (str(value), str(bound))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return OverLimits(definition.meta)
