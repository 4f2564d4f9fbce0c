"""What the page shows, as plain data: texts in the page's language, offsets in code points."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from klarsprak.core.document import Format
from klarsprak.core.finding import Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.fit import obstacle_text
from klarsprak.formatters.promises import questions, rows
from klarsprak.interactive import navigation
from klarsprak.interactive.card import Card, card, counted, measured
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.interactive.web.desk import Desk
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

ROWS = 40
"""Findings in the list at a time."""

QUOTED = 60

_SEVERITIES = tuple(Severity)
_WHOLE = 8
"""Added to the severity of a finding about the text as a whole: it has no place to mark."""

Data = dict[str, object]


def state(desk: Desk, catalogue: Catalogue, known_list: int, first_row: int) -> Data:
    """Everything around the text. Marks only when the page does not know them already.

    `known_list` is the list of findings the page has; `first_row` is around where the
    list is to be shown when no finding is chosen. Figures come along with new marks.
    """
    session = desk.session
    order = desk.ordered()
    at = navigation.place(order, desk.current)
    file = session.file
    told: Data = {
        "number": desk.number,
        "version": session.version,
        "language": file.language if file else "",
        "format": session.format.value,
        "name": visible(PurePath(session.name).name),
        "audience": file.audience.id if file else _audience(session),
        "documentType": session.document_type,
        "looksLike": _looks_like(file, catalogue),
        "share": session.share,
        "pending": session.pending,
        "list": desk.list_id,
        "current": -1 if at is None else at,
        "card": None if at is None else _card(order[at], desk, catalogue),
        "summary": summary(session, order, catalogue),
        "measures": measures(file, catalogue),
        "trouble": _trouble(session, catalogue),
        "rows": _rows(order, first_row if at is None else at, session, catalogue),
        "canUndo": session.can_undo,
        "canRedo": session.can_redo,
    }
    if desk.list_id != known_list:
        told["marks"] = _marks(order)
        if not session.pending:
            told |= figures(desk, catalogue)
    return told


def _audience(session: Session) -> str:
    """Who the text is for as long as nothing has been checked."""
    settings = session.checker.config_for(session.source.path)
    return session.audience or settings.malgruppe or session.audiences[0].id


def _looks_like(file: FileReport | None, catalogue: Catalogue) -> str:
    return catalogue.text(f"document.{file.document_type}") if file else ""


def _marks(order: Sequence[Mark]) -> list[list[int]]:
    """[start, end, severity] of each: 0 for an error to 3, 8 more when it is about the whole."""
    rank = {severity: place for place, severity in enumerate(_SEVERITIES)}
    return [
        [m.span.start, m.span.end, rank[m.finding.severity] + (_WHOLE if m.whole else 0)]
        for m in order
    ]


def summary(session: Session, order: Sequence[Mark], catalogue: Catalogue) -> str:
    """How many findings of each severity, in words."""
    if not session.text.strip() or (session.file is None and not order):
        return ""
    return counted(order, catalogue)


def measures(file: FileReport | None, catalogue: Catalogue) -> str:
    """Words, and LIX with a word for how hard that is."""
    if file is None:
        return ""
    return " · ".join(measured(file, catalogue))


def _trouble(session: Session, catalogue: Catalogue) -> str:
    if not session.troubles:
        return ""
    return catalogue.error(*session.troubles[0])


def _first(order: Sequence[Mark], desk: Desk, catalogue: Catalogue) -> list[Data]:
    """What to begin with; `place` is the number in the list of findings as it is now."""
    rules = desk.session.rulebook.rules
    told = []
    for found in desk.beginning.of(desk.session):
        place = navigation.place(order, found.mark)
        if place is None:
            continue
        meta = rules.get(found.mark.finding.rule_id)
        row = _row(place, found.mark, catalogue.pick(meta.title) if meta else "", catalogue)
        many = found.places > 1
        told.append(row | {"many": catalogue.plural("count.place", found.places) if many else ""})
    return told


def _rows(order: Sequence[Mark], around: int, session: Session, catalogue: Catalogue) -> Data:
    rules = session.rulebook.rules
    first = max(0, min(around - ROWS // 2, len(order) - ROWS))
    told = []
    for place, mark in enumerate(order[first : first + ROWS], start=first):
        meta = rules.get(mark.finding.rule_id)
        told.append(_row(place, mark, catalogue.pick(meta.title) if meta else "", catalogue))
    return {"first": first, "total": len(order), "shown": told}


def _row(place: int, mark: Mark, title: str, catalogue: Catalogue) -> Data:
    finding = mark.finding
    words = "" if is_whole_text(finding) else visible(shorten(flagged(finding), QUOTED))
    return {
        "place": place,
        "severity": finding.severity.value,
        "severityName": catalogue.text(f"severity.{finding.severity}"),
        "where": catalogue.text("place.whole") if mark.whole else "",
        "text": catalogue.quote(words) if words else "",
        "title": title or finding.rule_id,
    }


def _card(mark: Mark, desk: Desk, catalogue: Catalogue) -> Data:
    found: Card = card(mark, desk.session.rulebook, catalogue)
    changed = found.rewrite.after if found.rewrite else ()
    return {
        "rule": found.rule,
        "severity": found.severity,
        "severityName": found.severity_name,
        "title": found.title,
        "message": visible(found.message),
        "text": visible(found.text),
        "why": found.why,
        "promise": found.promise,
        "sources": list(found.sources),
        "wcag": list(found.wcag),
        "choices": list(map(visible, found.choices[:9])),
        "advice": list(map(visible, found.advice[:4])),
        "fillIn": found.fill_in,
        "word": visible(found.word),
        "safe": found.safe,
        "rewrite": list(map(visible, changed)),
    }


def figures(desk: Desk, catalogue: Catalogue) -> Data:
    """Where to begin, the promises, whom the text fits, and what the writer must look at."""
    session = desk.session
    report, file = session.report, session.file
    if report is None or file is None:
        return {"promises": [], "fits": [], "questions": [], "first": [], "firstList": 0}
    return {
        "first": _first(desk.ordered(), desk, catalogue),
        "firstList": desk.list_id,
        "promises": _promises(report, file, desk.before, catalogue),
        "fits": _fits(session, catalogue),
        "questions": questions(report, file, catalogue),
    }


def _promises(
    report: Report, file: FileReport, before: Mapping[str, int], catalogue: Catalogue
) -> list[Data]:
    return [
        {
            "name": row.name,
            "score": row.score,
            "band": row.band,
            "bandName": row.band_name,
            "change": 0 if row.score is None else row.score - before.get(row.id, row.score),
        }
        for row in rows(report, file, catalogue)
    ]


def _fits(session: Session, catalogue: Catalogue) -> list[Data]:
    chosen = session.file.audience.id if session.file else ""
    return [
        {
            "name": catalogue.pick(fit.audience.title),
            "id": fit.audience.id,
            "chosen": fit.audience.id == chosen,
            "fits": fit.enough and not fit.obstacles,
            "word": _fit_word(fit.enough, bool(fit.obstacles), catalogue),
            "share": round(100 * fit.share),
            "obstacles": [obstacle_text(obstacle, catalogue) for obstacle in fit.obstacles],
        }
        for fit in session.fits()
    ]


def _fit_word(enough: bool, hindered: bool, catalogue: Catalogue) -> str:
    if not enough:
        return catalogue.text("cli.audience.short")
    return catalogue.text("cli.audience.not" if hindered else "cli.audience.fits")


def formats(catalogue: Catalogue) -> list[tuple[str, str]]:
    """How a text may be read: (value, name)."""
    known = (Format.TEXT, Format.MARKDOWN, Format.HTML)
    return [(f.value, catalogue.text(f"web.format.{f.value}")) for f in known]
