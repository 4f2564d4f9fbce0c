"""Findings that a comment in the text, or the project file, lets be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from types import MappingProxyType

from klarsprak.config.model import ExemptionRow
from klarsprak.core.document import Document, Suppression
from klarsprak.core.finding import Finding
from klarsprak.core.report import Suppressed


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
    exceptions: Sequence[ExemptionRow],
    today: date,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Finding], list[Suppressed], list[Suppression]]:
    """Return (findings that stay, those let be, comments that let nothing be).

    `aliases` gives the id of a rule that a comment may name by an older one.
    """
    kept: list[Finding] = []
    hidden: list[Suppressed] = []
    used: set[Suppression] = set()
    live = [s for s in document.suppressions if s.reason and not is_expired(s.until, today)]
    listed = [e for e in exceptions if _applies(e, document.path, today)]
    for finding in findings:
        comment = _comment_for(finding, live, aliases)
        if comment:
            used.add(comment)
            hidden.append(Suppressed(finding, comment.reason, "comment"))
            continue
        rule = next((e for e in listed if lets_be(e, finding)), None)
        if rule:
            hidden.append(Suppressed(finding, rule.grunn, "config"))
        else:
            kept.append(finding)
    unused = [s for s in document.suppressions if s not in used]
    return kept, hidden, unused


def _comment_for(
    finding: Finding, live: Sequence[Suppression], aliases: Mapping[str, str]
) -> Suppression | None:
    span = finding.span
    if span is None:
        return None
    return next(
        (
            s
            for s in live
            if s.scope.overlaps(span) and covers(aliases.get(s.rule, s.rule), finding)
        ),
        None,
    )


def _applies(exception: ExemptionRow, path: str, today: date) -> bool:
    if is_expired(exception.til, today):
        return False
    return (
        not exception.sti
        or fnmatchcase(path, exception.sti)
        or fnmatchcase(path, f"*/{exception.sti}")
    )


def lets_be(exception: ExemptionRow, finding: Finding) -> bool:
    """Whether a row of the project file is about a finding, path and end date apart.

    Its text is a part of the flagged words, or a part of the sentence that holds them.
    """
    if not covers(exception.regel, finding):
        return False
    wanted, flagged = _normal(exception.tekst), _normal(finding.text)
    return wanted in flagged or (flagged in wanted and wanted in _normal(finding.excerpt.text))


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
