"""Phrase lists with their forms worked out, kept so that a run decodes only what it meets.

Inflecting hundreds of heads costs more than a short text, and so does decoding every entry
of a list of which a text meets three. A kept list is one JSON file whose values are JSON
texts of their own, by first word. The wheel ships them.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from klarsprak.core.atomic import keep_text
from klarsprak.core.places import cache_folder
from klarsprak.lexicon import store
from klarsprak.lexicon.dictionaries import Entry
from klarsprak.lexicon.phrases import Gap, OptionalWord, Piece, expand, pieces

FORMAT = 4
_GAP = 0
"""How a gap is written in a compiled form; words are strings."""

Element = str | int
Row = tuple[Sequence[Element], int, int | None, Sequence[Sequence[str]]]
"""A form: its words and gaps, the number of its entry, its head, the head's readings."""


class Compiled(TypedDict):
    """A list as it is kept: JSON texts of rows, exceptions and entries."""

    forms: Mapping[str, str]
    let_be: Mapping[str, str]
    entries: Sequence[str]


def kept(stamp: str, read: Callable[[], Sequence[Entry]], language: str) -> Compiled:
    """The compiled list called `stamp`, made of what `read` returns if none is kept."""
    name = f"fraser-{_stamp_of_lexicon()}-{language}-{stamp}.json"
    for folder in (Path(__file__).resolve().parents[1] / "_data" / "phrases", cache_folder()):
        try:
            found: Compiled = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and set(found) == {"forms", "let_be", "entries"}:
            return found
    found = compiled(read(), language)
    keep_text(cache_folder() / name, _json(found))
    return found


@cache
def _stamp_of_lexicon() -> str:
    """Names what inflects the terms, besides the terms themselves."""
    digest = hashlib.sha256(f"{FORMAT}\n".encode())
    for file in sorted((Path(store.__file__).parent / "data").iterdir()):
        digest.update(f"{file.name}\0{file.stat().st_size}\n".encode())
    return digest.hexdigest()[:12]


def compiled(entries: Sequence[Entry], language: str) -> Compiled:
    """Work out every surface form of `entries`."""
    forms: dict[str, list[Row]] = {}
    let_be: dict[str, list[tuple[Element, ...]]] = {}
    for number, entry in enumerate(entries):
        for surface in expand(entry, language):
            readings = [sorted(reading) for reading in surface.readings]
            for elements in _variants(surface.pieces):
                row = (elements, number, surface.head, readings)
                forms.setdefault(str(elements[0]).lower(), []).append(row)
        for phrase in entry.unless:
            for elements in _variants(pieces(phrase)):
                let_be.setdefault(str(elements[0]).lower(), []).append(elements)
    return {
        "forms": {first: _json(rows) for first, rows in forms.items()},
        "let_be": {first: _json(rows) for first, rows in let_be.items()},
        "entries": [_json(_row(entry)) for entry in entries],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(entry: Entry) -> list[object]:
    return [
        entry.term,
        entry.pos,
        entry.swap,
        entry.fix,
        entry.severity,
        entry.unless,
        entry.forms_excluded,
        entry.note,
        entry.line,
        dict(entry.extra),
    ]


def to_entry(text: str) -> Entry:
    """The entry that a JSON text of a compiled list holds."""
    term, pos, swap, fix, severity, unless, excluded, note, line, extra = json.loads(text)
    return Entry(
        term, pos, tuple(swap), fix, severity, tuple(unless), tuple(excluded), note, line, extra
    )


def _variants(parts: Iterable[Piece]) -> Iterator[tuple[Element, ...]]:
    """Every way to leave out the optional words."""
    choices: list[tuple[tuple[Element, ...], ...]] = []
    for part in parts:
        if isinstance(part, Gap):
            choices.append(((_GAP,),))
        elif isinstance(part, OptionalWord):
            choices.append(((part.text,), ()))
        else:
            choices.append(((part,),))
    for combined in itertools.product(*choices):
        elements = tuple(itertools.chain.from_iterable(combined))
        if elements and isinstance(elements[0], str) and isinstance(elements[-1], str):
            yield elements
