"""One finding per stretch of text among rules about words; the most helpful one stays."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from klarsprak.core.finding import Finding
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import Span

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
    overlap: a passive within an officialese phrase is a fault of its own. A rule whose
    ``options.supersedes`` lists others takes their place where it has found something.
    """
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        unique.setdefault((finding.rule_id, *finding.sort_key), finding)
    lexical, kept = [], []
    for finding in _without_superseded(list(unique.values()), metas):
        meta = metas.get(finding.rule_id)
        if meta and meta.kind in LEXICAL_KINDS and finding.span:
            lexical.append(finding)
        else:
            kept.append(finding)
    kept.extend(_without_overlaps(lexical))
    return sorted(kept, key=lambda f: f.sort_key)


def _without_superseded(
    findings: list[Finding], metas: Mapping[str, RuleMeta]
) -> Iterator[Finding]:
    """Leave out what another rule says better of the same words."""
    ranges: dict[str, list[Span]] = {}
    for finding in findings:
        meta = metas.get(finding.rule_id)
        names = meta.options.get("supersedes") if meta else None
        if isinstance(names, list) and finding.span:
            for name in names:
                ranges.setdefault(str(name), []).append(finding.span)
    for spans in ranges.values():
        spans.sort(key=lambda span: span.start)
    for finding in findings:
        if not (finding.span and _touches(finding.span, ranges.get(finding.rule_id, ()))):
            yield finding


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` overlaps one of `others`, which are in order of their starts."""
    at = bisect_left(others, span.end, key=lambda other: other.start)
    # Spans of one rule seldom overlap, so the nearest few tell.
    return any(other.overlaps(span) for other in others[max(0, at - 4) : at])


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
