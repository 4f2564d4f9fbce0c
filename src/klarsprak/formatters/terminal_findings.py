"""Findings by severity: the message, the line it stands in and a caret under the fault."""

from collections.abc import Iterator, Sequence
from itertools import groupby

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
        for _, same in groupby(worst_in_order(members, most), key=_place):
            yield from _at_one_place(list(same), message, catalogue, width)
        left = len(members) - len(members[:most])
        if left:
            yield from indented(catalogue.plural("report.more", left), width, first=" ", rest=" ")


def _place(group: Group) -> tuple[object, ...]:
    """What groups must share to be told together: the very same words."""
    where = group.head.location
    if isinstance(where, FileLocation) and not is_whole_text(group.head):
        return (where.part, where.span)
    return (id(group),)


def _at_one_place(
    members: Sequence[Group], message: Message, catalogue: Catalogue, width: int
) -> Iterator[Text]:
    """All that is said of the same words, and the line they stand in once."""
    finding = members[0].head
    for number, group in enumerate(members):
        start = INDENT if number else _where(finding, catalogue)
        yield from _message(group, start, message, catalogue, width)
    if is_whole_text(finding):
        return
    where = finding.location
    if isinstance(where, FileLocation):
        yield from excerpt_lines(finding, width, STYLE[finding.severity])
    else:
        yield Text(clipped(f"{INDENT}{visible(where.snippet or where.selector)}", width))
    for group in members:
        if group.others:
            yield from _places(group, catalogue, width)


def _where(finding: Finding, catalogue: Catalogue) -> str:
    where = finding.location
    if is_whole_text(finding):
        return f" {catalogue.place(finding)}  "
    if isinstance(where, FileLocation):
        in_word = where.paragraph is not None
        return f" {catalogue.place(finding) if in_word else f'{where.line}:{where.column}'}  "
    return " "


def _message(
    group: Group, start: str, message: Message, catalogue: Catalogue, width: int
) -> Iterator[Text]:
    finding = group.head
    text = visible(message(finding))
    if finding.certainty is Certainty.REVIEW:
        text = catalogue.text("report.review", message=text)
    if group.others:
        places = catalogue.plural("count.place", len(group.findings))
        text = f"{text} ({places})"
    severity = catalogue.text(f"severity.{finding.severity}")
    line = Text.assemble(
        start, (severity, STYLE[finding.severity]), f"  {text}  ", (finding.rule_id, MINOR)
    )
    yield from indented(line, width, first="", rest=INDENT)


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
