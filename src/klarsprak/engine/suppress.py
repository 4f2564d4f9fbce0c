"""Findings that a comment in the text, or the project file, lets be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from klarsprak.core.document import Document, Suppression
from klarsprak.core.finding import Finding
from klarsprak.core.report import Suppressed


@dataclass(frozen=True, slots=True)
class Exemption:
    """A `[[unntak]]` of the project file. Empty fields match everything."""

    rule: str
    reason: str
    path: str = ""
    text: str = ""
    until: str = ""


def covers(rule: str, finding: Finding) -> bool:
    """Whether a suppression of `rule` (an id, an area, or ``*``) is about this finding."""
    return rule in ("*", finding.rule_id, finding.rule_id.partition("/")[0])


def is_expired(until: str, today: date) -> bool:
    """Whether the end date has passed; a date that cannot be read has."""
    if not until:
        return False
    try:
        return date.fromisoformat(until) < today
    except ValueError:
        return True


def split(
    findings: Iterable[Finding],
    document: Document,
    exceptions: Sequence[Exemption],
    today: date,
) -> tuple[list[Finding], list[Suppressed], list[Suppression]]:
    """Return (findings that stay, those let be, comments that let nothing be)."""
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    used: set[Suppression] = set()
    live = [s for s in document.suppressions if s.reason and not is_expired(s.until, today)]
    listed = [e for e in exceptions if _applies(e, document.path, today)]
    for finding in findings:
        comment = _comment_for(finding, live)
        if comment:
            used.add(comment)
            hidden.append(Suppressed(finding, comment.reason, "comment"))
            continue
        rule = next((e for e in listed if _matches(e, finding)), None)
        if rule:
            hidden.append(Suppressed(finding, rule.reason, "config"))
        else:
            kept.append(finding)
    unused = [s for s in document.suppressions if s not in used]
    return kept, hidden, unused


def _comment_for(finding: Finding, live: Sequence[Suppression]) -> Suppression | None:
    span = finding.span
    if span is None:
        return None
    return next((s for s in live if covers(s.rule, finding) and s.scope.overlaps(span)), None)


def _applies(exception: Exemption, path: str, today: date) -> bool:
    if is_expired(exception.until, today):
        return False
    return (
        not exception.path
        or fnmatchcase(path, exception.path)
        or fnmatchcase(path, f"*/{exception.path}")
    )


def _matches(exception: Exemption, finding: Finding) -> bool:
    if not covers(exception.rule, finding):
        return False
    return not exception.text or exception.text.casefold() in finding.text.casefold()
