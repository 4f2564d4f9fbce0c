"""Percentages, large sums and fractions where the readers need help with numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_NUMBER = r"\d+(?:[.,]\d+)?"
_PERCENT = re.compile(
    rf"(?<![\w.,]){_NUMBER}(?:\s?[–-]\s?{_NUMBER})?\s?(?:%|prosent(?:poeng)?(?!\w)|promille(?!\w)|‰)"
)
_SUM = re.compile(
    r"(?<![\w.,/-])(?:[1-9]\d{5,}|[1-9]\d{0,2}(?:[ \u00a0\u202f.]\d{3}){1,})(?:,\d+)?"
    r"(?=\s?(?:kr|kroner|NOK|euro)(?!\w))"
    r"|(?<=kr )(?:[1-9]\d{5,}|[1-9]\d{0,2}(?:[ \u00a0\u202f.]\d{3})+)(?![\w.]|[ \u00a0]\d)"
)
_BIG = re.compile(
    rf"(?<![\w.,]){_NUMBER}\s(?:millioner|millionar|milliarder|milliardar|mill\.|mrd\.)"
)
_FRACTION = re.compile(
    r"(?<![\w./])[1-9]\d?/[1-9]\d?(?![\w/.-])"
    r"|(?<!\w)(?:to|tre|fire|fem|seks|sju) (?:tredel|tredje|fjerdedel|femdel|femtedel|sjettedel|åttedel|"
    r"tidel|tiendedel)(?:er|ar|s)?(?!\w)",
    re.IGNORECASE,
)
_NO_FRACTION = re.compile(r"(?:den|dato|innen|innan|før|sak|nr\.?|rom|pkt\.?|§)\s$", re.IGNORECASE)
_MIN_DIGITS = 6
_HELP = re.compile(
    r"(?:av (?:100|hundre|ti|10)|det vil (?:si|seie)|altså|halvparten|hver tredje|kvar tredje|"
    r"hver fjerde|kvar fjerde|hver femte|kvar femte|hver tiende|kvar tiande|like (?:mye|mange)|"
    r"for eksempel|til dømes|i gjennomsnitt per|for hver person|for kvar person)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumbersWithoutHelp:
    """Flags a number when its sentence, and the next, hold nothing to compare it with."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per number, in order."""
        text = block.text
        sentences = analysis.sentences()
        for number, sentence in enumerate(sentences):
            end = sentences[number + 1].end if number + 1 < len(sentences) else sentence.end
            if _HELP.search(text, sentence.start, end):
                continue
            spans: list[Span] = []
            for pattern in (_PERCENT, _BIG, _SUM, _FRACTION):
                for match in pattern.finditer(text, sentence.start, sentence.end):
                    span = Span(*match.span())
                    if pattern is _FRACTION and _NO_FRACTION.search(
                        text[max(0, span.start - 8) : span.start]
                    ):
                        continue
                    if pattern is _PERCENT and re.match(r"100\s", match[0]):
                        continue  # «100 prosent» is all of it
                    if pattern is _SUM and sum(map(str.isdigit, match[0])) < _MIN_DIGITS:
                        continue
                    if not any(span.overlaps(other) for other in spans):
                        spans.append(span)
            for span in sorted(spans, key=lambda s: s.start):
                yield Match(span, {"lemma": text[span.start : span.end]})


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return NumbersWithoutHelp(definition.meta)
