"""The verbs of a passive in the active: «må sendes» is «må sende», «er blitt sendt» «har sendt»."""

from collections.abc import Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Token
from klarsprak.lexicon.inflection import WordClass, analyses, inflect, paradigms
from klarsprak.lexicon.passives import MODALS, Passive

_TENSE = {
    "blir": "pres", "vert": "pres", "ble": "past", "blei": "past", "vart": "past",
    "bli": "inf", "verte": "inf", "verta": "inf",
    "blitt": "part", "vorte": "part", "vorten": "part", "vorti": "part",
}  # fmt: skip
_FEATURES = {
    "pres": frozenset({"VerbForm=Fin", "Tense=Pres", "Mood=Ind"}),
    "past": frozenset({"VerbForm=Fin", "Tense=Past", "Mood=Ind"}),
    "inf": frozenset({"VerbForm=Inf"}),
    "part": frozenset({"VerbForm=Part"}),
}
_HAVE = {
    "er": "har", "var": "hadde", "har": "har", "hadde": "hadde",
    "være": "ha", "vere": "ha", "vera": "ha", "ha": "ha",
}  # fmt: skip
_PERFECT = frozenset("er var har hadde".split())
_BARE = frozenset("kunne måtte skulle ville burde kunna måtta skulla vilja burda få".split())
_NOBODY = frozenset("mene meine meina forstå kalle kalla benevne nemne nemna føde føda".split())
"""Verbs of definitions, which nobody in particular does: «med inntekt menes»."""
_ADVERB_ENDINGS = ("t", "vis", "ig", "leg", "is")
_ADVERBS = frozenset(
    "ikke ikkje aldri alltid også òg nå no bare berre kun da då alene åleine videre vidare særlig særleg "
    "heller sjelden sjeldan ofte derfor difor likevel fortsatt framleis allerede allereie igjen først "
    "dermed eventuelt imidlertid så dessuten snart senere seinare trolig uansett her der deretter hele "
    "lenger lenge heile nylig nyleg helst oftest tidligere tidlegare siden sidan gjerne altså stadig".split()
)
_STOPS = frozenset({"PUNCT", "SCONJ"})
_REACH = 16
"""So many tokens may stand between the finite verb and the passive."""


@dataclass(frozen=True, slots=True)
class ActiveVerbs:
    """The verbs that stand in for a passive, and where they stood.

    `finite` is the index of the token that is the clause's finite verb; `words` are the new
    verbs in order, the finite one first; `adverbs` those between the old verbs; `patient`
    the tokens between them that are neither, as in «må [skjemaet] sendes».
    """

    finite: int
    words: tuple[str, ...]
    adverbs: tuple[Token, ...]
    patient: tuple[Token, ...]


def active_verbs(tokens: Sequence[Token], passive: Passive, language: str) -> ActiveVerbs | None:
    """The verbs of `passive` in the active; None for an infinitive, and when unsure."""
    if language not in _LANGUAGES:
        return None
    head = passive.first if passive.kind == "bli" else passive.verb
    finite = _finite(tokens, passive, head)
    if finite is None:
        return None
    wanted = _wanted(tokens, passive, finite, head)
    lemma = known_lemma(tokens[passive.verb], language)
    main = inflect(lemma, WordClass.VERB, _FEATURES[wanted], language) if wanted else None
    if not main or lemma in _NOBODY or main.endswith(("ast", "est")):
        return None
    between = [t for n, t in enumerate(tokens[finite + 1 : passive.verb], finite + 1) if n != head]
    if any(t.lower in _IDIOMS for t in between):
        return None
    words = [main]
    if finite != head:
        first = tokens[finite].lower
        chain = [t.lower for t in between if t.pos in ("VERB", "AUX")]
        if any(word in ("bli", "verte", "verta") for word in chain):
            return None
        if wanted == "part":
            first = _HAVE.get(first, first)
            chain = [_HAVE.get(word, word) for word in chain]
            if "ha" not in chain and first not in ("har", "hadde"):
                return None
        words = [first, *chain, main]
    rest = [t for t in between if t.pos not in ("VERB", "AUX")]
    adverbs = tuple(t for t in rest if is_adverb(t))
    return ActiveVerbs(finite, tuple(words), adverbs, tuple(t for t in rest if not is_adverb(t)))


