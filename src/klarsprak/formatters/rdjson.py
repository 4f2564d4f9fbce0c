"""Reviewdog Diagnostic Format (rdjson): for review comments on any code host."""

from collections.abc import Iterator
from typing import Any

from klarsprak.core.finding import FileLocation, Finding, Severity
from klarsprak.core.report import Report
from klarsprak.core.spans import LineIndex, Span
from klarsprak.formatters.json_report import encode
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

_LEVEL = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.SUGGESTION: "INFO",
    Severity.INFO: "INFO",
}


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one DiagnosticResult.

    The format counts columns in UTF-8 bytes, so columns and suggestions are given where
    the document is at hand; else only lines.
    """
    yield '{"source": {"name": "klarsprak"},\n "diagnostics": ['
    first = True
    for file in report.files:
        columns = _ByteColumns(file.document.source) if file.document else None
        for finding in file.findings:
            data = _diagnostic(finding, message(finding), columns)
            yield f"{'' if first else ','}\n  {encode(data)}"
            first = False
    for error in report.errors:
        data = {
            "message": catalogue.error(error.code, error.values),
            "location": {"path": error.path},
            "severity": "ERROR",
            "code": {"value": error.code},
        }
        yield f"{'' if first else ','}\n  {encode(data)}"
        first = False
    for notice in report.breaches:
        data = {
            "message": catalogue.gate(notice),
            "location": {"path": notice.path or "."},
            "severity": "ERROR",
            "code": {"value": f"gate/{notice.code}"},
        }
        yield f"{'' if first else ','}\n  {encode(data)}"
        first = False
    yield "]}\n"


class _ByteColumns:
    """Line and byte column of file offsets in a source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = LineIndex(source)

    def range(self, span: Span) -> dict[str, Any]:
        """The range of `span`."""
        return {"start": self._place(span.start), "end": self._place(span.end)}

    def _place(self, offset: int) -> dict[str, int]:
        line, _ = self._lines.place(offset)
        before = self._source[self._lines.line_start(line) : offset]
        return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _diagnostic(finding: Finding, told: str, columns: _ByteColumns | None) -> dict[str, Any]:
    where = finding.location
    location: dict[str, Any] = {"path": where.path}
    data: dict[str, Any] = {
        "message": told,
        "location": location,
        "severity": _LEVEL[finding.severity],
        "code": {"value": finding.rule_id},
    }
    if not isinstance(where, FileLocation):
        data["message"] = f"{where.selector}: {told}"
        return data
    if columns is None:
        location["range"] = {"start": {"line": where.line}, "end": {"line": where.end_line}}
        return data
    location["range"] = columns.range(where.span)
    if finding.fix:
        data["suggestions"] = [
            {"range": columns.range(edit.span), "text": edit.text} for edit in finding.fix.edits
        ]
    return data
