"""Something that must be done, and nobody named to do it: by a date, or as a duty.

A duty without a date is told of only where no other rule does: the Nynorsk passives after
«må» and «skal» that the passive rules leave alone (`Passive.sure`).
"""

import re
from bisect import bisect_left
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
from klarsprak.lexicon.activation import active
from klarsprak.lexicon.agents import names_agent
from klarsprak.lexicon.passives import Passive, find_passives

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"active", "deadline"})

_MONTH = r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
_AMOUNT = (
    r"(?:\d+|en|ett|et|ei|ein|eit|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|elve|tolv|fjorten)"
)
_UNIT = r"(?:timer|timar|dager|dagar|døgn|virkedager|virkedagar|uker|uke|veker|veke|måneder|måned|månader|månad|år)"
_DAY = r"(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag)"
_DEADLINE = re.compile(
    rf"\b(?:innen|innan|senest|seinast|før|frist(?:en)?(?: er| på)?)\s+(?:utgangen av |utgongen av |utløpet av |den )?"
    rf"(?:\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.?)(?:\s?\d{{4}})?|{_MONTH}\b|{_AMOUNT}\s+{_UNIT}\b|{_DAY}\b"
    rf"|(?:kl\.|klokken|klokka)\s?\d{{1,2}}|\[…\]|dagen før|medio\b)",
    re.IGNORECASE,
)
_OWNERS = frozenset(
    "du deg din ditt dine di dere deres dykk dykkar vi oss vår vårt våre jeg eg meg hun ho han man "
    "søkeren søkaren søkjaren foreldre foreldrene foreldra foresatte føresette eleven elevene "
    "elevane utbygger utbyggar tiltakshaver tiltakshavar eier eieren eigar eigaren arbeidsgiver arbeidsgiveren "
    "arbeidsgivar leietaker leigetakar".split()
)
_POSSESSIVES = frozenset("din ditt dine deres dykkar vår vårt våre".split())
"""«Skjemaet ditt» tells whose deadline it is; who must act on a duty it does not tell."""
_LONGEST = 300
"""A «sentence» with more tokens is a table or a list that lost its signs."""
_ASKED = frozenset("be oppfordre oppmode anmode pålegge påleggje".split())
"""«Rektor bes sende inn planen»: the subject is the one who must act."""
_MODALS = frozenset("må skal bør måtte skulle burde".split())
_SUBORDINATE = frozenset("som når dersom viss korleis kvifor kven kva medan fordi".split())
_SOMETIMES_SUBORDINATE = frozenset("då om før etter sidan kvar".split())
"""«før dette må gjerast», but «før fristen må dette gjerast»."""
_OPENING = frozenset((",", ";", ":", "–", "at"))
_NOTHING = frozenset("ingenting inkje ingen inga".split())
_NEAR = 3
"""«må difor også gjerast»: with more tokens between, the verb alone is marked."""


@dataclass(frozen=True, slots=True)
class UnownedDeadline:
    """A passive with a deadline, or a duty, in a sentence without «du», «vi» or a named doer."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield from the passive to the deadline, whichever stands first, or from modal to verb."""
        deadlines = list(_DEADLINE.finditer(block.text))
        tokens = analysis.tokens()
        unsure = _unsure(tokens, block.language)
        if not deadlines and not unsure:
            return
        places = [deadline.start() for deadline in deadlines]
        at = 0
        for _, group in groupby(tokens, key=lambda t: t.sentence):
            inside = list(group)
            first, at = at, at + len(inside)
            if len(inside) > _LONGEST or inside[-1].text == "?":
                continue
            named = {t.lower for t in inside} & _OWNERS
            if named - _POSSESSIVES:
                continue
            start, end = inside[0].start, inside[-1].end
            mine = deadlines[bisect_left(places, start) : bisect_left(places, end)]
            found = [] if named else list(_unowned(inside, mine, block.language))
            yield from found
            for passive in unsure:
                mine_too = first <= passive.verb < at and _is_own_duty(tokens, passive, first)
                if mine_too and not names_agent(tokens, passive):
                    duty = _duty(tokens, passive, block)
                    if not any(match.span.overlaps(duty.span) for match in found):
                        yield duty


