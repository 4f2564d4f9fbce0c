"""A verbal noun that carries the action: «ved utfylling av», «gjennomføring av»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.phrases import realise
from klarsprak.lexicon.verbal_nouns import is_action, verb_of

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "verb"})

_WHEN = {
    ("ved", "nb"): "når du", ("ved", "nn"): "når du",
    ("etter", "nb"): "etter at du har", ("etter", "nn"): "etter at du har",
    ("før", "nb"): "før du", ("før", "nn"): "før du",
}  # fmt: skip
_BINDS = {"deltakelse": "i", "deltaking": "i", "oppslag": "på"}
_OWNED = frozenset(
    "min mi mitt mine din di ditt dine sin si sitt sine vår vårt våre deres dykkar hans "
    "hennes hennar".split()
)
_OPENS = frozenset({"ved", "etter", "før", "under", "gjennom"})


@dataclass(frozen=True, slots=True)
class VerbalNoun:
    """A verbal noun with «av» after it, or after «ved», with no noun of its own before it."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the noun with the preposition that binds it to the action."""
        tokens = analysis.tokens()
        for index, token in enumerate(tokens):
            if token.pos != "NOUN" or not _is_bare(tokens, index):
                continue
            lemma = token.lemma.lower()
            verb = verb_of(lemma, block.language)
            if verb is None or not is_action(lemma, block.language):
                continue
            following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            binds = following == "av" or following == _BINDS.get(lemma)
            start = _preposition(tokens, index)
            opening = tokens[start].lower if start is not None else ""
            if not binds and opening != "ved":
                continue
            first = start if start is not None and opening in _OPENS else index
            last = index + 1 if binds else index
            span = Span(tokens[first].start, tokens[last].end)
            values = {"lemma": lemma, "verb": verb}
            yield Match(span, values, _rewrite(tokens, first, index, verb, block.language))


def _is_bare(tokens: Sequence[Token], index: int) -> bool:
    """No owner before: «kommunens behandling av», «din bruk av» name a thing."""
    before = tokens[index - 1] if index else None
    if before is None:
        return True
    if before.lower in _OWNED:
        return False
    return before.pos not in ("PROPN", "NUM") and "Case=Gen" not in before.feats


def _preposition(tokens: Sequence[Token], index: int) -> int | None:
    """The preposition that governs the noun; one adjective may stand between."""
    for at in range(index - 1, max(-1, index - 3), -1):
        if tokens[at].pos == "ADP":
            return at
        if tokens[at].pos not in ("ADJ", "DET"):
            return None
    return None


def _rewrite(
    tokens: Sequence[Token], first: int, index: int, verb: str, language: str
) -> tuple[str, ...]:
    opening = _WHEN.get((tokens[first].lower, language))
    capital = tokens[first].text[:1].isupper()
    if opening and first < index:
        features = {"VerbForm=Fin", "Tense=Pres"}
        if opening.endswith("har"):
            features = {"VerbForm=Part", "Tense=Past"}
        form = realise(verb, "verb", frozenset(features), language)
        text = f"{opening} {form}" if form else ""
    else:
        text = f"å {verb}"
    if not text:
        return ()
    return (text[:1].upper() + text[1:] if capital else text,)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return VerbalNoun(definition.meta)
