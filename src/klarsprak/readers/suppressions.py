"""Comments that let findings be: `klarsprak-ok`, `-linje`, `-av` and `-slutt`; front matter."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from klarsprak.core.document import EMBEDDED, Block, Suppression
from klarsprak.core.spans import Span

_COMMAND = re.compile(
    r"\s*klarsprak-(?P<verb>ok|linje|av|slutt)\b[ \t]*(?P<rules>[^:;]*)(?::(?P<rest>.*))?\Z",
    re.DOTALL,
)
_UNTIL = re.compile(r";?\s*\btil\s+(?P<date>\d{4}-\d{2}-\d{2})\s*\.?\s*\Z")
_SETTING = re.compile(
    r"^klarsprak-av[ \t]*[:=][ \t]*(?P<value>[^\r\n]*)(?P<items>(?:\r?\n[ \t]*-[ \t][^\r\n]*)*)",
    re.MULTILINE,
)
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]*)")
_RULED = re.compile(r"(?P<quote>[\"']?)(?P<rules>[^:;\"']*)(?::(?P<rest>.*?))?(?P=quote)\s*\Z")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one comment asks for; `listed` is where it names rules, None when it names none."""

    rules: tuple[str, ...]
    reason: str
    until: str
    place: Span
    listed: Span | None
    start: int = 0

    def over(self, scope: Span, ended_by: Span | None = None) -> Iterator[Suppression]:
        """A suppression for each rule."""
        for rule in self.rules:
            yield Suppression(
                rule, self.reason, scope, self.place, self.until, self.listed, ended_by
            )


class CommentLike(Protocol):
    """A comment: the offsets of all of it and of what it says."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def inner_start(self) -> int: ...  # noqa: D102
    @property
    def inner_end(self) -> int: ...  # noqa: D102


def comment_suppressions(
    source: str, comments: Iterable[CommentLike], blocks: Sequence[Block]
) -> tuple[Suppression, ...]:
    """The suppressions that `comments` ask for, in file order.

    `klarsprak-ok` holds for the block it stands in, else for the next one, its start tag
    and attributes included; `klarsprak-linje` for the lines of the file it stands on.
    `klarsprak-av` holds to `klarsprak-slutt` or the end of the file. Rules may be listed
    with commas; without any, every rule is meant (``*``).
    """
    extents: list[tuple[int, int]] | None = None
    found: list[Suppression] = []
    open_stretches: list[_Asked] = []
    for comment in comments:
        match = _COMMAND.match(source, comment.inner_start, comment.inner_end)
        if match is None:
            continue
        place = Span(comment.start, comment.end)
        if match.group("verb") == "slutt":
            open_stretches = _close(open_stretches, found, place, match.group("rules"))
            continue
        asked = _asked(match, place, comment.end)
        if match.group("verb") == "av":
            open_stretches.append(asked)
        elif match.group("verb") == "linje":
            found.extend(asked.over(_lines(source, place)))
        else:
            extents = _extents(blocks) if extents is None else extents
            found.extend(asked.over(_scope(extents, comment, len(source))))
    _close(open_stretches, found, Span(len(source), len(source)), "")
    return tuple(sorted(found, key=lambda s: (s.place.start, s.rule)))


def setting_suppressions(source: str, end: int) -> tuple[Suppression, ...]:
    """The suppressions for a whole file that its front matter, which ends at `end`, asks for.

    They stand as ``klarsprak-av: "RULE: reason; til 2027-01-01"``, or as a list of such.
    """
    match = _SETTING.search(source, 0, end)
    if match is None:
        return ()
    whole = Span(end, len(source))
    found: list[Suppression] = []
    if match.group("value").strip():
        place = Span(match.start(), match.end("value"))
        if ruled := _RULED.match(source, match.start("value"), match.end("value")):
            found.extend(_asked(ruled, place, end).over(whole))
    for item in _ITEM.finditer(source, *match.span("items")):
        if ruled := _RULED.match(source, *item.span("value")):
            place = Span(item.start() + item.group().index("-"), item.end())
            found.extend(_asked(ruled, place, end).over(whole))
    return tuple(found)


def _asked(match: re.Match[str], place: Span, start: int) -> _Asked:
    listed = match.group("rules")
    at = match.start("rules")
    span = Span(at, at + len(listed.rstrip())) if listed.strip() else None
    reason, until = _reason(match.group("rest") or "")
    return _Asked(_rules(listed), reason, until, place, span, start)


def _lines(source: str, place: Span) -> Span:
    start = source.rfind("\n", 0, place.start) + 1
    end = source.find("\n", place.end)
    return Span(start, len(source) if end < 0 else end)


def _rules(listed: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,]+", listed) if part) or ("*",)


def _reason(rest: str) -> tuple[str, str]:
    match = _UNTIL.search(rest)
    if match is None:
        return " ".join(rest.split()), ""
    return " ".join(rest[: match.start()].split()).rstrip(";"), match.group("date")


def _close(
    stretches: list[_Asked], found: list[Suppression], end: Span, listed: str
) -> list[_Asked]:
    """End the open stretches, or only those of the rules listed; return what stays open.

    `end` is the comment that ends them, empty for the end of the file.
    """
    ended = set(_rules(listed)) if listed.strip() else None
    closing = [
        (stretch, tuple(rule for rule in stretch.rules if ended is None or rule in ended))
        for stretch in stretches
    ]
    touched = [stretch for stretch, rules in closing if rules]
    stay = []
    for stretch, rules in closing:
        alone = len(touched) == 1 and rules == stretch.rules and len(end) > 0
        scope = Span(stretch.start, max(stretch.start, end.start))
        found.extend(replace(stretch, rules=rules).over(scope, end if alone else None))
        rest = tuple(rule for rule in stretch.rules if rule not in rules)
        if rest:
            stay.append(replace(stretch, rules=rest))
    return stay


def _extents(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """(start, end) in the file of each block that is no part of another, in file order.

    The attributes of a block's own start tag are part of it.
    """
    extents: dict[int, tuple[int, int]] = {}
    owners: dict[Span | None, int] = {
        block.element: index
        for index, block in reversed(list(enumerate(blocks)))
        if block.element is not None and block.kind not in EMBEDDED
    }
    for index, block in enumerate(blocks):
        owner = block.parent
        if owner is None:
            owner = owners.get(block.element, index) if block.kind in EMBEDDED else index
        runs = block.source_map.runs
        if not runs:
            continue
        start, end = runs[0].source.start, runs[-1].source.end
        if block.element is not None and owner != index:
            start, end = min(start, block.element.start), max(end, block.element.end)
        if owner in extents:
            start, end = min(start, extents[owner][0]), max(end, extents[owner][1])
        extents[owner] = (start, end)
    return sorted(extents.values())


def _scope(extents: list[tuple[int, int]], comment: CommentLike, length: int) -> Span:
    index = bisect_left(extents, (comment.start, 0))
    if index and comment.end <= extents[index - 1][1]:
        return Span(*extents[index - 1])
    index = bisect_left(extents, (comment.end, 0))
    if index < len(extents):
        return Span(comment.end, max(extents[index][1], comment.end))
    return Span(comment.end, length)
