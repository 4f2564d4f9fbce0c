"""JSON lines: one object a finding, with its path; for pipes and log collectors."""

from collections.abc import Iterator

from klarsprak.core.report import Report
from klarsprak.formatters.json_report import (
    SCHEMA_VERSION,
    encode,
    errors_data,
    finding_data,
    summary_data,
    tool_data,
)
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one line a finding, one a tool error and last one with the summary.

    ``type`` tells them apart: finding, error or summary. The fields are those of the
    JSON report.
    """
    for file in report.files:
        for finding in file.findings:
            data = {"type": "finding", "path": finding.path}
            yield encode(data | finding_data(finding, message)) + "\n"
    for error in errors_data(report, catalogue):
        yield encode({"type": "error"} | error) + "\n"
    last = {"type": "summary", "schema_version": SCHEMA_VERSION, "tool": tool_data(report)}
    yield encode(last | dict(summary_data(report, catalogue))) + "\n"
