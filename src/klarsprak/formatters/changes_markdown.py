"""A comparison in Markdown, for a pull request: short, with the long parts folded."""

from collections.abc import Iterator

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
from klarsprak.formatters.markdown import MAX_LENGTH, escape
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

MAX_NEW = 20
MAX_GONE = 30
MAX_FILES = 25
_MARKS = {
    Verdict.BETTER: "▲",
    Verdict.WORSE: "▼",
    Verdict.ADDED: "+",
    Verdict.REMOVED: "−",
    Verdict.SAME: "=",
}


def render(
    comparison: Comparison, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the comparison; it ends with a note when it was cut to what a comment may hold."""
    length = 0
    for part in _Page(comparison, message, catalogue).parts():
        length += len(part)
        if length > MAX_LENGTH:
            yield f"\n{catalogue.text('markdown.limit')}\n"
            return
        yield part


class _Page:
    def __init__(self, comparison: Comparison, message: Message, catalogue: Catalogue) -> None:
        self.comparison = comparison
        self.message = message
        self.catalogue = catalogue
        self.text = catalogue.text

    def parts(self) -> Iterator[str]:
        comparison = self.comparison
        yield f"# {self.text('compare.title')}\n\n"
        if comparison.is_single:
            yield from self._file(comparison.files[0], "##")
            return
        yield f"**{escape(files_line(comparison, self.catalogue))}**\n"
        changed = [f for f in comparison.files if f.is_touched]
        changed.sort(key=lambda f: (list(Verdict).index(f.verdict), f.name))
        if changed:
            yield from self._table(changed)
        for change in changed[:MAX_FILES]:
            if change.old and change.new:
                yield f"\n## {escape(change.name)}\n\n"
                yield from self._file(change, "###")

    def _table(self, changed: list[FileChange]) -> Iterator[str]:
        keys = ("verdict", "gone", "new", "left")
        heads = [self.text("report.file"), *(self.text(f"compare.head-{key}") for key in keys)]
        yield f"\n| {' | '.join(heads)} |\n|---|---|--:|--:|--:|\n"
        for change in changed[:MAX_FILES]:
            told = f"{_MARKS[change.verdict]} {self.text(f'compare.{change.verdict}')}"
            counts = " | ".join(
                str(len(found)) for found in (change.fixed, change.added, change.remaining)
            )
            yield f"| {escape(change.name)} | {told} | {counts} |\n"
        left = len(changed) - MAX_FILES
        if left > 0:
            yield f"\n{self.text('compare.more', n=left)}\n"

    def _file(self, change: FileChange, marks: str) -> Iterator[str]:
        yield f"**{escape(verdict_line(change, self.catalogue))}**\n"
        if note := unlike_line(change, self.catalogue):
            yield f"\n{escape(note)}\n"
        moved, same = promise_rows(self.comparison, change, self.catalogue)
        rows = [*moved, *measure_rows(change, self.catalogue)]
        heads = [
            self.text(f"compare.head-{key}") for key in ("measure", "before", "after", "change")
        ]
        yield f"\n| {' | '.join(heads)} |\n|---|--:|--:|--:|\n"
        yield from (_row(row) for row in rows)
        if same:
            yield f"\n{escape(self.text('compare.unchanged', names=' · '.join(same)))}\n"
        yield from self._new(change, marks)
        yield from self._gone(change)

    def _new(self, change: FileChange, marks: str) -> Iterator[str]:
        found = grouped(change, change.added)
        if not found:
            return
        yield f"\n{marks} {self.text('compare.new-heading')}\n\n"
        for group in found[:MAX_NEW]:
            finding = group.head
            word = self.text(f"severity.{finding.severity}")
            place = self.catalogue.place(finding)
            told = self.message(finding)
            if group.others:
                told += f" ({self.catalogue.plural('count.place', len(group.findings))})"
            yield (
                f"- **{escape(place[:1].upper() + place[1:])}**, {word}: {escape(told)} "
                f"`{finding.rule_id}`\n"
            )
        if len(found) > MAX_NEW:
            yield f"- {self.text('compare.more', n=len(found) - MAX_NEW)}\n"

    def _gone(self, change: FileChange) -> Iterator[str]:
        found = grouped(change, change.fixed)
        if not found:
            return
        total = self.catalogue.plural("count.finding", sum(len(g.findings) for g in found))
        yield f"\n<details><summary>{self.text('compare.gone-heading')} ({total})</summary>\n\n"
        for group in found[:MAX_GONE]:
            yield f"- {escape(short(group, self.comparison.new.rules, self.catalogue))} `{group.head.rule_id}`\n"
        if len(found) > MAX_GONE:
            yield f"- {self.text('compare.more', n=len(found) - MAX_GONE)}\n"
        yield "\n</details>\n"


def _row(row: Row) -> str:
    name = f"{row.name} ({row.target})" if row.target else row.name
    return f"| {escape(name)} | {row.before} | {row.after} | {row.change} |\n"
