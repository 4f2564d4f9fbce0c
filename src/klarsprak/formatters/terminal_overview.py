"""Many files: a table ranked by harm, what comes again and again, each file in short."""

from collections.abc import Iterator
from shlex import quote

from rich.cells import cell_len
from rich.text import Text

from klarsprak.core.finding import Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.grouping import top
from klarsprak.formatters.many import Shared, ranked, repeated, shared, without
from klarsprak.formatters.options import Message
from klarsprak.formatters.promises import weakest
from klarsprak.formatters.terminal_text import (
    HEADING,
    MINOR,
    STYLE,
    clipped,
    indented,
    tail_clipped,
)
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

MAX_FILES = 20
MAX_REPEATS = 10
MAX_SHARED = 20
MAX_PLACES = 3
WIDE = 96
"""Narrower than this the table goes without the promise."""

_COUNTED = (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)


def overview(report: Report, message: Message, catalogue: Catalogue, width: int) -> Iterator[Text]:
    """The overview of a run over many files."""
    header = catalogue.text(
        "report.header-many",
        files=catalogue.plural("count.file", len(report.files)),
        ruleset=report.tool.ruleset,
        hash=report.tool.ruleset_hash[:6],
    )
    yield Text(clipped(header, width), style=MINOR)
    order = ranked(report)
    if order:
        yield from _table(report, order[:MAX_FILES], catalogue, width)
    left = len(order) - MAX_FILES
    if left > 0:
        yield from indented(catalogue.plural("report.files-more", left), width, first=" ", rest=" ")
    clean = len(report.files) - len(order)
    if clean:
        yield Text(f" {catalogue.plural('report.files-clean', clean)}")
    yield from _repeats(report, catalogue, width)
    common = shared(report)
    yield from _shared(common[:MAX_SHARED], message, catalogue, width)
    for file in order[:MAX_FILES]:
        rest = without(file, common[:MAX_SHARED])
        if rest.findings:
            yield from _short(rest, message, catalogue, width)
    if order:
        yield Text()
        name = order[0].path
        key = "report.whole-page" if "://" in name else "report.whole-file"
        yield Text(catalogue.text(key, path=visible(quote(name))))


def _table(
    report: Report, files: list[FileReport], catalogue: Catalogue, width: int
) -> Iterator[Text]:
    yield Text()
    heading = Text.assemble(
        (catalogue.text("report.overview"), HEADING),
        (f"  ({catalogue.text('report.overview-order')})", MINOR),
    )
    yield from indented(heading, width, first="", rest="")
    heads = [catalogue.text(f"severity.{severity}") for severity in _COUNTED]
    counts = [[sum(f.severity is s for f in file.findings) for s in _COUNTED] for file in files]
    sizes = [max(len(head), 5) for head in heads]
    worst = [_worst(report, file, catalogue) for file in files]
    if width < WIDE:
        worst = [""] * len(worst)
    last = catalogue.text("report.worst-promise") if any(worst) else ""
    room = width - sum(sizes) - 3 * len(sizes) - (28 if last else 0)
    room = max(min(room, max(cell_len(visible(file.path)) for file in files)), 12)

    def line(path: str, cells: list[str], promise: str) -> str:
        shown = tail_clipped(path, room)
        numbers = "  ".join(c.rjust(n) for c, n in zip(cells, sizes, strict=True))
        return clipped(f" {shown}{' ' * (room - cell_len(shown))}  {numbers}  {promise}", width)

    yield Text(line(catalogue.text("report.file"), heads, last), style=MINOR)
    for file, numbers, promise in zip(files, counts, worst, strict=True):
        yield Text(line(visible(file.path), [str(n) for n in numbers], promise))


def _worst(report: Report, file: FileReport, catalogue: Catalogue) -> str:
    worst = weakest(report, file, catalogue)
    return visible(f"{worst.name} {worst.score}") if worst else ""


def _repeats(report: Report, catalogue: Catalogue, width: int) -> Iterator[Text]:
    found = repeated(report)[:MAX_REPEATS]
    if not found:
        return
    yield Text()
    yield Text(catalogue.text("report.repeats"), style=HEADING)
    for rule, count, files in found:
        meta = report.rules.get(rule)
        title = visible(catalogue.pick(meta.title)) if meta else rule
        times = catalogue.plural("count.finding", count)
        where = catalogue.plural("count.file", files)
        yield from indented(f"{title}: {times}, {where}  {rule}", width, first=" ", rest="   ")


def _shared(
    faults: list[Shared], message: Message, catalogue: Catalogue, width: int
) -> Iterator[Text]:
    """Faults of the template: told of once, with how many pages have them and some names."""
    if not faults:
        return
    yield Text()
    yield Text(catalogue.text("report.shared"), style=HEADING)
    for one in faults:
        severity = catalogue.text(f"severity.{one.head.severity}")
        pages = catalogue.plural("count.file", len(one.paths))
        line = Text.assemble(
            " ",
            (severity, STYLE[one.head.severity]),
            f"  {visible(message(one.head))}  {pages}  ",
            (one.head.rule_id, MINOR),
        )
        yield from indented(line, width, first="", rest="   ", most=3)
        yield Text(f"   {clipped(visible(one.head.text), width - 3)}", style=MINOR)
        names = ", ".join(visible(path) for path in one.paths[:MAX_PLACES])
        more = " …" if len(one.paths) > MAX_PLACES else ""
        yield from indented(f"{names}{more}", width, first="   ", rest="   ", most=2)


def _short(file: FileReport, message: Message, catalogue: Catalogue, width: int) -> Iterator[Text]:
    yield Text()
    yield Text(visible(file.path), style=HEADING)
    for group in top(file):
        finding = group.head
        severity = catalogue.text(f"severity.{finding.severity}")
        line = Text.assemble(
            f" {catalogue.place(finding)}  ",
            (severity, STYLE[finding.severity]),
            f"  {visible(message(finding))}  ",
            (finding.rule_id, MINOR),
        )
        yield from indented(line, width, first="", rest="   ", most=2)
