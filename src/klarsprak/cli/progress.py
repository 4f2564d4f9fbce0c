"""How far a run has come, on a terminal and nowhere else."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

FEWEST = 8
"""Fewer files are done before a bar can be read."""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what `engine.run.run` may call with (files done, files in all).

    None when standard error is no terminal. The bar is gone when the body ends.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    shown: list[Any] = []
    told = 0

    def show(done: int, total: int) -> None:
        nonlocal told
        if total < FEWEST:
            return
        if not shown:
            import click

            bar: Any = click.progressbar(
                length=total, label=label, file=sys.stderr, update_min_steps=max(1, total // 200)
            )
            shown.append(bar.__enter__())
        shown[0].update(done - told)
        told = done

    try:
        yield show
    finally:
        if shown:
            shown[0].__exit__(None, None, None)
            # One line up, and clear it: the report stands alone on the screen.
            sys.stderr.write("\x1b[1A\x1b[2K")
            sys.stderr.flush()
