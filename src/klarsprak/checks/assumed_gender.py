"""«han» or «hun» about somebody whose gender nobody knows: «søkeren må vise at han …»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Token
from klarsprak.core.definition import Definition
from klarsprak.core.document import EMBEDDED, Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, gender, inflect

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "noun"})

_PRONOUNS = frozenset("han hun ho".split())
_PRONOUN = re.compile(r"\b(?:han|hun|ho)\b", re.I)
_BOTH = re.compile(r"\b(?:han|hun|ho)(?:\s+(?:eller|og|og/eller)\s+|\s*/\s*)(?:han|hun|ho)\b", re.I)
_APPLYING = frozenset(
    "søker søkjar klager klagar arbeidsgiver arbeidsgivar arbeidstaker arbeidstakar leietaker leigetakar "
    "mottaker mottakar stønadsmottaker stønadsmottakar kunde forbruker forbrukar skattyter skattytar "
    "tiltakshaver tiltakshavar utbygger utbyggjar huseier huseigar grunneier grunneigar låntaker låntakar "
    "eier eigar innbygger innbyggjar".split()
)
"""Roles that rules speak of."""
_OTHERS = frozenset(
    "elev pasient bruker brukar student lærling lærer lærar lege beboer bebuar saksbehandler saksbehandlar "
    "pårørende foresatt forelder person ansatt tilsett deltaker deltakar medlem fagarbeider fagarbeidar".split()
)
"""Roles that a text may name one known person by: «pasienten bor alene, og han må …»."""
_CONDITIONS = frozenset("hvis dersom viss når".split())
_ANYONE = frozenset("enhver einkvar einkvan vedkommende vedkomande".split())
_AFTER_DEN = frozenset("som enkelte einskilde".split())
_POINTING = frozenset("denne dette vår min din hans hennes hennar".split())
_AROUND = 18
_OPENING = 4
"""Words at the start of the sentence before, in which it must name whom it is about."""
_GENDERED = re.compile(
    r"\b(?:far|faren|mor|moren|mora|mann|mannen|kvinnen?|kvinna|jenten?|jenta|gutt|gut|gutten|guten|bestefar|bestemor|"
    r"kone|kona|dame|dama|fru|herr|søster|søstera|bror|broren|sønn|sønnen|son|sonen|datter|datteren|dattera|"
    r"dotter|dottera|ektemannen?|pappa|mamma|onkel|tante|enken?|enkja|kongen|dronningen?|dronninga|kar|karen)s?\b",
    re.I,
)
_NORMS = frozenset("må skal kan bør plikter pliktar lyt".split())
_RIGHTS = frozenset("rett krav plikt ansvar lov".split())
_TELLING = frozenset(
    "hevde hevda anføre mene meine opplyse skrive skrive forklare oppgi oppgje si seie fortelle fortelje "
    "påstå påpeke påpeike framholde fremholde erkjenne innrømme".split()
)
"""Verbs of one who has told something, and so is somebody in particular."""


@dataclass(frozen=True, slots=True)
class AssumedGender:
    """A pronoun in a rule for all who are «søker», «elev» or «den som …».

    Only where the sentence, or the start of the sentence before, has such a word and says
    what its bearer may, must or can do. A text with as many other pronouns tells of somebody
    in particular and is let be. «hans» and «hennes» may be another's, and are not looked at.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match for the first such pronoun of a sentence."""
        others = 0
        found: list[Placed] = []
        for number, block in enumerate(document.blocks):
            if not self._is_read(block) or not _PRONOUN.search(block.text):
                continue
            gendered = _GENDERED.search(block.text) is not None
            told: list[Token] = []
            for sentence in _sentences(context.analysis(number).tokens()):
                at = _pronoun(sentence)
                if at is not None and not _is_both(block.text, sentence[at]):
                    role = _role(told, sentence, at, block.language)
                    if role is None or gendered:
                        # In Nynorsk it may be of a thing.
                        others += block.language == "nb"
                    else:
                        found.append(Placed(number, _match(sentence[at], role, block.language)))
                told = sentence
        if others <= len(found):
            yield from found

    def _is_read(self, block: Block) -> bool:
        if block.kind in EMBEDDED or block.kind not in self.meta.scope or block.hidden:
            return False
        return block.language in self.meta.languages


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    for _, sentence in groupby(tokens, key=lambda token: token.sentence):
        yield list(sentence)


