"""How much a finding matters here: rule file, audience, document type, how often."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from klarsprak.core.audience import Setting
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.rule import RuleMeta

OFF = "off"


def base_severity(meta: RuleMeta, setting: Setting) -> Severity | None:
    """The severity of a rule for this audience; None when it is off for it."""
    word = setting.audience.severities.get(meta.id, meta.severity.value)
    return None if word == OFF else Severity(word)


def escalated(
    findings: Iterable[Finding],
    metas: Mapping[str, RuleMeta],
    setting: Setting,
    metrics: Mapping[str, float],
) -> list[Finding]:
    """Raise severities by the `escalate` option of each rule.

    ``options.escalate`` is a list of mappings with ``to`` and one or more conditions, all
    of which must hold: ``count`` (so many in the text), ``count`` with ``words`` (so many
    per so many words), ``over_limit`` (more than the audience's limit of that name),
    ``metric`` with ``over`` (the metric is above the audience's limit), ``traits`` and
    ``document_types`` (one of them), ``without_traits`` (none of them). Severity only ever
    rises, and from information only by a step that says ``from: info``.
    """
    listed = list(findings)
    counts: dict[str, int] = {}
    for finding in listed:
        counts[finding.rule_id] = counts.get(finding.rule_id, 0) + 1
    raised: dict[str, Severity] = {}
    informed: set[str] = set()
    for rule_id, count in counts.items():
        meta = metas.get(rule_id)
        steps = meta.options.get("escalate", []) if meta else []
        if not isinstance(steps, list):
            continue
        for step in steps:
            if isinstance(step, dict) and _holds(step, count, setting, metrics):
                target = Severity(str(step["to"]))
                if rule_id not in raised or target.rank > raised[rule_id].rank:
                    raised[rule_id] = target
                if step.get("from") == Severity.INFO.value:
                    informed.add(rule_id)
    return [
        replace(f, severity=raised[f.rule_id])
        if f.rule_id in raised
        and (f.severity is not Severity.INFO or f.rule_id in informed)
        and raised[f.rule_id].rank > f.severity.rank
        else f
        for f in listed
    ]


def _holds(
    step: Mapping[str, object], count: int, setting: Setting, metrics: Mapping[str, float]
) -> bool:
    wanted = step.get("count")
    if isinstance(wanted, int):
        per = step.get("words")
        scale = max(1.0, metrics.get("words", 0) / per) if isinstance(per, int) else 1.0
        if count < wanted * scale:
            return False
    limit = step.get("over_limit")
    if isinstance(limit, str) and count <= setting.audience.limits.get(limit, float("inf")):
        return False
    metric, over = step.get("metric"), step.get("over")
    if isinstance(metric, str):
        bound = setting.audience.limits.get(str(over), float("inf"))
        if metrics.get(metric, 0.0) <= bound:
            return False
    traits, types = step.get("traits"), step.get("document_types")
    absent = step.get("without_traits")
    if isinstance(absent, list) and not setting.traits.isdisjoint(map(str, absent)):
        return False
    if isinstance(traits, list) and not setting.traits.intersection(map(str, traits)):
        return False
    return not (isinstance(types, list) and setting.document_type not in types)
