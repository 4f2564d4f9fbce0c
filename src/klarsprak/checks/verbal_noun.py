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
from klarsprak.lexicon.clauses import MODALS
from klarsprak.lexicon.verbal_clauses import order, with_verb
from klarsprak.lexicon.verbal_nouns import is_action, verb_of

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "verb"})

_TO_THE_READER = frozenset({"brev", "nett", "skjema", "sms"})
_BINDS = {"deltakelse": ("i", "på"), "deltaking": ("i", "på"), "oppslag": ("på",)}
_OWNED = frozenset(
    "min mi mitt mine din di ditt dine sin si sitt sine vår vårt våre deres dykkar hans "
    "hennes hennar".split()
)
_BINDS_AFTER_VED = {"brudd": "på", "brot": "på", "endring": "i", "justering": "i"}
_OPENS = frozenset({"ved", "etter", "før", "under", "gjennom"})
_CHANCE = {
    "behov": "for", "mulighet": "for", "moglegheit": "for", "anledning": "til", "høve": "til",
    "adgang": "til",
}  # fmt: skip
"""Nouns that govern a verbal noun: «mulighet for deltakelse i»."""
_NEEDED = frozenset(
    "behandling tilrettelegging oppfølging oppfølgjing rehabilitering habilitering vaksinasjon "
    "vaksinering undersøkelse undersøking avlastning avlasting overvåking bevaring utredning utgreiing".split()
)
"""«behov for behandling»: what somebody gets, and no action of theirs."""
_AFTER_CHANCE = frozenset({"av", "i", "på", "til"})
_COMES_ABOUT = frozenset("endring forandring utvikling økning auke hendelse hending".split())
"""What may happen though nobody does it: «etter at endringen skjedde»."""
_TAKES_PLACE = frozenset({"skje", "foregå", "føregå"})
_HAPPENS = frozenset({"skjer", "foregår", "føregår", "skjedde", "foregikk"})
_TERMS = frozenset({"universell"})
"""Adjectives that make a term with the noun: «universell utforming» is what it is called."""


@dataclass(frozen=True, slots=True)
class VerbalNoun:
    """A verbal noun with «av» after it, or after «ved», with no noun of its own before it."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the noun with the preposition that binds it to the action."""
        tokens = analysis.tokens()
        for index, token in enumerate(tokens):
            if token.pos != "NOUN":
                continue
            lemma = token.lemma.lower()
            verb = verb_of(lemma, block.language)
            if verb is None or not is_action(lemma, block.language):
                continue
            words = _extent(tokens, index, lemma)
            if words is None:
                continue
            first, last = words
            span = Span(tokens[first].start, tokens[last].end)
            values = {"lemma": lemma, "verb": verb}
            letter = setting.document_type in _TO_THE_READER
            text = with_verb(tokens, first, index, verb, block.language, to_reader=letter)
            texts = [text] if text else []
            if text and first == index and _is_title(tokens, index):
                texts += order(verb, block.language)
            yield Match(span, values, tuple(texts))


def _extent(tokens: Sequence[Token], index: int, lemma: str) -> tuple[int, int] | None:
    """The first and last token of the pattern round the noun; None where it names a thing."""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    start = _preposition(tokens, index)
    opening = tokens[start].lower if start is not None else ""
    if start and _CHANCE.get(tokens[start - 1].lemma.lower()) == opening:
        if tokens[start - 1].lemma.lower() == "behov" and lemma in _NEEDED and following != "av":
            return None
        return start - 1, index + (following in _AFTER_CHANCE)
    binds = following == "av" or following in _BINDS.get(lemma, ())
    if start is None and lemma not in _COMES_ABOUT and _takes_place(tokens, index):
        return (index, index) if _is_bare(tokens, index, following) else None
    if index and tokens[index - 1].lower in _TERMS:
        return None
    if not binds and (opening != "ved" or "Definite=Def" in tokens[index].feats):
        return None
    if not _is_bare(tokens, index, following):
        return None
    if opening == "ved" and following == _BINDS_AFTER_VED.get(lemma):
        binds = True
    first = start if start is not None and opening in _OPENS else index
    return first, index + binds


def _is_title(tokens: Sequence[Token], index: int) -> bool:
    """«Registrering av barn» alone, as in a menu: no sentence, and «å registrere» reads oddly."""
    sentence = [token for token in tokens if token.sentence == tokens[index].sentence]
    opens = sentence[0].start == tokens[index].start and tokens[index].text[:1].isupper()
    return opens and not any(token.is_finite for token in sentence)


def _takes_place(tokens: Sequence[Token], index: int) -> bool:
    """«Avmelding må skje»: whether all that the sentence says of the noun is that it is done."""
    after = [token.lower for token in tokens[index + 1 : index + 3]]
    if len(after) == 2 and after[0] in MODALS:
        return after[1] in _TAKES_PLACE
    return bool(after) and after[0] in _HAPPENS


def _is_bare(tokens: Sequence[Token], index: int, following: str) -> bool:
    """No number, owner or name before, and no genitive unless «av» shows what is acted on.

    «Din bruk av» and «etatens vurdering» name a thing; «etatens vurdering av søknaden» is
    an action.
    """
    before = tokens[index - 1] if index else None
    if before is None:
        return True
    if before.pos == "NUM" or before.lower in _OWNED:
        return False
    owner = before.pos == "PROPN" or "Case=Gen" in before.feats
    return not owner or (following == "av" and before.lower.endswith("s"))


def _preposition(tokens: Sequence[Token], index: int) -> int | None:
    """The preposition that governs the noun; one adjective may stand between."""
    for at in range(index - 1, max(-1, index - 3), -1):
        if tokens[at].pos == "ADP":
            return at
        if tokens[at].pos not in ("ADJ", "DET"):
            return None
    return None


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return VerbalNoun(definition.meta)
