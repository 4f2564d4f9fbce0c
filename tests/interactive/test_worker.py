"""The thread: newest snapshot first, outcomes delivered, a check called off."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Event

from klarsprak.core.document import Format
from klarsprak.core.errors import ConfigError
from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker, Outcome, Snapshot
from klarsprak.interactive.files import pasted
from klarsprak.interactive.session import Session
from klarsprak.interactive.smooth import rest, smooth
from klarsprak.interactive.worker import Worker

PATIENCE = 60.0
KEPT = ConfigError("config-type", path="x", key="y", wanted="z")


def snapshot(version: int) -> Snapshot:
    return Snapshot(version, 0, "", Format.TEXT)


def test_the_newest_snapshot_takes_the_place_of_one_that_waits() -> None:
    begun, go = Event(), Event()
    found: Queue[int] = Queue()

    def check(asked: Snapshot) -> Iterator[Outcome]:
        begun.set()
        go.wait(PATIENCE)
        yield Outcome(asked.version, 0, (), trouble=None, share=1.0)

    # Outcomes without a report are parts; a part gives way to a newer snapshot.
    worker = Worker(check, lambda outcome: found.put(outcome.version))
    worker.ask(snapshot(1))
    assert begun.wait(PATIENCE)
    worker.ask(snapshot(2))
    worker.ask(snapshot(3))
    go.set()
    assert found.get(timeout=PATIENCE) == 3
    worker.close()
    assert found.empty()
    assert not worker.busy


def test_a_check_is_called_off_between_two_parts() -> None:
    found: Queue[float] = Queue()
    told, go = Event(), Event()

    def check(asked: Snapshot) -> Iterator[Outcome]:
        for number in range(100):
            yield Outcome(asked.version, 0, (), share=number / 100)
            told.set()
            go.wait(PATIENCE)

    worker = Worker(check, lambda outcome: found.put(outcome.share))
    worker.ask(snapshot(1))
    assert told.wait(PATIENCE)
    worker.cancel()
    go.set()
    worker.close()
    assert found.qsize() == 1


def test_it_rests_once_when_nothing_is_asked_for() -> None:
    rests: Queue[int] = Queue()
    found: Queue[int] = Queue()

    def check(asked: Snapshot) -> Iterator[Outcome]:
        yield Outcome(asked.version, 0, (), share=1.0)

    worker = Worker(check, lambda o: found.put(o.version), lambda: rests.put(1), idle=0.01)
    for version in (1, 2):
        worker.ask(snapshot(version))
        assert found.get(timeout=PATIENCE) == version
        assert rests.get(timeout=PATIENCE)
    worker.close()


def test_the_settings_of_the_process_come_back() -> None:
    before = gc.get_threshold(), sys.getswitchinterval(), gc.get_freeze_count()
    with smooth():
        assert gc.get_threshold() != before[0]
        rest()
        assert gc.get_freeze_count() > before[2]
    assert (gc.get_threshold(), sys.getswitchinterval(), gc.get_freeze_count()) == before
    rest()
    assert gc.get_freeze_count() == before[2], "the process is somebody else's"


def test_an_error_is_told_and_the_thread_goes_on(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "klarsprak.toml").write_text("malgruppe = 3\n", encoding="utf-8")
    found: Queue[Outcome] = Queue()
    broken = Checker(Plan(flags={"velg": ("ord/kanselliord",)}))
    asked = Snapshot(1, 0, "Hei", Format.TEXT, "x.txt", tmp_path / "x.txt")
    worker = Worker(broken.check, found.put)
    worker.ask(asked)
    outcome = found.get(timeout=PATIENCE)
    assert outcome.trouble is not None
    worker.ask(snapshot(2))
    assert found.get(timeout=PATIENCE).version == 2
    worker.close()
    session = Session(checker, pasted("Hei"))
    assert session.receive(Outcome(session.version, session.generation, (), trouble=KEPT))
    assert session.trouble is KEPT
