"""What block rules gave, on the shelf: text that did not change is not parsed again."""

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from klarsprak.core.document import Document
from klarsprak.core.finding import Match
from klarsprak.core.plain import Codec, codec_for
from klarsprak.engine.blocks import BlockWork
from klarsprak.engine.keys import digest
from klarsprak.engine.memory import BlockResult, WatchedSetting, block_key
from klarsprak.nlp.metrics import BlockGrammar

if TYPE_CHECKING:
    from klarsprak.engine.shelf import Shelf


def recall(
    shelf: "Shelf",
    scope: str,
    document: Document,
    planned: Iterable[BlockWork],
    setting: WatchedSetting,
) -> list[tuple[bytes, BlockWork]]:
    """Fill in what the shelf has; return the rest, each with its key on the shelf.

    A row that cannot be read, or is of another setting, counts as not there.
    """
    occasion = setting.digest_of("audience") + setting.digest_of("document_type")
    names: dict[frozenset[str], bytes] = {}
    keyed = []
    for work in planned:
        if work.result is not None:
            continue
        if work.wanted not in names:
            names[work.wanted] = digest(*sorted(work.wanted))
        block = repr(block_key(document.blocks[work.index]))
        keyed.append((digest(scope, occasion, names[work.wanted], block), work))
    rows = shelf.blocks(key for key, _ in keyed)
    missing = []
    for key, work in keyed:
        result = _decoded(rows.get(key), work.wanted)
        if result is None or not setting.agrees(result[0].needs):
            missing.append((key, work))
            continue
        work.result, grammar = result
        work.record.add(work.result)
        work.record.grammar = work.record.grammar or grammar
    return missing


def keep(shelf: "Shelf", worked: Iterable[tuple[bytes, BlockWork]]) -> None:
    """Put what was worked out on the shelf."""
    encode = _matches().encode
    for key, work in worked:
        result, grammar = work.result, work.record.grammar
        if result is None or result.done != work.wanted:
            continue
        data = [
            [list(need) for need in result.needs],
            [[name, encode(matches)] for name, matches in result.hits],
            _grammar().encode(grammar) if grammar else None,
        ]
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        shelf.keep_block(key, text.encode("utf-8", "surrogatepass"))


def _decoded(
    data: bytes | None, wanted: frozenset[str]
) -> tuple[BlockResult, BlockGrammar | None] | None:
    if data is None:
        return None
    try:
        needs, hits, grammar = json.loads(data.decode("utf-8", "surrogatepass"))
        result = BlockResult(
            tuple((str(name), str(value)) for name, value in needs),
            wanted,
            tuple((_one_of(wanted, name), _matches().decode(found)) for name, found in hits),
        )
        return result, _grammar().decode(grammar) if grammar is not None else None
    except (ValueError, TypeError, RecursionError):
        return None


def _one_of(wanted: frozenset[str], name: Any) -> str:
    if name not in wanted:
        raise ValueError(f"no such rule: {name}")
    return str(name)


@cache
def _matches() -> Codec:
    return codec_for(tuple[Match, ...])


@cache
def _grammar() -> Codec:
    return codec_for(BlockGrammar)
