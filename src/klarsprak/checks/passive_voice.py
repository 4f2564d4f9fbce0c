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
from klarsprak.lexicon.activation import active
from klarsprak.lexicon.agents import names_agent
from klarsprak.lexicon.passives import Passive, find_passives

KEYS = frozenset({"voice"})
VALUES = frozenset({"agent", "active", "by", "lemma"})


@dataclass(frozen=True, slots=True)
class PassiveVoice:
    """`voice` is ``s``, ``bli`` or ``st-present`` (a Nynorsk st-passive without a modal).

    The value `by` is there when the text names who acts.
    """

    meta: RuleMeta
    voice: str

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per passive; the suggestion names the agent, or asks for it."""
        tokens = analysis.tokens()
        for passive in find_passives(tokens, block.language):
            if not self._wanted(passive, tokens, block.language):
                continue
            span = Span(tokens[passive.first].start, tokens[passive.last].end)
            values = {"lemma": tokens[passive.verb].lemma.lower()}
            if names_agent(tokens, passive):
                values["by"] = "av"
            found = active(tokens, passive, block.text, block.language)
            if found is None:
                yield Match(span, values)
                continue
            values["active"] = found.main
            if found.agent:
                values["agent"] = found.agent
            edit = found.edit
            # With the agent still behind the verb, the words alone make no sentence.
            words = f"{found.words} …" if found.agent and edit is None else found.words
            rewrite = Edit(Span(edit[0], edit[1]), edit[2]) if edit else None
            yield Match(span, values, (words,), rewrite=rewrite)

    def _wanted(self, passive: Passive, tokens: Sequence[Token], language: str) -> bool:
        if self.voice == "bli":
            return passive.kind == "bli"
        if passive.kind != "s":
            return False
        if not passive.sure and not names_agent(tokens, passive):
            # Of «må gjerast» aktiv/frist-uten-ansvarlig asks who must.
            return False
        token = tokens[passive.verb]
        present = (
            language == "nn"
            and token.lower.endswith("st")
            and passive.modal is None
            and "VerbForm=Inf" not in token.feats
        )
        return present == (self.voice == "st-present")


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError for an unknown voice."""
    voice = definition.text("voice")
    if voice not in ("s", "bli", "st-present"):
        definition.fail("voice", "rule-value", value=voice, allowed="s, bli, st-present")
    return PassiveVoice(definition.meta, voice)
