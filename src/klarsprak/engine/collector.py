"""Python's search for cycles, put off until a document is done.

Nearly all that a lint makes lives until its end, so searching in the middle of it finds
nothing and takes a sixth of the time. The trees of pages are cycles; they are young when
they are done with, and found by a search among what is young.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (50_000, 20, 20)
"""For a process of our own: reports are made of many small objects that all live on."""


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
