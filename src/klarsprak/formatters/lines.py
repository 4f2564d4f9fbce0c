"""One line a finding: ``path:line:col: severity rule message``; for editors and grep."""

from collections.abc import Iterator

from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.report import Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.technical import summary
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible


def place(finding: Finding) -> str:
    """``path:line:column``, or the address and the selector on a page."""
    where = finding.location
    if isinstance(where, FileLocation):
        return f"{visible(where.path)}:{where.line}:{where.column}"
    return f"{visible(where.path)} {visible(where.selector)}"


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield a line for every finding, in order, and a line that sums up."""
    for file in report.files:
        for finding in file.findings:
            severity = catalogue.text(f"severity.{finding.severity}")
            yield (f"{place(finding)}: {severity} {finding.rule_id} {visible(message(finding))}\n")
    if options.tell_errors:
        for error in report.errors:
            text = visible(catalogue.error(error.code, error.values))
            yield f"{visible(error.path)}: {catalogue.text('severity.error')}: {text}\n"
    yield f"{summary(report, catalogue)}\n"
