"""Workflow commands that GitHub Actions shows as annotations on a pull request."""

from collections.abc import Iterator

from klarsprak.core.finding import FileLocation, Finding, Severity
from klarsprak.core.report import Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

_LEVEL = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "notice",
    Severity.INFO: "notice",
}


def escape(text: str) -> str:
    """Text of a command: what would end the line is percent-encoded."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property of a command: also what would end the property."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one command a finding and one a tool error."""
    for file in report.files:
        for finding in file.findings:
            where = finding.location
            place = "" if isinstance(where, FileLocation) else f"{where.path} {where.selector}: "
            text = escape(visible(place + message(finding)))
            yield f"::{_LEVEL[finding.severity]} {_properties(finding)}::{text}\n"
    for error in report.errors:
        text = escape(visible(catalogue.error(error.code, error.values)))
        yield f"::error file={escape_property(visible(error.path))}::{text}\n"
    for notice in report.breaches:
        yield f"::error title=klarsprak::{escape(visible(catalogue.gate(notice)))}\n"


def _properties(finding: Finding) -> str:
    where = finding.location
    properties = {"title": f"klarsprak {finding.rule_id}"}
    if isinstance(where, FileLocation):
        properties = {"file": where.path, "line": str(where.line), "endLine": str(where.end_line)}
        if where.line == where.end_line:
            properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
        properties["title"] = f"klarsprak {finding.rule_id}"
    return ",".join(
        f"{name}={escape_property(visible(value))}" for name, value in properties.items()
    )
