"""Several processes that check files; one that dies costs the file it was at, no more."""

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klarsprak.core.report import ToolError
from klarsprak.engine.file_check import FileCheck, Outcome
from klarsprak.engine.files import Target
from klarsprak.engine.packing import pack
from klarsprak.engine.result import LintResult
from klarsprak.engine.workshop import Plan, Workshop

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

WORTH_A_PROCESS = 24
"""Files that another process must get to earn the two seconds it takes to start."""

MOST = 8
"""Processes that are started unasked; each holds the language model."""


def jobs_for(wanted: int | None, files: int) -> int:
    """How many processes to use: `wanted`, where 0 is one per core and None is to choose."""
    cores = cores_at_hand()
    if wanted is None:
        return max(1, min(cores, MOST, files // WORTH_A_PROCESS))
    return max(1, min(wanted or cores, files))


def cores_at_hand() -> int:
    """The cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: "BaseProcess"
    line: "Connection"
    job: tuple[int, Target] | None = None


def check_all(
    plan: Plan, jobs: Iterable[tuple[int, Target]], size: int
) -> Iterator[tuple[int, Outcome]]:
    """Check targets in `size` processes; yield each with its number, as they are done.

    The processes end when the iteration does, however it ends.
    """
    # Most runs are of a few files in this process.
    import multiprocessing
    from multiprocessing.connection import wait

    context = multiprocessing.get_context("spawn")
    waiting = iter(jobs)
    workers: list[_Worker] = []

    def hire() -> None:
        """Start a worker, if there is something for it to do."""
        job = next(waiting, None)
        if job is None:
            return
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(plan, there), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        workers.append(worker)
        _give(worker, job)

    try:
        for _ in range(size):
            hire()
        while workers:
            ready = wait([worker.line for worker in workers])
            for worker in [worker for worker in workers if worker.line in ready]:
                assert worker.job is not None
                number, target = worker.job
                try:
                    yield number, worker.line.recv()
                except (EOFError, OSError):
                    workers.remove(worker)
                    _end(worker)
                    yield number, Outcome(errors=(ToolError(target.shown, "worker-died"),))
                    hire()
                    continue
                job = next(waiting, None)
                _give(worker, job)
                if job is None:
                    workers.remove(worker)
                    worker.process.join()
                    worker.line.close()
    finally:
        for worker in workers:
            worker.process.terminate()
            _end(worker)


def _give(worker: _Worker, job: tuple[int, Target] | None) -> None:
    """Hand over a job, or None for the end. A dead worker is noticed when it is heard."""
    worker.job = job
    with suppress(OSError):
        worker.line.send(job[1] if job else None)


def _end(worker: _Worker) -> None:
    worker.process.join(5.0)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.line.close()


def _serve(plan: Plan, line: "Connection") -> None:
    """The life of a worker: targets in, packed outcomes out, until None comes."""
    # Ctrl-C goes to the whole group; the process that started us ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shelf = None
    if plan.cache:
        from klarsprak.engine.shelf import Shelf

        shelf = Shelf()
    check = FileCheck(Workshop(plan), shelf)
    try:
        while (target := line.recv()) is not None:
            outcome = check.check(target)
            line.send(packed(outcome))
    except (EOFError, OSError):
        # Whoever asked has gone.
        return
    finally:
        if shelf is not None:
            shelf.close()


def packed(outcome: Outcome) -> Outcome:
    """The outcome with its result in bytes."""
    if not isinstance(outcome.result, LintResult):
        return outcome
    return replace(outcome, result=pack(outcome.result))
