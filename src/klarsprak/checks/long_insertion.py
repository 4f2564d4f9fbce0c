"""A long insertion between a subject and its verb: «Kommunen, som …, har»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"words", "verb", "max"})

_DASHES = frozenset({"–", "—", "-"})
_CLOSERS = frozenset({",", ")", *_DASHES})
_LONGEST = 300
"""A «sentence» with more tokens is a table or a list that lost its signs."""
_ADVERBS = 2
"""So many adverbs may stand between the insertion and the verb."""


@dataclass(frozen=True, slots=True)
class LongInsertion:
    """Between commas, dashes or brackets, with the audience's limit of words or more."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the insertion with its signs."""
        limit = int(setting.audience.limits["insert_max"])
        for _, group in groupby(analysis.tokens(), key=lambda t: t.sentence):
            tokens = list(group)
            if len(tokens) > _LONGEST:
                continue
            for opener, closer, verb in _insertions(tokens):
                count = sum(t.pos not in ("PUNCT", "SYM") for t in tokens[opener + 1 : closer])
                if count < limit:
                    continue
                values = {"words": str(count), "verb": tokens[verb].text, "max": str(limit - 1)}
                yield Match(Span(tokens[opener].start, tokens[closer].end), values)


def _insertions(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Indexes of the opening sign, the closing sign and the verb."""
    for verb, token in enumerate(tokens):
        if not token.is_finite or "Mood=Imp" in token.feats:
            continue
        closer = verb - 1
        while closer > 0 and verb - closer <= _ADVERBS and _is_adverb(tokens[closer]):
            closer -= 1
        if closer < 2 or tokens[closer].text not in _CLOSERS:
            continue
        opener = _opener(tokens, closer)
        if opener is None or not _stands_after_subject(tokens, opener):
            continue
        if not _ends_before(tokens, opener, closer):
            yield opener, closer, verb


def _ends_before(tokens: Sequence[Token], opener: int, closer: int) -> bool:
    """Whether a comma within is followed by a verb: «Kari, som bor her, sa ja, sier Per»."""
    return any(
        tokens[at].text == "," and tokens[at + 1].is_finite for at in range(opener + 2, closer - 1)
    )


def _is_adverb(token: Token) -> bool:
    """«ikke», «derfor»; a «så» takes up a clause and shows that no subject waits."""
    return token.pos in ("ADV", "PART") and token.lower not in ("så", "då", "da")


def _opener(tokens: Sequence[Token], closer: int) -> int | None:
    sign = tokens[closer].text
    if sign == ",":
        return _opening_comma(tokens, closer)
    wanted = {"("} if sign == ")" else _DASHES
    found = next((i for i in range(closer - 2, 0, -1) if tokens[i].text in wanted), None)
    if found is None or any("§" in t.text or t.lower == "jf." for t in tokens[found:closer]):
        return None
    return found


def _opening_comma(tokens: Sequence[Token], closer: int) -> int | None:
    """The first comma of the clause whose insertion is one phrase and no list."""
    for index in range(1, closer - 1):
        if tokens[index].text != ",":
            continue
        after = tokens[index + 1]
        opens = after.pos in ("SCONJ", "ADP") or after.lower in (
            "herunder",
            "inkludert",
            "medrekna",
        )
        opens = opens or "VerbForm=Part" in after.feats
        if opens and _stands_after_subject(tokens, index):
            return None if _is_list(tokens[index + 1 : closer]) else index
    return None


def _stands_after_subject(tokens: Sequence[Token], opener: int) -> bool:
    """A noun, name or pronoun right before, and no finite verb since the clause began."""
    before = tokens[opener - 1]
    if before.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    for index in range(opener - 1, -1, -1):
        token = tokens[index]
        if token.is_finite:
            return False
        if token.pos == "SCONJ" or token.text in (":", ";"):
            # «om kommunen, som …, har»: the subject of the clause that opens here.
            return token.lower != "som"
    # «I forbindelse med saken, som …, har vi»: a fronted phrase and no subject.
    first = next((t for t in tokens if t.pos != "PUNCT"), before)
    return first.pos != "ADP"


def _is_list(tokens: Sequence[Token]) -> bool:
    commas = sum(t.text == "," for t in tokens)
    return commas > 0 and not any(t.is_finite for t in tokens)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return LongInsertion(definition.meta)
