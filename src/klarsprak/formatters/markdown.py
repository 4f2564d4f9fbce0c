"""A report in Markdown for pull requests: short, with the long parts folded."""

import re
from collections.abc import Iterator
from html import escape as html_escape

from klarsprak.core.document import Format
from klarsprak.core.finding import Certainty, Finding, Severity
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.grouping import FOLDED, Group, sections, top, worst_in_order
from klarsprak.formatters.many import common_folder, ranked, repeated, shared
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.promises import primary_promise, questions, rows
from klarsprak.formatters.ranking import harm
from klarsprak.formatters.reading import good, reading
from klarsprak.formatters.rewrite import rewrite
from klarsprak.formatters.technical import file_lines, run_lines, summary
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

MAX_LENGTH = 60_000
"""Code hosts cut comments at 65,536 characters."""

MAX_FILES = 25

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_CALL = re.compile(r"([@#])(?=\w)")


def escape(text: str) -> str:
    """`text` as Markdown that shows just that: no markup, no mention, no issue link."""
    return _CALL.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", visible(text)))


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the report; it ends with a note when it was cut to what a comment may hold."""
    page = _Page(report, message, catalogue)
    length = 0
    for part in page.parts(short=options.short):
        length += len(part)
        if length > MAX_LENGTH:
            yield f"\n{catalogue.text('markdown.limit')}\n"
            return
        yield part


class _Page:
    def __init__(self, report: Report, message: Message, catalogue: Catalogue) -> None:
        self.report = report
        self.message = message
        self.catalogue = catalogue
        self.text = catalogue.text
        self.worst = [file for file in ranked(report) if harm(file) > 0]
        paths = [file.path for file in report.files if file.format != Format.PAGE]
        self.folder = common_folder(paths) if len(paths) == len(report.files) else ""

    def _name(self, file: FileReport) -> str:
        return escape(file.path.removeprefix(self.folder))

    def _folded(self, file: FileReport) -> str:
        """What must and should be mended in one of many files, under its name."""
        told = [
            "".join(self._section(key, members, "###"))
            for key, members in sections(file)
            if key not in FOLDED
        ]
        if not told:
            return ""
        # Markdown is not read within this tag.
        name = html_escape(visible(file.path.removeprefix(self.folder)))
        return f"\n<details><summary>{name}</summary>\n{''.join(told)}\n</details>\n"

    def parts(self, *, short: bool) -> Iterator[str]:
        files = self.report.files
        yield f"# {self.text('report.title')}\n\n"
        yield f"**{summary(self.report, self.catalogue)}**\n"
        if self.report.errors:
            yield f"\n## {self.text('report.not-checked')}\n\n"
            for error in self.report.errors:
                yield f"- {escape(self.catalogue.error(error.code, error.values))}\n"
        if len(files) == 1:
            yield from self._file(files[0], 2, short=short)
        else:
            yield from self._overview()
            if not short:
                yield from (self._folded(file) for file in self.worst[:MAX_FILES])
            if files:
                yield from self._questions(files[0], "##")
        yield f"\n## {self.text('report.technical')}\n\n"
        lines = [*run_lines(self.report, self.catalogue)]
        if len(files) == 1:
            lines += file_lines(files[0], self.catalogue)
        for line in lines:
            yield f"- {escape(line)}\n"

    def _overview(self) -> Iterator[str]:
        if not self.worst:
            return
        counted = (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)
        heads = [self.text(f"severity.{severity}") for severity in counted]
        yield f"\n## {self.text('report.overview')}\n\n{self.text('report.overview-order')}."
        if self.folder:
            yield f" {escape(self.text('html.folder', folder=self.folder))}"
        yield f"\n\n| {self.text('report.file')} | {' | '.join(heads)} |\n|---|--:|--:|--:|\n"
        for file in self.worst[:MAX_FILES]:
            numbers = [str(sum(f.severity is s for f in file.findings)) for s in counted]
            yield f"| {self._name(file)} | {' | '.join(numbers)} |\n"
        left = len(self.worst) - MAX_FILES
        if left > 0:
            yield f"\n{escape(self.catalogue.plural('report.files-more', left))}\n"
        yield from self._shared()
        found = repeated(self.report)[:10]
        if found:
            yield f"\n## {self.text('report.repeats')}\n\n"
            names = ("report.rule", "report.count", "report.in-files")
            yield f"| {' | '.join(map(self.text, names))} |\n|---|--:|--:|\n"
            for rule, count, in_files in found:
                meta = self.report.rules.get(rule)
                title = self.catalogue.pick(meta.title) if meta else ""
                yield f"| {escape(title)} `{rule}` | {count} | {in_files} |\n"

    def _shared(self) -> Iterator[str]:
        faults = shared(self.report)[:10]
        if faults:
            yield f"\n## {self.text('report.shared')}\n\n"
        for one in faults:
            pages = self.catalogue.plural("count.file", len(one.paths))
            told = escape(self.message(one.head))
            yield f"- {told} ({pages}) `{one.head.rule_id}`\n"

    def _file(self, file: FileReport, level: int, *, short: bool) -> Iterator[str]:
        marks = "#" * level
        yield f"\n{marks} {self.text('report.first')}\n\n"
        first = top(file)
        if not first:
            yield f"{self.text('report.first-none')}\n"
        for number, group in enumerate(first, 1):
            yield from self._advice(number, group.head)
        if not short:
            yield f"\n{marks} {self.text('report.reading')}\n\n"
            yield f"{escape(' '.join(reading(file, self.catalogue)))}\n"
        yield from self._promises(file, marks)
        if short:
            return
        for key, members in sections(file):
            yield from self._section(key, members, marks)
        yield from self._questions(file, marks)
        facts = good(self.report, file, self.catalogue)
        if facts:
            yield f"\n{marks} {self.text('report.good')}\n\n"
            yield from (f"- {escape(fact)}\n" for fact in facts)

    def _questions(self, file: FileReport, marks: str) -> Iterator[str]:
        asked = questions(self.report, file, self.catalogue)
        if asked:
            yield f"\n{marks} {self.text('report.questions')}\n\n"
            yield from (f"- [ ] {escape(question)}\n" for question in asked)

    def _advice(self, number: int, finding: Finding) -> Iterator[str]:
        catalogue = self.catalogue
        place = catalogue.place(finding)
        yield f"{number}. **{escape(place[:1].upper() + place[1:])}:** "
        if not is_whole_text(finding):
            quoted = shorten(finding.excerpt.text.strip() or flagged(finding), 240)
            yield f"{escape(catalogue.quote(quoted))}  \n   "
        yield f"{escape(self.message(finding))}  \n"
        if changed := rewrite(finding):
            before, new, after = changed.after
            bold = f"**{escape(new.strip())}**" if new.strip() else ""
            text = self.text("report.try", text=catalogue.quote("\0"))
            rewritten = text.replace("\0", f"{escape(before)}{bold}{escape(after)}")
            yield f"   {rewritten}  \n"
        word = self.text(f"severity.{finding.severity}")
        promise = primary_promise(self.report, finding, catalogue)
        last = self.text(
            "report.promise-rule",
            severity=word[:1].upper() + word[1:],
            promise=escape(promise),
            rule=f"`{finding.rule_id}`",
        )
        yield f"   {last}\n"

    def _promises(self, file: FileReport, marks: str) -> Iterator[str]:
        every = rows(self.report, file, self.catalogue)
        if not every:
            return
        yield f"\n{marks} {self.text('report.promises')}\n\n"
        names = ("promise.name", "promise.score", "promise.band", "promise.findings")
        yield f"| {' | '.join(map(self.text, names))} |\n|---|--:|---|--:|\n"
        for row in every:
            score = "–" if row.score is None else str(row.score)
            yield f"| {escape(row.name)} | {score} | {row.band_name} | {row.findings} |\n"

    def _section(self, key: str, members: list[Group], marks: str) -> Iterator[str]:
        count = sum(len(group.findings) for group in members)
        found = self.catalogue.plural("count.finding", count)
        yield f"\n{marks} {self.text(key)} ({found})\n\n"
        if key in FOLDED:
            label = self.text("markdown.details", found=found)
            yield f"<details><summary>{label}</summary>\n\n"
        names = ("report.place", "report.message", "report.rule")
        yield f"| {' | '.join(map(self.text, names))} |\n|---|---|---|\n"
        for group in worst_in_order(members):
            yield self._line(group)
        if key in FOLDED:
            yield "\n</details>\n"

    def _line(self, group: Group) -> str:
        finding = group.head
        told = self.message(finding)
        if finding.certainty is Certainty.REVIEW:
            told = self.text("report.review", message=told)
        if group.others:
            told += f" ({self.catalogue.plural('count.place', len(group.findings))})"
        place = self.catalogue.place(finding)
        return f"| {escape(place)} | {escape(told)} | `{finding.rule_id}` |\n"
