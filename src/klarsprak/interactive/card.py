"""A finding in words: what, why, where the advice is from, and what could stand there."""

from dataclasses import dataclass

from klarsprak.core.finding import Applicability, Certainty, Finding
from klarsprak.core.report import Report
from klarsprak.formatters.promises import primary_promise
from klarsprak.formatters.rewrite import Rewrite, rewrite
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.taking import acceptable, choices
from klarsprak.messages.catalogue import Catalogue, flagged


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one finding, in the language of the catalogue; plain text.

    `safe` tells whether the first choice keeps the meaning for certain.
    `choices` can be taken, by number from 0; `advice` are suggestions that only show the
    way. `word` is what can be accepted for good, "" for nothing. `rewrite` is the sentence
    with the first choice in it. Nothing here is escaped: that depends on where it goes.
    """

    rule: str
    severity: str
    severity_name: str
    title: str
    message: str
    text: str
    why: str
    promise: str
    sources: tuple[str, ...]
    wcag: tuple[str, ...]
    choices: tuple[str, ...]
    advice: tuple[str, ...]
    word: str
    safe: bool
    rewrite: Rewrite | None


def card(mark: Mark, report: Report, catalogue: Catalogue) -> Card:
    """The card of a mark; rules and promises are those of `report` (`Session.rulebook`)."""
    finding = mark.finding
    meta = report.rules.get(finding.rule_id)
    message = catalogue.message(finding, meta)
    if finding.certainty is Certainty.REVIEW:
        message = catalogue.text("report.review", message=message)
    offered = choices(mark)
    return Card(
        rule=finding.rule_id,
        severity=finding.severity.value,
        severity_name=catalogue.text(f"severity.{finding.severity}"),
        title=(catalogue.pick(meta.title) if meta else "") or finding.rule_id,
        message=message,
        text=flagged(finding),
        why=catalogue.pick(meta.why) if meta else "",
        promise=primary_promise(report, finding, catalogue),
        sources=meta.sources if meta else (),
        wcag=finding.wcag,
        choices=offered,
        advice=tuple(text for text in finding.suggestions if text not in offered),
        word=acceptable(finding),
        safe=finding.fix is not None and finding.fix.applicability is Applicability.SAFE,
        rewrite=_rewrite(finding, offered),
    )


def _rewrite(finding: Finding, offered: tuple[str, ...]) -> Rewrite | None:
    if not offered or not (finding.suggestions or finding.proposal):
        return None
    return rewrite(finding, None if finding.proposal else offered[0])
