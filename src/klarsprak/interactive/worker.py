"""One thread that checks the newest snapshot and forgets those it did not get to."""

from collections.abc import Callable, Iterator
from threading import Condition, Thread

from klarsprak.interactive.checking import Outcome, Snapshot
from klarsprak.interactive.smooth import IDLE


class Worker:
    """Runs `check` in a thread of its own and hands every outcome to `deliver`.

    `deliver` is called in that thread: whoever owns the session takes the outcome over to
    theirs. A snapshot that is asked for replaces one that waits; between two parts of a
    big text the check gives way to a newer one. `rest` is called in the thread, once, when
    nothing has been asked for in `idle` seconds after a check.
    """

    def __init__(
        self,
        check: Callable[[Snapshot], Iterator[Outcome]],
        deliver: Callable[[Outcome], None],
        rest: Callable[[], None] = lambda: None,
        idle: float = IDLE,
    ) -> None:
        self._check, self._deliver = check, deliver
        self._rest, self._idle = rest, idle
        self._news = Condition()
        self._waiting: Snapshot | None = None
        self._stop = self._closed = False
        self._busy = False
        self._thread = Thread(target=self._run, name="klarsprak-check", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a check is under way or waiting."""
        with self._news:
            return self._busy or self._waiting is not None

    def ask(self, snapshot: Snapshot) -> None:
        """Check `snapshot` as soon as may be."""
        with self._news:
            self._waiting = snapshot
            self._news.notify()

    def cancel(self) -> None:
        """Drop what waits, and stop the check under way at the end of its part."""
        with self._news:
            self._waiting = None
            self._stop = True

    def close(self, timeout: float = 2.0) -> None:
        """End the thread; a part that takes more than `timeout` seconds is left to itself."""
        with self._news:
            self._closed = self._stop = True
            self._waiting = None
            self._news.notify()
        self._thread.join(timeout)

    def _run(self) -> None:
        while (snapshot := self._next()) is not None:
            for outcome in self._check(snapshot):
                if self._gives_way(outcome):
                    break
                self._deliver(outcome)
            with self._news:
                self._busy = False

    def _next(self) -> Snapshot | None:
        with self._news:
            has_rested = False
            while self._waiting is None and not self._closed:
                if not self._news.wait(None if has_rested else self._idle):
                    self._rest()
                    has_rested = True
            snapshot, self._waiting = self._waiting, None
            self._busy, self._stop = snapshot is not None, self._closed
            return None if self._closed else snapshot

    def _gives_way(self, outcome: Outcome) -> bool:
        with self._news:
            return self._stop or (outcome.is_part and self._waiting is not None)
