"""A clause that stands first, as a sentence of its own.

«Siden du ikke har svart, stanser vi saken» → «Du har ikke svart. Derfor stanser vi saken».
«Hvis du flytter, må du si fra» → «Flytter du? Da må du si fra».
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from klarsprak.core.analysis import Token
from klarsprak.lexicon.joints import SUBJECTS, after_phrase, count, is_main_verb

_REASONS = frozenset("siden sidan fordi ettersom".split())
_CONDITIONS = frozenset("hvis dersom viss".split())
_THEREFORE = "Derfor"
_THEN = {"nb": "Da", "nn": "Då"}
_READER = frozenset("du dere de".split())
_YOURS = frozenset("din ditt dine di deres dykkar".split())
_ADVERBS = frozenset(
    "ikke ikkje aldri også òg ofte alltid nå no da då allerede allereie fortsatt framleis bare berre "
    "derfor likevel normalt vanligvis vanlegvis selv sjølv nettopp lenger for".split()
)
_LEAST = 4
_LEAST_QUESTION = 3


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause below, taken apart: its subject, finite verb, adverbs and the rest."""

    subject: str
    finite: str
    adverbs: str
    rest: str
    head: Sequence[Token]


def clause_apart(tokens: Sequence[Token], verb: int, text: str, language: str) -> str:
    """The sentence as two, the clause that stood first before the other; "" when unsafe.

    A reason becomes a statement, a condition that the reader can answer a question. `verb`
    is the index of the main clause's finite verb, `text` what the offsets of `tokens` are
    in.
    """
    opener = tokens[0].lower
    if opener not in _REASONS | _CONDITIONS or tokens[-1].text != "." or verb < 5:
        return ""
    end = verb - 1 if tokens[verb - 1].lower == "så" else verb
    if tokens[end - 1].text != "," or any(t.text in ':;«»"' for t in tokens):
        return ""
    rest = tokens[verb:-1]
    if any(t.text == "," and (n.is_finite or n.pos == "CCONJ") for t, n in pairwise(rest)):
        # «Hvis du A, B eller C, kan du»: the first comma does not end the clause.
        return ""
    clause = _taken_apart(tokens[1 : end - 1], text)
    if clause is None or count(rest) < _LEAST:
        return ""
    then = text[rest[0].start : tokens[-1].end]
    if opener in _REASONS:
        if count(tokens[1 : end - 1]) < _LEAST:
            return ""
        parts = [_capital(clause.subject), clause.finite, clause.adverbs, clause.rest]
        return f"{_joined(parts)}. {_THEREFORE} {then}"
    about = {token.lower for token in clause.head}
    if not about & (_READER if len(clause.head) == 1 else _YOURS):
        return ""
    if count(tokens[1 : end - 1]) < _LEAST_QUESTION or rest[1].lower in _THEN.values():
        return ""
    parts = [_capital(clause.finite), clause.subject, clause.adverbs, clause.rest]
    return f"{_joined(parts)}? {_THEN[language]} {then}"


def _taken_apart(clause: Sequence[Token], text: str) -> _Clause | None:
    if len(clause) < 3:
        return None
    pronoun = clause[0].lower in SUBJECTS and clause[0].pos == "PRON"
    at = 1 if pronoun else after_phrase(clause, 0)
    if not at:
        return None
    finite = at
    while finite < len(clause) and clause[finite].lower in _ADVERBS:
        finite += 1
    if finite >= len(clause) - 1 or not is_main_verb(clause, finite):
        return None
    if finite > at and clause[finite + 1].pos == "PRON":
        # A pronoun goes before «ikke»: «sender du oss ikke svar».
        return None
    if _joins_clauses(clause[finite:]):
        # The second clause would have to be built anew too.
        return None
    return _Clause(
        text[clause[0].start : clause[at - 1].end],
        clause[finite].text,
        " ".join(t.text for t in clause[at:finite]),
        text[clause[finite + 1].start : clause[-1].end],
        clause[:at],
    )


def _joins_clauses(tokens: Sequence[Token]) -> bool:
    for number, token in enumerate(tokens):
        near = tokens[number + 1 : number + 4]
        if token.pos == "CCONJ" and any(t.is_finite or t.pos == "SCONJ" for t in near):
            return True
        if token.text == "," and near and (near[0].is_finite or near[0].pos == "SCONJ"):
            return True
    return False


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)