def is_adverb(token: Token) -> bool:
    """What may stand between the verbs and go with them: «ikke», «automatisk», «raskt»."""
    if token.lower in _ADVERBS:
        return True
    return token.pos in ("ADV", "PART") and token.lower.endswith(_ADVERB_ENDINGS)


_IDIOMS = frozenset({"sett", "all"})
"""«stort sett», «i all hovedsak»: adverbs of several words, which do not come apart."""
_LANGUAGES = frozenset({"nb", "nn"})


def _wanted(tokens: Sequence[Token], passive: Passive, finite: int, head: int) -> str:
    if passive.kind == "bli":
        return _TENSE.get(tokens[head].lower, "")
    if finite != head:
        return "inf"
    return "past" if "Tense=Past" in tokens[head].feats else "pres"


def _finite(tokens: Sequence[Token], passive: Passive, head: int) -> int | None:
    """The finite verb of the passive's clause: itself, or a helper before it."""
    token = tokens[head]
    if passive.kind == "bli" and _TENSE.get(token.lower) in ("pres", "past"):
        return head
    helper = _helper(tokens, passive, head)
    if passive.kind == "bli":
        return helper
    if helper is not None and not (token.is_finite and _has_noun(tokens, helper, head)):
        return helper
    # The tagger takes a present for an infinitive where the lexicon has both.
    near = [t.lower for t in tokens[max(0, head - 2) : head]]
    infinitive = "å" in near or ("og" in near and not token.is_finite)
    return None if infinitive or not _BARE.isdisjoint(near) else head


def _helper(tokens: Sequence[Token], passive: Passive, head: int) -> int | None:
    """The modal verb, or the «er» or «har» of a perfect, that the passive hangs on."""
    perfect = passive.kind == "bli" and _TENSE.get(tokens[head].lower) == "part"
    known = MODALS - {"lar", "tar"} | (_PERFECT if perfect else frozenset())
    for number in range(head - 1, max(-1, head - _REACH), -1):
        token = tokens[number]
        if token.sentence != tokens[head].sentence or token.pos in _STOPS:
            return None
        if token.lower in ("å", "som", "og", "eller"):
            return None
        # «skal kunne sendes»: an infinitive has its helper further on.
        if token.lower in known and (token.is_finite or token.lower not in _BARE):
            return number
        if token.is_finite:
            return None
    return None


def _has_noun(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(not is_adverb(t) and t.pos not in ("AUX", "VERB") for t in tokens[first + 1 : last])


_NYNORSK = {
    "gjøre": "gjere", "si": "seie", "se": "sjå", "spørre": "spørje", "velge": "velje", "selge": "selje",
}  # fmt: skip
"""Infinitives of Bokmål that the tagger may give for forms the two standards share."""


def known_lemma(verb: Token, language: str) -> str:
    """The infinitive in the written standard of the text, which the tagger may mistake."""
    lemma = verb.lemma.lower()
    if language == "nn":
        lemma = _NYNORSK.get(lemma, lemma)
    found = [f for f in analyses(verb.lower, language) if f.word_class is WordClass.VERB]
    lemmas = [f.lemma for f in found if f.known and not f.lemma.endswith(("st", "es"))]
    if lemmas and lemma not in lemmas:
        return lemmas[0]
    if language == "nn" and lemma.endswith("ast"):
        active = (lemma.removesuffix("st"), lemma.removesuffix("ast") + "e")
        return next((a for a in active if paradigms(a, WordClass.VERB, language)[1]), lemma)
    return lemma
