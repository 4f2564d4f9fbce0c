"""One reader or one sender under two names: du and De, du and søkeren, vi and kommunen.

A text is told once per mixture, at the first place that departs from the rest; the rules
on each way of address tell of the others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from klarsprak.checks.polite_pronoun import polite_words
from klarsprak.checks.third_person_sender import acts, is_sender
from klarsprak.core.analysis import Token
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "other"})

_YOU = frozenset("du deg din di ditt dine".split())
_WE = frozenset("vi oss vår vårt våre".split())
_ROLES = re.compile(
    r"(?:søker|søkar|søkjar|klager|klagar|tiltakshaver|tiltakshavar|stønadsmottaker|stønadsmottakar|"
    r"tilskuddsmottaker|tilskotsmottakar|innsender|innsendar)ens?",
)
_ROLES_IN_LETTERS = re.compile(
    r"(?:bruker|brukar|mottaker|mottakar|klient|pasient|beboer|bebuar)ens?"
)
_CAPITALS = frozenset({"De", "Dem", "Deres", "Dykk", "Dykkar"})
_LEAST = 2
"""So many times a text says du (or vi) before another name for the same one is a mixture."""

Place = tuple[int, Span, str]


@dataclass(slots=True)
class _Found:
    """Where a text uses each way of address, in order."""

    you: list[Place] = field(default_factory=list)
    polite: list[Place] = field(default_factory=list)
    role: list[Place] = field(default_factory=list)
    we: list[Place] = field(default_factory=list)
    sender: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MixedAddress:
    """Flags the first «De», «søkeren» or «kommunen» in a text that says «du» or «vi»."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield at most one match per mixture."""
        found = self._found(document, context)
        if found.you and found.polite:
            rare, other = found.polite, found.you
            if len(found.you) < len(found.polite):
                rare, other = other, rare
            yield _placed(rare[0], other[0][2])
        if len(found.you) >= _LEAST and found.role:
            yield _placed(found.role[0], "du")
        in_letter = context.setting.document_type == "brev"
        if in_letter and len(found.we) >= _LEAST and found.sender and is_sender(document):
            yield _placed(found.sender[0], "vi")

    def _found(self, document: Document, context: Context) -> _Found:
        found = _Found()
        for index, block in enumerate(document.blocks):
            if block.kind not in PROSE or block.hidden or block.language not in self.meta.languages:
                continue
            if block.parent is not None:
                continue
            name = f"{self.meta.id} {context.setting.document_type}"
            here = context.remembered(index, name, partial(_in_block, block, context, index))
            for kind in ("you", "polite", "role", "we", "sender"):
                places: list[Place] = getattr(found, kind)
                places.extend((index, span, text) for span, text in getattr(here, kind))
        return found


@dataclass(frozen=True, slots=True)
class _InBlock:
    """As `_Found`, in one block: spans and the words there."""

    you: list[tuple[Span, str]] = field(default_factory=list)
    polite: list[tuple[Span, str]] = field(default_factory=list)
    role: list[tuple[Span, str]] = field(default_factory=list)
    we: list[tuple[Span, str]] = field(default_factory=list)
    sender: list[tuple[Span, str]] = field(default_factory=list)


def _in_block(block: Block, context: Context, index: int) -> _InBlock:
    found = _InBlock()
    protected = context.protected(index, quotes=True)
    for sentence in context.analysis(index).sentences():
        for word in polite_words(sentence.words, block.language):
            _add(found.polite, word.start, word.end, word.text, protected)
    tokens = context.analysis(index).tokens()
    for at, token in enumerate(tokens):
        kind = _kind(tokens, at, context.setting.document_type)
        if kind:
            _add(getattr(found, kind), token.start, token.end, token.text, protected)
    return found


def _kind(tokens: Sequence[Token], at: int, document_type: str) -> str:
    """Which list of `_Found` a token belongs to; "" for none."""
    lower = tokens[at].lower
    if lower in _YOU and not (lower == "di" and tokens[at].pos == "ADV"):
        return "you"
    if lower in _WE:
        return "we"
    if lower == "kommunen":
        return "sender" if acts(tokens, at) else ""
    letters = document_type in ("brev", "skjema")
    if _ROLES.fullmatch(lower) or (letters and _ROLES_IN_LETTERS.fullmatch(lower)):
        return "role" if tokens[at].pos == "NOUN" else ""
    return ""


def _add(
    places: list[tuple[Span, str]], start: int, end: int, text: str, protected: Sequence[Span]
) -> None:
    span = Span(start, end)
    if not any(other.overlaps(span) for other in protected):
        places.append((span, text))


def _placed(place: Place, other: str) -> Placed:
    index, span, text = place
    shown = other if other[:1].isupper() and other in _CAPITALS else other.lower()
    values: Mapping[str, str] = {"lemma": text.lower(), "other": shown}
    return Placed(index, Match(span, values))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return MixedAddress(definition.meta)
