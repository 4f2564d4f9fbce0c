"""A passive sentence in the active: «Søknaden blir behandlet av kommunen» turned round.

Only sentences of one plain shape: what is done to stands first, then the verb. Where the
text does not say who acts, the new sentence asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token
from klarsprak.lexicon.passives import Passive

WHO = {"nb": "[hvem?]", "nn": "[kven?]"}
LONGEST_PATIENT = 12
_IN_PATIENT = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "SYM"})
_OBJECT = {
    "jeg": "meg", "eg": "meg", "du": "deg", "vi": "oss", "me": "oss", "han": "han",
    "hun": "henne", "ho": "henne", "de": "dem", "dei": "dei", "dere": "dere",
}  # fmt: skip
_SUBJECT = {
    "meg": {"nb": "jeg", "nn": "eg"}, "deg": {"nb": "du", "nn": "du"},
    "oss": {"nb": "vi", "nn": "vi"}, "ham": {"nb": "han", "nn": "han"},
    "henne": {"nb": "hun", "nn": "ho"}, "dem": {"nb": "de", "nn": "dei"},
    "dykk": {"nb": "dykk", "nn": "de"},
}  # fmt: skip
_HAS = {"er": "har", "var": "hadde", "har": "har", "hadde": "hadde"}
_NO_PATIENT = frozenset("det her der slik som hva kva hvem kven dette".split())
_REFLEXIVE = frozenset("seg sin sitt sine si hverandre kvarandre selv sjølv".split())
_SENTENCE_ADVERBS = frozenset(
    "ikke ikkje aldri alltid også òg vanligvis vanlegvis normalt likevel derfor ofte nå no".split()
)
_TIMES = frozenset(
    "våren høsten hausten sommeren sommaren vinteren vinteren hver kvar hvert kvart den".split()
)
_MORE = frozenset("som og eller der / ( sin sitt sine si".split())
_PARTICLES = frozenset("fram frem inn ut opp ned tilbake sammen saman bort over".split())


@dataclass(frozen=True, slots=True)
class _Parts:
    """Token indexes: where the sentence, its finite verb, and what follows the agent begin."""

    start: int
    finite: int
    rest: int
    stop: int


def active_sentence(
    tokens: Sequence[Token], passive: Passive, active: str, agent: int, text: str, language: str
) -> tuple[int, int, str] | None:
    """The sentence of `passive` in the active: (start, end, new text), or None.

    `active` is the verb in the form it takes, `agent` how many tokens after «av» name who
    acts (0: the text does not say), `text` what the offsets of `tokens` are in.
    """
    parts = _parts(tokens, passive, agent)
    if parts is None or (agent and _goes_on(tokens, parts.rest)):
        return None
    if agent and tokens[parts.finite - 1].lower == "som":
        return _relative(tokens, passive, parts, active, agent, text, language)
    if agent and parts.rest < parts.stop and tokens[parts.rest].text == ",":
        # Perhaps the first of several who act.
        return None
    patient = tokens[parts.start : parts.finite]
    if not _is_patient(patient) or not _is_plain(tokens, passive, parts):
        return None
    rest = list(tokens[parts.rest : parts.stop])
    moved = []
    while rest and rest[0].lower in _SENTENCE_ADVERBS:
        moved.append(rest.pop(0).text)
    verbs = _verbs(tokens, passive, parts, active, moved)
    if not verbs:
        return None
    who = _agent_text(tokens, passive, agent, text, language)
    words = [who[:1].upper() + who[1:] if agent else _asking(who), *verbs]
    object_ = _object_text(patient, text)
    if len(patient) > 3 and rest and rest[0].lower in _PARTICLES:
        words.append(rest[0].text)
        rest = rest[1:]
    words.append(object_)
    ending = text[rest[0].start : rest[-1].end] if rest else ""
    glue = "" if not ending or ending[0] in ".,;:!?" else " "
    return tokens[parts.start].start, tokens[parts.stop - 1].end, " ".join(words) + glue + ending


def _verbs(
    tokens: Sequence[Token], passive: Passive, parts: _Parts, active: str, moved: Sequence[str] = ()
) -> list[str]:
    """The verbs of the active with their adverbs; empty where a helper is of no known kind."""
    adverbs = [t.text for t in _between(tokens, passive, parts)] + list(moved)
    if parts.finite == (passive.first if passive.kind == "bli" else passive.verb):
        return [active, *adverbs]
    helper = tokens[parts.finite].lower
    if passive.kind == "bli" and tokens[passive.first].lower.startswith(("blitt", "vort")):
        helper = _HAS.get(helper, "")
    return [helper, *adverbs, active] if helper else []


def _relative(
    tokens: Sequence[Token],
    passive: Passive,
    parts: _Parts,
    active: str,
    agent: int,
    text: str,
    language: str,
) -> tuple[int, int, str] | None:
    """«som skal godkjennes av revisor» → «som revisor skal godkjenne»."""
    if any(t.pos not in ("ADV", "PART") for t in _between(tokens, passive, parts)):
        return None
    if parts.rest < parts.stop and tokens[parts.rest].lower in ("til", "om", "i"):
        # It may belong to the agent: «av plikten til å».
        return None
    verbs = _verbs(tokens, passive, parts, active)
    if not verbs:
        return None
    # In a subordinate clause the adverbs stand before the verb.
    adverbs = [t.text for t in _between(tokens, passive, parts)]
    plain = [verb for verb in verbs if verb not in adverbs]
    who = _agent_text(tokens, passive, agent, text, language)
    start, end = tokens[parts.finite].start, tokens[parts.rest - 1].end
    return start, end, " ".join([who, *adverbs, *plain])


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the agent has more to it than was found: a clause, or one more actor."""
    return at < len(tokens) and tokens[at].lower in _MORE


