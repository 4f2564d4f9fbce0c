"""Which findings hurt a reader most: severity, confidence and how exposed the place is."""

from klarsprak.core.finding import Certainty, Finding, Severity
from klarsprak.core.report import FileReport

WEIGHT = {
    Severity.ERROR: 5.0,
    Severity.WARNING: 2.0,
    Severity.SUGGESTION: 0.5,
    Severity.INFO: 0.0,
}
"""Weights of `facts/poster-map.md`, the same that the promise scores use."""

REVIEW = 0.5
"""What a person must judge counts half of what the tool knows."""


def rank(finding: Finding) -> float:
    """Severity weight × confidence × exposure; a `review` finding counts half."""
    certainty = REVIEW if finding.certainty is Certainty.REVIEW else 1.0
    return WEIGHT[finding.severity] * finding.confidence * finding.exposure * certainty


def order(finding: Finding) -> tuple[int, float, tuple[str, int, int, str, str]]:
    """Sort key: by severity, then rank, then place; the worst first."""
    return (-finding.severity.rank, -rank(finding), finding.sort_key)


def harm(file: FileReport) -> float:
    """How much a file hinders its reader: ranks summed, the same fault ever less.

    The i-th finding of a rule counts rank/i, so one habit does not drown all else.
    """
    seen: dict[str, int] = {}
    total = 0.0
    for finding in sorted(file.findings, key=order):
        seen[finding.rule_id] = nth = seen.get(finding.rule_id, 0) + 1
        total += rank(finding) / nth
    return total
