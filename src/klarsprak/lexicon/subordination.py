"""Which words of a sentence open a subordinate clause, by tags.

A subordinator opens a clause only when a finite verb follows that no other clause has
taken: «som vedlegg» and «slik som i fjor» open none.
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Token

_OPENERS = frozenset(
    "at hvis viss når dersom fordi mens medan ettersom hvorvidt idet såfremt såframt ifall".split()
)
_ASKS = frozenset(
    "hva kva hvem kven hvor kor hvilke hvilken hvilket hvorfor kvifor hvordan korleis".split()
)
_AFTER_SOM = frozenset("helst regel oftest følge kjent kjend nevnt nemnt vanlig vanleg".split())


def clause_openers(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Indexes of the words in one sentence that open a subordinate clause, in order."""
    waiting: list[int] = []
    found: list[int] = []
    is_question = bool(tokens) and tokens[-1].text == "?"
    for index, token in enumerate(tokens):
        if _opens(tokens, index, is_question):
            waiting.append(index)
        elif token.is_finite and "Mood=Imp" not in token.feats and waiting:
            found.append(waiting.pop())
        elif token.text in (".", ";", ":", "?", "!"):
            waiting.clear()
    return tuple(sorted(found))


def _opens(tokens: Sequence[Token], index: int, is_question: bool) -> bool:
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if after is None:
        return False
    if token.lower in _ASKS:
        # «hva du må gjøre» within a sentence; «Hva må du gjøre?» is no clause of its own.
        return index > 0 and not is_question and not after.is_finite
    if token.pos != "SCONJ" and not (token.lower in _OPENERS and token.pos in ("ADV", "ADP")):
        return False
    if token.lower in ("enn", "selv", "sjølv"):
        return False
    if after.pos == "SCONJ" and token.lower != "at":
        # «slik at», «etter at»: the second word opens the clause.
        return False
    return not (
        token.lower == "som"
        and (after.lower in _AFTER_SOM or (before is not None and before.lower in _ASKS))
    )
