"""Passives: one check for the three rules, told apart by `voice` in the rule file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, inflect
from klarsprak.lexicon.passives import Passive, find_passives

KEYS = frozenset({"voice"})
VALUES = frozenset({"agent", "active", "lemma"})

_WHO = {"nb": "[hvem?]", "nn": "[kven?]"}
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
            agent = _agent(tokens, passive)
            active = _active(tokens, passive, block.language)
            values = {"lemma": tokens[passive.verb].lemma.lower()}
            replacements: tuple[str, ...] = ()
            if active:
                values["active"] = active
                who = agent or _WHO.get(block.language, "[hvem?]")
                replacements = (f"{who} {active}",)
            if agent:
                values["agent"] = agent
            yield Match(span, values, replacements)

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


def _agent(tokens: Sequence[Token], passive: Passive) -> str:
    """The agent after «av» right behind the passive, as it stands; "" when there is none."""
    at = passive.last + 1
    if at + 1 >= len(tokens) or tokens[at].lower != "av":
        return ""
    words = []
    for token in tokens[at + 1 : at + 6]:
        if token.pos in _AGENT_STOPS or token.pos == "ADP" or token.sentence != tokens[at].sentence:
            break
        words.append(token.text)
        if token.pos in ("NOUN", "PROPN", "PRON") and not _goes_on(tokens, at + 1 + len(words)):
            return " ".join(words)
    return ""


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].pos in ("PROPN", "NOUN")


def _active(tokens: Sequence[Token], passive: Passive, language: str) -> str:
    """The verb in the active form that stands in for the passive; "" when unsure."""
    verb = tokens[passive.verb]
    if language not in ("nb", "nn"):
        return ""
    if passive.kind == "bli":
        wanted = _TENSE.get(tokens[passive.first].lower, "")
    elif passive.modal is not None or "VerbForm=Inf" in verb.feats:
        wanted = "inf"
    else:
        wanted = "past" if "Tense=Past" in verb.feats else "pres"
    if not wanted:
        return ""
    lemma = verb.lemma.lower()
    return inflect(lemma, WordClass.VERB, _FEATURES[wanted], language) or ""


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError for an unknown voice."""
    voice = definition.text("voice")
    if voice not in ("s", "bli", "st-present"):
        definition.fail("voice", "rule-value", value=voice, allowed="s, bli, st-present")
    return PassiveVoice(definition.meta, voice)
