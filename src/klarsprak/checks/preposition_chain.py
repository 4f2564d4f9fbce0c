"""Prepositional phrases in a row: «behandlingen av søknaden om plass i barnehagen»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.nominal_style import is_abstract

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"count", "words"})

CHAIN = 4
"""So many phrases after a noun make a chain; one less when a noun in it is an action."""
_NO_PREPOSITIONS = frozenset({"som", "enn"})
_MODIFIERS = frozenset({"DET", "ADJ", "NUM", "PRON"})
_FIXED = frozenset(
    "grunn hjelp hensyn omsyn forhold forbindelse samband henhold medhold medhald tråd samsvar løpet form "
    "tillegg stedet staden tvers etterskot etterskudd lengre lengde rett samme sats vegne "
    "vegner forskjell skilnad del følge følgje gang sted stad stand tilfelle bakgrunn grunnlag henvisning "
    "tilvising sikte tanke samarbeid samspill samspel".split()
)
"""«på grunn av», «ved hjelp av»: with the words round it one preposition."""
_WITH_ABOUT = frozenset(
    "avtale samtale dialog kontrakt kontakt samarbeid møte korrespondanse forhandling".split()
)
"""«avtale med eieren om leie»: who the other is and what it is about make one phrase."""
_STATUTES = frozenset({"lov", "forskrift"})
"""«forskrift om gebyr»: what follows is its name."""
_AMOUNTS = frozenset(
    "halvpart del utvalg utval antall tal mengde mengd rekke rekkje side slags type sett par".split()
)
"""«halvparten av», «et utvalg av»: what follows is the thing itself."""
_TIMES = frozenset(
    "dag uke veke måned månad år time klokka klokken natt kveld mandag måndag tirsdag tysdag onsdag torsdag fredag "
    "lørdag laurdag søndag januar februar mars april mai juni juli august september oktober november desember "
    "høst haust vår sommer sommar vinter framtid fremtid perioden periode".split()
)


@dataclass(frozen=True, slots=True)
class PrepositionChain:
    """A noun and the phrases after it; names, times and fixed phrases do not count.

    «forskrift om …» is a name from there on.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield from the noun to the end of the last phrase."""
        tokens = analysis.tokens()
        index = 0
        while index < len(tokens):
            if (
                tokens[index].pos != "NOUN"
                or _named(tokens[index], _AMOUNTS)
                or _named(tokens[index], _TIMES)
                or _names_statute(tokens, index)
                or _opens_title(tokens, index)
            ):
                index += 1
                continue
            phrases = _phrases_after(tokens, index)
            heads = [tokens[at] for at in (index, *(end for _, end in phrases))]
            acts = any(is_abstract(head, block.language) for head in heads)
            if len(phrases) >= CHAIN - acts:
                first, last = tokens[index], tokens[phrases[-1][1]]
                prepositions = ", ".join(tokens[at].lower for at, _ in phrases)
                values = {"count": str(len(phrases)), "words": prepositions}
                yield Match(Span(first.start, last.end), values)
                index = phrases[-1][1]
            index += 1


def _phrases_after(tokens: Sequence[Token], noun: int) -> list[tuple[int, int]]:
    """(preposition, last token) of each phrase that follows the noun without a break."""
    found: list[tuple[int, int]] = []
    at = noun + 1
    while (end := _phrase(tokens, at)) is not None:
        head = tokens[end]
        after = tokens[end + 1] if end + 1 < len(tokens) else None
        fixed = _named(head, _FIXED) or _named(head, _AMOUNTS)
        if fixed and after is not None and after.pos == "ADP":
            # The phrase is a preposition itself; what it governs counts once.
            end_of_second = _phrase(tokens, end + 1)
            if end_of_second is None:
                break
            end = end_of_second
        if tokens[end].pos == "PROPN" or _named(tokens[end], _TIMES) or _opens_title(tokens, end):
            break
        if not tokens[end].lower[0].isalpha():
            break
        if not _is_partner(tokens, noun, at, end):
            found.append((at, end))
        if _names_statute(tokens, end):
            break
        at = end + 1
    return found


def _is_partner(tokens: Sequence[Token], noun: int, at: int, end: int) -> bool:
    """«avtale [med eieren] om leie»: whether the phrase only tells who the other is."""
    after = tokens[end + 1].lower if end + 1 < len(tokens) else ""
    agrees = at == noun + 1 and _named(tokens[noun], _WITH_ABOUT)
    return agrees and tokens[at].lower == "med" and after == "om"


def _opens_title(tokens: Sequence[Token], index: int) -> bool:
    """«målene i Strategi for kultur»: a noun with a capital in the midst of a sentence."""
    before = tokens[index - 1] if index else None
    return (
        tokens[index].text[:1].isupper()
        and before is not None
        and before.sentence == tokens[index].sentence
        and before.text.isalpha()
    )


def _names_statute(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return tokens[index].lower in _STATUTES and after == "om"


def _named(token: Token, words: frozenset[str]) -> bool:
    return token.lower in words or token.lemma.lower() in words


def _phrase(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the noun that ends the phrase whose preposition is token `at`."""
    if at >= len(tokens) or tokens[at].pos != "ADP" or not tokens[at].text.isalpha():
        return None
    if tokens[at].lower in _NO_PREPOSITIONS:
        return None
    end = None
    for index in range(at + 1, min(len(tokens), at + 7)):
        token = tokens[index]
        if token.sentence != tokens[at].sentence:
            break
        if token.pos in ("NOUN", "PROPN"):
            end = index
            if "Case=Gen" in token.feats:
                end = None
            continue
        if end is not None or token.pos not in _MODIFIERS:
            break
    return end


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return PrepositionChain(definition.meta)
