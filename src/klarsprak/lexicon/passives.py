"""Which tokens are passives, by treebank tags and word lists.

S-passives: verbs tagged Voice=Pass whose form ends in -s (Bokmål) or -st (Nynorsk), less
the deponents of `dictionaries/s_verbs.tsv`. Bli-passives: a form of bli, verte or verta
and a perfect participle after it in the same clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from klarsprak.core.analysis import Token
from klarsprak.core.places import dictionaries_folder

AUXILIARY = frozenset(
    "bli blir ble blei bles blitt bliande blivande vert verte verta vart vorte vorten vortne vorti blitte".split()
)
MODALS = frozenset(
    "kan kunne kunna skal skulle skulla må måtte måtta bør burde burda vil ville vilja vilje får fikk fekk "
    "tør torde tør tar lar".split()
)
_REACH = 8
"""A participle may stand this many tokens after its auxiliary."""

_STOPS = frozenset({"SCONJ", "PUNCT"})
_NOT_PARTICIPLES = frozenset(
    "født fødd kjent kjend bekjent enig einig ferdig glad redd nødt trøtt sliten skuffet skuffa overrasket "
    "overraska forelsket forelska gift skilt interessert opptatt oppteken vant van klok kvitt lei".split()
)


@dataclass(frozen=True, slots=True)
class Passive:
    """A passive: indexes of its first and last token, and of the verb that carries it."""

    kind: str
    first: int
    last: int
    verb: int
    modal: int | None = None


@cache
def deponents() -> dict[str, str]:
    """Form → treatment (``never`` or ``check``) of verbs in -s and -st that are no passives."""
    path = dictionaries_folder() / "s_verbs.tsv"
    found: dict[str, str] = {}
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            header = next(lines).rstrip("\n").split("\t")
            form, treatment = header.index("form"), header.index("treatment")
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                found[cells[form].lower()] = cells[treatment]
    return found


def find_passives(tokens: Sequence[Token], language: str) -> tuple[Passive, ...]:
    """Every passive of a block, in order."""
    found = [*_s_passives(tokens), *_bli_passives(tokens)]
    return tuple(sorted(found, key=lambda passive: passive.first))


def _s_passives(tokens: Sequence[Token]) -> list[Passive]:
    listed = deponents()
    found = []
    for index, token in enumerate(tokens):
        if "Voice=Pass" not in token.feats or token.pos not in ("VERB", "AUX"):
            continue
        if not token.lower.endswith(("s", "st")) or listed.get(token.lower) == "never":
            continue
        modal = next(
            (
                back
                for back in range(index - 1, max(-1, index - 6), -1)
                if tokens[back].lower in MODALS and tokens[back].sentence == token.sentence
            ),
            None,
        )
        if listed.get(token.lower) == "check" and modal is None:
            continue
        found.append(Passive("s", index, index, index, modal))
    return found


def _bli_passives(tokens: Sequence[Token]) -> list[Passive]:
    found = []
    for index, token in enumerate(tokens):
        if token.lower not in AUXILIARY or token.pos not in ("AUX", "VERB"):
            continue
        for ahead in range(index + 1, min(len(tokens), index + 1 + _REACH)):
            other = tokens[ahead]
            if other.sentence != token.sentence or other.pos in _STOPS:
                break
            if _is_participle(tokens, ahead):
                found.append(Passive("bli", index, ahead, ahead))
                break
            if other.pos in ("VERB", "AUX") and other.is_finite:
                break
    return found


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos not in ("VERB", "ADJ", "AUX") or "VerbForm=Part" not in token.feats:
        return False
    if token.lower.endswith(("ende", "ande")) or "Definite=Def" in token.feats:
        return False
    if token.lower in _NOT_PARTICIPLES:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return not (following and following.pos == "NOUN" and token.pos == "ADJ")
