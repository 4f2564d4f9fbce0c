"""A municipality that speaks of itself as «kommunen» where «vi» would show who answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"count", "lemma"})

_NAME = re.compile(r"\b([A-ZÆØÅ][\wæøåÆØÅ]+(?:[ -](?:og [A-ZÆØÅ])?[A-ZÆØÅ]?[\wæøå]+)?) kommune\b")
_SUBJECTS = frozenset({"kommunen", "kommuna"})
_PLURAL = frozenset({"kommunene", "kommunane", "kommuner", "kommunar"})
_YOU = frozenset({"du", "deg", "din", "ditt", "dine", "di", "dere", "deres", "dykk", "dykkar"})
_WE = frozenset({"vi", "oss", "vår", "vårt", "våre"})
_LEAST = 3
_SHARE = 0.5
_ADVERBS = frozenset({"ADV", "PART"})


@dataclass(frozen=True, slots=True)
class ThirdPersonSender:
    """«kommunen» as the one who acts, at least three times and in half of such sentences.

    Silent where the text says «vi», names more than one municipality or none, or speaks
    of municipalities in general: then «kommunen» is not the sender. Silent too where it
    says «du» nowhere: in plans and rules «kommunen» is a party and nobody is spoken to.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield each «kommunen» that acts."""
        if not is_sender(document):
            return
        found: list[tuple[int, Token]] = []
        others = 0
        is_spoken_to = any(word in _YOU for block in document.blocks for word in _words(block.text))
        if not is_spoken_to:
            return
        for index, block in enumerate(document.blocks):
            if block.kind not in PROSE or block.hidden or block.language not in self.meta.languages:
                continue
            tokens = context.analysis(index).tokens()
            if any(token.lower in _WE for token in tokens):
                return
            for at, token in enumerate(tokens):
                if token.lower in _PLURAL:
                    return
                if not acts(tokens, at):
                    continue
                if token.lower in _SUBJECTS:
                    found.append((index, token))
                else:
                    others += 1
        if len(found) < _LEAST or len(found) < _SHARE * (len(found) + others):
            return
        for index, token in found:
            values = {"count": str(len(found)), "lemma": "kommunen"}
            yield Placed(index, Match(Span(token.start, token.end), values))


def is_sender(document: Document) -> bool:
    """One municipality, and only one, is named by its full name."""
    names = {
        name.rpartition(" og ")[2] if name.startswith("I ") else name
        for block in document.blocks
        for name in _NAME.findall(block.text)
    }
    return len(names) == 1


def acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` is an organisation that is the subject of an active finite verb."""
    token = tokens[at]
    if token.lower not in _SUBJECTS and not token.lower.endswith(
        ("etaten", "administrasjonen", "rådmannen", "direktøren", "avdelingen", "avdelinga")
    ):
        return False
    before = tokens[at - 1] if at else None
    after = next((t for t in tokens[at + 1 : at + 3] if t.pos not in _ADVERBS), None)
    if before is not None and before.pos == "ADP":
        return False
    if after is not None and after.is_finite and after.sentence == token.sentence:
        return "Voice=Pass" not in after.feats
    return (
        before is not None
        and before.is_finite
        and before.sentence == token.sentence
        and "Voice=Pass" not in before.feats
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zæøå]+", text.lower())


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ThirdPersonSender(definition.meta)
