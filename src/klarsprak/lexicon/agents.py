"""Who acts in a passive: the words after «av», in the form they take as a subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token
from klarsprak.lexicon.joints import lower
from klarsprak.lexicon.passives import Passive

WHO = {"nb": "[hvem?]", "nn": "[kven?]"}
LONGEST = 9

_SUBJECT = {
    "meg": {"nb": "jeg", "nn": "eg"}, "deg": {"nb": "du", "nn": "du"},
    "oss": {"nb": "vi", "nn": "vi"}, "ham": {"nb": "han", "nn": "han"},
    "henne": {"nb": "hun", "nn": "ho"}, "dem": {"nb": "de", "nn": "dei"},
    "dykk": {"nb": "dykk", "nn": "de"},
}  # fmt: skip
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_NO_AGENT = frozenset(
    "hensyn omsyn grunn interesse betydning betyding årsak plikt vane nødvendighet seg hverandre "
    "kvarandre hva kva dette det hvilken kva".split()
)
"""«av hensyn til», «av interesse»: why or what, and nobody who acts."""
_SOURCES = frozenset(
    "trekke trekkje beregne berekne rekne regne utgjøre utgjere bestå lage".split()
)
"""Verbs where «av» mostly tells what something comes from."""
_OUT = frozenset("fylle fylla dele dela sende sende føre føra lyse lysa skrive arbeide".split())
"""Verbs with «ut» that say who acts by the «av» after it: «fylles ut av søkeren»."""
_OWN = frozenset("sin sitt sine si".split())
_PLACES = frozenset("i på".split())
_AFTERTHOUGHT = frozenset(
    "for ved med med som og eller der hvor / ( , av til om mellom blant".split()
)
"""Words after the agent that may belong to it; then nobody can tell where it ends."""
PARTICLES = frozenset("fram frem inn ut opp ned tilbake sammen saman bort over med".split())


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts: `text` as a subject, and where what comes after it begins (token index).

    `asks` is true when the text does not say, so that `text` asks the writer. `open` is
    true when more may belong to the agent than was found.
    """

    text: str
    rest: int
    asks: bool = False
    open: bool = False


def agent_of(tokens: Sequence[Token], passive: Passive, text: str, language: str) -> Agent | None:
    """Who acts in `passive`; None when the text says it in a way that cannot be read.

    `text` is what the offsets of `tokens` are in. A particle may stand before «av».
    """
    at, lemma = passive.last + 1, tokens[passive.verb].lemma.lower()
    if lower(tokens, at) in PARTICLES and lower(tokens, at + 1) == "av":
        if (lower(tokens, at) == "ut") is not (lemma in _OUT):
            # «tas ut av loven»: where from, and not who.
            return None
        at += 1
    if lower(tokens, at) != "av":
        return Agent(WHO[language], passive.last + 1, asks=True)
    if lemma in _SOURCES:
        return None
    end = _phrase_end(tokens, at + 1)
    if end is None or end - at - 1 > LONGEST:
        return None
    named = tokens[at + 1 : end]
    following = lower(tokens, end) if _same(tokens, at, end) else ""
    if len(named) == 1 and named[0].lower in _SUBJECT:
        return Agent(_SUBJECT[named[0].lower][language], end, open=following in ("som", "og"))
    whole = text[named[0].start : named[-1].end]
    return Agent(whole, end, open=following in _AFTERTHOUGHT)


def names_agent(tokens: Sequence[Token], passive: Passive) -> bool:
    """True when an «av» after the verb says who acts, be it in a way that cannot be read."""
    at = passive.last + 1
    at += lower(tokens, at) in PARTICLES
    return (
        lower(tokens, at) == "av"
        and _same(tokens, passive.last, at)
        and tokens[passive.verb].lemma.lower() not in _SOURCES
        and lower(tokens, at + 1) not in _NO_AGENT
    )


def _phrase_end(tokens: Sequence[Token], start: int) -> int | None:
    """The token after the noun phrase that begins at `start`; None for none."""
    end = _noun_end(tokens, start)
    if end is None:
        return None
    while lower(tokens, end) in ("og", "eller") and _same(tokens, start, end):
        more = _noun_end(tokens, end + 1)
        if more is None:
            return end
        end = more
    if (
        lower(tokens, end) in _PLACES
        and _is(tokens, end + 1, "PROPN")
        and _same(tokens, start, end)
    ):
        end += 1
        while _same(tokens, start, end) and _goes_with_name(tokens[end]):
            end += 1
    return end


def _noun_end(tokens: Sequence[Token], start: int) -> int | None:
    at = start
    while _same(tokens, start, at) and (
        tokens[at].pos in _BEFORE_NOUN
        or "Case=Gen" in tokens[at].feats
        or "Poss=Yes" in tokens[at].feats
        or (_is(tokens, at + 1, "ADJ") and tokens[at].lower in ("mer", "meir", "mest"))
    ):
        at += 1
    if not _same(tokens, start, at) or tokens[at].lower in _NO_AGENT:
        return None
    token = tokens[at]
    if token.pos == "PRON":
        alone = at == start and token.lower in _SUBJECT
        return at + 1 if alone else None
    if token.pos not in ("NOUN", "PROPN"):
        return None
    if "VerbForm=Inf" in token.feats or not token.text[0].isalpha():
        return None
    at += 1
    if any(t.lower in _OWN for t in tokens[start : at + 2]):
        # «OTel sin plattform»
        return None
    while _same(tokens, start, at) and _goes_with_name(tokens[at]):
        at += 1
    if _same(tokens, start, at) and "Poss=Yes" in tokens[at].feats:
        at += 1
    if _same(tokens, start, at) and tokens[at].pos == "NOUN":
        # Two nouns in a row: an apposition, or the tagger is at a loss.
        return None
    return at


def _goes_with_name(token: Token) -> bool:
    return token.pos in ("PROPN", "NUM") or token.text.isdigit()


def _same(tokens: Sequence[Token], first: int, other: int) -> bool:
    return other < len(tokens) and tokens[other].sentence == tokens[first].sentence


def _is(tokens: Sequence[Token], at: int, pos: str) -> bool:
    return at < len(tokens) and tokens[at].pos == pos
