"""Keeps work in a thread from stopping what the writer sees."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.001
"""Seconds until another thread gets its turn."""

ALLOCATIONS = (5_000, 1_000_000, 100)
"""New objects until the youngest are looked through for garbage; the older ones never are."""

IDLE = 20.0
"""Seconds without a change after which the writer is said to rest."""


@contextmanager
def smooth() -> Iterator[None]:
    """Threads take turns often, and garbage is searched for only when the writer rests.

    A search through all that a big text has left stops every thread for half a second; see
    `rest`. For commands: the settings are those of the whole process.
    """
    turn, allocations = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN)
    gc.set_threshold(*ALLOCATIONS)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(*allocations)
        gc.unfreeze()


def rest() -> None:
    """Search for garbage now that nobody waits; what is in use is not gone through again.

    Outside `smooth` this does nothing: there the process is somebody else's.
    """
    if gc.get_threshold() != ALLOCATIONS:
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()
