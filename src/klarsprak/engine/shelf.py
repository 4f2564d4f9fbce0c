"""The cache on disk: results of files and of blocks in one SQLite file.

Several processes may use it at once (write-ahead log). It is an aid and never a
condition: what cannot be read is thrown away, what cannot be written is done without.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from klarsprak.core.places import cache_folder

T = TypeVar("T")

FORMAT = 1
"""Goes up when the tables or what is in them change."""

LIMIT = 256 * 1024 * 1024
"""Bytes that the file may take after a run; ``KLARSPRAK_MELLOMLAGER_MB`` overrides it."""

_BATCH = 500
_WAIT = 5.0
"""Seconds to wait for another process that writes."""

_TABLES = """
create table if not exists files (
    key blob primary key, day text not null, head text not null, body blob not null,
    facts blob not null, places blob not null, used integer not null
) without rowid;
create table if not exists blocks (
    key blob primary key, data blob not null, used integer not null
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is kept of a file; `day` is the day it holds for, "" for any."""

    day: str
    head: str
    body: bytes
    facts: bytes
    places: bytes


def shelf_path() -> Path:
    """Where the cache of findings lies."""
    return cache_folder() / f"funn-{FORMAT}.sqlite"


def limit_in_force() -> int:
    """The largest size in bytes; the default where the environment says nothing sensible."""
    told = os.environ.get("KLARSPRAK_MELLOMLAGER_MB", "")
    return int(told) * 1024 * 1024 if told.isdecimal() and len(told) < 8 else LIMIT


class Shelf:
    """One process's hold on the cache; nothing is opened before it is asked for something.

    `tell` hears ``cache-broken`` when the file was thrown away, once. Rows are written in
    batches and when `close` is called, each batch whole or not at all.
    """

    def __init__(
        self,
        path: Path | None = None,
        tell: Callable[[str], None] = lambda code: None,
        limit: int | None = None,
    ) -> None:
        self._path = path or shelf_path()
        self._limit = limit_in_force() if limit is None else limit
        self._tell = tell
        self._base: sqlite3.Connection | None = None
        self._is_shut = False
        self._threw_away = False
        self._files: dict[bytes, FileRow] = {}
        self._blocks: dict[bytes, bytes] = {}
        self._touched: set[bytes] = set()
        self._now = int(time.time() // 3600)

    def file(self, key: bytes, day: str) -> FileRow | None:
        """What is kept of a file, if it holds on `day`."""
        row = self._files.get(key)
        if row is None:
            query = "select day, head, body, facts, places, used from files where key = ?"
            for *cells, used in self._read(query, [key]):
                if [type(cell) for cell in cells] == [str, str, bytes, bytes, bytes]:
                    row = FileRow(*cells)
                    self._touch(key, used)
        return row if row and row.day in ("", day) else None

    def blocks(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """What is kept of these blocks."""
        wanted = list(dict.fromkeys(keys))
        found = {key: self._blocks[key] for key in wanted if key in self._blocks}
        missing = [key for key in wanted if key not in found]
        for start in range(0, len(missing), _BATCH):
            part = missing[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            query = f"select key, data, used from blocks where key in ({marks})"
            for key, data, used in self._read(query, part):
                if isinstance(data, bytes):
                    found[key] = data
                    self._touch(key, used)
        return found

    def keep_file(self, key: bytes, row: FileRow) -> None:
        """Keep the result of a file."""
        self._files[key] = row
        if len(self._files) + len(self._blocks) >= _BATCH:
            self.flush()

    def keep_block(self, key: bytes, data: bytes) -> None:
        """Keep the result of a block; written with the next files."""
        self._blocks[key] = data

    def flush(self) -> None:
        """Write what waits, all of it or nothing."""
        if self._files or self._blocks or self._touched:
            self._try(self._write, None)
        self._files.clear()
        self._blocks.clear()
        self._touched.clear()

    def close(self) -> None:
        """Write what waits, forget what was longest unused, and let go of the file."""
        self.flush()
        if self._base is not None:
            self._try(self._evict, None)
        self._let_go()
        self._is_shut = True

    def _write(self, base: sqlite3.Connection) -> None:
        now = self._now
        with _transaction(base):
            base.executemany(
                "insert or replace into files values (?, ?, ?, ?, ?, ?, ?)",
                [
                    (key, row.day, row.head, row.body, row.facts, row.places, now)
                    for key, row in self._files.items()
                ],
            )
            base.executemany(
                "insert or replace into blocks values (?, ?, ?)",
                [(key, data, now) for key, data in self._blocks.items()],
            )
            for table in ("files", "blocks"):
                base.executemany(
                    f"update {table} set used = ? where key = ?",
                    [(now, key) for key in self._touched],
                )

    def _evict(self, base: sqlite3.Connection) -> None:
        """Delete a quarter of the rows at a time until four fifths of the limit are in use."""
        if _bytes_in_use(base) <= self._limit:
            return
        gone = 1
        while gone and _bytes_in_use(base) > self._limit * 4 // 5:
            with _transaction(base):
                gone = sum(_delete_oldest(base, table) for table in ("files", "blocks"))
        base.execute("pragma incremental_vacuum").fetchall()
        base.execute("pragma wal_checkpoint(truncate)").fetchall()

    def _touch(self, key: bytes, used: object) -> None:
        """Note that a row is in use, at most once a day: most runs write nothing."""
        if not isinstance(used, int) or used < self._now - 24:
            self._touched.add(key)

    def _read(self, query: str, values: list[bytes]) -> list[tuple[Any, ...]]:
        return self._try(lambda base: base.execute(query, values).fetchall(), [])

    def _try(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `work` gives with the open cache; `otherwise` where the cache fails.

        A broken file is thrown away and begun anew, once; after any other fault the run
        goes on without a cache.
        """
        if self._is_shut:
            return otherwise
        try:
            if self._base is None:
                self._base = self._open()
            return work(self._base)
        except sqlite3.Error as error:
            if _is_busy(error):
                return otherwise
            self._let_go()
            if _is_broken(error) and not self._threw_away:
                self._threw_away = True
                self._tell("cache-broken")
                self._throw_away()
            else:
                self._is_shut = True
        except OSError:
            self._is_shut = True
        return otherwise

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(
            self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            base.execute("pragma auto_vacuum = incremental")
            base.execute("pragma journal_mode = wal").fetchall()
            # A power cut may cost the last rows, never the file.
            base.execute("pragma synchronous = normal")
            base.executescript(_TABLES)
        except BaseException:
            base.close()
            raise
        return base

    def _let_go(self) -> None:
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
        self._base = None

    def _throw_away(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                Path(f"{self._path}{suffix}").unlink()


@contextlib.contextmanager
def _transaction(base: sqlite3.Connection) -> Iterator[None]:
    base.execute("begin immediate")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            base.execute("rollback")
        raise
    base.execute("commit")


def _bytes_in_use(base: sqlite3.Connection) -> int:
    page, pages, free = (
        int(base.execute(f"pragma {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return page * (pages - free)


def _delete_oldest(base: sqlite3.Connection, table: str) -> int:
    (count,) = base.execute(f"select count(*) from {table}").fetchone()
    return base.execute(
        f"delete from {table} where key in (select key from {table} order by used limit ?)",
        [-(-count // 4)],
    ).rowcount


def _is_busy(error: sqlite3.Error) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _is_broken(error: sqlite3.Error) -> bool:
    """Whether the file is no cache of this kind, as against one that cannot be reached."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith(("no such", "table "))
    return isinstance(error, sqlite3.DatabaseError)
