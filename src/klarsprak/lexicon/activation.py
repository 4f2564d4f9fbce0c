"""A passive clause in the active: «Søknaden blir behandlet av kommunen» turned round.

Only clauses whose shape the words show. Where the text does not say who acts, the new
clause asks. What changes is as little as gives correct Norwegian: in «saker som behandles»
no more than the verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token
from klarsprak.lexicon.active_verbs import ActiveVerbs, active_verbs, is_adverb
from klarsprak.lexicon.agents import PARTICLES, WHO, Agent, agent_of
from klarsprak.lexicon.passives import Passive
from klarsprak.lexicon.patients import (
    is_patient,
    is_second_object,
    leans_on_subject,
    object_text,
    speaks_of_what_follows,
)

_QUESTION_WORDS = frozenset("hva kva hvem kven".split())
_OPENERS = frozenset(
    "at hvis viss når dersom fordi mens medan ettersom hvorvidt hvordan korleis idet såfremt ifall hvor "
    "hvorfor kvifor om før etter siden sidan inntil til da då selv så der".split()
)
_NOUN_PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "SYM"})
_STARTS_NOUN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_JOINS = frozenset({"og", "men", "for"})
_AFTER_PARTICLE = frozenset("i på innen innan av for etter før ved hos senest".split())


@dataclass(frozen=True, slots=True)
class Active:
    """A passive in the active. `words` is the shortest stretch that reads as Norwegian.

    `edit` is the change to the text (start, end, new text); None where the clause is of no
    shape that can be turned. `agent` is empty when a person must say who acts.
    """

    words: str
    main: str
    agent: str
    edit: tuple[int, int, str] | None


@dataclass(frozen=True, slots=True)
class _Clause:
    tokens: Sequence[Token]
    passive: Passive
    verbs: ActiveVerbs
    agent: Agent
    text: str
    start: int
    stop: int

    @property
    def rest(self) -> int:
        """The first token after the verb, with its particle and agent."""
        return self.passive.last + 1


def active(tokens: Sequence[Token], passive: Passive, text: str, language: str) -> Active | None:
    """`passive` in the active; None where that would be no Norwegian, or a guess.

    `text` is what the offsets of `tokens` are in; `language` is ``nb`` or ``nn``.
    """
    if language not in WHO:
        return None
    verbs = active_verbs(tokens, passive, language)
    agent = agent_of(tokens, passive, text, language)
    if verbs is None or agent is None:
        return None
    sentence = tokens[passive.verb].sentence
    start, stop = passive.first, passive.verb + 1
    while start and tokens[start - 1].sentence == sentence:
        start -= 1
    while stop < len(tokens) and tokens[stop].sentence == sentence:
        stop += 1
    clause = _Clause(tokens, passive, verbs, agent, text, start, stop)
    before = [tokens[n].text for n in range(max(0, verbs.finite - 1), verbs.finite)]
    before = [word for word in before if word in ("ikke", "ikkje", "aldri")]
    adverbs = [t.text for t in verbs.adverbs]
    words = " ".join([agent.text, *before, verbs.words[0], *adverbs, *verbs.words[1:]])
    return Active(
        words,
        verbs.words[-1],
        "" if agent.asks else agent.text,
        None if agent.open else _turned(clause),
    )


def _turned(clause: _Clause) -> tuple[int, int, str] | None:
    """The change that turns the clause; None when it has no shape that is known."""
    tokens, finite = clause.tokens, clause.verbs.finite
    if _shares_its_subject(clause):
        return None
    if clause.verbs.patient:
        return _inverted(clause)
    if clause.passive.kind == "s" and _verb_comes_first(clause):
        return _before_patient(clause)
    at = finite - 1
    while at > clause.start and is_adverb(tokens[at]):
        at -= 1
    if at < clause.start:
        return None
    if tokens[at].lower == "som":
        return _relative(clause, at)
    if tokens[at].lower == "det" and at + 1 == finite:
        return _formal(clause, at)
    return _patient_first(clause, at)


def _shares_its_subject(clause: _Clause) -> bool:
    """«hentes inn og lagres»: another verb has the same subject."""
    tokens = clause.tokens
    rest = tokens[clause.rest : clause.stop]
    for number, token in enumerate(rest):
        near = rest[number + 1 : number + 3]
        if token.pos == "CCONJ" or token.text in ("/", ","):
            verbs = [t for t in near if t.pos in ("VERB", "AUX") or "VerbForm=Part" in t.feats]
            first = near[0] if near else None
            if token.text == ",":
                verbs = [first] if first is not None and first.is_finite else []
                if verbs and any(
                    t.text == "," or t.pos == "SCONJ"
                    for t in tokens[clause.start : clause.verbs.finite]
                ):
                    # «Hvis den sendes for sent, får …»: where a fronted clause ends.
                    continue
            if verbs:
                return True
        if token.pos == "SCONJ" and token.lower != "som":
            break
    return False


def _verb_comes_first(clause: _Clause) -> bool:
    """«Her behandles saken»: something else opens the clause, and the subject follows."""
    tokens, at = clause.tokens, clause.passive.verb
    if clause.verbs.finite != at or at + 1 >= clause.stop or at == clause.start:
        return False
    following = tokens[at + 1]
    if following.pos not in _STARTS_NOUN or following.lower in ("seg", "som", "lik", "likt"):
        return False
    if "VerbForm=Part" in following.feats:
        return False
    if (
        "Definite=Ind" in following.feats
        and following.pos == "ADJ"
        and not _noun_soon(tokens, at + 1)
    ):
        return False
    front = tokens[clause.start : at]
    if front[-1].text == ",":
        return front[0].pos in ("SCONJ", "ADP") or front[0].lower in _OPENERS
    if front[0].pos == "ADV" or front[0].lower in ("her", "der"):
        return len(front) == 1
    return (
        front[0].pos == "ADP"
        and all(t.pos in _NOUN_PARTS or t.text in ("-", "/") or t.lower == "og" for t in front)
        and any(t.pos in ("NOUN", "PROPN", "NUM") for t in front)
    )


def _noun_soon(tokens: Sequence[Token], at: int) -> bool:
    return any(t.pos in ("NOUN", "PROPN") for t in tokens[at + 1 : at + 3])


def _before_patient(clause: _Clause) -> tuple[int, int, str] | None:
    """«Her behandles saken» → «Her behandler [hvem?] saken»; a formal «det» gives way."""
    tokens, verb = clause.tokens, clause.passive.verb
    if not clause.agent.asks:
        return None
    last, rest = verb, tokens[verb + 1 : clause.stop]
    if rest[0].lower == "det":
        if not speaks_of_what_follows(tokens, verb, verb + 2, clause.stop):
            return None
        last = verb + 1
    elif rest[0].pos == "PRON" or rest[0].lower in ("sin", "sitt", "sine", "si"):
        return None
    moved = (
        [rest[1]] if last > verb and len(rest) > 1 and rest[1].lower in ("ikke", "ikkje") else []
    )
    if moved:
        last += 1
    words = " ".join([clause.verbs.words[0], clause.agent.text, *(t.text for t in moved)])
    return tokens[verb].start, tokens[last].end, words


def _inverted(clause: _Clause) -> tuple[int, int, str] | None:
    """«Deretter må skjemaet sendes» → «Deretter må [hvem?] sende skjemaet»."""
    tokens, verbs = clause.tokens, clause.verbs
    patient = list(verbs.patient)
    if verbs.finite == clause.start:
        return None
    if clause.start < verbs.finite and tokens[verbs.finite - 1].pos == "CCONJ":
        return None
    first, last = verbs.finite + 1, clause.passive.verb
    who = [verbs.words[0], clause.agent.text]
    adverbs = [t.text for t in verbs.adverbs]
    if len(patient) == 1 and patient[0].lower == "det":
        if not speaks_of_what_follows(tokens, clause.passive.verb, clause.rest, clause.stop):
            return None
        words = [*who, *adverbs, *verbs.words[1:]]
        return tokens[verbs.finite].start, _end(clause), " ".join(words) + _rest_particle(clause)
    contiguous = [t for t in tokens[first:last] if t.pos not in ("VERB", "AUX", "ADV", "PART")]
    if contiguous != patient or not is_patient(patient) or not _is_plain(clause):
        return None
    if any(a.start < b.start < patient[-1].start for a in patient[:1] for b in verbs.adverbs):
        return None
    return (
        tokens[verbs.finite].start,
        _end(clause, particle=True),
        " ".join([*who, *_with_object(clause, patient, adverbs)]),
    )


def _relative(clause: _Clause, som: int) -> tuple[int, int, str] | None:
    """«som skal godkjennes av revisor» → «som revisor skal godkjenne»."""
    tokens, verbs = clause.tokens, clause.verbs
    if som == clause.start or _follows_infinitive(clause):
        return None
    before = tokens[som - 1]
    if before.pos in ("VERB", "AUX", "PART") or before.lower in ("slik", "som", "den", "det"):
        # «slik som brukes»; «den som», a person of whom nobody knows who acts.
        return None
    if not clause.agent.asks and clause.agent.rest < clause.stop:
        following = tokens[clause.agent.rest]
        if following.lower in ("til", "om", "i"):
            return None
    first = tokens[som + 1] if som + 1 < verbs.finite else tokens[verbs.finite]
    start = first.start
    asked = before.lower in _QUESTION_WORDS
    near = [t.lower for t in tokens[max(clause.start, som - 5) : som]]
    if asked and not clause.agent.asks:
        # «hva som kreves av oss»: no more who acts than what is asked.
        return None
    if not asked and any(w.startswith(("hvilk", "kva", "hvor", "kor", "hvem")) for w in near):
        return None
    if asked:
        # «hva som kreves» → «hva [hvem?] krever».
        start = tokens[som].start
    adverbs = [t.text for t in (*tokens[som + 1 : verbs.finite], *verbs.adverbs)]
    words = " ".join([clause.agent.text, *adverbs, *verbs.words])
    return start, _end(clause), words + _rest_particle(clause)


def _follows_infinitive(clause: _Clause) -> bool:
    """«som anses å være», «som må antas å»: the passive is no more than a hedge."""
    rest = clause.tokens[clause.rest : clause.rest + 1]
    return bool(rest) and rest[0].lower == "å"


def _formal(clause: _Clause, at: int) -> tuple[int, int, str] | None:
    """«Det gis støtte» → «[Hvem?] gir støtte»."""
    tokens, verbs = clause.tokens, clause.verbs
    if not speaks_of_what_follows(tokens, clause.passive.verb, clause.rest, clause.stop):
        return None
    if not clause.agent.asks and clause.agent.rest < clause.stop:
        return None
    who = clause.agent.text
    if at == clause.start:
        who = _capital(who)
    between = [t.text for t in verbs.adverbs]
    words = " ".join([who, verbs.words[0], *between, *verbs.words[1:]])
    return tokens[at].start, _end(clause), words + _rest_particle(clause)


def _patient_first(clause: _Clause, last: int) -> tuple[int, int, str] | None:
    """«Saken behandles» → «[Hvem?] behandler saken», in a main clause or one below."""
    tokens, verbs = clause.tokens, clause.verbs
    first = last + 1
    while first > clause.start and _is_noun_part(tokens, first - 1):
        first -= 1
    patient = list(tokens[first : last + 1])
    if not patient:
        return None
    before = list(tokens[last + 1 : verbs.finite])
    opener = tokens[first - 1] if first > clause.start else None
    if opener is None:
        if before or tokens[clause.stop - 1].text == "?":
            return None
    elif opener.pos == "SCONJ" or opener.lower in _OPENERS:
        if opener.lower in ("som", "enn"):
            return None
    elif not _opens_main(tokens, first - 1, clause.start) or before:
        return None
    if not is_patient(patient) or not _is_plain(clause):
        return None
    below = opener is not None and (opener.pos == "SCONJ" or opener.lower in _OPENERS)
    who = _capital(clause.agent.text) if opener is None else clause.agent.text
    adverbs = [t.text for t in verbs.adverbs]
    if below:
        # In a subordinate clause the adverbs stand before the verb.
        head = [who, *(t.text for t in before), *adverbs, verbs.words[0]]
        return (
            tokens[first].start,
            _end(clause, particle=True),
            " ".join([*head, *_with_object(clause, patient, [])]),
        )
    head = [who, verbs.words[0]]
    return (
        tokens[first].start,
        _end(clause, particle=True, moved=True),
        " ".join([*head, *_with_object(clause, patient, adverbs, moved=True)]),
    )


def _is_noun_part(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in _OPENERS and token.pos != "ADP":
        return False
    if token.lower in ("før", "om", "etter", "til", "siden", "inntil") and token.pos == "SCONJ":
        return False
    if token.pos in _NOUN_PARTS:
        return True
    # Between two nouns «og» joins them; before the first it joins clauses.
    return (
        token.lower in ("og", "eller") and at > 0 and tokens[at - 1].pos in ("NOUN", "PROPN", "ADJ")
    )


def _opens_main(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a main clause of its own begins after the token at `at`."""
    token = tokens[at]
    if token.text == ";":
        return True
    return token.lower in _JOINS and at > start and tokens[at - 1].text == ","


