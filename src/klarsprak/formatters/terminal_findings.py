"""Findings by severity: the message, the line it stands in and a caret under the fault."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from klarsprak.core.finding import Certainty, FileLocation, Finding
from klarsprak.core.report import FileReport
from klarsprak.formatters.grouping import MOST, Group, other_places, sections, worst_in_order
from klarsprak.formatters.options import Message
from klarsprak.formatters.terminal_text import (
    HEADING,
    MINOR,
    STYLE,
    clipped,
    indented,
    tail_clipped,
)
from klarsprak.messages.catalogue import Catalogue, is_whole_text
from klarsprak.messages.visible import visible

MAX_PLACES = 6
INDENT = "      "


def finding_lines(
    file: FileReport, message: Message, catalogue: Catalogue, width: int
) -> Iterator[Text]:
    """The findings of `file`, the most severe first, each group once."""
    for key, members in sections(file):
        most = MOST.get(key)
        yield Text()
        count = sum(len(group.findings) for group in members)
        yield Text.assemble(
            (catalogue.text(key), HEADING),
            (f"  ({catalogue.plural('count.finding', count)})", MINOR),
        )
        for group in worst_in_order(members, most):
            yield from _group(group, message, catalogue, width)
        left = len(members) - len(members[:most])
        if left:
            yield from indented(catalogue.plural("report.more", left), width, first=" ", rest=" ")


def _group(group: Group, message: Message, catalogue: Catalogue, width: int) -> Iterator[Text]:
    finding = group.head
    text = visible(message(finding))
    if finding.certainty is Certainty.REVIEW:
        text = catalogue.text("report.review", message=text)
    if group.others:
        places = catalogue.plural("count.place", len(group.findings))
        text = f"{text} ({places})"
    where = finding.location
    start = " "
    if is_whole_text(finding):
        start = f" {catalogue.place(finding)}  "
    elif isinstance(where, FileLocation):
        in_word = where.paragraph is not None
        start = f" {catalogue.place(finding) if in_word else f'{where.line}:{where.column}'}  "
    severity = catalogue.text(f"severity.{finding.severity}")
    line = Text.assemble(
        start, (severity, STYLE[finding.severity]), f"  {text}  ", (finding.rule_id, MINOR)
    )
    yield from indented(line, width, first="", rest=INDENT)
    if is_whole_text(finding):
        return
    if isinstance(where, FileLocation):
        yield from excerpt_lines(finding, width, STYLE[finding.severity])
    else:
        yield Text(clipped(f"{INDENT}{visible(where.snippet or where.selector)}", width))
    if group.others:
        yield from _places(group, catalogue, width)


def excerpt_lines(finding: Finding, width: int, style: str) -> Iterator[Text]:
    """The line of text the finding stands in, and carets under the flagged part.

    A part that fills the line gets no carets: there would be nothing to point out.
    """
    excerpt = finding.excerpt
    head, flagged, tail = (
        visible(part)
        for part in (
            excerpt.text[: excerpt.start],
            excerpt.text[excerpt.start : excerpt.end],
            excerpt.text[excerpt.end :],
        )
    )
    head = head.lstrip()
    room = width - cell_len(INDENT)
    if not flagged.strip():
        shown = head + tail or visible(finding.text)
        if shown.strip():
            yield Text(INDENT + clipped(shown, room), style=MINOR)
        return
    if cell_len(flagged) > room - 12 or not (head.strip() or tail.strip()):
        yield Text(INDENT + clipped(flagged, room), style=MINOR)
        return
    spare = room - cell_len(flagged)
    wanted = min(cell_len(tail), spare // 2)
    head = tail_clipped(head, max(spare - wanted, 1))
    tail = clipped(tail, max(spare - cell_len(head), 1))
    yield Text.assemble(INDENT, head, (flagged, f"{style} bold"), tail)
    carets = "^" * max(cell_len(flagged), 1)
    yield Text.assemble(INDENT, " " * cell_len(head), (carets, style))


def _places(group: Group, catalogue: Catalogue, width: int) -> Iterator[Text]:
    shown = other_places(group, catalogue)
    if not shown:
        return
    left = len(shown) - MAX_PLACES
    listed = shown[:MAX_PLACES]
    values: dict[str, object] = {
        "places": ", ".join(listed) if left > 0 else catalogue.listing(listed)
    }
    if left > 0:
        values["n"] = left
    text = catalogue.text("place.also-more" if left > 0 else "place.also", **values)
    yield from indented(text, width, first=INDENT, rest=INDENT, style=MINOR)
