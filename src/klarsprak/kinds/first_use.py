"""Whether a term or an abbreviation is explained where it is first used."""

import re

from klarsprak.core.document import Block, MarkKind
from klarsprak.core.spans import Span

_SAYS_WHAT = re.compile(
    r"\s*[,(–:]\s*(?:altså|eller)\b|"
    r"\s*[,(–:]?\s*(?:det vil si|det vil seie|dvs\.|som betyr|som vil si|som vil seie|betyr|"
    r"er det samme som|er når|er et |er en |er ein |er eit |kalles|blir kalla|kallast)",
    re.IGNORECASE,
)

_MEANT = re.compile(
    r"[»”\"]?(?: (?:og|eller) [\w-]+)?\s+(?:menes|meiner|mener|meinast|forstås|forstår|siktes)\b"
)
"""«Med fortetting menes …»."""


def is_explained(block: Block, span: Span) -> bool:
    """Whether the words at `span` are explained right there.

    An explanation is a parenthesis after them or round them, «det vil si» and the like,
    ``<abbr>`` or ``<dfn>``.
    """
    for mark in block.marks:
        if mark.kind in (MarkKind.ABBR, MarkKind.DEFINITION) and mark.span.overlaps(span):
            return mark.kind is MarkKind.DEFINITION or bool(mark.value)
    text = block.text
    after = text[span.end : span.end + 40]
    if re.match(r"[»”\"]?\s*\([^)\d]{3,}", after):
        return True
    before = text[: span.start].rstrip('«"“ ')
    if before.endswith("(") and re.match(r"[»”\"]?[\s\d.]*\)", after) and len(before) > 4:
        return True
    if _MEANT.match(after) and re.search(r"\bmed\s*[«\"“]?$", text[: span.start], re.IGNORECASE):
        return True
    return bool(_SAYS_WHAT.match(after)) and not after.lstrip().lower().startswith("eller ikke")
