"""Checkstyle XML: what Jenkins and many editors read."""

from collections.abc import Iterator

from klarsprak.core.finding import FileLocation, Finding, Severity
from klarsprak.core.report import Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.xml_text import HEAD, attributes
from klarsprak.messages.catalogue import Catalogue

_LEVEL = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "info",
    Severity.INFO: "info",
}


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield a ``checkstyle`` element with a ``file`` for each file and tool error."""
    yield f'{HEAD}<checkstyle version="4.3">\n'
    for file in report.files:
        yield f" <file{attributes(name=file.path)}>\n"
        for finding in file.findings:
            yield f"  <error{_attributes(finding, message(finding))}/>\n"
        yield " </file>\n"
    for error in report.errors:
        told = catalogue.error(error.code, error.values)
        values = attributes(
            line=1, severity="error", message=told, source=f"klarsprak.{error.code}"
        )
        yield f" <file{attributes(name=error.path)}>\n  <error{values}/>\n </file>\n"
    for notice in report.breaches:
        source = f"klarsprak.gate.{notice.code}"
        values = attributes(line=1, severity="error", message=catalogue.gate(notice), source=source)
        yield f" <file{attributes(name=notice.path or '.')}>\n  <error{values}/>\n </file>\n"
    yield "</checkstyle>\n"


def _attributes(finding: Finding, told: str) -> str:
    where = finding.location
    source = f"klarsprak.{finding.rule_id}"
    level = _LEVEL[finding.severity]
    if isinstance(where, FileLocation):
        return attributes(
            line=where.line,
            column=where.column,
            severity=level,
            message=told,
            source=source,
        )
    return attributes(line=1, severity=level, message=f"{where.selector}: {told}", source=source)
