"""A condition or a reason that stands first, moved behind what it is about.

«Hvis du flytter til en annen kommune, må du søke på nytt» → «Du må søke på nytt hvis du
flytter til en annen kommune». Done only where nothing points back.
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Token

_OPENERS = frozenset("hvis viss dersom når fordi ettersom siden sidan".split())
_SUBJECTS = frozenset("jeg eg du vi me dere".split())
_POINTING = frozenset(
    "dette det den disse desse dei da då så derfor der her slik slike dermed likevel også òg han hun ho "
    "dem denne sin sitt sine si henne ham".split()
)
"""Words that may speak of what stood first; with them the order must stay."""
_LONGEST_REST = 18


def unfronted(tokens: Sequence[Token], verb: int, text: str) -> str:
    """The sentence with its fronted clause last; "" where that is not safe.

    `verb` is the index of the main clause's finite verb, `text` the text that the offsets
    of `tokens` are in.
    """
    if tokens[0].lower not in _OPENERS or verb < 3 or verb + 2 >= len(tokens):
        return ""
    end = verb - 1 if tokens[verb - 1].text == "," else verb
    subject, rest = tokens[verb + 1], tokens[verb + 2 :]
    if subject.lower not in _SUBJECTS or tokens[-1].text != "." or len(rest) > _LONGEST_REST:
        return ""
    if any(_hangs(token) for token in rest[:-1]):
        return ""
    if any(token.text in '«»"“”' for token in tokens):
        return ""
    clause = text[tokens[0].start : tokens[end - 1].end]
    predicate = text[rest[0].start : rest[-2].end] if len(rest) > 1 else ""
    opening = subject.text[:1].upper() + subject.text[1:]
    parts = [opening, tokens[verb].text, predicate, clause[:1].lower() + clause[1:]]
    return " ".join(part for part in parts if part) + "."


def _hangs(token: Token) -> bool:
    """Whether a word of the main clause opens a clause, a list or points back."""
    return token.pos in ("SCONJ", "CCONJ") or token.lower in _POINTING or token.text in ",;:–()"
