"""Words that few readers of the audience meet often enough to know."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.first_use import is_explained
from klarsprak.lexicon.dictionaries import load
from klarsprak.lexicon.familiarity import familiarity
from klarsprak.lexicon.frequency import form_zipf, surface_zipf
from klarsprak.lexicon.inflection import is_known

KEYS = frozenset({"lists", "margins"})
VALUES = frozenset({"lemma", "zipf"})

_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_SHORTEST = 4
_LONE = 3
_LEARNED = re.compile(
    r"(?:isme|ist|ere|era|ikk|iv|itet|sjon|asje|ell|ent|ant|ans|ens|abel|ibel|ær|ose|log|logi|graf|isk)$"
)
"""Words from Latin and Greek. They are as rare in Nynorsk as in Bokmål, where they are counted;
how rare Nynorsk's own words are, no count tells: «tålmod», «omn» and «fjør» are everyday words."""
_ENGLISH = 3.0
"""A rare word that is common in English is a matter for `ord/engelsk`."""


@dataclass(frozen=True, slots=True)
class RareWord:
    """The first use of a word below the audience's limit on the Zipf scale.

    `lists` name dictionaries whose own rule says more about a word. In Nynorsk only learned
    words are looked at, as its own are not counted well enough. Frequencies are rough, and
    words just under the limit are mostly known: `margins` are taken off it per language.
    Words that the lexicon does not know are left to spelling; names and words explained on
    the spot are let be.
    """

    meta: RuleMeta
    lists: tuple[str, ...]
    margins: Mapping[str, float]

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield one match per lemma."""
        limit = context.setting.audience.limits["zipf_min"]
        seen: set[str] = set()
        for index, block in enumerate(document.blocks):
            if block.kind not in self.meta.scope or block.hidden or block.parent is not None:
                continue
            if block.language not in self.meta.languages:
                continue
            bound = limit - self.margins.get(block.language, 0.0)
            work = partial(self._in_block, block, context.analysis(index), bound)
            for lemma, match in context.remembered(index, f"{self.meta.id} {bound}", work).items():
                if lemma not in seen and match is not None:
                    yield Placed(index, match)
                seen.add(lemma)

    def _in_block(self, block: Block, analysis: Analysis, bound: float) -> dict[str, Match | None]:
        """The rare lemmas of a block, with the match of the first; None where it is let be."""
        found: dict[str, Match | None] = {}
        for token in _content_words(analysis):
            lemma = token.lemma.lower()
            if lemma in found or _is_common(token.lower, lemma, block.language, bound):
                continue
            if block.language == "nn" and not _LEARNED.search(lemma):
                continue
            frequency = familiarity(token.lower, lemma, block.language, bound)
            if frequency >= bound:
                continue
            span = Span(token.start, token.end)
            if self._is_left_to_others(token, block) or is_explained(block, span):
                found[lemma] = None
                continue
            values = {"lemma": lemma, "zipf": f"{frequency:.1f}".replace(".", ",")}
            found[lemma] = Match(span, values)
        return found

    def _is_left_to_others(self, token: Token, block: Block) -> bool:
        language = block.language
        if not is_known(token.lower, language) or surface_zipf(token.lower, "en") >= _ENGLISH:
            return True
        listed = _listed(self.lists, language)
        return token.lower in listed or token.lemma.lower() in listed


def _is_common(form: str, lemma: str, language: str, bound: float) -> bool:
    """Whether the bare figures say enough; most words need no lexicon to be left alone."""
    return max(form_zipf(form, language), form_zipf(lemma, language)) >= bound


@cache
def _listed(names: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(entry.term for name in names for entry in load(name, language))


def _content_words(analysis: Analysis) -> Iterator[Token]:
    tokens = analysis.tokens()
    for index, token in enumerate(tokens):
        if token.pos not in _CLASSES or len(token.text) < _SHORTEST or not token.text.isalpha():
            continue
        opens = index == 0 or tokens[index - 1].sentence != token.sentence
        # A lone word with a capital is a name as often as not.
        may_open = opens and len(tokens) > _LONE
        if token.text[1:].islower() and (token.text[0].islower() or may_open):
            yield token


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when a margin is no number."""
    margins = {}
    for language, margin in definition.mapping("margins").items():
        if not isinstance(margin, int | float):
            definition.fail("margins", "rule-key-type", wanted="tall")
        margins[language] = float(margin)
    return RareWord(definition.meta, definition.strings("lists"), margins)