def _asking(who: str) -> str:
    return who[:1] + who[1:2].upper() + who[2:]


def _parts(tokens: Sequence[Token], passive: Passive, agent: int) -> _Parts | None:
    sentence = tokens[passive.verb].sentence
    start = passive.first
    while start and tokens[start - 1].sentence == sentence:
        start -= 1
    stop = passive.verb + 1
    while stop < len(tokens) and tokens[stop].sentence == sentence:
        stop += 1
    finite = next((n for n in range(start, passive.verb + 1) if tokens[n].is_finite), None)
    own = _own_finite(tokens, passive)
    if own is not None and own > start and tokens[own - 1].lower == "som":
        finite = own
    if finite is None and passive.kind == "s" and passive.modal is None:
        finite = passive.verb
    if finite is None or finite == start or tokens[stop - 1].text == "?":
        return None
    rest = passive.last + 1 + (agent + 1 if agent else 0)
    return _Parts(start, finite, rest, stop)


def _own_finite(tokens: Sequence[Token], passive: Passive) -> int | None:
    """The finite verb that the passive hangs on, at most a few words before it."""
    first = passive.first if passive.kind == "bli" else passive.verb
    for number in range(first, max(-1, first - 4), -1):
        token = tokens[number]
        if token.is_finite or number == passive.modal:
            return number
        if number != first and token.pos not in ("ADV", "PART", "AUX", "VERB"):
            return None
    return None


def _between(tokens: Sequence[Token], passive: Passive, parts: _Parts) -> list[Token]:
    """The adverbs between the finite verb and the one that carries the meaning."""
    return [
        token
        for number, token in enumerate(tokens[parts.finite + 1 : passive.verb], parts.finite + 1)
        if not (passive.kind == "bli" and number == passive.first)
    ]


def _is_patient(patient: Sequence[Token]) -> bool:
    """Whether the words before the verb are one noun phrase that can be moved."""
    if not 1 <= len(patient) <= LONGEST_PATIENT or patient[0].pos == "ADP":
        return False
    if patient[0].lower in _NO_PATIENT and len(patient) == 1:
        return False
    if len(patient) > 1 and any(t.pos == "PRON" and "Poss=Yes" not in t.feats for t in patient):
        return False
    if any(t.lower in _REFLEXIVE or t.lower in ("som", "at", "når") for t in patient):
        return False
    if not all(t.pos in _IN_PATIENT or t.lower in ("og", "eller") for t in patient):
        return False
    return any(t.pos in ("NOUN", "PROPN") or t.lower in _OBJECT for t in patient)


def _is_plain(tokens: Sequence[Token], passive: Passive, parts: _Parts) -> bool:
    """Whether nothing else in the sentence leans on the old subject."""
    if any(t.pos not in ("ADV", "PART") for t in _between(tokens, passive, parts)):
        return False
    rest = tokens[parts.rest : parts.stop]
    if rest and (rest[0].pos in ("NOUN", "PROPN", "DET") and rest[0].lower not in _TIMES):
        # A second object would need «til».
        return False
    if rest and "VerbForm=Part" in rest[0].feats:
        return False
    for number, token in enumerate(rest):
        if token.lower in _REFLEXIVE or token.text == ":":
            return False
        near = rest[number + 1 : number + 3]
        if token.pos == "CCONJ" and any(t.pos in ("VERB", "AUX") for t in near):
            return False
        if token.pos == "CCONJ" and any("VerbForm=Part" in t.feats for t in near):
            return False
    return True


def _agent_text(
    tokens: Sequence[Token], passive: Passive, agent: int, text: str, language: str
) -> str:
    if not agent:
        return WHO[language]
    named = tokens[passive.last + 2 : passive.last + 2 + agent]
    if len(named) == 1 and named[0].lower in _SUBJECT:
        return _SUBJECT[named[0].lower][language]
    return text[named[0].start : named[-1].end]


def _object_text(patient: Sequence[Token], text: str) -> str:
    """The old subject as an object: «du» is «deg»; the capital of the sentence goes."""
    first = patient[0]
    if len(patient) == 1 and first.lower in _OBJECT:
        return _OBJECT[first.lower]
    whole = text[first.start : patient[-1].end]
    name = first.pos == "PROPN" or (not first.text[1:].islower() and len(first.text) > 1)
    return whole if name else whole[:1].lower() + whole[1:]
