"""Rows of orders without a word about why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.checks.verbs import is_imperative, tells_reader
from klarsprak.core.analysis import Analysis, Sentence, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"sentences"})

_REASON = re.compile(
    r"\b(?:fordi|slik at|så (?:slipper|unngår|kan|får|går|blir|vet|veit|slepp)|for at|"
    r"derfor|difor|ellers|elles|da (?:kan|får|slipper|går)"
    r"|då (?:kan|får|slepp|går)|for å|hvis|viss|dersom|når|om du|takk|gjerne|vennligst|"
    r"ver venleg|avdi|årsaken|grunnen)\b"
    r"|^\w+ (?:du|dere|de|dykk) [^,]+,",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\b(?:klikk|trykk|velg|vel|logg|last|åpne|opne|gå|skriv|tast|kopier|marker|scroll|bruk|"
    r"legg til|installer|bla|dra|se|sjå|les)\b",
    re.IGNORECASE,
)
_DANGER = re.compile(
    r"\b(?:evakuer\w*|brannvesen\w*|brannalarm\w*|nødetat\w*|livsfare|rømm\w*|røm)\b", re.IGNORECASE
)
"""Where life may be at stake orders come first."""
ROW = 3


@dataclass(frozen=True, slots=True)
class RowOfCommands:
    """Three sentences or more in one paragraph that order the reader, none with a reason.

    A row of steps at a screen («Trykk på …») is help, not a row of orders. Outside letters
    one of the sentences must say «du må» or «du skal»: imperatives alone are a recipe.
    What to do in a fire or the like is let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield each row, from its first sentence to its last."""
        if _DANGER.search(block.text):
            return
        by_sentence: dict[int, list[Token]] = {}
        for token in analysis.tokens():
            by_sentence.setdefault(token.sentence, []).append(token)
        row: list[Sentence] = []
        letter, told = setting.document_type == "brev", False
        for number, sentence in enumerate((*analysis.sentences(), None)):
            tokens = by_sentence.get(number, [])
            if sentence is not None and _orders(
                tokens, block.text[sentence.start : sentence.end], block.language
            ):
                row.append(sentence)
                told = told or tells_reader(tokens, block.language)
                continue
            if len(row) >= ROW and (told or letter):
                span = Span(row[0].start, row[-1].end)
                yield Match(span, {"sentences": str(len(row))})
            row, told = [], False


def _orders(tokens: Sequence[Token], text: str, language: str) -> bool:
    if _REASON.search(text):
        return False
    return tells_reader(tokens, language) or (is_imperative(tokens) and not _STEPS.match(text))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return RowOfCommands(definition.meta)
