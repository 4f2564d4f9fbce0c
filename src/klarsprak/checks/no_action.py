"""Texts that leave the reader with nothing to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from klarsprak.checks.whole_text import body, says
from klarsprak.core.analysis import Analysis
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_ACTION = re.compile(
    r"\b(?:(?:du|dere|de|dykk|man|alle|barn(?:a|et)?|foreldre\w*|innbyggere|innbyggjarar|"
    r"elev\w*|bedrifter)\s+(?:også |òg |ikke |ikkje |selv |sjølv |bare |berre )?"
    r"(?:kan|må|skal|bør|får|har rett|trenger|treng|slipper|slepp|velger|vel|finner|finn|"
    r"søker|søkjer|bestiller|betaler|betalar|melder|sender|leverer)"
    r"|(?:kan|må|skal|bør|får|trenger|treng|har|vil)\s+(?:du|dere|de|dykk)\b"
    r"|(?:slik|her|då|da|hvordan|korleis)\s+(?:\w+\s){0,1}(?:du|dere|de)\b"
    r"|(?:kontakt|ring|søk|meld|send|les|bestill|klikk|spør|klag|kom|møt|bruk|følg|følgj|"
    r"logg|velg|vel|fyll|skriv|ta|gå|sjå|se|hold|hald|husk|hugs|unngå|lever|prøv|registrer|"
    r"ver|vær)\b(?!\s*,)"
    r"|åpningstid\w*|opningstid\w*|åpent|ope|velkommen|velkomen|telefon|tlf|frist(?:en)?|"
    r"program(?:met)?|klokka|klokken|kl\.)"
    r"|\bmailto:|\btel:|@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NoAction:
    """One match for the whole text when nothing tells the reader what can be done.

    Counted as action: «du kan», «du må» and the like, an imperative, a form, a button, a
    way to make contact, a time and place to come.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match; none in texts that do not speak to a reader at all."""
        if any(b.kind in (BlockKind.BUTTON, BlockKind.LABEL) for b in document.blocks):
            return
        if says(document, context, "says what to do", _ACTION):
            return
        for index, _ in body(document, self.meta):
            work = partial(_commands, context.analysis(index))
            if context.remembered(index, "holds an imperative", work):
                return
        yield Placed(None, Match(WHOLE_TEXT))


def _commands(analysis: Analysis) -> bool:
    return any("Mood=Imp" in token.feats for token in analysis.tokens())


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return NoAction(definition.meta)
