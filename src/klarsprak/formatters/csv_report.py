"""CSV for spreadsheets: one row a finding, safe to open.

UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets expect.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.report import Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.promises import primary_promise
from klarsprak.messages.catalogue import Catalogue, is_whole_text
from klarsprak.messages.visible import visible

COLUMNS = (
    "path",
    "line",
    "column",
    "severity",
    "certainty",
    "rule",
    "promise",
    "wcag",
    "text",
    "message",
    "suggestions",
    "fingerprint",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def cell(value: str) -> str:
    """`value` as a cell that no spreadsheet runs: an apostrophe stands before a formula."""
    shown = visible(value)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield a heading row and a row for each finding and tool error."""
    comma = "," if catalogue.language == "en" else ";"
    yield "\ufeff" + _row([catalogue.text(f"csv.{name}") for name in COLUMNS], comma)
    for file in report.files:
        for finding in file.findings:
            yield _row(_cells(report, finding, message(finding), catalogue), comma)
    for error in report.errors:
        told = catalogue.error(error.code, error.values)
        cells = [error.path, "", "", catalogue.text("severity.error"), "", error.code]
        yield _row([*cells, "", "", "", told, "", ""], comma)


def _cells(report: Report, finding: Finding, told: str, catalogue: Catalogue) -> list[str]:
    where = finding.location
    if isinstance(where, FileLocation):
        line, column, text = str(where.line), str(where.column), finding.text
    else:
        line, column, text = "", "", where.selector
    if is_whole_text(finding):
        # It points at the first heading only because it must point somewhere.
        text = catalogue.text("place.whole")
    return [
        where.path,
        line,
        column,
        catalogue.text(f"severity.{finding.severity}"),
        catalogue.text(f"certainty.{finding.certainty}"),
        finding.rule_id,
        primary_promise(report, finding, catalogue),
        " ".join(finding.wcag),
        text,
        told,
        " | ".join(finding.suggestions),
        finding.fingerprint,
    ]


def _row(cells: list[str], comma: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=comma, lineterminator="\r\n").writerow(map(cell, cells))
    return out.getvalue()
