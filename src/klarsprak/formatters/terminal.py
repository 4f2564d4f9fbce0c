"""The report a writer reads in the terminal: what to mend first, then the rest.

Follows section A of the report design. Colour and bold are never the only carrier; every
severity is also a word. Everything that comes from a file passes `visible` first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.grouping import top
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.promises import PromiseRow, primary_promise, questions, rows
from klarsprak.formatters.reading import audience_name, document_name, good, reading
from klarsprak.formatters.rewrite import Rewrite, rewrite
from klarsprak.formatters.technical import file_lines, run_lines, summary
from klarsprak.formatters.terminal_findings import finding_lines
from klarsprak.formatters.terminal_overview import overview
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
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text
from klarsprak.messages.visible import visible

FOLD = 25
"""Lines before the list of findings, when they can be so few."""

MAX_ROWS = 3
"""Promises with a line of their own: those that are not kept well. The others share one."""

MIN_PATH = 30
"""A path is cut to this many columns before the header gives up the ruleset."""

MAX_WORD = 40
"""A flagged part of more characters than this is not named again."""


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the report for a terminal `options.width` columns wide."""
    page = _Page(report, message, catalogue, options, width_of(options))
    return printed(page.lines(), options)


@dataclass(frozen=True, slots=True)
class _Page:
    report: Report
    message: Message
    catalogue: Catalogue
    options: RenderOptions
    width: int

    def lines(self) -> Iterator[Text]:
        files = self.report.files
        if len(files) == 1:
            yield from self._file(files[0])
        elif files:
            yield from overview(self.report, self.message, self.catalogue, self.width)
        elif not self.report.errors:
            yield Text(self.catalogue.text("report.empty-run"))
        if self.options.statistics:
            yield from self._statistics()
        if self.report.errors and self.options.tell_errors:
            yield from self._errors()
        if files:
            if not self.options.short:
                yield from self._technical()
            yield Text()
            told = summary(self.report, self.catalogue)
            yield from indented(told, self.width, first="", rest="", style=HEADING)

    def _file(self, file: FileReport) -> Iterator[Text]:
        yield from self._before_the_fold(file)
        if self.options.short:
            return
        yield from finding_lines(file, self.message, self.catalogue, self.width)
        yield from self._questions(file)
        facts = good(self.report, file, self.catalogue)
        if facts:
            yield Text()
            yield from self._heading("report.good")
            for fact in facts:
                yield from indented(visible(fact), self.width, first=" + ", rest="   ")

    def _before_the_fold(self, file: FileReport) -> list[Text]:
        """What a writer sees without scrolling; the advice is cut where it would not fit."""
        lines: list[Text] = []
        for most in (2, 1):
            lines = [self._header(file), *self._first(file, most)]
            if not self.options.short:
                lines += self._reading(file)
            lines += self._promises(file)
            if len(lines) <= FOLD:
                break
        return lines

    def _header(self, file: FileReport) -> Text:
        values: dict[str, object] = {
            "path": "\0",
            "audience": visible(audience_name(file, self.catalogue)).lower(),
            "document": document_name(file, self.catalogue),
        }
        ruleset = {
            "ruleset": self.report.tool.ruleset,
            "hash": self.report.tool.ruleset_hash[:6],
        }
        path = visible(file.path)
        text = self.catalogue.text("report.header", **values, **ruleset)
        if cell_len(text.replace("\0", "")) + min(cell_len(path), MIN_PATH) > self.width:
            text = self.catalogue.text("report.header-narrow", **values)
        room = max(self.width - cell_len(text.replace("\0", "")), 12)
        text = text.replace("\0", tail_clipped(path, room))
        return Text(clipped(text, self.width), style=MINOR)

    def _heading(self, key: str, note: str = "") -> Iterator[Text]:
        heading = Text(self.catalogue.text(key), style=HEADING)
        if note:
            heading.append(f"  ({self.catalogue.text(note)})", style=MINOR)
        yield from indented(heading, self.width, first="", rest="")

    def _first(self, file: FileReport, most: int) -> Iterator[Text]:
        yield Text()
        yield from self._heading("report.first")
        first = top(file)
        if not first:
            yield Text(f" {self.catalogue.text('report.first-none')}")
        for number, group in enumerate(first, 1):
            yield from self._advice(number, group.head, most)

    def _advice(self, number: int, finding: Finding, most: int) -> Iterator[Text]:
        catalogue, width = self.catalogue, self.width
        meta = self.report.rules.get(finding.rule_id)
        place = catalogue.place(finding)
        start = f" {number}. {place[:1].upper()}{visible(place[1:])}  "
        quote = ""
        if not is_whole_text(finding):
            quoted = visible(finding.excerpt.text).strip() or visible(flagged(finding))
            quote = catalogue.quote(clipped(quoted, width - cell_len(start) - 2))
        yield Text.assemble(start, (quote, STYLE[finding.severity]))
        changed = rewrite(finding)
        why = visible(catalogue.pick(meta.why)) if meta else ""
        told = visible(self.message(finding))
        if changed and why:
            word = visible(flagged(finding))
            told = f"{catalogue.quote(word)}: {why}" if len(word) <= MAX_WORD else why
            told = whole_sentences(told, width - 4)
        yield from indented(told, width, first="    ", rest="    ", most=most)
        if changed:
            yield from self._changed(changed, most)
        last = catalogue.text(
            "report.promise-rule",
            severity=self._severity(finding),
            promise=primary_promise(self.report, finding, catalogue),
            rule=finding.rule_id,
        )
        yield Text(clipped(f"    {last}", width), style=MINOR)

    def _changed(self, changed: Rewrite, most: int) -> Iterator[Text]:
        before, new, after = (visible(part) for part in changed.after)
        text = self.catalogue.text("report.try", text=self.catalogue.quote("\0"))
        head, _, tail = text.partition("\0")
        line = Text.assemble("    ", head, before, (new, "bold"), after, tail)
        yield from indented(line, self.width, first="", rest="    ", most=most)

    def _severity(self, finding: Finding) -> str:
        word = self.catalogue.text(f"severity.{finding.severity}")
        return word[:1].upper() + word[1:]

    def _reading(self, file: FileReport) -> Iterator[Text]:
        yield from self._heading("report.reading")
        yield from indented(
            visible(" ".join(reading(file, self.catalogue))),
            self.width,
            first=" ",
            rest=" ",
        )

    def _promises(self, file: FileReport) -> Iterator[Text]:
        every = rows(self.report, file, self.catalogue)
        if not every:
            return
        scored = [row for row in every if row.score is not None]
        if not scored:
            yield from self._counted(every)
            return
        yield from self._heading("report.promises", "report.promises-order")
        shown = [row for row in scored if row.band != "ready"][:MAX_ROWS]
        for row in shown:
            yield self._row(row, str(row.score))
        rest: dict[str, list[str]] = {}
        for row in every:
            if row not in shown:
                rest.setdefault(row.band_name, []).append(row.name)
        for band, names in rest.items():
            text = self.catalogue.text("report.promises-rest", band=band, names=" · ".join(names))
            yield from indented(visible(text), self.width, first=" ", rest="   ")

    def _counted(self, every: list[PromiseRow]) -> Iterator[Text]:
        found = [row for row in every if row.findings]
        if not found:
            return
        yield from self._heading("report.promises")
        for row in found[:MAX_ROWS]:
            yield self._row(row, "–")
        yield from indented(
            self.catalogue.text("promise.not-scored"), self.width, first=" ", rest=" "
        )

    def _row(self, row: PromiseRow, score: str) -> Text:
        name = clipped(visible(row.name), 30)
        pad = " " * max(30 - cell_len(name), 0)
        found = self.catalogue.plural("count.finding", row.findings)
        return Text(clipped(f" {name}{pad} {score:>3}  {row.band_name:<26} {found}", self.width))

    def _questions(self, file: FileReport) -> Iterator[Text]:
        asked = questions(self.report, file, self.catalogue)
        if not asked:
            return
        yield Text()
        yield from self._heading("report.questions")
        for question in asked:
            yield from indented(visible(question), self.width, first=" [ ] ", rest="     ")

    def _statistics(self) -> Iterator[Text]:
        counts: dict[str, int] = {}
        for finding in self.report.findings:
            counts[finding.rule_id] = counts.get(finding.rule_id, 0) + 1
        yield Text()
        yield from self._heading("report.statistics")
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield Text(f" {self.catalogue.number(count):>7}  {rule}")

    def _errors(self) -> Iterator[Text]:
        yield Text()
        yield from self._heading("report.not-checked")
        for error in self.report.errors:
            text = visible(self.catalogue.error(error.code, error.values))
            yield from indented(text, self.width, first=" ! ", rest="   ")

    def _technical(self) -> Iterator[Text]:
        yield Text()
        yield from self._heading("report.technical")
        lines = [*run_lines(self.report, self.catalogue, self.options.timing)]
        if len(self.report.files) == 1:
            lines += file_lines(self.report.files[0], self.catalogue)
        for line in lines:
            yield from indented(visible(line), self.width, first=" ", rest="   ", style=MINOR)


def whole_sentences(text: str, limit: int) -> str:
    """The sentences of `text` that fit in `limit` characters, at least the first one."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ«])", text)
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + 1 + len(sentence) > limit:
            break
        told = f"{told} {sentence}"
    return told
