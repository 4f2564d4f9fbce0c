"""What to begin with: the few findings that weigh most, for a writer who has just pasted."""

from dataclasses import dataclass

from klarsprak.core.report import FileReport
from klarsprak.formatters.grouping import Group, top
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

MOST = 3
QUOTED = 60


@dataclass(frozen=True, slots=True)
class First:
    """A finding to begin with, and how many say the same, itself among them."""

    mark: Mark
    places: int


class Beginning:
    """Finds what to begin with; remembers how the last report was sorted, which takes its time."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._sorted: tuple[FileReport, list[Group]] | None = None

    def of(self, session: Session) -> list[First]:
        """The gravest findings that still stand, gravest first; none before the first check.

        They are those a report begins with, so they are as old as the last whole check.
        """
        file = session.file
        if file is None:
            return []
        if self._sorted is None or self._sorted[0] is not file:
            self._sorted = file, top(file, self._most)
        groups = self._sorted[1]
        wanted = {id(finding) for group in groups for finding in group.findings}
        standing = {id(m.finding): m for m in session.marks if id(m.finding) in wanted}
        found = []
        for group in groups:
            here = [standing[id(f)] for f in (group.head, *group.others) if id(f) in standing]
            if here:
                found.append(First(here[0], len(here)))
        return found


def described(found: First, session: Session, catalogue: Catalogue) -> str:
    """One of them on a line: what it is, the words, and in how many places."""
    finding = found.mark.finding
    meta = session.rulebook.rules.get(finding.rule_id)
    told = (catalogue.pick(meta.title) if meta else "") or finding.rule_id
    if not is_whole_text(finding):
        told += f": {catalogue.quote(visible(shorten(flagged(finding), QUOTED)))}"
    if found.places > 1:
        told += f" ({catalogue.plural('count.place', found.places)})"
    return told
