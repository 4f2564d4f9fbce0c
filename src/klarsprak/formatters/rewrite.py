"""The whole sentence with the change in it, and the guard that may withhold it."""

import re
from dataclasses import dataclass

from klarsprak.core.finding import Excerpt, Finding
from klarsprak.core.meaning import is_kept

_ASKS = re.compile(r"\[\w+\?\]|…")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A sentence before and after; the middle of each is what differs."""

    before: tuple[str, str, str]
    after: tuple[str, str, str]

    @property
    def text(self) -> str:
        """The new sentence."""
        return "".join(self.after)


def rewrite(finding: Finding, suggestion: str | None = None) -> Rewrite | None:
    """The sentence of `finding` built anew, or with its first suggestion put in.

    `suggestion` is another than the first. None when there is none, when the engine found
    that it reads wrong there (suggestions without a fix), when it asks who acts («[hvem?]»
    in place of a word) or is left open («når … begynner å gjelde»), when the finding is on
    an element, or when the guard sees that numbers, dates or negations would change or a
    modal verb would be lost. A modal verb may come in: «er pliktig til å» is «må».
    """
    if suggestion is None and finding.proposal:
        return _built_anew(finding.excerpt.text, finding.proposal)
    if suggestion is None and finding.suggestions and finding.fix is not None:
        suggestion = finding.suggestions[0]
    excerpt = finding.excerpt
    if suggestion is None or _ASKS.search(suggestion) or not _is_prose(excerpt):
        return None
    head, tail = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :]
    middle = excerpt.text[excerpt.start : excerpt.end]
    new_head, new_tail = head, tail
    if not suggestion.strip():
        new_head, new_tail = _close_gap(head, tail)
    if not is_kept(middle, suggestion):
        return None
    return Rewrite((head, middle, tail), (new_head, suggestion, new_tail))


def _built_anew(before: str, after: str) -> Rewrite | None:
    """What differs between two sentences, from the first word that does to the last."""
    if not is_kept(before, after):
        return None
    old, new = before.split(" "), after.split(" ")
    least = min(len(old), len(new))
    first = next((n for n in range(least) if old[n] != new[n]), least)
    last = next((n for n in range(least - first) if old[-1 - n] != new[-1 - n]), least - first)
    return Rewrite(_cut(old, first, last), _cut(new, first, last))


def _cut(words: list[str], first: int, last: int) -> tuple[str, str, str]:
    stop = len(words) - last
    middle = " ".join(words[first:stop])
    head, tail = " ".join(words[:first]), " ".join(words[stop:])
    between = bool(middle)
    return (
        head + " " * bool(head and (between or tail)),
        middle,
        " " * bool(tail and between) + tail,
    )


def _is_prose(excerpt: Excerpt) -> bool:
    flagged = excerpt.text[excerpt.start : excerpt.end]
    return bool(flagged.strip()) and not excerpt.text.lstrip().startswith("<")


def _close_gap(head: str, tail: str) -> tuple[str, str]:
    """What stands round a deleted word: no double space, no lower-case start."""
    if not head.strip():
        rest = tail.lstrip(" ,")
        return head, rest[:1].upper() + rest[1:]
    if head.endswith(" ") and (not tail or tail[0] in " .,;:?!"):
        return head.rstrip(" "), tail
    return head, tail