def _pronoun(sentence: Sequence[Token]) -> int | None:
    for at, token in enumerate(sentence):
        if token.lower in _PRONOUNS and token.pos == "PRON":
            return at
    return None


def _is_both(text: str, token: Token) -> bool:
    """«han eller hun», «han/ho»: nobody is left out."""
    around = text[max(0, token.start - _AROUND) : token.end + _AROUND]
    return _BOTH.search(around) is not None


def _role(told: list[Token], own: list[Token], at: int, language: str) -> Token | None:
    """The word that a pronoun stands for, when nobody in particular is meant by it."""
    if at and (own[at].text[0].isupper() or own[at - 1].lower == "som"):
        # A new sentence after a heading without a full stop; or «den som han kan bruke».
        return None
    if at:
        told, ahead = own, own[:at]
    else:
        ahead = told[:_OPENING]
    place = _last_role(ahead, conditional=any(token.lower in _CONDITIONS for token in own))
    if place is None or not (_is_rule(told) and _is_of_nobody(own) and _is_of_nobody(told)):
        return None
    before = [token for token in told[: at or len(told)] if token is not told[place]]
    if language == "nn" and any(_may_be_meant(token, own[at]) for token in before):
        return None
    return told[place]


def _last_role(tokens: Sequence[Token], *, conditional: bool) -> int | None:
    for place in reversed(range(len(tokens))):
        token, lemma = tokens[place], tokens[place].lemma.lower()
        before = tokens[place - 1].lower if place else ""
        if token.lower in _ANYONE or (before == "den" and token.lower in _AFTER_DEN):
            return place
        if token.pos != "NOUN" or "Number=Sing" not in token.feats or before in _POINTING:
            continue
        anyone = conditional or "Definite=Ind" in token.feats
        if lemma in _APPLYING or (lemma in _OTHERS and anyone):
            return place
    return None


def _is_rule(tokens: Sequence[Token]) -> bool:
    """Whether a sentence says what somebody may, must or has a right to."""
    lowers = {token.lower for token in tokens}
    return bool(lowers & _NORMS) or ("har" in lowers and bool(lowers & _RIGHTS))


def _is_of_nobody(tokens: Sequence[Token]) -> bool:
    """No name, nothing in the past, and nobody who has said something."""
    for token in tokens:
        named = token.pos == "PROPN" and not token.text.isupper() and token.lower != "nav"
        if named or "Tense=Past" in token.feats or token.lemma.lower() in _TELLING:
            return False
    return True


def _may_be_meant(token: Token, pronoun: Token) -> bool:
    """Whether a Nynorsk pronoun may stand for a thing: «søknaden … han»."""
    if token.pos != "NOUN" or "Number=Sing" not in token.feats:
        return False
    wanted = "Fem" if pronoun.lower == "ho" else "Masc"
    return (gender(token.lemma.lower(), "nn") or wanted) == wanted


def _match(token: Token, role: Token, language: str) -> Match:
    told = f"den {role.lower}" if role.lower in _AFTER_DEN else role.lower
    values = {"lemma": token.lower, "noun": told}
    noun = ""
    if role.pos == "NOUN":
        features = {"Number=Sing", "Definite=Def"}
        noun = inflect(role.lemma.lower(), WordClass.NOUN, features, language) or ""
    if token.text[0].isupper():
        noun = noun.capitalize()
    return Match(Span(token.start, token.end), values, (noun,) if noun else ())


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return AssumedGender(definition.meta)
