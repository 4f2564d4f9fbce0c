"""Comments that let findings be: `klarsprak-ok`, `klarsprak-av`, `klarsprak-slutt`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from klarsprak.core.document import EMBEDDED, Block, Suppression
from klarsprak.core.spans import Span

_COMMAND = re.compile(
    r"\s*klarsprak-(?P<verb>ok|av|slutt)\b[ \t]*(?P<rules>[^:;]*)(?::(?P<rest>.*))?\Z",
    re.DOTALL,
)
_UNTIL = re.compile(r";?\s*\btil\s+(?P<date>\d{4}-\d{2}-\d{2})\s*\.?\s*\Z")


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
    and attributes included. `klarsprak-av` holds to `klarsprak-slutt` or the end of the
    file. Rules may be listed with commas; without any, every rule is meant (``*``).
    """
    extents: list[tuple[int, int]] | None = None
    found: list[Suppression] = []
    open_stretches: list[tuple[int, tuple[str, ...], str, str, Span]] = []
    for comment in comments:
        match = _COMMAND.match(source, comment.inner_start, comment.inner_end)
        if match is None:
            continue
        place = Span(comment.start, comment.end)
        rules = _rules(match.group("rules"))
        if match.group("verb") == "slutt":
            open_stretches = _close(open_stretches, found, comment.start, match.group("rules"))
            continue
        reason, until = _reason(match.group("rest") or "")
        if match.group("verb") == "av":
            open_stretches.append((comment.end, rules, reason, until, place))
            continue
        extents = _extents(blocks) if extents is None else extents
        scope = _scope(extents, comment, len(source))
        found.extend(Suppression(rule, reason, scope, place, until) for rule in rules)
    _close(open_stretches, found, len(source), "")
    return tuple(sorted(found, key=lambda s: (s.place.start, s.rule)))


def _rules(listed: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,]+", listed) if part) or ("*",)


def _reason(rest: str) -> tuple[str, str]:
    match = _UNTIL.search(rest)
    if match is None:
        return " ".join(rest.split()), ""
    return " ".join(rest[: match.start()].split()).rstrip(";"), match.group("date")


def _close(
    stretches: list[tuple[int, tuple[str, ...], str, str, Span]],
    found: list[Suppression],
    end: int,
    listed: str,
) -> list[tuple[int, tuple[str, ...], str, str, Span]]:
    """End the open stretches, or only those of the rules listed; return what stays open."""
    ended = set(_rules(listed)) if listed.strip() else None
    stay = []
    for start, rules, reason, until, place in stretches:
        closing = tuple(r for r in rules if ended is None or r in ended)
        scope = Span(start, max(start, end))
        found.extend(Suppression(rule, reason, scope, place, until) for rule in closing)
        rest = tuple(r for r in rules if r not in closing)
        if rest:
            stay.append((start, rest, reason, until, place))
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
