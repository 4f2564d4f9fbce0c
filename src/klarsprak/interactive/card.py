"""A finding in words: what, why, where the advice is from, and what could stand there.

And the measures of a text in words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.finding import Applicability, Certainty, Finding, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.promises import primary_promise
from klarsprak.formatters.reading import level
from klarsprak.formatters.rewrite import Rewrite, rewrite
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.taking import acceptable, choices
from klarsprak.messages.catalogue import Catalogue, flagged


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one finding, in the language of the catalogue; plain text.

    `safe` tells whether the first choice keeps the meaning for certain. `choices` can be
    taken, by number from 0; `advice` are suggestions that only show the way: they may have
    something to `fill_in`. `word` is what can be accepted for good, "" for nothing.
    `rewrite` is the sentence with the first choice in it. Nothing here is escaped: that
    depends on where it goes.
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
    fill_in: bool
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
    advice = tuple(text for text in finding.suggestions if text not in offered)
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
        advice=advice,
        fill_in=any("[" in text for text in advice),
        word=acceptable(finding),
        safe=finding.fix is not None and finding.fix.applicability is Applicability.SAFE,
        rewrite=_rewrite(finding, offered),
    )


def _rewrite(finding: Finding, offered: tuple[str, ...]) -> Rewrite | None:
    if not offered or not (finding.suggestions or finding.proposal):
        return None
    return rewrite(finding, None if finding.proposal else offered[0])


def counted(marks: Sequence[Mark], catalogue: Catalogue) -> str:
    """How many findings of each severity: «2 feil, 1 advarsel og 9 forslag»."""
    counts = Counter(mark.finding.severity for mark in marks)
    told = [catalogue.plural(f"count.{s.value}", counts[s]) for s in Severity if counts[s]]
    return catalogue.listing(told) if told else catalogue.text("ui.none")


def measured(file: FileReport, catalogue: Catalogue) -> list[str]:
    """How long the text is and how hard it reads: «573 ord», «LIX 36 (middels)»."""
    told = [catalogue.plural("count.word", int(file.metrics.get("words", 0)))]
    lix = file.metrics.get("lix")
    if lix is not None:
        hard = catalogue.text(f"ui.lix-{level(lix)}")
        told.append(f"LIX {catalogue.number(lix)} ({hard})")
    return told