def _unsure(tokens: Sequence[Token], language: str) -> list[Passive]:
    # Only Nynorsk has them, so other blocks need not be searched twice.
    if language != "nn":
        return []
    return [p for p in find_passives(tokens, language) if not p.sure]


def _is_own_duty(tokens: Sequence[Token], passive: Passive, first: int) -> bool:
    """The sentence lays the duty on somebody; it is no condition, and asks or tells of none.

    «Når planen skal lagast, …», «alt som må gjerast» and «Skal dette gjerast, må …» only
    name a duty, and «ingenting må gjerast» denies it.
    """
    modal = passive.modal
    if modal is None or modal == first:
        return False
    for token in reversed(tokens[first:modal]):
        loose = token.pos == "SCONJ" and token.lower in _SOMETIMES_SUBORDINATE
        if loose or token.lower in _SUBORDINATE or token.lower in _NOTHING:
            return False
        if token.lower in _OPENING or token.is_finite:
            return True
    return True


def _duty(tokens: Sequence[Token], passive: Passive, block: Block) -> Match:
    """From the modal to the verb when they stand together, else the verb."""
    first = passive.verb
    if passive.modal is not None and passive.verb - passive.modal <= _NEAR:
        first = passive.modal
    span = Span(tokens[first].start, tokens[passive.last].end)
    turned = active(tokens, passive, block.text, block.language)
    if turned is None:
        return Match(span, {})
    return Match(span, {"active": turned.main}, (turned.words,))


def _unowned(
    tokens: Sequence[Token], deadlines: Sequence[re.Match[str]], language: str
) -> Iterator[Match]:
    duties = list(_duties(tokens, language))
    for deadline in deadlines:
        for first, last in duties:
            start, end = tokens[first].start, tokens[last].end
            span = Span(min(start, deadline.start()), max(end, deadline.end()))
            if _is_one_clause(tokens, span, first, last) and not _has_agent(tokens, last):
                yield Match(span, {"deadline": deadline.group()})
                break


def _duties(tokens: Sequence[Token], language: str) -> Iterator[tuple[int, int]]:
    """What is to be done: a passive after må, skal or bør, or in the present.

    Gives the indexes of the first and the last verb.
    """
    for passive in find_passives(tokens, language):
        if tokens[passive.verb].lemma.lower() in _ASKED and _is_told(tokens, passive.first):
            continue
        if passive.kind == "s" and passive.modal is None:
            if "Tense=Pres" in tokens[passive.verb].feats:
                yield passive.first, passive.last
            continue
        modal = _modal_before(tokens, passive.first)
        if modal is not None:
            yield modal, passive.last
    for index, token in enumerate(tokens[:-1]):
        # «må være levert»
        if token.lower in ("være", "vere", "vera") and "VerbForm=Part" in tokens[index + 1].feats:
            modal = _modal_before(tokens, index)
            if modal is not None:
                yield modal, index + 1


def _is_told(tokens: Sequence[Token], first: int) -> bool:
    """A subject of its own stands before the verb: «Rektor bes», not «det bes om»."""
    at = first - 1
    while at > 0 and tokens[at].pos in ("ADV", "AUX"):
        at -= 1
    return at >= 0 and tokens[at].pos in ("NOUN", "PROPN")


def _modal_before(tokens: Sequence[Token], index: int) -> int | None:
    """The modal of duty before token `index`; a subject may stand between."""
    for at in range(index - 1, max(-1, index - 6), -1):
        if tokens[at].lower in _MODALS:
            return at
        if tokens[at].pos in ("VERB", "AUX", "SCONJ"):
            return None
    return None


def _is_one_clause(tokens: Sequence[Token], span: Span, first: int, last: int) -> bool:
    """No other finite verb between the verbs and the deadline."""
    return not any(
        token.is_finite and span.start <= token.start < span.end and not first <= at <= last
        for at, token in enumerate(tokens)
    )


def _has_agent(tokens: Sequence[Token], last: int) -> bool:
    """«av» with someone behind the verb."""
    rest = tokens[last + 1 :]
    return any(
        token.lower == "av"
        and any(t.pos == "PROPN" or "Definite=Def" in t.feats for t in rest[at + 1 : at + 4])
        for at, token in enumerate(rest)
    )


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return UnownedDeadline(definition.meta)
