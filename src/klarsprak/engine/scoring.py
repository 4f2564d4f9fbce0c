"""The score per promise: the formula of the poster map, monotone and hard to game."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from math import exp

from klarsprak.core.audience import Setting
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import Promise, PromiseScore, Suppressed
from klarsprak.core.rule import RuleOutline

WEIGHT = {
    Severity.ERROR: 5.0,
    Severity.WARNING: 2.0,
    Severity.SUGGESTION: 0.5,
    Severity.INFO: 0.0,
}
BUDGET = {
    "sms": 6.0,
    "brev": 12.0,
    "skjema": 12.0,
    "nett": 16.0,
    "saksframlegg": 40.0,
    "rapport": 80.0,
}
"""How much a document type bears; start values by judgement, not measured."""

SECONDARY = 0.5
SUPPRESSED_SHARE = 0.25
METRIC_WEIGHT = 6.0
MIN_WORDS = 40
MIN_COVERAGE = 0.5
MOST_IN_TABLES = 0.4
"""With a larger share of the words in tables there is too little prose to score."""
MOST_QUOTED = 0.25
"""A text with a larger share of quotations answers for them as for its own words."""
MUCH_OUTSIDE = 0.25
"""From this share on, readers are told how much of the text no score is about."""

METRICS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "lett-a-forsta": (
        ("lix", "lix_target"),
        ("mean_sentence_length", "sent_mean"),
        ("p90_sentence_length", "sent_max_warn"),
    ),
    "aktiv-og-i-forkant": (("passive_share", "passive_share_max"),),
}
"""Measures that weigh on a promise, with the audience limit they are held against."""


def cap(errors: int) -> float:
    """The highest score with so many errors whose first promise this is."""
    if errors == 0:
        return 100.0
    if errors == 1:
        return 70.0
    return 50.0 if errors <= 3 else 30.0


def metric_penalty(value: float, target: float) -> float:
    """6 times the share by which `value` is over `target`, at most 6; never negative."""
    if target <= 0:
        return 0.0
    return METRIC_WEIGHT * min(1.0, max(0.0, (value - target) / target))


def score(burden: float, budget: float, errors: int) -> float:
    """100·exp(-burden/budget), capped by the number of errors."""
    return min(100.0 * exp(-burden / budget), cap(errors))


def burden(weights: Iterable[tuple[tuple[str, str], float]]) -> float:
    """Sum of weights in which repeats fade.

    `weights` are ((rule, word), weight). Within one key the weights are sorted and the
    i-th counts weight/i: fifty of one word are not fifty problems, but never free.
    """
    groups: dict[tuple[str, str], list[float]] = {}
    for key, weight in weights:
        groups.setdefault(key, []).append(weight)
    return sum(
        weight / rank
        for group in groups.values()
        for rank, weight in enumerate(sorted(group, reverse=True), start=1)
    )


def promise_scores(
    promises: Iterable[Promise],
    findings: Iterable[Finding],
    suppressed: Iterable[Suppressed],
    metrics: Mapping[str, float],
    setting: Setting,
    coverage: Mapping[str, float],
) -> tuple[PromiseScore, ...]:
    """Score every promise of the poster.

    A promise whose coverage is below one half, one that no machine can check, and every
    promise of a text under 40 words, or with most of its words in tables, has no score.
    """
    live = [(finding, 1.0) for finding in findings]
    let_be = [(s.finding, SUPPRESSED_SHARE) for s in suppressed if s.by != "baseline"]
    too_little = (
        metrics.get("words", 0) < MIN_WORDS or metrics.get("table_share", 0.0) > MOST_IN_TABLES
    )
    found = []
    for promise in promises:
        own = [(f, share) for f, share in live + let_be if promise.id in f.promises]
        count = sum(share == 1.0 for _, share in own)
        covered = coverage.get(promise.id, 0.0)
        value: int | None = None
        if not too_little and promise.checkable and covered >= MIN_COVERAGE:
            value = round(_value(promise, own, metrics, setting))
        found.append(PromiseScore(promise.id, value, round(covered, 2), count))
    return tuple(found)


def _value(
    promise: Promise,
    own: Iterable[tuple[Finding, float]],
    metrics: Mapping[str, float],
    setting: Setting,
) -> float:
    weights = []
    errors = 0
    for finding, share in own:
        first = finding.promises[0] == promise.id
        weight = WEIGHT[finding.severity] * (1.0 if first else SECONDARY) * share
        word = finding.values.get("lemma") or finding.text.casefold()
        weights.append(((finding.rule_id, word), weight))
        errors += first and finding.severity is Severity.ERROR
    total = burden(weights)
    measures = (METRICS.get(name, ()) for name in (promise.id, *promise.gathers))
    for name, limit in chain.from_iterable(measures):
        if name in metrics and limit in setting.audience.limits:
            total += metric_penalty(metrics[name], setting.audience.limits[limit])
    kind = setting.measured_as or setting.document_type
    return score(total, BUDGET.get(kind, BUDGET["nett"]), errors)


def quotes_are_own(metrics: Mapping[str, float], setting: Setting) -> bool:
    """Whether quotations are so large a share that the text hides behind them.

    Press releases and news quote people; that is their form.
    """
    if setting.audience.id == "presse" or "nyhet" in setting.traits:
        return False
    return metrics.get("quote_share", 0.0) > MOST_QUOTED


def score_notes(
    metrics: Mapping[str, float], setting: Setting, *, own_quotes: bool
) -> Iterator[str]:
    """Message keys that tell what a score is not about, each with its value."""
    if setting.measured_as and setting.measured_as != setting.document_type:
        yield f"score-type: {setting.measured_as}"
    if metrics.get("table_share", 0.0) > MOST_IN_TABLES:
        yield f"score-tables: {_percent(metrics['table_share'])}"
    elif metrics.get("outside_share", 0.0) > MUCH_OUTSIDE:
        yield f"score-outside: {_percent(metrics['outside_share'])}"
    if own_quotes:
        yield f"score-quotes: {_percent(metrics['quote_share'])}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def coverage(
    promises: Iterable[Promise],
    known: Iterable[RuleOutline],
    applied: frozenset[str],
    document_type: str,
) -> dict[str, float]:
    """Per promise the share of its rules for this document type that were applied."""
    metas = [m for m in known if not m.document_types or document_type in m.document_types]
    found = {}
    for promise in promises:
        own = [meta.id for meta in metas if promise.id in meta.promises]
        found[promise.id] = sum(rule in applied for rule in own) / len(own) if own else 0.0
    return found
