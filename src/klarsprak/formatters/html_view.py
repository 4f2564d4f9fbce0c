"""What the HTML template shows, gathered as plain values; escaping is the template's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from klarsprak.core.document import Format
from klarsprak.core.finding import Certainty, Excerpt, Finding
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.grouping import FOLDED, other_places, sections, top, worst_in_order
from klarsprak.formatters.html_chart import chart
from klarsprak.formatters.html_rewrite import PROPOSAL, SAFE, new_paragraphs
from klarsprak.formatters.html_text import Key, Paragraph, paragraphs
from klarsprak.formatters.many import common_folder, ranked, repeated, shared
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.promises import promise_name, questions, rows, weakest
from klarsprak.formatters.reading import audience_name, document_name, good, language_name, reading
from klarsprak.formatters.rewrite import Rewrite, rewrite
from klarsprak.formatters.technical import counted, file_lines, run_lines, summary
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

MAX_WITH_TEXT = 10
"""With more files than this the texts themselves are left out and files are folded."""

MAX_WHOLE = 100
"""Files shown with all their findings, those that hinder the reader most."""

MAX_ROWS = 500
"""Files in the table of the overview."""

MAX_FOLDED = 10
"""Groups shown in a folded section of each file when there are many."""

MAX_PARAGRAPHS = 40
"""Paragraphs shown as they could stand."""

CONTEXT = 110
"""Characters of a sentence shown on each side of the words in question."""

MAX_SHARED = 20
MAX_SHARED_PATHS = 8

Parts = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class View:
    """Turns a report into the values of the template."""

    report: Report
    message: Message
    catalogue: Catalogue
    options: RenderOptions

    def page(self) -> dict[str, Any]:
        """Values of the whole page."""
        catalogue, report = self.catalogue, self.report
        files = report.files
        is_single = len(files) == 1
        title = (
            catalogue.text("report.title-file", path=visible(_name(files[0])))
            if is_single
            else catalogue.text("report.title")
        )
        shown = list(files) if is_single else ranked(report)
        return {
            "language": catalogue.text("language.code"),
            "title": title,
            "summary": summary(report, catalogue),
            "errors": [visible(catalogue.error(e.code, e.values)) for e in report.errors],
            "files": [self.file(f, number) for number, f in enumerate(shown[:MAX_WHOLE], 1)],
            "folder": visible(self._folder),
            "not_whole": len(shown[MAX_WHOLE:]),
            "is_single": is_single,
            "is_roomy": self._is_roomy,
            "overview": [] if is_single else self._overview(shown),
            "repeats": [] if is_single else self._repeats(),
            "shared": [] if is_single else self._shared(shown),
            "clean": len(files) - len(shown),
            "technical": [
                visible(line) for line in run_lines(report, catalogue, self.options.timing)
            ],
            "version": report.tool.version,
            "promises": [(p.id, visible(catalogue.pick(p.title))) for p in report.promises],
        }

    def file(self, file: FileReport, number: int) -> dict[str, Any]:
        """Values of one file; ids begin with ``f<number>-``."""
        catalogue = self.catalogue
        prefix = f"f{number}"
        numbers = self._numbers(file)
        with_text = file.document is not None and self._is_roomy
        shown: list[Paragraph] = []
        if with_text and file.document:
            shown = list(paragraphs(file.document, file.findings, numbers))
        in_text = {n for p in shown for piece in p.pieces for n in piece.notes}
        asked = questions(self.report, file, catalogue)
        return {
            "id": prefix,
            "path": self._path(file.path),
            "profile": catalogue.text(
                "technical.profile",
                audience=visible(audience_name(file, catalogue)),
                document=visible(document_name(file, catalogue)),
                language=visible(language_name(file, catalogue)),
            ),
            "first": [self.advice(group.head, prefix, numbers) for group in top(file)],
            "reading": reading(file, catalogue),
            "chart": chart(file) if with_text else None,
            "audiences": self._audiences(file) if with_text else [],
            "promises": self._promises(file),
            "sections": self._sections(file, prefix, numbers, in_text),
            "count": len(file.findings),
            "counts": counted(file.findings, catalogue),
            "text": shown,
            "rewritten": self._rewritten(file) if with_text else None,
            "questions": [visible(question) for question in asked],
            "good": [visible(fact) for fact in good(self.report, file, catalogue)],
            "technical": [visible(line) for line in (file.path, *file_lines(file, catalogue))],
        }

    @staticmethod
    def _rewritten(file: FileReport) -> dict[str, Any] | None:
        """The paragraphs that can be mended, and which kinds of change they have."""
        found = list(new_paragraphs(file))
        if not found:
            return None
        kinds = {change.kind for changes in found for change in changes}
        return {
            "paragraphs": found[:MAX_PARAGRAPHS],
            "left": len(found[MAX_PARAGRAPHS:]),
            "has_safe": SAFE in kinds,
            "has_proposals": PROPOSAL in kinds,
        }

    @property
    def _folder(self) -> str:
        """The folder that is left out of every path, since all files are in it."""
        paths = [file.path for file in self.report.files if file.format != Format.PAGE]
        is_many = len(self.report.files) > 1 and len(paths) == len(self.report.files)
        return common_folder(paths) if is_many else ""

    def _path(self, path: str) -> str:
        return visible(path.removeprefix(self._folder))

    @property
    def _is_roomy(self) -> bool:
        return len(self.report.files) <= MAX_WITH_TEXT

    @staticmethod
    def _numbers(file: FileReport) -> dict[Key, int]:
        """Numbers of the findings, in the order of the list; a group shares one."""
        numbers: dict[Key, int] = {}
        every = [group for _, members in sections(file) for group in worst_in_order(members)]
        for number, group in enumerate(every, 1):
            for finding in group.findings:
                numbers[finding.sort_key] = number
        return numbers

    def _sections(
        self,
        file: FileReport,
        prefix: str,
        numbers: Mapping[Key, int],
        in_text: set[int],
    ) -> list[dict[str, Any]]:
        found = []
        for key, members in sections(file):
            count = sum(len(group.findings) for group in members)
            groups = []
            limit = None if self._is_roomy or key not in FOLDED else MAX_FOLDED
            for group in worst_in_order(members, limit):
                data = self.advice(group.head, prefix, numbers)
                data["places"] = other_places(group, self.catalogue)
                data["count"] = len(group.findings)
                data["times"] = (
                    self.catalogue.plural("count.place", len(group.findings))
                    if group.others
                    else ""
                )
                data["in_text"] = data["number"] in in_text
                groups.append(data)
            found.append(
                {
                    "key": key.partition(".")[2],
                    "title": self.catalogue.text(key),
                    "count": self.catalogue.plural("count.finding", count),
                    "is_folded": key in FOLDED,
                    "groups": groups,
                    "left": len(members) - len(groups),
                }
            )
        return found

    def advice(self, finding: Finding, prefix: str, numbers: Mapping[Key, int]) -> dict[str, Any]:
        """Values of one finding."""
        catalogue = self.catalogue
        meta = self.report.rules.get(finding.rule_id)
        told = visible(self.message(finding))
        if finding.certainty is Certainty.REVIEW:
            told = catalogue.text("report.review", message=told)
        changed = rewrite(finding)
        return {
            "number": numbers[finding.sort_key],
            "id": f"{prefix}-n{numbers[finding.sort_key]}",
            "rule": finding.rule_id,
            "title": visible(catalogue.pick(meta.title)) if meta else finding.rule_id,
            "severity": finding.severity.value,
            "word": catalogue.text(f"severity.{finding.severity}"),
            "place": _capital(catalogue.place(finding)),
            "heading": visible(finding.heading),
            "message": told,
            "why": visible(catalogue.pick(meta.why)) if meta else "",
            "sources": [visible(s) for s in meta.sources] if meta else [],
            "wcag": list(finding.wcag),
            "promises": [
                (p, visible(promise_name(self.report, p, catalogue))) for p in finding.promises
            ],
            "quote": None if is_whole_text(finding) else _quote(finding),
            "rewrite": self._rewrite(changed) if changed else None,
            "change": _change(changed) if changed else None,
            "more": [visible(s) for s in finding.suggestions[1:4] if s.strip()],
        }

    @staticmethod
    def _rewrite(changed: Rewrite) -> dict[str, Any]:
        return {
            "before": tuple(visible(part) for part in changed.before),
            "after": tuple(visible(part) for part in changed.after),
        }

    def _promises(self, file: FileReport) -> list[dict[str, Any]]:
        return [
            {
                "name": visible(row.name),
                "score": row.score,
                "band": row.band,
                "band_name": row.band_name,
                "findings": row.findings,
                "coverage": self.catalogue.text(
                    "promise.coverage", share=self.catalogue.number(100 * row.coverage)
                ),
                "question": visible(row.question),
                "example": visible(self.message(row.example)) if row.example else "",
            }
            for row in rows(self.report, file, self.catalogue)
        ]

    def _audiences(self, file: FileReport) -> list[dict[str, Any]]:
        lix = file.metrics.get("lix")
        mean = file.metrics.get("mean_sentence_length")
        if lix is None or mean is None:
            return []
        found = []
        for audience in self.report.audiences:
            target = audience.limits.get("lix_target")
            most = audience.limits.get("sent_mean")
            if target is None or most is None:
                continue
            found.append(
                {
                    "name": visible(self.catalogue.pick(audience.title) or audience.id),
                    "is_chosen": audience.id == file.audience.id,
                    "lix": self.catalogue.number(target),
                    "mean": self.catalogue.number(most),
                    "fits": round(lix) <= round(target) and round(mean) <= round(most),
                }
            )
        return found

    def _overview(self, files: list[FileReport]) -> list[dict[str, Any]]:
        found = []
        for number, file in enumerate(files[:MAX_ROWS], 1):
            worst = weakest(self.report, file, self.catalogue)
            found.append(
                {
                    "id": f"f{number}" if number <= MAX_WHOLE else "",
                    "path": self._path(file.path),
                    "counts": [
                        sum(f.severity == severity for f in file.findings)
                        for severity in ("error", "warning", "suggestion")
                    ],
                    "worst": f"{visible(worst.name)} {worst.score}" if worst else "–",
                }
            )
        return found

    def _shared(self, shown: list[FileReport]) -> list[dict[str, Any]]:
        """Faults that most likely stand in a template, with the pages that have them."""
        ids = {file.path: f"f{number}" for number, file in enumerate(shown[:MAX_WHOLE], 1)}
        return [
            {
                "severity": one.head.severity.value,
                "word": self.catalogue.text(f"severity.{one.head.severity}"),
                "message": visible(self.message(one.head)),
                "element": shorten(visible(one.head.text)),
                "rule": one.head.rule_id,
                "pages": self.catalogue.plural("count.file", len(one.paths)),
                "paths": [
                    (ids.get(path, ""), self._path(path)) for path in one.paths[:MAX_SHARED_PATHS]
                ],
                "left": max(len(one.paths) - MAX_SHARED_PATHS, 0),
            }
            for one in shared(self.report)[:MAX_SHARED]
        ]

    def _repeats(self) -> list[dict[str, Any]]:
        found = []
        for rule, count, files in repeated(self.report)[:20]:
            meta = self.report.rules.get(rule)
            title = visible(self.catalogue.pick(meta.title)) if meta else ""
            found.append({"rule": rule, "title": title, "count": count, "files": files})
        return found


def _capital(text: str) -> str:
    return visible(text[:1].upper() + text[1:])


def _name(file: FileReport) -> str:
    """The last part of the path; an address as it is."""
    if file.format == Format.PAGE:
        return file.path
    return file.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or file.path


def _quote(finding: Finding) -> Parts:
    """The sentence in three parts: before, flagged, after; long ends are cut."""
    excerpt: Excerpt = finding.excerpt
    head = visible(excerpt.text[: excerpt.start])
    middle = visible(excerpt.text[excerpt.start : excerpt.end])
    tail = visible(excerpt.text[excerpt.end :])
    if not middle.strip():
        return "", shorten(visible(flagged(finding)), 300), ""
    return _end_of(head), shorten(middle, 400), _start_of(tail)


def _change(changed: Rewrite) -> dict[str, str]:
    """The sentence with the old words and the new ones side by side."""
    head, old, tail = (visible(part) for part in changed.before)
    return {
        "head": _end_of(head),
        "old": old,
        "new": visible(changed.after[1]),
        "tail": _start_of(tail),
    }


def _end_of(head: str) -> str:
    """What leads up to the words in question, cut at a word when it is long."""
    head = head.lstrip()
    if len(head) <= CONTEXT:
        return head
    return "… " + head[-CONTEXT:].partition(" ")[2]


def _start_of(tail: str) -> str:
    tail = tail.rstrip()
    return shorten(tail, CONTEXT) if tail.strip() else tail
