"""Findings about the comments that let findings be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from klarsprak.core.analysis import Need
from klarsprak.core.document import Document, Suppression
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.rule import Exempted, Rule, RuleMeta, RuleOutline, is_suppression_rule
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.place import Placer
from klarsprak.rulebook.library import BROWSER_KINDS


def exempted(
    document: Document,
    unused: Iterable[Suppression],
    metas: Mapping[str, RuleMeta],
    known: Sequence[RuleOutline],
    today: date,
    *,
    can_parse: bool,
) -> Exempted:
    """What became of the suppressions of a document that the rules `metas` were run on."""
    aliases = {alias for meta in metas.values() for alias in meta.aliases}
    ran = {i for i, meta in metas.items() if can_parse or meta.need is not Need.PARSE}
    wanted = {o.id for o in known if o.status == "stable" and o.kind not in BROWSER_KINDS}
    return Exempted(
        document,
        frozenset(unused),
        frozenset({*metas, *aliases, *(outline.id for outline in known)}),
        frozenset({*ran, *(a for i in ran for a in metas[i].aliases)}),
        frozenset(wanted - ran),
        today,
    )


def about_suppressions(
    applied: Iterable[tuple[Rule, Severity]], facts: Exempted, placer: Placer
) -> tuple[Finding, ...]:
    """What the rules on suppressions, with their severities, say; with fingerprints."""
    return with_fingerprints(
        placer.in_file(rule.meta, severity, match)
        for rule, severity in applied
        if is_suppression_rule(rule)
        for match in rule.judge(facts)
    )
