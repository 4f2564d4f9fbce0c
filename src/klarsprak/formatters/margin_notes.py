"""The report as notes in the margin: what `--format docx` writes as comments in Word."""

from collections.abc import Callable, Iterator, Sequence

from klarsprak.core.finding import Applicability, Certainty, Edit, FileLocation, Finding
from klarsprak.core.margin import MarginNote
from klarsprak.core.report import FileReport, Report
from klarsprak.core.spans import Span
from klarsprak.formatters.grouping import Group, groups
from klarsprak.formatters.options import Message
from klarsprak.formatters.promises import primary_promise, questions
from klarsprak.formatters.reading import reading
from klarsprak.formatters.rewrite import rewrite
from klarsprak.formatters.technical import counted
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

_PLACES = ("header", "footer", "footnotes", "endnotes")
"""Parts of a Word file that hold no comments, by the name of the part."""


def margin_notes(
    report: Report,
    file: FileReport,
    message: Message,
    catalogue: Catalogue,
    holds: Callable[[Span], bool],
) -> list[MarginNote]:
    """A note for the document as such, then one at each finding, in text order.

    `holds` tells whether a note can stand at a span. What cannot have a note of its own,
    because of its place or because it is about the whole text, is told of in the first.
    """
    placed: list[MarginNote] = []
    apart: list[Finding] = []
    for group in groups(file):
        first = True
        for finding in group.findings:
            span = finding.span
            if span is None or is_whole_text(finding) or not holds(span):
                apart.append(finding)
            elif first:
                placed.append(
                    MarginNote(span, tuple(_full(report, group, finding, message, catalogue)))
                )
                first = False
            else:
                placed.append(MarginNote(span, tuple(_again(finding, message, catalogue))))
    placed.sort(key=lambda note: note.span or Span(0, 0))
    opening = tuple(_opening(report, file, apart, message, catalogue))
    return [MarginNote(None, opening), *placed]


def safe_changes(findings: Sequence[Finding]) -> list[Sequence[Edit]]:
    """The edits of the fixes that may be made unread, in text order, none twice."""
    found: dict[tuple[Edit, ...], None] = {}
    for finding in findings:
        if finding.fix and finding.fix.applicability is Applicability.SAFE:
            found.setdefault(finding.fix.edits)
    return list(found)


def _full(
    report: Report, group: Group, finding: Finding, message: Message, catalogue: Catalogue
) -> Iterator[str]:
    meta = report.rules.get(finding.rule_id)
    yield _headline(finding, message, catalogue)
    if meta and (why := catalogue.pick(meta.why)):
        yield why
    if changed := rewrite(finding):
        yield catalogue.text("report.try", text=catalogue.quote(changed.text.strip()))
    if len(group.findings) > 1:
        yield catalogue.plural("margin.times", len(group.findings))
    yield catalogue.text(
        "margin.rule",
        promise=primary_promise(report, finding, catalogue),
        wcag=", ".join(finding.wcag),
        rule=finding.rule_id,
    )


def _again(finding: Finding, message: Message, catalogue: Catalogue) -> Iterator[str]:
    yield _headline(finding, message, catalogue)
    yield catalogue.text("margin.again", rule=finding.rule_id)


def _headline(finding: Finding, message: Message, catalogue: Catalogue) -> str:
    told = message(finding)
    if finding.certainty is Certainty.REVIEW:
        return catalogue.text("report.review", message=told)
    word = catalogue.text(f"severity.{finding.severity}")
    return f"{word[:1].upper()}{word[1:]}: {told}"


def _opening(
    report: Report,
    file: FileReport,
    apart: Sequence[Finding],
    message: Message,
    catalogue: Catalogue,
) -> Iterator[str]:
    own = Report(report.tool, (file,), report.rules, report.promises)
    counts = counted(own.findings, catalogue) or catalogue.text("count.none")
    yield catalogue.text("margin.opening", counts=counts)
    yield " ".join(reading(file, catalogue))
    whole = [finding for finding in apart if is_whole_text(finding)]
    if whole:
        yield catalogue.text("margin.whole")
        for finding in whole:
            yield f"– {_headline(finding, message, catalogue)} ({finding.rule_id})"
    elsewhere = [finding for finding in apart if not is_whole_text(finding)]
    if elsewhere:
        yield catalogue.text("margin.elsewhere")
        for finding in elsewhere:
            yield f"– {_elsewhere(finding, message, catalogue)}"
    yield catalogue.text("margin.questions")
    for question in questions(report, file, catalogue):
        yield f"– {question}"


def _elsewhere(finding: Finding, message: Message, catalogue: Catalogue) -> str:
    where = finding.location
    part = where.part.rpartition("/")[2] if isinstance(where, FileLocation) else ""
    kind = next((name for name in _PLACES if part.startswith(name)), "box")
    place = catalogue.text(f"margin.place-{kind}")
    quoted = catalogue.quote(shorten(visible(flagged(finding)), 60))
    told = _headline(finding, message, catalogue)
    return f"{place}, {quoted}: {told} ({finding.rule_id})"
