"""What was done, in steps that can be taken back and done again."""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.interactive.editing import Change

MAX_STEPS = 10_000
"""Older steps are forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the writer did: changes of the text, a finding let be, or a word accepted.

    `changes` are in the order they were made. `ignored` is a fingerprint, `accepted` a
    word. A `typed` step grows while the writer types on.
    """

    changes: tuple[Change, ...] = ()
    ignored: str = ""
    accepted: str = ""
    typed: bool = False


class History:
    """Steps done and steps taken back. A new step forgets those taken back."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def done(self) -> Sequence[Step]:
        """The steps that can be taken back, oldest first."""
        return self._done

    @property
    def undone(self) -> Sequence[Step]:
        """The steps that can be done again, the next one last."""
        return self._undone

    def push(self, step: Step) -> None:
        """Record a step that has just been done."""
        self._undone.clear()
        if self._done and _continues(self._done[-1], step):
            last = self._done.pop()
            step = Step(changes=(*last.changes, *step.changes), typed=True)
        self._done.append(step)
        del self._done[:-MAX_STEPS]

    def back(self) -> Step | None:
        """The step to take back, moved among those taken back; None when there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def forth(self) -> Step | None:
        """The step to do again, moved among those done; None when there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def pause(self) -> None:
        """What is typed from here on is a step of its own."""
        if self._done and self._done[-1].typed:
            last = self._done.pop()
            self._done.append(Step(changes=last.changes))


def _continues(last: Step, step: Step) -> bool:
    """Whether `step` is the same stroke of writing: the rest of a word, or more rubbed out."""
    if not (last.typed and step.typed and last.changes and step.changes):
        return False
    before, after = last.changes[-1], step.changes[0]
    if before.after and not before.before and after.after and not after.before:
        begins_word = before.after[-1].isspace() and not after.after[0].isspace()
        return after.start == before.new.end and not begins_word
    if before.before and not before.after and after.before and not after.after:
        return after.start in (before.start, before.start - len(after.before))
    return False
