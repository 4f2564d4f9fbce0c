"""The slice property: every sign of every block stands in the file, or what it came from."""

import re
import unicodedata
from html import unescape

from klarsprak.core.document import Block, Document

REMOVED = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000\ue000-\uf8ff\U000f0000-\U0010fffd]"
)


def seen(source: str) -> str:
    """What a reader sees of file text without tags, by the standard library's own rules."""
    text = REMOVED.sub("", unescape(source))
    return " ".join(unicodedata.normalize("NFC", text).split())


def mapping_faults(document: Document, block: Block) -> list[str]:
    """The runs of a block whose file text does not give their text."""
    faults = []
    for run in block.source_map.runs:
        text = block.text[run.text.start : run.text.end]
        source = document.source[run.source.start : run.source.end]
        if run.verbatim:
            if text != source:
                faults.append(f"verbatim {text!r} from {source!r}")
        elif text.strip():
            if seen(source) != text.strip() and source != "\\" + text:
                faults.append(f"{text!r} from {source!r}")
        elif seen(source) and not re.fullmatch(r"<br\b[^>]*>|\\?[\s>]*", source, re.I):
            faults.append(f"white space from {source!r}")
    return faults


def document_faults(document: Document) -> list[str]:
    """Every breach of the promises that a document's blocks make."""
    faults = []
    for index, block in enumerate(document.blocks):
        faults += [f"block {index}: {fault}" for fault in mapping_faults(document, block)]
        if block.text != block.text.strip("\r\n") or not block.text.strip():
            faults.append(f"block {index}: not trimmed {block.text!r}")
        runs = block.source_map.runs
        if runs and runs[-1].source.end > len(document.source):
            faults.append(f"block {index}: beyond the file")
        if block.parent is not None and not 0 <= block.parent < len(document.blocks):
            faults.append(f"block {index}: no parent {block.parent}")
        faults += [
            f"block {index}: empty or outside mark {mark}"
            for mark in block.marks
            if not 0 <= mark.span.start < mark.span.end <= len(block.text)
        ]
    return faults
