"""Changes of a text: applied, undone, and what they do to places further on."""

from collections.abc import Iterable
from dataclasses import dataclass

from klarsprak.core.spans import Span


@dataclass(frozen=True, slots=True)
class Change:
    """At `start` the text `before` became `after`; offsets in code points.

    `start` is an offset in the text before the change, and so also in the text after it.
    """

    start: int
    before: str
    after: str

    @property
    def old(self) -> Span:
        """What was replaced, in the text before the change."""
        return Span(self.start, self.start + len(self.before))

    @property
    def new(self) -> Span:
        """What stands there now, in the text after the change."""
        return Span(self.start, self.start + len(self.after))

    @property
    def growth(self) -> int:
        """How many code points longer the text became; negative when it shrank."""
        return len(self.after) - len(self.before)

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.start, self.after, self.before)

    def apply(self, text: str) -> str:
        """The changed text; ValueError when `before` is not what stands there."""
        if not text.startswith(self.before, self.start) or self.start > len(text):
            raise ValueError(f"the text at {self.start} is not what was to be replaced")
        return f"{text[: self.start]}{self.after}{text[self.old.end :]}"


def applied(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes` made one after the other."""
    for change in changes:
        text = change.apply(text)
    return text


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take `changes` back, last one first."""
    return tuple(change.inverse for change in reversed(tuple(changes)))


def difference(old: str, new: str) -> Change | None:
    """The one smallest change that makes `old` into `new`; None when they are equal."""
    if old == new:
        return None
    start = _common(old, new)
    most = min(len(old), len(new)) - start
    end = _common(old[::-1][:most], new[::-1][:most])
    return Change(start, old[start : len(old) - end], new[start : len(new) - end])


def _common(one: str, other: str) -> int:
    """How many code points the two begin with together, by halving: the texts may be big."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
