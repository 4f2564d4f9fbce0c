"""Block rules over the blocks of a document, as far as they are not remembered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from klarsprak.core.analysis import Analysis
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match
from klarsprak.core.rule import BlockRule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.engine.memory import BlockRecord, BlockResult, WatchedSetting, is_rememberable
from klarsprak.nlp.metrics import is_running_text

_ROLES_LEFT_OUT = frozenset({"address", "reference"})
"""Lines of a letter that are no prose; a rule that wants them says ``options.roles: true``."""

_FRAME = frozenset({"nav", "header", "footer", "aside"})
"""What stands round a page; a rule that lets it be says ``options.frame: false``."""


class Protected(Protocol):
    """The protected spans of the block with an index."""

    def __call__(self, block: int, *, quotes: bool) -> Sequence[Span]:
        """With `quotes` quotation marks protect too."""
        ...


@dataclass(slots=True)
class BlockWork:
    """The block rules that look at one block, and what is remembered of it."""

    index: int
    rules: tuple[BlockRule, ...]
    wanted: frozenset[str]
    record: BlockRecord
    result: BlockResult | None = None


@dataclass(slots=True)
class BlockFindings:
    """Matches by rule, each with the index of its block; rules that raised, with the error.

    `needs` are the fields of the setting that some rule read.
    """

    matches: dict[str, list[tuple[int, Match]]] = field(default_factory=dict)
    crashes: dict[str, Exception] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)


def plan_blocks(
    rules: Iterable[BlockRule],
    document: Document,
    records: Sequence[BlockRecord],
    setting: WatchedSetting,
) -> list[BlockWork]:
    """Which rules look at which block; with the result where it is remembered.

    ``options.first_blocks`` bounds a rule to so many of the blocks in its scope.
    """
    listed = tuple(rules)
    left = {
        rule.meta.id: opening
        for rule in listed
        if isinstance(opening := rule.meta.options.get("first_blocks"), int)
    }
    scopes: dict[tuple[object, ...], tuple[tuple[BlockRule, ...], frozenset[str], bool]] = {}
    planned = []
    for index, block in enumerate(document.blocks):
        if block.hidden or not block.text:
            continue
        scope = (
            block.kind,
            block.language,
            block.attributes.get("role") in _ROLES_LEFT_OUT,
            block.attributes.get("landmark") in _FRAME,
        )
        if scope not in scopes:
            fitting = tuple(rule for rule in listed if in_scope(rule.meta, block))
            ids = frozenset(rule.meta.id for rule in fitting)
            scopes[scope] = fitting, ids, not ids.isdisjoint(left)
        chosen, wanted, counted = scopes[scope]
        if counted:
            chosen = tuple(rule for rule in chosen if left.get(rule.meta.id, 1) > 0)
            for name in wanted & left.keys():
                left[name] -= 1
            wanted = frozenset(rule.meta.id for rule in chosen)
        if chosen or is_running_text(block):
            record = records[index]
            planned.append(BlockWork(index, chosen, wanted, record, record.find(wanted, setting)))
    return planned


def run_blocks(
    planned: Iterable[BlockWork],
    document: Document,
    analysis: Callable[[int], Analysis],
    protected: Protected,
    setting: WatchedSetting,
    *,
    raise_errors: bool = False,
) -> BlockFindings:
    """The matches of block rules, less those in protected stretches.

    A rule that raises is asked no more; what it gave for earlier blocks stays.
    """
    found = BlockFindings()
    for work in planned:
        result = work.result
        if result is not None:
            found.needs.update(name for name, _ in result.needs)
        else:
            setting.forget()
            hits: dict[str, tuple[Match, ...]] = {}
            done = set()
            block = document.blocks[work.index]
            for rule in work.rules:
                meta = rule.meta
                if meta.id in found.crashes:
                    continue
                try:
                    matches = list(rule.check(block, analysis(work.index), setting))
                    kept = outside_protected(meta, protected, work.index, matches)
                except Exception as error:
                    if raise_errors:
                        raise
                    found.crashes[meta.id] = error
                    continue
                done.add(meta.id)
                if kept:
                    hits[meta.id] = tuple(kept)
            result = BlockResult(setting.needs(), frozenset(done), tuple(hits.items()))
            if is_rememberable(hits):
                work.result = result
                work.record.add(result)
            found.needs.update(name for name, _ in result.needs)
        for name, given in result.hits:
            if name in work.wanted and name not in found.crashes:
                found.matches.setdefault(name, []).extend((work.index, m) for m in given)
    return found


def in_scope(meta: RuleMeta, block: Block) -> bool:
    """Whether a rule looks at a block."""
    return (
        block.kind in meta.scope
        and not block.hidden
        and bool(block.text)
        and (block.attributes.get("role") not in _ROLES_LEFT_OUT or "roles" in meta.options)
        and (
            block.attributes.get("landmark") not in _FRAME or meta.options.get("frame") is not False
        )
        and (block.language in meta.languages or "*" in meta.languages)
    )


def outside_protected(
    meta: RuleMeta, protected: Protected, block: int, matches: Sequence[Match]
) -> list[Match]:
    """Matches that touch no quotation, code, law title and the like.

    ``options.protected: false`` switches this off for rules about signs and links;
    ``options.quotes: false`` lets a rule look inside quotation marks.
    """
    if not matches or meta.options.get("protected") is False:
        return list(matches)
    spans = protected(block, quotes=meta.options.get("quotes") is not False)
    if not spans:
        return list(matches)
    if meta.options.get("protected") == "within":
        return [m for m in matches if not any(span.contains(m.span) for span in spans)]
    return [m for m in matches if not any(span.overlaps(m.span) for span in spans)]