def _is_plain(clause: _Clause) -> bool:
    """Whether nothing else in the clause leans on the old subject."""
    tokens = clause.tokens
    rest = list(tokens[clause.agent.rest : clause.stop])
    if rest and rest[0].lower in PARTICLES:
        rest = rest[1:]
    if rest and is_second_object(tokens, clause.passive.verb, rest):
        return False
    if rest and rest[0].lower == "av":
        return False
    return not leans_on_subject(rest)


def _with_object(
    clause: _Clause, patient: Sequence[Token], adverbs: Sequence[str], *, moved: bool = False
) -> list[str]:
    """What follows the finite verb: adverbs, the other verbs, the particle, the object."""
    verbs = clause.verbs
    object_ = object_text(patient, clause.text)
    after = _moved(clause) if moved else []
    particle = _particle(clause)
    adverbs = [*adverbs, *after]
    pronoun = len(patient) == 1 and (patient[0].pos == "PRON" or len(object_) < 4)
    if pronoun:
        # «endrer den ikke», «kan ikke endre den», «fyller det ut».
        main = list(verbs.words[1:])
        if not main:
            return [object_, *adverbs, *particle]
        return [*adverbs, *main, object_, *particle]
    return [*adverbs, *verbs.words[1:], *particle, object_]


def _particle(clause: _Clause) -> list[str]:
    """The particle after the verb, which stands before an object that is no pronoun."""
    at = clause.rest
    if at >= clause.stop or clause.tokens[at].lower not in PARTICLES:
        return []
    following = clause.tokens[at + 1] if at + 1 < clause.stop else None
    if following is not None and following.pos in _STARTS_NOUN:
        # «over tre år» is a preposition.
        return []
    if following is not None and following.pos == "ADP" and following.lower not in _AFTER_PARTICLE:
        # «ut fra», «over til», «opp mot»: the two go together and stand where they stood.
        return []
    if (
        following is not None
        and following.pos == "ADP"
        and clause.tokens[at].lower in ("med", "over")
    ):
        return []
    return [clause.tokens[at].text]


