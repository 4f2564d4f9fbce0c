"""Say the same thing once: the same word with its places, passives per paragraph.

For readers only; machine formats hold every occurrence.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from klarsprak.core.document import EMBEDDED, Document, Format
from klarsprak.core.finding import (
    Certainty,
    FileLocation,
    Finding,
    PageLocation,
    Severity,
)
from klarsprak.core.report import FileReport
from klarsprak.formatters.ranking import order, rank
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text
from klarsprak.messages.visible import visible

PER_PARAGRAPH = frozenset({"aktiv/bli-passiv", "aktiv/s-passiv", "aktiv/st-passiv-presens"})
LONGEST_WORD = 5
"""Flagged text of at most this many words is a term; a longer one stands alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same; `findings` in text order, `head` the worst of them."""

    head: Finding
    findings: tuple[Finding, ...]

    @property
    def others(self) -> tuple[Finding, ...]:
        """The findings besides the head."""
        return tuple(f for f in self.findings if f is not self.head)


def groups(file: FileReport) -> list[Group]:
    """The findings of `file` in groups, the worst group first.

    A group never spans two severities.
    """
    paragraph = _Paragraphs(file)
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in file.findings:
        key = (finding.rule_id, finding.severity, *_same(finding, paragraph))
        found.setdefault(key, []).append(finding)
    result = [Group(max(members, key=rank), tuple(members)) for members in found.values()]
    return sorted(result, key=lambda group: order(group.head))


def top(file: FileReport, limit: int = 3) -> list[Group]:
    """What to mend first: the groups that rank highest, one of each rule if it can be.

    Nor do two of them point at the same words. A finding about the text as a whole comes
    after those that have a place of their own: it is told of in how the text reads, and
    is mended by mending the others.
    """
    ranked = sorted(
        groups(file),
        key=lambda g: (is_whole_text(g.head), -rank(g.head), g.head.sort_key),
    )
    ranked = [group for group in ranked if rank(group.head) > 0]
    first: list[Group] = []
    for group in ranked:
        if not any(_is_alike(group.head, other.head) for other in first):
            first.append(group)
    rest = [group for group in ranked if group not in first]
    return (first + rest)[:limit]


def _is_alike(one: Finding, other: Finding) -> bool:
    """Whether two findings would read as the same advice: one rule, or the same words."""
    if one.rule_id == other.rule_id:
        return True
    here, there = one.span, other.span
    return here is not None and there is not None and here.overlaps(there)


def _same(finding: Finding, paragraph: "_Paragraphs") -> tuple[str, ...]:
    if finding.rule_id in PER_PARAGRAPH:
        return ("paragraph", paragraph.of(finding))
    shown = flagged(finding)
    values = tuple(f"{name}={value}" for name, value in sorted(finding.values.items()))
    if isinstance(finding.location, PageLocation):
        return ("values", *values)
    if shown.startswith("<"):
        return ("element", *(values or (shown,)))
    if shown and len(shown.split()) <= LONGEST_WORD:
        return ("word", shown.casefold())
    return ("place", str(finding.sort_key))


Section = tuple[str, Callable[[Finding], bool]]

SECTIONS: tuple[Section, ...] = (
    (
        "report.must",
        lambda f: f.severity is Severity.ERROR and f.certainty is Certainty.FAULT,
    ),
    (
        "report.check",
        lambda f: f.severity is Severity.ERROR and f.certainty is Certainty.REVIEW,
    ),
    ("report.should", lambda f: f.severity is Severity.WARNING),
    ("report.could", lambda f: f.severity is Severity.SUGGESTION),
    ("report.info", lambda f: f.severity is Severity.INFO),
)
"""Key of the heading and what belongs under it; «må» is said only of what is certain."""

MOST = {"report.should": 25, "report.could": 10, "report.info": 10}
"""Groups shown where there is little room, by section; all that must be mended are shown."""

FOLDED = frozenset({"report.could", "report.info"})
"""Sections that reports fold, or show the first of."""


def sections(file: FileReport) -> list[tuple[str, list[Group]]]:
    """The groups of `file` by section, worst first; empty sections are left out."""
    every = groups(file)
    found = [(key, [g for g in every if belongs(g.head)]) for key, belongs in SECTIONS]
    return [(key, members) for key, members in found if members]


def worst_in_order(members: Sequence[Group], most: int | None = None) -> list[Group]:
    """The first `most` of `members` (None: all), which are worst first, in text order.

    So a writer can go through the text once. Findings about the whole text come last: they
    are mended by mending the others.
    """
    return sorted(
        members[:most],
        key=lambda group: (is_whole_text(group.head), group.findings[0].sort_key),
    )


def other_places(group: Group, catalogue: Catalogue) -> list[str]:
    """Where the rest of a group stands, each place once, less that of its head.

    A place is told with its words when they are others than those of the head.
    """
    own, here = flagged(group.head).casefold(), catalogue.place(group.head)
    same: dict[str, None] = {}
    others: dict[str, None] = {}
    for finding in group.others:
        words, place = flagged(finding), catalogue.place(finding)
        if words.casefold() != own and words and not words.startswith("<"):
            others.setdefault(visible(f"{catalogue.quote(words)} ({place})"))
        elif place != here:
            where = finding.location
            if same and isinstance(where, FileLocation) and where.paragraph is None:
                place = str(where.line)  # «linje 4, 7 og 9»: the word once
            same.setdefault(visible(place))
    return [*same, *others]


class _Paragraphs:
    """Tells which paragraph a finding is in, as well as the report allows.

    With the document at hand by its blocks, else by the place: the paragraph in a .docx,
    the line in HTML, and lines without a gap elsewhere.
    """

    def __init__(self, file: FileReport) -> None:
        self._starts: list[int] = _block_starts(file.document) if file.document else []
        self._gap = int(file.format in {Format.TEXT, Format.MARKDOWN})
        self._line = self._number = -1

    def of(self, finding: Finding) -> str:
        where = finding.location
        if not isinstance(where, FileLocation):
            return where.selector
        if where.paragraph is not None:
            return f"{where.part}:{where.paragraph}"
        if self._starts:
            return str(bisect_right(self._starts, where.span.start))
        if not self._line <= where.line <= self._line + self._gap:
            self._number += 1
        self._line = where.end_line
        return str(self._number)


def _block_starts(document: Document) -> list[int]:
    blocks: Iterable[int] = (
        block.source_map.runs[0].source.start
        for block in document.blocks
        if block.text and block.kind not in EMBEDDED
    )
    return sorted(blocks)
