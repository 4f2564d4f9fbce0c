"""Run the command line in this process, as a shell would see it."""

import contextlib
import io
import sys
from collections.abc import Iterator

from klarsprak.cli.main import main


class _Bytes(io.TextIOWrapper):
    """A text stream over a buffer that outlives it."""


@contextlib.contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    saved = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = _Bytes(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout = _Bytes(out, encoding="utf-8", write_through=True)
    sys.stderr = _Bytes(err, encoding="utf-8", write_through=True)
    wrappers = sys.stdin, sys.stdout, sys.stderr
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = saved
        for wrapper in wrappers:
            wrapper.detach()


def run_cli(*arguments: str, stdin: bytes = b"") -> tuple[str, str, int]:
    """Return (standard output, standard error, exit code)."""
    code = 0
    with _streams(stdin) as (out, err):
        try:
            main(arguments)
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 0
    return out.getvalue().decode(), err.getvalue().decode(), code