def _rest_particle(clause: _Clause) -> str:
    """The particle where it stood, when the agent after it goes."""
    if clause.agent.asks or not _particle(clause):
        return ""
    return " " + clause.tokens[clause.rest].text


def _moved(clause: _Clause) -> list[str]:
    """Adverbs after the passive that stand before the object in the active: «endres ikke»."""
    if not clause.agent.asks or _particle(clause) or len(clause.verbs.words) > 1:
        return []
    found = []
    for token in clause.tokens[clause.rest : clause.stop]:
        if token.lower not in (
            "ikke",
            "ikkje",
            "aldri",
            "alltid",
            "også",
            "òg",
            "normalt",
            "likevel",
            "derfor",
            "ofte",
            "vanligvis",
            "vanlegvis",
        ):
            break
        found.append(token.text)
    return found


def _end(clause: _Clause, *, particle: bool = False, moved: bool = False) -> int:
    """Where the change ends: after the verb, with what of its particle and adverbs moves."""
    if not clause.agent.asks:
        return clause.tokens[clause.agent.rest - 1].end
    last = clause.passive.last
    if particle:
        last += len(_particle(clause))
    if moved:
        last += len(_moved(clause))
    return clause.tokens[last].end


def _capital(who: str) -> str:
    """«[hvem?]» is «[Hvem?]», «kommunen» is «Kommunen»."""
    at = 1 if who.startswith("[") else 0
    return who[:at] + who[at : at + 1].upper() + who[at + 1 :]
