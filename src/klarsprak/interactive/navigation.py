"""From one finding to the next, and which one the writer is at."""

from collections.abc import Sequence

from klarsprak.core.finding import Severity
from klarsprak.interactive.history import Step
from klarsprak.interactive.marks import Mark


def ordered(marks: Sequence[Mark]) -> list[Mark]:
    """Findings in text order.

    Those that are only for information come after the others, and those about the text as
    a whole after that: first what can be mended, from the top.
    """
    return sorted(
        marks,
        key=lambda m: (m.whole, _is_minor(m), m.span.start, m.span.end, m.finding.rule_id),
    )


def _is_minor(mark: Mark) -> bool:
    return mark.finding.severity is Severity.INFO


def after(marks: Sequence[Mark], current: Mark | None, offset: int, step: int = 1) -> Mark | None:
    """The finding after (`step` 1) or before (-1) `current`, round and round.

    Without a current one that is still there it goes by `offset`, where the cursor is.
    None when there are no findings.
    """
    order = ordered(marks)
    if not order:
        return None
    number = place(order, current)
    if number is not None:
        return order[(number + step) % len(order)]
    placed = [mark for mark in order if not (mark.whole or _is_minor(mark))]
    if step > 0:
        return next((mark for mark in placed if mark.span.start >= offset), order[0])
    return next((mark for mark in reversed(placed) if mark.span.end <= offset), order[-1])


def place(order: Sequence[Mark], mark: Mark | None) -> int | None:
    """The number (from 0) of `mark` among `order`; None when it is not there.

    Marks are told apart by their finding and place: comparing all that a finding holds
    would take its time in a text with thousands of them.
    """
    if mark is None:
        return None
    finding, span = mark.finding, mark.span
    return next((n for n, m in enumerate(order) if m.finding is finding and m.span == span), None)


def at(marks: Sequence[Mark], offset: int) -> Mark | None:
    """The finding that `offset` is within, the shortest of several; None for none."""
    here = [m for m in marks if not m.whole and m.span.start <= offset < m.span.end]
    return min(here, key=lambda m: (len(m.span), m.span.start), default=None)


def same(marks: Sequence[Mark], old: Mark | None) -> Mark | None:
    """The finding among `marks` that `old` has become; None when it is gone.

    The same fault in the same sentence, or else the same rule on the same words at the
    same place: a sentence being written changes its fingerprint with every sign.
    """
    if old is None:
        return None
    alike = [m for m in marks if m.finding.rule_id == old.finding.rule_id]
    found = [m for m in alike if m.finding.fingerprint == old.finding.fingerprint]
    found = found or [m for m in alike if m.span == old.span or (m.whole and old.whole)]
    return min(found, key=lambda m: abs(m.span.start - old.span.start), default=None)


def back_at(marks: Sequence[Mark], step: Step) -> Mark | None:
    """The finding to be at when `step` has been taken back; None when it was about none."""
    if step.ignored:
        return next((m for m in marks if m.finding.fingerprint == step.ignored), None)
    if step.changes:
        start = step.changes[-1].start
        return at(marks, start) or after(marks, None, start)
    return None
