"""The report as plain text: what goes in an e-mail or a ticket."""

from collections.abc import Iterator
from dataclasses import replace

from klarsprak.core.report import Report
from klarsprak.formatters import terminal
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

WIDTH = 76


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the terminal report without colour, 76 columns wide, complete in itself."""
    plain = replace(options, colour=False, width=WIDTH, tell_errors=True)
    return terminal.render(report, message, catalogue, plain)
