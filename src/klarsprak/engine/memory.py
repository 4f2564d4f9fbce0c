"""What was found in a block of text, kept so that the same block is not checked again.

Block rules are pure, so what they gave holds as long as the block, the rules and what they
asked of the setting are the same. An edited document is then checked at the price of the
paragraph that changed, and a footer on every page at the price of one.
"""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

from klarsprak.core.audience import Setting
from klarsprak.core.bounded import Bounded
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.engine.token_rows import TokenRows
from klarsprak.nlp.analysis import AnalysisMemory
from klarsprak.nlp.language import detect
from klarsprak.nlp.metrics import BlockGrammar

if TYPE_CHECKING:
    from klarsprak.engine.shelf import Shelf

T = TypeVar("T")

LIMIT = 400_000
"""Code points of text to remember; their tokens take some hundred times as many bytes."""

PLACES = frozenset({"part", "paragraph"})
"""Attributes that tell where a block stands. Rules may not read them, nor its map."""

Needs = tuple[tuple[str, str], ...]
"""What was asked of the setting: (name of the field, digest of its value)."""


def block_key(block: Block) -> tuple[Hashable, ...]:
    """All that a block rule may read of a block: everything but its place."""
    attributes = block.attributes
    return (
        block.text,
        block.kind,
        block.language,
        block.level,
        block.declared_language,
        block.hidden,
        block.parent is None,
        bool(block.group),
        block.marks,
        tuple(sorted((k, v) for k, v in attributes.items() if k not in PLACES))
        if attributes
        else (),
    )


@dataclass(frozen=True, slots=True)
class BlockResult:
    """What the rules in `done` gave for a block, as long as the setting has `needs`.

    `hits` names the rules that matched something.
    """

    needs: Needs
    done: frozenset[str]
    hits: tuple[tuple[str, tuple[Match, ...]], ...]


@dataclass(slots=True)
class BlockRecord:
    """What is remembered of one block under one set of rules.

    `work` is what document rules worked out about the block alone.
    """

    results: tuple[BlockResult, ...] = ()
    grammar: BlockGrammar | None = None
    work: dict[str, object] = field(default_factory=dict)

    def find(self, wanted: frozenset[str], setting: "WatchedSetting") -> BlockResult | None:
        """The result that answers for all rules in `wanted` in this setting."""
        for result in self.results:
            if wanted <= result.done and setting.agrees(result.needs):
                return result
        return None

    def add(self, result: BlockResult, most: int = 4) -> None:
        """Keep a result in front of those for other settings."""
        others = (r for r in self.results if r.needs != result.needs)
        self.results = (result, *others)[:most]

    def remembered(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gave the first time it was asked for under this name."""
        if name not in self.work:
            self.work[name] = work()
        return cast(T, self.work[name])


class BlockMemory:
    """Analyses and results of blocks, for one process; documents may share them.

    `limit` is in code points of text. A lint that is under way forgets nothing it used.
    What is not remembered may be on the `shelf`, the cache on disk.
    """

    def __init__(self, limit: int = LIMIT, shelf: "Shelf | None" = None) -> None:
        self.use_shelf(shelf)
        self.analyses: AnalysisMemory = Bounded(limit)
        self._records: Bounded[tuple[Hashable, ...], BlockRecord] = Bounded(limit)
        self._languages: Bounded[str, str] = Bounded(limit)

    def use_shelf(self, shelf: "Shelf | None") -> None:
        """What is looked for where nothing is remembered, and given what was worked out."""
        self.shelf = shelf
        self.tokens = TokenRows(shelf) if shelf else None

    def begin(self) -> None:
        """Begin the lint of a document."""
        for part in (self.analyses, self._records, self._languages):
            part.begin()

    def tidy(self) -> None:
        """Forget what was longest unused; called after each document."""
        for part in (self.analyses, self._records, self._languages):
            part.tidy()

    def language(self, text: str) -> str:
        """As `nlp.language.detect`."""
        found = self._languages.get(text)
        if found is None:
            found = detect(text)
            self._languages.put(text, found, len(text))
        return found

    def record(self, scope: str, block: Block) -> BlockRecord:
        """What is known of a block under the rules that `scope` names; may be empty."""
        key = (scope, *block_key(block))
        found = self._records.get(key)
        if found is None:
            found = BlockRecord()
            self._records.put(key, found, len(block.text) + 50)
        return found


class WatchedSetting(Setting):
    """A setting that takes note of what is read from it.

    A rule that does not ask for the day, or the audience, need not run again when it is
    another one.
    """

    __slots__ = ("_digests", "_read")

    _digests: dict[str, str]
    _read: set[str]

    @classmethod
    def of(cls, setting: Setting) -> "WatchedSetting":
        """A copy of `setting` of which nothing has been read."""
        watched: WatchedSetting = object.__new__(cls)
        for name in _FIELDS:
            object.__setattr__(watched, name, getattr(setting, name))
        object.__setattr__(watched, "_read", set())
        object.__setattr__(watched, "_digests", {})
        return watched

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if name in _FIELDS:
            object.__getattribute__(self, "_read").add(name)
        return value

    def has_read(self, name: str) -> bool:
        """Whether a field was read since `forget`."""
        return name in self._read

    def forget(self) -> None:
        """Begin anew to take note."""
        self._read.clear()

    def needs(self) -> Needs:
        """What was read since `forget`, with what it was."""
        return tuple((name, self.digest_of(name)) for name in sorted(self._read))

    def agrees(self, needs: Needs) -> bool:
        """Whether everything that was read then is the same now."""
        return all(self.digest_of(name) == digest for name, digest in needs)

    def digest_of(self, name: str) -> str:
        """A digest of the value of a field; this does not count as reading it."""
        digests = self._digests
        if name not in digests:
            value = object.__getattribute__(self, name)
            text = repr(sorted(value)) if isinstance(value, frozenset) else repr(value)
            digests[name] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        return digests[name]


_FIELDS = frozenset(f.name for f in fields(Setting))


def is_rememberable(matches: Mapping[str, tuple[Match, ...]]) -> bool:
    """Whether matches hold wherever the block stands: edits are places in the file."""
    return not any(match.edits for found in matches.values() for match in found)
