"""Our own annotated sentences: where each stands in the shared texts, and its labels.

The texts may not be published, so `own_sentences.tsv` holds file, offsets, length and a
digest of each sentence, and the labels as offsets in it; `rebuilt` finds the words again.
A sentence of the treebank is found by its number there.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from klarsprak.core.document import Block
from klarsprak.core.spans import Span
from klarsprak.nlp.language import resolve
from klarsprak.readers.registry import read

HERE = Path(__file__).parent
LIST = HERE / "own_sentences.tsv"
COLUMNS = ("id", "lang", "file", "start", "end", "length", "digest", "labels")


def digest(text: str) -> str:
    """Eight hexadecimal figures that tell whether a sentence is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def rows() -> list[dict[str, str]]:
    """The list as it stands."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def labels(text: str) -> list[dict[str, Any]]:
    """The labels of a row: «passive_s:core:12-18;jargon:mild:20-31»."""
    found = []
    for part in filter(None, text.split(";")):
        label, severity, place = part.split(":")
        start, end = map(int, place.split("-"))
        found.append({"label": label, "severity": severity, "start": start, "end": end})
    return found


def rebuilt(data: Path, chosen: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield each sentence as `score_gold.py` wants it; ValueError when one is not found."""
    for row in chosen:
        text = _words(data, row)
        if digest(text) != row["digest"]:
            raise ValueError(f"{row['id']} is another sentence in {row['file']}")
        yield {
            "id": row["id"],
            "lang": row["lang"],
            "text": text,
            "links": [],
            "spans": labels(row["labels"]),
        }


def _words(data: Path, row: Mapping[str, str]) -> str:
    if row["file"].startswith("ndt/"):
        return _treebank(data / row["file"])[row["start"]]
    wanted, length = Span(int(row["start"]), int(row["end"])), int(row["length"])
    for block in _blocks(data / "texts" / row["file"]):
        text = _in_block(block, wanted, length)
        if text is not None:
            return text.replace("\n", " ")
    raise ValueError(f"{row['id']} is nowhere in {row['file']}")


def _in_block(block: Block, wanted: Span, length: int) -> str | None:
    text = block.text
    if len(text) < length or not block.source_map.to_source(Span(0, len(text))).overlaps(wanted):
        return None
    for start in range(len(text) - length + 1):
        here = Span(start, start + length)
        if block.source_map.to_source(here) == wanted:
            return text[start : start + length]
    return None


@cache
def _blocks(path: Path) -> Sequence[Block]:
    document = resolve(read(str(path), path.read_bytes(), name=path.name))
    return tuple(block for block in document.blocks if block.text)


@cache
def _treebank(folder: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    number = ""
    for part in ("train", "dev"):
        for line in (folder / f"{part}.conllu").read_text("utf-8").splitlines():
            if line.startswith("# sent_id = "):
                number = line.removeprefix("# sent_id = ")
            elif line.startswith("# text = "):
                found[number] = line.removeprefix("# text = ")
    return found


def write(items: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write sentences as lines of JSON."""
    lines = (json.dumps(item, ensure_ascii=False) for item in items)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
