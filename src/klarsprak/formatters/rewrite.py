"""The whole sentence with the change in it, and the guard that may withhold it."""

import re
from collections import Counter
from dataclasses import dataclass

from klarsprak.core.finding import Excerpt, Finding

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_ASKS = re.compile(r"\[\w+\?\]")
NEGATIONS = frozenset(
    "ikke ikkje ingen inga ingenting inkje intet aldri verken korkje uten utan "
    "no not never none neither nor without".split()
)
MODALS = frozenset(
    "må måtte skal skulle kan kunne bør burde vil ville får fikk fekk tør tora "
    "must shall should can could may might will would".split()
)


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
    """The sentence of `finding` with its first suggestion, or `suggestion`, put in.

    None when there is no suggestion, when it asks who acts («[hvem?]»: the sentence must
    then be built anew), when the finding is on an element, or when the guard sees that
    numbers, dates or negations would change or a modal verb would be lost. A modal verb
    may come in: «er pliktig til å» is «må».
    """
    if suggestion is None and finding.suggestions:
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


def is_kept(before: str, after: str) -> bool:
    """True when a change keeps every number, date and negation and loses no modal verb."""
    if Counter(_NUMBER.findall(before)) != Counter(_NUMBER.findall(after)):
        return False
    old, new = (Counter(w.lower() for w in _WORD.findall(t)) for t in (before, after))
    if any(old[word] != new[word] for word in NEGATIONS):
        return False
    return all(old[word] <= new[word] for word in MODALS)
