"""A verbal noun as a clause with its verb: «ved utfylling av» is «når du fyller ut»."""

from collections.abc import Sequence

from klarsprak.core.analysis import Token
from klarsprak.lexicon.agents import WHO
from klarsprak.lexicon.phrases import realise
from klarsprak.lexicon.verbal_nouns import verb_of

_WHEN = {
    ("ved", "nb"): "når {who}", ("ved", "nn"): "når {who}",
    ("etter", "nb"): "etter at {who} har", ("etter", "nn"): "etter at {who} har",
    ("før", "nb"): "før {who}", ("før", "nn"): "før {who}",
    ("under", "nb"): "mens {who}", ("under", "nn"): "medan {who}",
}  # fmt: skip
_READER_DOES = frozenset(
    "fylle søke søkje sende betale klage melde levere bestille flytte kjøpe kjøpa logge laste "
    "bruke reise underskrive signere velge velje legge leggje slå registrere oppgi skrive".split()
)
"""What the reader of a letter or a page does; the rest may be done by anybody."""
_SENDER_DOES = frozenset(
    "behandle handsame vurdere beregne berekne avgjøre avgjere vedta utbetale tildele innvilge avslå".split()
)
_BEFORE_INFINITIVE = frozenset("for om til med av på uten utan ved".split())
_STARTING = frozenset(
    "starte begynne byrje avslutte slutte fortsette planlegge planleggje vurdere foreslå unngå tillate "
    "anbefale kreve krevje prioritere være vere bli eller og samt".split()
)
_PRESENT = frozenset({"VerbForm=Fin", "Tense=Pres", "Mood=Ind"})
_NOT_FOR_TO = frozenset({"stå", "betydning", "tyding", "betyding"})
"""«står for valget av», «har betydning for valget av»: «for å velge» says something else there."""
_VERBAL = ("ing", "else", "sjon")
_ORDER = frozenset({"Mood=Imp"})
_PERFECT = frozenset({"VerbForm=Part"})


def with_verb(
    tokens: Sequence[Token], first: int, noun: int, verb: str, language: str, *, to_reader: bool
) -> str:
    """What the tokens from `first` on are with `verb`; "" where no form would fit there.

    `noun` is the index of the verbal noun, `to_reader` tells that the text speaks to the
    one who is to act. Where nobody can tell who acts, the answer asks.
    """
    if language not in WHO or _shares_object(tokens, noun, language):
        return ""
    opening = tokens[first].lower
    if first == noun:
        text = _infinitive(tokens, noun, verb)
    elif noun - first == 2 and tokens[first].pos == "NOUN":
        # «behov for endringer i» → «behov for å endre»
        text = f"{tokens[first].text} {tokens[first + 1].text} å {verb}"
    elif noun - first > 1 or "Number=Plur" in tokens[noun].feats:
        # What describes the noun would have to be built anew too.
        text = ""
    elif opening == "gjennom":
        text = f"ved å {verb}"
    else:
        text = _clause(opening, verb, language, to_reader=to_reader)
    return text[:1].upper() + text[1:] if tokens[first].text[:1].isupper() else text


def order(verb: str, language: str) -> tuple[str, ...]:
    """The imperative with a capital, as a title in a menu: «Registrer»; () when it has none."""
    form = realise(verb, "verb", _ORDER, language)
    return (form[:1].upper() + form[1:],) if form else ()


def _shares_object(tokens: Sequence[Token], noun: int, language: str) -> bool:
    """«innsamling og formidling av data»: one of several nouns with one object.

    To put a verb for one of them would leave the others without what they govern.
    """
    beside = (_beside(tokens, noun, -1), _beside(tokens, noun, 1))
    lemmas = [token.lemma.lower() for token in beside if token and token.pos == "NOUN"]
    return any(lemma.endswith(_VERBAL) or verb_of(lemma, language) for lemma in lemmas)


def _beside(tokens: Sequence[Token], noun: int, step: int) -> Token | None:
    """The word on the other side of a comma, «og» or «eller» next to the noun."""
    at = noun + step
    if not 0 <= at + step < len(tokens) or tokens[at].lower not in (",", "og", "eller"):
        return None
    return tokens[at + step]


def _clause(opening: str, verb: str, language: str, *, to_reader: bool) -> str:
    pattern = _WHEN.get((opening, language))
    if pattern is None:
        return ""
    features = _PERFECT if pattern.endswith("har") else _PRESENT
    form = realise(verb, "verb", features, language)
    head = verb.split(maxsplit=1)[0]
    who = WHO[language]
    if to_reader and head in _READER_DOES:
        who = "du"
    elif to_reader and head in _SENDER_DOES:
        who = "vi"
    return f"{pattern.format(who=who)} {form}" if form else ""


def _infinitive(tokens: Sequence[Token], noun: int, verb: str) -> str:
    """«for innføring av» → «for å innføre»; only where an infinitive may stand."""
    token = tokens[noun]
    if "Number=Plur" in token.feats:
        return ""
    before = tokens[noun - 1] if noun and tokens[noun - 1].sentence == token.sentence else None
    if before is None:
        return "" if "Definite=Def" in token.feats else f"å {verb}"
    if before.pos == "ADP":
        if before.lower == "for" and noun > 1 and tokens[noun - 2].lemma.lower() in _NOT_FOR_TO:
            return ""
        return f"å {verb}" if before.lower in _BEFORE_INFINITIVE else ""
    starts = before.lemma.lower() in _STARTING
    if "Definite=Def" in token.feats and not starts:
        return ""
    opens = before.pos in ("PUNCT", "SYM", "CCONJ") and before.text != "/"
    return f"å {verb}" if starts or opens or before.pos == "SCONJ" else ""
