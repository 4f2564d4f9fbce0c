"""Decisions and views that nobody stands behind: «det er besluttet», «det tas sikte på»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_VERBS = frozenset(
    # infinitives; the tagger gives the lemma of a participle as one or the other standard's
    "beslutte bestemme vedta vurdere anse anta forutsette føresetje føresetja foreslå avgjøre avgjere avgjera "
    "innvilge innvilga avslå planlegge planleggje planleggja anbefale tilrå tilråde forvente vente konkludere "
    "presisere bemerke merke påpeke påpeike understreke oppfordre ønske ønskje fremheve framheve oppnevne "
    "oppnemne fatte iverksette iverksetje jobbe arbeide arbeida mene meine "
    "godkjenne vektlegge vektleggje prioritere".split()
)
_PHRASES = {
    "ta": ("sikte", "høyde", "høgde", "stilling", "hensyn", "omsyn", "forbehold", "atterhald"),
    "legge": ("vekt", "til grunn", "opp til"),
    "leggje": ("vekt", "til grunn", "opp til"),
    "legga": ("vekt", "til grunn"),
    "gjøre": ("vedtak", "oppmerksom"),
    "gjere": ("vedtak", "merksam"),
    "sette": ("i gang",),
    "setje": ("i gang",),
}
"""Verbs that hide a sender only with these words after them."""
_BE = frozenset("er var vært vore være vere vera".split())
_BECOME = frozenset("bli blir ble blei blitt vert vart verte verta vorte".split())
_BETWEEN = 3
_VIEWS = frozenset(
    "anser antar antek mener meiner forutsetter føreset vurderer regner reknar legger legg finner finn".split()
)
"""«En anser at …»: the sender's own view, put in the mouth of anyone."""


@dataclass(frozen=True, slots=True)
class HiddenSender:
    """Impersonal «det» with a passive of deciding, judging or planning, and no «av …».

    «En» and «ein» as the one who holds a view are the same; «man» is left to `aktiv/man-en`.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield from «det» (or the verb before it) to the verb."""
        tokens = analysis.tokens()
        for index, token in enumerate(tokens):
            if token.lower in ("en", "ein"):
                if _is_a_view(tokens, index):
                    span = Span(token.start, tokens[index + 1].end)
                    yield Match(span, {"lemma": tokens[index + 1].lemma.lower()})
                continue
            if token.lower != "det" or token.pos not in ("PRON", "DET"):
                continue
            found = _passive(tokens, index)
            if found is None or _has_agent(tokens, found):
                continue
            start = index
            if index and tokens[index - 1].is_finite:
                # «Her er det besluttet»: the auxiliary stands first.
                start = index - 1
            last = found
            if tokens[found].lemma.lower() in _PHRASES:
                # «det tas sikte»: the verb alone says nothing.
                last = found + 1
            yield Match(
                Span(tokens[start].start, tokens[last].end),
                {"lemma": tokens[found].lemma.lower()},
            )


def _is_a_view(tokens: Sequence[Token], index: int) -> bool:
    """«En anser at», «ein reknar med at»: first in the sentence, and «at» soon after.

    «En mener at …, en annen at …» counts people.
    """
    if index and tokens[index - 1].sentence == tokens[index].sentence:
        return False
    own = [t.lower for t in tokens[index + 1 :] if t.sentence == tokens[index].sentence]
    if "annen" in own or "annan" in own:
        return False
    return bool(own) and own[0] in _VIEWS and "at" in own[1:5]


def _passive(tokens: Sequence[Token], det: int) -> int | None:
    """Index of the passive verb whose formal subject is token `det`."""
    before = tokens[det - 1] if det else None
    helped = before is not None and before.lower in _BE | _BECOME
    inverted = before is not None and before.is_finite
    seen_verb = inverted
    for index in range(det + 1, min(len(tokens), det + 2 + 2 * _BETWEEN)):
        token = tokens[index]
        if token.sentence != tokens[det].sentence or token.pos in ("SCONJ", "PUNCT", "NOUN"):
            return None
        passive = "Voice=Pass" in token.feats
        participle = "VerbForm=Part" in token.feats and helped
        if passive or participle:
            return index if _decides(tokens, index) or _is_promised(tokens, det, index) else None
        if token.lower in _BE | _BECOME:
            helped = True
        elif token.pos in ("AUX", "VERB"):
            if token.pos == "VERB" and seen_verb and not token.is_finite:
                return None
        elif token.pos not in ("ADV", "PART", "ADJ", "PRON"):
            return None
        seen_verb = seen_verb or token.is_finite
    return None


def _decides(tokens: Sequence[Token], index: int) -> bool:
    lemma = tokens[index].lemma.lower()
    base = lemma.removesuffix("st").removesuffix("s") if lemma not in _VERBS else lemma
    if lemma in _VERBS or base in _VERBS:
        return True
    rest = " ".join(t.lower for t in tokens[index + 1 : index + 5])
    return any(rest.startswith(words) for words in _PHRASES.get(lemma, ()))


def _is_promised(tokens: Sequence[Token], det: int, index: int) -> bool:
    """«Det vil bli lagt ut», «vil det bli gitt»: whatever the verb, someone will do it."""
    if tokens[index].pos != "VERB" or tokens[index].lower in ("født", "fødd"):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.pos in ("NOUN", "ADJ"):
        # «økt press» is what there will be.
        return False
    words = {t.lower for t in tokens[max(0, det - 1) : index]}
    return bool(words & {"vil", "skal"}) and bool(words & {"bli", "verte"})


def _has_agent(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1 : index + 6]
    for token in after:
        if token.sentence != tokens[index].sentence or token.text in (",", ".", "at"):
            return False
        if token.lower == "av":
            return True
    return False


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return HiddenSender(definition.meta)
