"""Steps that come in the wrong order: a «før du …» after the deed, a number that is skipped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.checks.whole_text import Row, rows
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document, Format
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"before", "missing"})

_BEFORE = re.compile(
    r"(?:men |og |husk:? )?før du (?P<verb>[a-zæøå]{3,})\b(?:(?! er| har)[^.?!]*?,?\s(?:må|"
    r"bør|skal) du\b|[^.?!]*,\s*(?P<order>[a-zæøå]+))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?P<word>steg|trinn|punkt|fase|del)\s(?P<number>\d{1,2})\b", re.IGNORECASE
)
_LIST_NUMBER = re.compile(
    r"(?:^|[\r\n])[ \t>]*(?P<number>\d{1,3})[.)][ \t]+(?:\[[ xX]\] )?[\[*_`~<!(]*\Z"
)
_STEM = 4
"""So many letters of a verb are the same in all its forms («send», «sender»)."""
REACH = 4
"""A deed is looked for in so many sentences before."""


@dataclass(frozen=True, slots=True)
class StepsOutOfOrder:
    """Flags «Før du sender …» when an earlier sentence told the reader to send.

    Flags the first step after a gap in the numbers of headings or of a written list.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per step in the wrong place."""
        listed = list(rows(document, context, self.meta))
        for number, row in enumerate(listed):
            found = _BEFORE.match(row.text)
            if found and _done_before(listed[max(0, number - REACH) : number], found["verb"]):
                start = row.span.start
                span = Span(start + found.start(), start + found.end("verb"))
                values = {"before": row.text[found.start() : found.end("verb")], "missing": ""}
                yield Placed(row.block, Match(span, values))
        yield from self._gaps(_steps(document, self.meta))
        if document.format in (Format.TEXT, Format.MARKDOWN):
            yield from self._gaps(_list_numbers(document))

    def _gaps(self, series: Sequence[tuple[str, int, int, Span]]) -> Iterator[Placed]:
        last: dict[str, int] = {}
        for word, number, index, span in series:
            before = last.get(word)
            last[word] = number
            # A larger gap is a ranking, a selection or two lists in one.
            if before is not None and number == before + 2:
                values = {"missing": str(before + 1), "before": ""}
                yield Placed(index, Match(span, values))


def _done_before(earlier: Sequence[Row], verb: str) -> bool:
    """Whether a sentence before begins with the order to do what `verb` says."""
    stem = verb.lower()[:_STEM]
    for row in earlier:
        words = row.text.lower().split()[:4]
        if words and words[0].startswith(stem) and not row.text.lower().startswith("før"):
            return True
    return False


def _steps(document: Document, meta: RuleMeta) -> list[tuple[str, int, int, Span]]:
    """«Steg 1», «Steg 2» … at the start of headings and paragraphs of one level."""
    found = []
    for index, block in enumerate(document.blocks):
        match = _NUMBERED.match(block.text)
        if match and block.parent is None and not block.hidden and block.kind in meta.scope:
            key = f"{match['word'].lower()} {block.kind} {block.level}"
            found.append((key, int(match["number"]), index, Span(*match.span())))
    return found


def _list_numbers(document: Document) -> list[tuple[str, int, int, Span]]:
    """The numbers that stand in front of list items in the file."""
    found = []
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.LIST_ITEM or block.parent is not None or not block.text:
            continue
        start = block.source_map.to_source(Span(0, 1)).start
        match = _LIST_NUMBER.search(document.source[max(0, start - 24) : start])
        if match:
            sentence = re.match(r"[^.?!\n]+", block.text)
            span = Span(0, sentence.end() if sentence else len(block.text))
            found.append((f"{block.group} {block.level}", int(match["number"]), index, span))
    return found


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return StepsOutOfOrder(definition.meta)
