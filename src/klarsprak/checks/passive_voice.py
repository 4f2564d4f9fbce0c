"""Passives: one check for the three rules, told apart by `voice` in the rule file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Edit, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.activation import WHO, active_sentence
from klarsprak.lexicon.inflection import WordClass, analyses, inflect, paradigms
from klarsprak.lexicon.passives import Passive, find_passives

KEYS = frozenset({"voice"})
VALUES = frozenset({"agent", "active", "lemma"})

_TENSE = {
    "blir": "pres", "vert": "pres", "ble": "past", "blei": "past", "vart": "past",
    "bli": "inf", "verte": "inf", "verta": "inf",
    "blitt": "part", "vorte": "part", "vorten": "part", "vorti": "part",
}  # fmt: skip
_FEATURES = {
    "pres": frozenset({"VerbForm=Fin", "Tense=Pres", "Mood=Ind"}),
    "past": frozenset({"VerbForm=Fin", "Tense=Past", "Mood=Ind"}),
    "inf": frozenset({"VerbForm=Inf"}),
    "part": frozenset({"VerbForm=Part", "Tense=Past"}),
}
_AGENT_STOPS = frozenset({"PUNCT", "SCONJ", "CCONJ", "VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class PassiveVoice:
    """`voice` is ``s``, ``bli`` or ``st-present`` (a Nynorsk st-passive without a modal)."""

    meta: RuleMeta
    voice: str

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per passive; the suggestion names the agent, or asks for it."""
        tokens = analysis.tokens()
        for passive in find_passives(tokens, block.language):
            if not self._wanted(passive, tokens, block.language):
                continue
            span = Span(tokens[passive.first].start, tokens[passive.last].end)
            named = _agent(tokens, passive)
            agent = " ".join(token.text for token in named)
            active = _active(tokens, passive, block.language)
            values = {"lemma": tokens[passive.verb].lemma.lower()}
            replacements: tuple[str, ...] = ()
            rewrite = None
            if active:
                values["active"] = active
                who = agent or WHO.get(block.language, "[hvem?]")
                rewrite = _rewrite(tokens, passive, active, len(named), block)
                # With the agent still behind the verb, the words alone make no sentence.
                open_end = " …" if named and rewrite is None else ""
                replacements = (f"{who} {active}{open_end}",)
            if agent:
                values["agent"] = agent
            yield Match(span, values, replacements, rewrite=rewrite)

    def _wanted(self, passive: Passive, tokens: Sequence[Token], language: str) -> bool:
        if self.voice == "bli":
            return passive.kind == "bli"
        if passive.kind != "s":
            return False
        token = tokens[passive.verb]
        present = (
            language == "nn"
            and token.lower.endswith("st")
            and passive.modal is None
            and "VerbForm=Inf" not in token.feats
        )
        return present == (self.voice == "st-present")


def _rewrite(
    tokens: Sequence[Token], passive: Passive, active: str, agent: int, block: Block
) -> Edit | None:
    """The whole sentence in the active, where it has the shape that can be turned."""
    found = active_sentence(tokens, passive, active, agent, block.text, block.language)
    return Edit(Span(found[0], found[1]), found[2]) if found else None


def _agent(tokens: Sequence[Token], passive: Passive) -> Sequence[Token]:
    """The agent after «av» right behind the passive; empty when there is none."""
    at = passive.last + 1
    if at + 1 >= len(tokens) or tokens[at].lower != "av":
        return ()
    for number, token in enumerate(tokens[at + 1 : at + 6], start=1):
        genitive = "Case=Gen" in token.feats
        if (
            genitive
            or token.pos in _AGENT_STOPS
            or token.pos == "ADP"
            or token.sentence != tokens[at].sentence
        ):
            return ()
        if token.pos in ("NOUN", "PROPN", "PRON") and not _goes_on(tokens, at + 1 + number):
            return tokens[at + 1 : at + 1 + number]
    return ()


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].pos in ("PROPN", "NOUN")


def _active(tokens: Sequence[Token], passive: Passive, language: str) -> str:
    """The verb in the active form that stands in for the passive; "" when unsure."""
    verb = tokens[passive.verb]
    if language not in ("nb", "nn"):
        return ""
    if passive.kind == "bli":
        wanted = _TENSE.get(tokens[passive.first].lower, "")
    elif passive.modal is not None or (
        "VerbForm=Inf" in verb.feats and not _follows(tokens, passive.verb, "som")
    ):
        wanted = "inf"
    else:
        wanted = "past" if "Tense=Past" in verb.feats else "pres"
    if not wanted:
        return ""
    lemma = _known_lemma(verb, language)
    return inflect(lemma, WordClass.VERB, _FEATURES[wanted], language) or ""


def _follows(tokens: Sequence[Token], index: int, word: str) -> bool:
    return index > 0 and tokens[index - 1].lower == word


def _known_lemma(verb: Token, language: str) -> str:
    """The infinitive in the written standard of the text, which the tagger may mistake."""
    lemma = verb.lemma.lower()
    if paradigms(lemma, WordClass.VERB, language)[1]:
        return lemma
    known = [f for f in analyses(verb.lower, language) if f.word_class is WordClass.VERB]
    return known[0].lemma if known and known[0].known else lemma


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError for an unknown voice."""
    voice = definition.text("voice")
    if voice not in ("s", "bli", "st-present"):
        definition.fail("voice", "rule-value", value=voice, allowed="s, bli, st-present")
    return PassiveVoice(definition.meta, voice)
