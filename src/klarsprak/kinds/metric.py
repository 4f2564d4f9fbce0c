"""`kind: metric`: a number about the whole text, held against the audience's limits.

`metric` names it (see `nlp.metrics`); `steps` is a list of mappings with `severity` and
either `limit` (a limit of the audience, with `plus` added) or `max` (a number). The
gravest step that the value is above decides. `scale: 100` shows shares as per cent.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Match, Placed, Severity
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta

KEYS = frozenset({"metric", "steps", "scale", "digits"})
VALUES = frozenset({"value", "limit", "distance"})


@dataclass(frozen=True, slots=True)
class Step:
    """Above this bound the finding has this severity."""

    severity: Severity
    limit: str = ""
    plus: float = 0.0
    maximum: float = 0.0


@dataclass(frozen=True, slots=True)
class MetricRule:
    """Yields at most one match, for the whole text."""

    meta: RuleMeta
    metric: str
    steps: tuple[Step, ...]
    scale: float
    digits: int

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match when the metric is above a step's bound."""
        value = context.metrics.get(self.metric)
        if value is None:
            return
        limits = context.setting.audience.limits
        best: Severity | None = None
        for step in self.steps:
            bound = limits.get(step.limit, step.maximum) + step.plus
            if self._rounded(value) > self._rounded(bound) and (
                best is None or step.severity.rank > best.rank
            ):
                best = step.severity
        if best is None:
            return
        goal = limits.get(self.steps[0].limit, self.steps[0].maximum)
        values = {
            "value": self._shown(value),
            "limit": self._shown(goal),
            # Of the numbers that are shown: «16 words, the limit is 15» is one too many.
            "distance": self._written(self._rounded(value) - self._rounded(goal)),
        }
        yield Placed(None, Match(WHOLE_TEXT, values, severity=best))

    def _rounded(self, number: float) -> float:
        """The number as it is shown: «15 words, the limit is 15» would be no finding."""
        return round(number * self.scale, self.digits)

    def _shown(self, number: float) -> str:
        return self._written(number * self.scale)

    def _written(self, number: float) -> str:
        return f"{number:.{self.digits}f}".replace(".", ",")


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when a step is incomplete."""
    rows = definition.raw.get("steps")
    if not isinstance(rows, list) or not rows:
        definition.fail("steps", "rule-key-missing", name="steps")
    steps = []
    for row in rows:
        if not isinstance(row, dict) or ("limit" in row) == ("max" in row):
            definition.fail("steps", "rule-key-type", wanted="limit eller max")
        steps.append(
            Step(
                Severity(str(row.get("severity", definition.meta.severity.value))),
                str(row.get("limit", "")),
                float(row.get("plus", 0)),
                float(row.get("max", 0)),
            )
        )
    scale, digits = definition.raw.get("scale", 1), definition.raw.get("digits", 0)
    if not isinstance(scale, int | float) or not isinstance(digits, int):
        definition.fail("scale", "rule-key-type", wanted="tall")
    return MetricRule(definition.meta, definition.text("metric"), tuple(steps), scale, digits)
