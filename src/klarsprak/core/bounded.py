"""A memory that does not grow without end."""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_KEEP = 0.8
"""How full the memory is after it has forgotten, so that it need not do so each time."""


class Bounded(Generic[K, V]):
    """Keeps values up to `limit` (in the unit that `put` is told sizes in).

    Work comes in rounds. `tidy` forgets what was longest unused, but never what was used
    in the round under way: a text larger than the limit is remembered while it is edited.
    """

    __slots__ = ("_kept", "_round", "_size", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._kept: dict[K, _Kept[V]] = {}
        self._round = 0
        self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def begin(self) -> None:
        """Begin a round."""
        self._round += 1

    def get(self, key: K) -> V | None:
        """What is kept under `key`, which now counts as used."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        kept.used = self._round
        return kept.value

    def put(self, key: K, value: V, size: int) -> None:
        """Keep `value`; it replaces what was there."""
        old = self._kept.get(key)
        self._size += size - (old.size if old else 0)
        self._kept[key] = _Kept(value, size, self._round)

    def tidy(self) -> None:
        """Forget until the limit is kept."""
        if self._size <= self.limit:
            return
        goal = int(self.limit * _KEEP)
        for key, kept in sorted(self._kept.items(), key=lambda item: item[1].used):
            if self._size <= goal or kept.used == self._round:
                return
            del self._kept[key]
            self._size -= kept.size


class _Kept(Generic[V]):
    __slots__ = ("size", "used", "value")

    def __init__(self, value: V, size: int, used: int) -> None:
        self.value, self.size, self.used = value, size, used
