"""Exclamation marks in rows and words in capitals only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import is_known

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_ROW = re.compile(r"[!?]*![!?]+|!(?=\s*!)")
_LONE = re.compile(r"(?<=[\wæøå»])!")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÆØÅ]{5,}(?:-[A-ZÆØÅ]+)*(?![\w-])")
_SHORT_SHOUTS = re.compile(
    r"(?<![\w-])(?:IKKE|IKKJE|MÅ|SKAL|ALLE|ALDRI|HUSK|OBS|ALLTID|KUN|BARE|BERRE)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Shouting:
    """Flags rows of marks, marks beyond one per 300 words, and common words in capitals.

    A word in capitals is flagged only when the lexicon knows it as an ordinary word, so
    that acronyms and names are let be; a whole block in capitals is one finding.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per row of marks, per excess mark, and per stretch of capitals."""
        lone: list[Placed] = []
        words = 0
        for index, block in enumerate(document.blocks):
            if block.kind not in self.meta.scope or block.hidden:
                continue
            if block.language not in self.meta.languages:
                continue
            words += block.text.count(" ") + 1
            found = context.remembered(index, self.meta.id, partial(_in_block, block))
            yield from (Placed(index, match) for match in found.always)
            lone.extend(Placed(index, match) for match in found.lone)
        allowed = max(1, words // 300)
        yield from lone[allowed:]


@dataclass(frozen=True, slots=True)
class _Shouts:
    """What a block is flagged for in any case, and its lone exclamation marks."""

    always: tuple[Match, ...]
    lone: tuple[Match, ...] = ()


def _in_block(block: Block) -> _Shouts:
    text = block.text
    rows = [Span(*m.span()) for m in _ROW.finditer(text)]
    always = [Match(span, replacements=(_calm(text[span.start : span.end]),)) for span in rows]
    if block.parent is not None:
        return _Shouts(tuple(always))
    marks = [Span(*m.span()) for m in _LONE.finditer(text)]
    lone = [
        Match(span, replacements=(".",))
        for span in marks
        if not any(span.overlaps(row) for row in rows)
    ]
    return _Shouts((*always, *_capitals(text, block.language)), tuple(lone))


_DANGER = frozenset(
    {"FARE", "ADVARSEL", "ÅTVARING", "LIVSFARE", "HØGSPENT", "HØYSPENT", "FORGIFTING"}
)
"""Words that warn of danger on signs and in alerts, where capitals are the custom."""
_FORM = re.compile(r"\b(?:skjemaet|skjema|blanketten|blankett|blanketta) $", re.IGNORECASE)
"""What stands before the name of a form."""
_HOLES = frozenset(
    {"FRITEKST", "FIRMA", "TEKST", "LINJE", "BELØP", "ADRESSE", "FORNAVN", "ETTERNAVN"}
)
"""Words in capitals that a template leaves open for what goes there."""


def _calm(marks: str) -> str:
    return "?" if "?" in marks else "!"


def _capitals(text: str, language: str) -> Iterator[Match]:
    found = [*_CAPITALS.finditer(text), *_SHORT_SHOUTS.finditer(text)]
    letters = [char for char in text if char.isalpha()]
    found = [m for m in found if not _FORM.search(text, max(0, m.start() - 14), m.start())]
    shouted = [
        m for m in found if m[0] not in _HOLES | _DANGER and is_known(m[0].lower(), language)
    ]
    if len(shouted) >= 2 and letters and all(char.isupper() for char in letters):
        yield Match(Span(0, len(text.rstrip())), {}, (text.rstrip().capitalize(),))
        return
    for match in shouted:
        word = match[0].lower()
        start = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:"
        yield Match(Span(*match.span()), {"lemma": word}, (word.capitalize() if start else word,))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return Shouting(definition.meta)
