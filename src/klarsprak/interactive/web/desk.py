"""One page in the browser: its session, the finding it is at, and the thread that checks.

A desk belongs to the event loop. Whatever changes what the page shows raises `number`,
and those who wait in `news` wake up.
"""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import is_
from threading import Lock

from klarsprak.core.document import Format
from klarsprak.interactive import navigation
from klarsprak.interactive.checking import Checker, Outcome, Snapshot
from klarsprak.interactive.files import Opened, looks_like
from klarsprak.interactive.first import Beginning
from klarsprak.interactive.history import Step
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.interactive.smooth import rest
from klarsprak.interactive.worker import Worker

REMEMBERED = 6
"""Lists of findings that the page may still point into."""


class Desk:
    """What one page works on."""

    def __init__(self, session: Session, lock: Lock) -> None:
        """`lock` lets one check at a time use the rules that all desks share."""
        self.session = session
        self.number = 0
        self.guess = True
        """Whether the format of a text put in whole is guessed; not once it is chosen."""
        self.current: Mark | None = None
        self.before: dict[str, int] = {}
        """The scores before they last changed."""
        self.beginning = Beginning()
        self.list_id = 0
        self._lists: dict[int, list[Mark]] = {}
        self._shown: Sequence[Mark] | None = None
        self._swaps: list[tuple[tuple[str, Opened], tuple[str, Opened]]] = []
        """Texts and where they came from: what a file took the place of, and the file."""
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._lock = lock
        self.worker = Worker(self._check, self._deliver, rest)

    def close(self) -> None:
        """End the thread."""
        self.worker.close(timeout=0.5)

    # News

    def touch(self) -> None:
        """Something that the page shows has changed."""
        self.number += 1
        self._news.set()
        self._news = asyncio.Event()

    async def news(self, known: int, patience: float) -> bool:
        """Wait until there is more than the page has seen; False when `patience` ran out."""
        if self.number == known:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), patience)
        return self.number != known

    # Checking

    def ask(self) -> None:
        """Check the text as it is now."""
        self.worker.ask(self.session.snapshot())

    def _check(self, snapshot: Snapshot) -> Iterator[Outcome]:
        # In the worker's thread. The rules are shared, so checks take turns, part by part.
        outcomes = self.session.checker.check(snapshot)
        while True:
            with self._lock:
                outcome = next(outcomes, None)
            if outcome is None:
                return
            yield outcome

    def _deliver(self, outcome: Outcome) -> None:
        # In the worker's thread; the loop may be gone when the program is ending.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._receive, outcome)

    def _receive(self, outcome: Outcome) -> None:
        before = self.scores()
        if not self.session.receive(outcome):
            return
        if before and before != (now := self.scores()) and now:
            self.before = before
        self.current = navigation.same(self.session.marks, self.current)
        self.touch()

    def scores(self) -> dict[str, int]:
        """The assessed promises by id."""
        return {s.id: s.score for s in self.session.scores if s.score is not None}

    def stop(self) -> None:
        """Call off the check of a big text."""
        self.worker.cancel()
        self.session.stopped()
        self.touch()

    # The findings, as the page numbers them

    def ordered(self) -> list[Mark]:
        """The findings in the order they are shown; `list_id` tells this list from others."""
        marks = self.session.marks
        if self._shown is None or not _is_same(marks, self._shown):
            self._shown = marks
            self.list_id += 1
            self._lists[self.list_id] = navigation.ordered(marks)
            self._lists.pop(self.list_id - REMEMBERED, None)
        return self._lists[self.list_id]

    def mark(self, list_id: int, number: int) -> Mark | None:
        """The finding that the page calls `number` in a list; None when it is gone."""
        known = self._lists.get(list_id, [])
        if not 0 <= number < len(known):
            return None
        return navigation.same(self.session.marks, known[number])

    # What the page asks for

    def edit(self, start: int, end: int, text: str, *, typed: bool) -> None:
        """The writer changed the text; ValueError for a span outside it."""
        is_new = not self.session.text.strip() and len(text) > 1 and not typed
        if self.session.replace(start, end, text, typed=typed) is None:
            return
        if is_new and self.guess:
            self.read_as(looks_like(self.session.text))
        self.changed()

    def read_as(self, format_: Format) -> None:
        """Read the text as `format_`."""
        if format_ is not self.session.format:
            self.session.set_format(format_)

    def changed(self) -> None:
        """After any change of the text: marks follow at once, the check comes when it comes."""
        self.current = navigation.same(self.session.marks, self.current)
        self.ask()
        self.touch()

    def open(self, source: Opened) -> None:
        """Put another text in place of this one; that can be taken back."""
        if not self.session.text.strip():
            self.session.open(source)
        else:
            before = self.session.text, self.session.source
            self.session.set_text(source.text)
            self._swaps.append((before, (self.session.text, source)))
            self._come_from(source)
        self.guess = True
        self.current, self.before = None, {}
        self.changed()

    def take(self, mark: Mark, choice: int) -> tuple[str, Mark | None]:
        """Put in a suggestion: (how it reads, the finding to go on to).

        Raises ValueError when there is nothing to take.
        """
        offered = self.session.choices(mark)
        if not 0 <= choice < len(offered):
            raise ValueError("no such choice")
        follower = self._follower(mark)
        self.session.take(mark, choice)
        self.changed()
        return offered[choice], self._go_on(follower)

    def ignore(self, mark: Mark) -> Mark | None:
        """Let a finding be; returns the one to go on to."""
        follower = self._follower(mark)
        self.session.ignore(mark)
        self.touch()
        return self._go_on(follower)

    def accept(self, mark: Mark) -> tuple[str, str, Mark | None]:
        """Accept a word for good: (the word, the name of the list, the finding to go on to).

        Raises as `Session.accept`.
        """
        follower = self._follower(mark)
        word, path = self.session.accept(mark)
        self.changed()
        return word, path.name, self._go_on(follower)

    def _follower(self, mark: Mark) -> Mark | None:
        found = navigation.after(self.session.marks, mark, 0)
        return None if found is mark else found

    def _go_on(self, follower: Mark | None) -> Mark | None:
        self.current = navigation.same(self.session.marks, follower)
        return self.current

    def undo(self) -> Step | None:
        """Take back the last step; raises as `Session.undo`."""
        step = self.session.undo()
        if step is not None:
            self._after(step)
        return step

    def redo(self) -> Step | None:
        """Do again what was last taken back; raises as `Session.redo`."""
        step = self.session.redo()
        if step is not None:
            self._after(step)
        return step

    def _come_from(self, source: Opened) -> None:
        self.session.source = source
        self.session.set_format(source.format)

    def _after(self, step: Step) -> None:
        for text, source in chain.from_iterable(self._swaps):
            if text == self.session.text:
                self._come_from(source)
        self.changed()
        if step.ignored or step.changes:
            self.current = navigation.back_at(self.session.marks, step) or self.current


class Desks:
    """The desks of one run, newest last; the least used of late goes when there are too many."""

    MOST = 12

    def __init__(self, checker: Checker, audience: str, document_type: str) -> None:
        self._checker = checker
        self._choices = {"audience": audience, "document_type": document_type}
        self._lock = Lock()
        self._desks: dict[str, Desk] = {}
        self._first: Opened | None = None

    def lay(self, source: Opened | None) -> None:
        """The text that the next new page begins with."""
        self._first = source

    def find(self, name: str) -> Desk | None:
        """The desk called `name`, which becomes the newest."""
        desk = self._desks.pop(name, None)
        if desk is not None:
            self._desks[name] = desk
        return desk

    def new(self, name: str) -> Desk:
        """A new desk called `name`."""
        session = Session(self._checker, self._first, **self._choices)
        self._first = None
        desk = self._desks[name] = Desk(session, self._lock)
        desk.ask()
        while len(self._desks) > self.MOST:
            oldest = next(iter(self._desks))
            self._desks.pop(oldest).close()
        return desk

    def close(self) -> None:
        """End every thread."""
        for desk in self._desks.values():
            desk.close()
        self._desks.clear()


def _is_same(one: Sequence[Mark], other: Sequence[Mark]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))
