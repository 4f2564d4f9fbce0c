"""A light verb and a verbal noun where one verb would do: «foreta en vurdering av»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Applicability, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.phrase import PhraseRule, load_entries
from klarsprak.lexicon.inflection import analyses
from klarsprak.lexicon.manner import with_manner
from klarsprak.lexicon.phrases import realise
from klarsprak.lexicon.verbal_nouns import THINGS, verb_of

KEYS = frozenset({"dictionary"})
VALUES = frozenset({"lemma"})

_LIGHT = {
    "nb": frozenset(
        "foreta utføre gjennomføre gjøre treffe fatte gi ta yte iverksette avholde avgi".split()
    ),
    "nn": frozenset(
        "føreta foreta utføre gjennomføre gjere gjera treffe treffa fatte ta gi gje yte avgi iverksetje iverksette "
        "halde".split()
    ),
}
_WEAK = frozenset("gi gje ta gjøre gjere gjera ha få halde".split())
"""Verbs so common that only a noun with «av» after it shows the pattern."""
_NEEDS_AV = frozenset({"behandling"})
"""Nouns that name what someone is given, unless «av» shows what is acted on."""
_ARTICLES = frozenset("en et ei ein eit den det de dei".split())
_REACH = 4


@dataclass(frozen=True, slots=True)
class LightVerb:
    """The phrases of the list, and the general pattern for nouns the list does not hold."""

    meta: RuleMeta
    phrases: PhraseRule

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per phrase; the list goes before the pattern."""
        taken: list[Span] = []
        tokens = analysis.tokens()
        for match in self.phrases.check(block, analysis, setting):
            taken.append(match.span)
            if _is_attribute(tokens, match.span):
                continue
            yield with_manner(match, tokens, block.text, block.language)
        for match in _by_pattern(tokens, block.language):
            if not any(span.overlaps(match.span) for span in taken):
                yield with_manner(match, tokens, block.text, block.language)


def _is_attribute(tokens: Sequence[Token], span: Span) -> bool:
    """«et innhentet samtykke»: the form is a participle that describes the noun."""
    first = next((i for i, token in enumerate(tokens) if token.start >= span.start), 0)
    if first == 0 or tokens[first - 1].lower not in _ARTICLES:
        return False
    return tokens[first].lower.endswith(("t", "d", "te", "de"))


def _by_pattern(tokens: Sequence[Token], language: str) -> Iterator[Match]:
    light = _LIGHT.get(language, frozenset())
    for index, token in enumerate(tokens):
        lemma = token.lemma.lower()
        if token.pos != "VERB" or lemma not in light or "Voice=Pass" in token.feats:
            continue
        at = _noun_after(tokens, index)
        if at is None:
            continue
        noun = tokens[at]
        name = noun.lemma.lower()
        verb = verb_of(name, language)
        if verb is None or name in THINGS[language] or "Definite=Def" in noun.feats:
            continue
        has_av = at + 1 < len(tokens) and tokens[at + 1].lower == "av"
        if (lemma in _WEAK or name in _NEEDS_AV) and not has_av:
            continue
        last = at + 1 if has_av else at
        if any(t.lower in ("all", "alt", "alle") for t in tokens[index + 1 : at]):
            # «har gjennomført all behandling»: what someone has been through, not what they do.
            continue
        plain = [t for t in tokens[index + 1 : at] if t.pos == "ADJ"]
        wanted = {f for f in token.feats if f.startswith(("VerbForm", "Tense", "Mood"))}
        if _may_be_order(tokens, index, language):
            wanted = {"VerbForm=Fin", "Mood=Imp"}
        text = realise(verb, "verb", frozenset(wanted), language)
        if text and token.text[:1].isupper():
            text = text[:1].upper() + text[1:]
        yield Match(
            Span(token.start, tokens[last].end),
            {"lemma": f"{lemma} {name}"},
            (text,) if text else (),
            applicability=Applicability.DISPLAY if plain or not has_av else Applicability.UNSAFE,
        )


def _noun_after(tokens: Sequence[Token], index: int) -> int | None:
    """The noun that the verb governs: articles, adjectives and adverbs may stand between."""
    for at in range(index + 1, min(len(tokens), index + 1 + _REACH)):
        token = tokens[at]
        if token.sentence != tokens[index].sentence:
            return None
        if token.pos == "NOUN":
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            return None if following is not None and following.pos == "NOUN" else at
        if token.pos not in ("DET", "ADJ", "ADV", "NUM"):
            return None
    return None


def _may_be_order(tokens: Sequence[Token], index: int, language: str) -> bool:
    """Whether the verb opens a sentence that is no question, and has the form of an order.

    Nynorsk «gjer» is the present and the imperative.
    """
    token = tokens[index]
    first = index == 0 or tokens[index - 1].sentence != token.sentence
    if not first or any(t.text == "?" and t.sentence == token.sentence for t in tokens[index:]):
        return False
    return any("Mood=Imp" in form.features for form in analyses(token.lower, language))


def build(definition: Definition) -> Rule:
    """Make the rule from its list."""
    phrases = PhraseRule(definition.meta, load_entries(definition), {})
    return LightVerb(definition.meta, phrases)
