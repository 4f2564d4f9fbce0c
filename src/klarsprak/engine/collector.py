"""Python's search for cycles, put off until a start or a document is done.

Nearly all that a start or a lint makes lives until its end, so searching in the middle of it
finds nothing and takes a sixth of the time. The trees of pages are cycles; they are young
when they are done with, and found by a search among what is young.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (50_000, 20, 20)
"""For a process of our own: reports are made of many small objects that all live on."""


def begin() -> None:
    """For the start of a process of our own: no search until `resume`, and none at its end."""
    gc.set_threshold(*THRESHOLDS)
    gc.disable()
    atexit.register(gc.freeze)


def resume() -> None:
    """The start is over, and what comes is more than a single document."""
    gc.enable()


@contextmanager
def put_off() -> Iterator[None]:
    """Search for no cycles inside, and among what was made there at the end.

    Does nothing where somebody else has switched the search off, or inside another.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)
