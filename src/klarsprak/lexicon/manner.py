"""The adjective of a light verb's noun as an adverb of the verb.

«foreta en grundig vurdering av saken» is «vurdere saken grundig».
"""

from collections.abc import Sequence
from dataclasses import replace

from klarsprak.core.analysis import Token
from klarsprak.core.finding import Applicability, Edit, Match
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import analyses
from klarsprak.lexicon.joints import after_noun

_ADVERBS = {
    "nb": {
        "ny": "på nytt", "grundig": "grundig", "nøye": "nøye", "samlet": "samlet", "rask": "raskt",
        "skjønnsmessig": "skjønnsmessig", "konkret": "konkret", "individuell": "individuelt",
        "foreløpig": "foreløpig", "særskilt": "særskilt", "selvstendig": "selvstendig",
        "helhetlig": "helhetlig", "automatisk": "automatisk", "løpende": "løpende", "kort": "kort",
        "årlig": "årlig", "jevnlig": "jevnlig", "faglig": "faglig", "kritisk": "kritisk",
        "systematisk": "systematisk", "manuell": "manuelt", "nærmere": "nærmere",
        "forsvarlig": "forsvarlig", "årlige": "årlig",
    },
    "nn": {
        "ny": "på nytt", "grundig": "grundig", "nøye": "nøye", "samla": "samla", "rask": "raskt",
        "skjønnsmessig": "skjønnsmessig", "konkret": "konkret", "individuell": "individuelt",
        "førebels": "førebels", "særskild": "særskilt", "sjølvstendig": "sjølvstendig",
        "heilskapleg": "heilskapleg", "automatisk": "automatisk", "løpande": "løpande", "kort": "kort",
        "årleg": "årleg", "jamleg": "jamleg", "fagleg": "fagleg", "kritisk": "kritisk",
        "systematisk": "systematisk", "manuell": "manuelt", "nærmare": "nærmare",
        "forsvarleg": "forsvarleg",
    },
}  # fmt: skip
"""Adjectives that tell how something is done, and stand well after the verb."""
_ASKS = frozenset(
    "om hvordan hvorvidt hva hvem hvilken hvilke hvor hvorfor når korleis kva kven kvifor kor".split()
)
_OPENS_OBJECT = _ASKS | {"at", "å"}
_BECOMES = frozenset("bli blir ble blei blitt vert vart verte vorte er var".split())
_NEEDS_OBJECT = frozenset(
    "analysere ansette ansetje avgjøre avgjere avklare bedømme behandle handsame beregne berekne bestemme "
    "endre forbedre foreslå føreslå forenkle justere kartlegge kartleggje kontrollere måle oppdatere prioritere "
    "presisere påvirke påverke redusere sammenligne samanlikne tilpasse undersøke undersøkje vedta velge velje "
    "vurdere øke auke".split()
)
"""Verbs that cannot stand without what they act on."""
_ENDS = frozenset({"PUNCT", "ADV", "SCONJ", "VERB", "AUX"})


def with_manner(match: Match, tokens: Sequence[Token], text: str, language: str) -> Match:
    """The match with the adjective in it as an adverb, where one stands there.

    The object comes between where it is short; before a question the adverb stands last.
    Another adjective, and an object that cannot be told, leave the match as it was.
    """
    if not match.replacements or language not in _ADVERBS:
        return match
    own = [n for n, t in enumerate(tokens) if match.span.start <= t.start < match.span.end]
    if not own:
        return match
    if any(tokens[n].pos in ("PRON", "PROPN") or _is_subject(tokens, n) for n in own[1:-1]):
        # «iverksetter kommunen tiltak»: the subject stands inside, and must stay.
        return replace(match, replacements=(), applicability=Applicability.DISPLAY)
    keeps = match.replacements[0].endswith(f" {tokens[own[-1]].lower}")
    if not keeps and _is_impersonal(tokens, own):
        # «det foretas en vurdering av saken» is no «det vurderes saken».
        return replace(match, replacements=(), applicability=Applicability.DISPLAY)
    verb = match.replacements[0]
    if _lacks_object(tokens, own[-1], verb, language):
        match = replace(match, applicability=Applicability.DISPLAY)
    inner = [tokens[n] for n in own[1:] if tokens[n].pos == "ADJ"]
    if not inner:
        return match
    adverb = _ADVERBS[language].get(inner[0].lemma.lower())
    adverb = adverb or _ADVERBS[language].get(inner[0].lower)
    after = own[-1] + 1
    if len(inner) > 1 or adverb is None or after >= len(tokens):
        return replace(match, replacements=(verb,))
    if tokens[after].lower in _ASKS:
        return replace(
            match, replacements=(f"{verb} {adverb}",), applicability=Applicability.UNSAFE
        )
    end = after_noun(tokens, after) if tokens[own[-1]].lower in ("av", "på") else None
    whole = end is not None and end < len(tokens) and tokens[end].pos in _ENDS
    if end is None or not whole or tokens[end].lower in ("som", "der"):
        return replace(match, replacements=(f"{verb} … {adverb}",))
    object_ = text[tokens[after].start : tokens[end - 1].end]
    edit = Edit(Span(match.span.start, tokens[end - 1].end), f"{verb} {object_} {adverb}")
    return replace(match, replacements=(f"{verb} … {adverb}",), rewrite=edit)


def _is_subject(tokens: Sequence[Token], at: int) -> bool:
    """A definite noun with more nouns after it is who acts, and not what is done."""
    noun = tokens[at].pos == "NOUN" and "Definite=Def" in tokens[at].feats
    return noun and any(t.pos == "NOUN" for t in tokens[at + 1 : at + 4])


def _is_impersonal(tokens: Sequence[Token], own: Sequence[int]) -> bool:
    """«Det» is the subject of a passive, and the phrase takes its object by a preposition."""
    first, last = tokens[own[0]], tokens[own[-1]]
    near = [t for t in tokens[max(0, own[0] - 4) : own[0]] if t.sentence == first.sentence]
    passive = "Voice=Pass" in first.feats or any(t.lower in _BECOMES for t in near)
    return last.pos == "ADP" and passive and any(t.lower == "det" for t in near)


def _lacks_object(tokens: Sequence[Token], last: int, verb: str, language: str) -> bool:
    """Whether the verb would stand without its object: «av eller», «beslutning i saken»."""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if tokens[last].pos == "ADP":
        return following is None or following.pos in ("CCONJ", "PUNCT")
    if " " in verb:
        return False
    lemmas = {form.lemma for form in analyses(verb.lower(), language)}
    if not lemmas & _NEEDS_OBJECT:
        return False
    return following is None or following.lower not in _OPENS_OBJECT
