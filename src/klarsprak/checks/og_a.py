"""«og» for «å» and «å» for «og», told by which verb forms stand round the word.

An infinitive after «og» shares the modal or «å» of an infinitive before it; where the
sentence has none, «og» is wrong. After «å» comes an infinitive; a finite verb or a subject
pronoun there is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon import store
from klarsprak.lexicon.inflection import analyses
from klarsprak.lexicon.wordforms import Form, WordClass

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "other"})

_LICENCES = frozenset(
    "å kan kunne kunna skal skulle skulla vil ville vilje vilja må måtte måtta bør burde får fikk "
    "fekk få la lar lot let tør torde gidder orker sittende stående liggende sitjande ståande "
    "liggjande både".split()
)
"""Words before «og» that an infinitive after it may belong to."""
_TAKES_A = frozenset(
    "prøve prøver prøvde prøv forsøke forsøker forsøkte forsøk huske husker husket husk hugse "
    "hugsar hugsa hugs glemme glemmer glemte glem gløyme gløymer gløymde gløym begynne begynner "
    "begynte begynn byrje byrjar byrja slutte slutter sluttet sluttar slutta pleier pleide plar "
    "fortsetter fortsatte".split()
)
"""Verbs that take «å» and an infinitive, and seldom stand before «og» and another verb."""
_PAIRS = frozenset({("prøve", "feile"), ("begynne", "slutte"), ("begynne", "avslutte")})
_BEFORE_A = frozenset("for uten utan ved etter til".split())
"""Prepositions after which «og» and an infinitive is never right."""
_POSTURES = frozenset("satt sat sitter sit sto stod står lå låg ligger ligg gikk gjekk går".split())
"""Verbs that stand before «og» and what is done meanwhile: «satt og ventet»."""
_SUBJECTS = frozenset("jeg eg vi han hun ho de dei".split())
_SKIPPED = frozenset(
    "ikke ikkje aldri alltid bare berre heller også òg gjerne så da då selv sjølv faktisk kun".split()
)
_LOOK_BACK = 80
"""How many words before «og» are asked for a licence; more than any real sentence has."""
_REACH = 6
"""How far from «å» its infinitive may stand: «å ikke alltid bare kunne»."""


@dataclass(frozen=True, slots=True)
class OgA:
    """Flags the one word; only verb forms that the lexicon is sure of count."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per wrong «og» or «å»."""
        for _, group in groupby(analysis.tokens(), key=lambda token: token.sentence):
            tokens = tuple(group)
            for index in range(1, len(tokens) - 1):
                wanted = {"og": _should_be_a, "å": _should_be_og}.get(tokens[index].text)
                if wanted is not None and wanted(tokens, index, block.language):
                    other = "å" if tokens[index].text == "og" else "og"
                    span = Span(tokens[index].start, tokens[index].end)
                    verb = _next(tokens, index)
                    yield Match(
                        span, {"lemma": verb.lower if verb else "", "other": other}, (other,)
                    )


def _next(tokens: Sequence[Token], index: int) -> Token | None:
    """The first word after `index`, adverbs of negation and the like skipped."""
    for token in tokens[index + 1 : index + 3]:
        if token.lower not in _SKIPPED:
            return token
    return None


def _should_be_a(tokens: Sequence[Token], index: int, language: str) -> bool:
    verb = _next(tokens, index)
    if verb is None or verb.text != verb.lower:
        return False
    before, left = tokens[index - 1], tokens[max(0, index - _LOOK_BACK) : index]
    sure = before.lower in _BEFORE_A or before.lower in _TAKES_A
    if not _is_infinitive(verb, language, imperative=sure, tagged=before.lower not in _BEFORE_A):
        return False
    if before.lower in _BEFORE_A:
        # «holde fast ved og videreføre», «legge til og trekke fra»: a verb's own particle.
        return not any("VerbForm=Inf" in token.feats for token in left[-3:])
    if before.lower in _TAKES_A:
        # «vi vil søke, prøve og klage»: one of a row of infinitives.
        in_row = "VerbForm=Inf" in before.feats and any(
            "VerbForm=Inf" in token.feats and token.pos == "VERB" for token in left[:-1]
        )
        return (before.lemma, verb.lemma) not in _PAIRS and not in_row
    if before.pos not in ("VERB", "AUX", "ADJ", "ADV", "NOUN", "PRON", "ADP", "PART"):
        return False
    if before.pos in ("NOUN", "PRON", "ADV", "PART") and not any(t.is_finite for t in left):
        return False
    return not any(
        token.lower in _LICENCES
        or token.text in (":", ";", "•")
        or _may_be_infinitive(token, number, language)
        for number, token in enumerate(left)
    )


def _should_be_og(tokens: Sequence[Token], index: int, language: str) -> bool:
    before, after = tokens[index - 1], tokens[index + 1]
    if not before.text[0].isalpha() or not after.text[0].isalpha() or before.pos == "DET":
        return False
    if after.lower in _SUBJECTS and after.text == after.lower:
        return True
    forms = store.analyses(after.lower, language)
    verbs = [form for form in forms if form.word_class is WordClass.VERB]
    if before.lower in _POSTURES and verbs and not any(map(_is_infinitive_form, verbs)):
        return True
    if (
        verbs
        and after.pos in ("VERB", "AUX")
        and not any(
            "VerbForm=Inf" in form.features or "VerbForm=Part" in form.features for form in verbs
        )
    ):
        # «mulig å deleger» lacks an ending; «å» is right there.
        return before.pos not in ("ADJ", "ADP") and before.lower not in ("så", "til", "for")
    if before.pos == "ADP" or after.pos not in (
        "NOUN",
        "PROPN",
        "DET",
        "ADP",
        "NUM",
        "ADJ",
        "PRON",
    ):
        return False
    if not (forms or after.text[0].isupper() or after.pos in ("DET", "ADP", "PRON")):
        return False
    return not any(
        "VerbForm=Inf" in token.feats
        or any(_is_infinitive_form(f) for f in analyses(token.lower, language))
        or any(_is_infinitive_form(f) for f in analyses(token.lower, "nb"))
        for token in tokens[index + 1 : index + 1 + _REACH]
    )


def _is_infinitive(token: Token, language: str, *, imperative: bool, tagged: bool) -> bool:
    """Whether the word is a verb, and of its verb forms an infinitive alone.

    The tagger errs on the very words that follow a wrong «og», so the lexicon decides the
    form, and without `tagged` the word class too. `imperative` lets words such as «ha» pass,
    which are an imperative as well.
    """
    found = analyses(token.lower, language)
    forms = [f for f in found if f.word_class is WordClass.VERB]
    if token.pos not in ("VERB", "AUX") and (tagged or len(forms) < len(found)):
        return False
    return any(_is_infinitive_form(form) for form in forms) and all(
        _is_infinitive_form(form) or (imperative and "Mood=Imp" in form.features) for form in forms
    )


def _may_be_infinitive(token: Token, number: int, language: str) -> bool:
    """Whether the token may license an infinitive; the first word of a list is hard to tag."""
    if "VerbForm=Inf" in token.feats:
        return True
    if number and (token.pos not in ("VERB", "AUX") or token.is_finite):
        return False
    return any(_is_infinitive_form(form) for form in store.analyses(token.lower, language))


def _is_infinitive_form(form: Form) -> bool:
    return form.word_class is WordClass.VERB and "VerbForm=Inf" in form.features


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return OgA(definition.meta)
