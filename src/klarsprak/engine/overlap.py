"""One finding per stretch of text among rules about words; the most helpful one stays."""

from collections.abc import Iterable, Mapping

from klarsprak.core.finding import Finding
from klarsprak.core.rule import RuleMeta

LEXICAL_KINDS = frozenset({"phrase", "substitution"})


def _helpfulness(finding: Finding) -> tuple[int, int, int, float, str]:
    span = finding.span
    return (
        -(len(span) if span else 0),
        -finding.severity.rank,
        -bool(finding.suggestions),
        -finding.confidence,
        finding.rule_id,
    )


def merged(findings: Iterable[Finding], metas: Mapping[str, RuleMeta]) -> list[Finding]:
    """Drop doubles, and overlaps between word rules.

    Two findings of one rule at one place are one. Among the lexical kinds the longest
    match wins, then the graver, then the one with a suggestion. Rules of other kinds may
    overlap: a passive within an officialese phrase is a fault of its own.
    """
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        unique.setdefault((finding.rule_id, *finding.sort_key), finding)
    lexical, kept = [], []
    for finding in unique.values():
        meta = metas.get(finding.rule_id)
        if meta and meta.kind in LEXICAL_KINDS and finding.span:
            lexical.append(finding)
        else:
            kept.append(finding)
    kept.extend(_without_overlaps(lexical))
    return sorted(kept, key=lambda f: f.sort_key)


def _without_overlaps(findings: list[Finding]) -> list[Finding]:
    """Greedy choice in the order of helpfulness; neighbours are found by position."""
    by_place = sorted(findings, key=lambda f: f.sort_key)
    clusters: list[list[Finding]] = []
    end = -1
    for finding in by_place:
        span = finding.span
        assert span is not None
        if span.start >= end:
            clusters.append([])
        clusters[-1].append(finding)
        end = max(end, span.end)
    chosen = []
    for cluster in clusters:
        taken: list[Finding] = []
        for finding in sorted(cluster, key=_helpfulness):
            span = finding.span
            assert span is not None
            if not any(other.span and other.span.overlaps(span) for other in taken):
                taken.append(finding)
        chosen.extend(taken)
    return chosen
