"""A comparison in the terminal: the verdict first, then what moved and what is new."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from klarsprak.core.finding import Severity
from klarsprak.formatters.changes import Comparison, FileChange, Verdict
from klarsprak.formatters.changes_text import (
    Row,
    files_line,
    grouped,
    measure_rows,
    promise_rows,
    short,
    unlike_line,
    verdict_line,
)
from klarsprak.formatters.grouping import Group
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.terminal_text import (
    HEADING,
    MINOR,
    STYLE,
    clipped,
    indented,
    printed,
    tail_clipped,
    width_of,
)
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

MAX_NEW = 10
MAX_GONE = 10
MAX_FILES = 30
MAX_NEW_PER_FILE = 3
MAX_RULES = 10
_NAME = 28
_VERDICT_STYLE = {Verdict.WORSE: STYLE[Severity.ERROR], Verdict.BETTER: "green"}


def render(
    comparison: Comparison, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the comparison for a terminal `options.width` columns wide."""
    page = _Page(comparison, message, catalogue, width_of(options))
    return printed(page.lines(), options)


@dataclass(frozen=True, slots=True)
class _Page:
    comparison: Comparison
    message: Message
    catalogue: Catalogue
    width: int

    def lines(self) -> Iterator[Text]:
        files = self.comparison.files
        if self.comparison.is_single:
            yield from self._one(files[0])
        else:
            yield from self._many()

    def _one(self, change: FileChange) -> Iterator[Text]:
        old = visible(change.old.path) if change.old else "–"
        new = visible(change.new.path) if change.new else "–"
        yield Text(clipped(f"klarsprak: {old} → {new}", self.width), style=MINOR)
        yield Text()
        line = Text(verdict_line(change, self.catalogue), style="bold")
        style = _VERDICT_STYLE.get(change.verdict)
        if style:
            line.stylize(style, 0, len(self.catalogue.text(f"compare.{change.verdict}")))
        yield from indented(line, self.width, first="", rest="")
        if note := unlike_line(change, self.catalogue):
            yield from indented(visible(note), self.width, first="", rest="", style=MINOR)
        yield from self._promises(change)
        yield from self._heading("compare.reading")
        for row in measure_rows(change, self.catalogue):
            yield self._row(row)
        yield from self._new(change, MAX_NEW)
        yield from self._gone(change)

    def _heading(self, key: str, note: str = "") -> Iterator[Text]:
        yield Text()
        yield Text.assemble((self.catalogue.text(key), HEADING), (note and f"  ({note})", MINOR))

    def _row(self, row: Row) -> Text:
        name = clipped(row.name, _NAME)
        pad = " " * (_NAME - cell_len(name))
        text = f" {name}{pad} {row.before:>6} → {row.after:<6} {row.change:>5}   {row.target}"
        return Text(clipped(text.rstrip(), self.width))

    def _promises(self, change: FileChange) -> Iterator[Text]:
        moved, same = promise_rows(self.comparison, change, self.catalogue)
        if not moved and not same:
            return
        yield from self._heading("report.promises")
        for row in moved:
            yield self._row(row)
        if same:
            text = self.catalogue.text("compare.unchanged", names=" · ".join(same))
            yield from indented(text, self.width, first=" ", rest="   ")

    def _new(self, change: FileChange, most: int) -> Iterator[Text]:
        found = grouped(change, change.added)
        yield from self._heading("compare.new-heading", self._count(found))
        if not found:
            yield Text(f" {self.catalogue.text('compare.nothing')}")
        for group in found[:most]:
            yield from self._finding(group, indent=" ")
        yield from self._more(len(found) - most)

    def _more(self, left: int) -> Iterator[Text]:
        if left > 0:
            yield Text(f" {self.catalogue.text('compare.more', n=left)}", style=MINOR)

    def _count(self, found: list[Group]) -> str:
        total = sum(len(group.findings) for group in found)
        return self.catalogue.plural("count.finding", total)

    def _finding(self, group: Group, indent: str) -> Iterator[Text]:
        finding = group.head
        place = visible(self.catalogue.place(finding))
        told = visible(self.message(finding))
        if group.others:
            told = f"{told} ({self.catalogue.plural('count.place', len(group.findings))})"
        line = Text.assemble(
            f"{indent}{place[:1].upper()}{place[1:]}  ",
            (self.catalogue.text(f"severity.{finding.severity}"), STYLE[finding.severity]),
            f"  {told}  ",
            (finding.rule_id, MINOR),
        )
        yield from indented(line, self.width, first="", rest=f"{indent}  ", most=3)

    def _gone(self, change: FileChange) -> Iterator[Text]:
        found = grouped(change, change.fixed)
        yield from self._heading("compare.gone-heading", self._count(found))
        if not found:
            yield Text(f" {self.catalogue.text('compare.nothing')}")
        for group in found[:MAX_GONE]:
            line = Text.assemble(
                f" {short(group, self.comparison.new.rules, self.catalogue)}  ",
                (group.head.rule_id, MINOR),
            )
            yield from indented(line, self.width, first="", rest="   ", most=2)
        yield from self._more(len(found) - MAX_GONE)

    def _many(self) -> Iterator[Text]:
        comparison, catalogue = self.comparison, self.catalogue
        told = files_line(comparison, catalogue)
        yield from indented(Text(told, style=HEADING), self.width, first="", rest="")
        changed = [f for f in comparison.files if f.is_touched]
        order = list(Verdict)
        changed.sort(key=lambda f: (order.index(f.verdict), f.name))
        if changed:
            yield from self._table(changed[:MAX_FILES])
            yield from self._more(len(changed) - MAX_FILES)
        rules = comparison.rules()[:MAX_RULES]
        if rules:
            yield from self._heading("compare.rules")
        for rule, before, after in rules:
            meta = comparison.new.rules.get(rule)
            title = visible(catalogue.pick(meta.title)) if meta else rule
            line = Text.assemble(f" {before} → {after}  {title}  ", (rule, MINOR))
            yield from indented(line, self.width, first="", rest="   ", most=2)
        for change in [f for f in changed if f.is_worse][:MAX_FILES]:
            yield Text()
            yield Text(visible(change.name), style=HEADING)
            found = grouped(change, change.added)
            for group in found[:MAX_NEW_PER_FILE]:
                yield from self._finding(group, indent=" ")
            yield from self._more(len(found) - MAX_NEW_PER_FILE)

    def _table(self, files: list[FileChange]) -> Iterator[Text]:
        catalogue = self.catalogue
        heads = [
            catalogue.text(f"compare.head-{key}") for key in ("verdict", "gone", "new", "left")
        ]
        cells = [
            [
                catalogue.text(f"compare.{f.verdict}"),
                str(len(f.fixed)),
                str(len(f.added)),
                str(len(f.remaining)),
            ]
            for f in files
        ]
        sizes = [max(len(row[n]) for row in [heads, *cells]) for n in range(4)]
        room = self.width - sum(sizes) - 10
        room = max(min(room, max(cell_len(visible(f.name)) for f in files)), 12)

        def line(name: str, row: list[str]) -> str:
            shown = tail_clipped(visible(name), room)
            pad = " " * (room - cell_len(shown))
            numbers = "  ".join(c.rjust(n) for c, n in zip(row[1:], sizes[1:], strict=True))
            return clipped(f" {shown}{pad}  {row[0]:<{sizes[0]}}  {numbers}", self.width)

        yield Text()
        yield Text(line(catalogue.text("report.file"), heads), style=MINOR)
        for change, row in zip(files, cells, strict=True):
            yield Text(line(change.name, row))
