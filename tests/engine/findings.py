"""Findings made by hand, for tests of what the engine does with them."""

from dataclasses import replace

from klarsprak.core.analysis import Need
from klarsprak.core.finding import Certainty, Excerpt, FileLocation, Finding, Severity
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import Span


def finding(
    rule: str = "ord/x",
    start: int = 0,
    end: int = 1,
    *,
    severity: Severity = Severity.SUGGESTION,
    sentence: str = "Vi skriver samt sender brev.",
    text: str = "",
    suggestions: tuple[str, ...] = (),
    confidence: float = 1.0,
    block: str = "paragraph",
) -> Finding:
    """A finding in the first line of `brev.txt`."""
    return Finding(
        rule_id=rule,
        severity=severity,
        certainty=Certainty.FAULT,
        location=FileLocation("brev.txt", Span(start, end), 1, start + 1, 1, end + 1),
        text=text or "x" * (end - start),
        excerpt=Excerpt(sentence, 0, 1),
        promises=("lett-a-forsta",),
        suggestions=suggestions,
        confidence=confidence,
        block=block,
    )


def meta(rule: str = "ord/x", kind: str = "phrase", **options: object) -> RuleMeta:
    """The metadata of a rule of some kind."""
    return RuleMeta(
        id=rule,
        kind=kind,
        severity=Severity.SUGGESTION,
        need=Need.TEXT,
        title={"nb": "X"},
        message={"nb": "X"},
        why={"nb": "X"},
        promises=("lett-a-forsta",),
        options=options,
    )


def metas(*listed: RuleMeta) -> dict[str, RuleMeta]:
    """By id."""
    return {item.id: item for item in listed}


def moved(item: Finding, by: int) -> Finding:
    """The same finding further on in the file."""
    place = item.location
    assert isinstance(place, FileLocation)
    span = place.span.shift(by)
    return replace(item, location=replace(place, span=span, line=9))
