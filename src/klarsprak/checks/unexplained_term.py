"""Terms that the public cannot define, at their first use in a text.

Most are in the list; a compound that only its parts give away is shown without advice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from klarsprak.core.analysis import Analysis, Sentence
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind, Document, MarkKind
from klarsprak.core.finding import Match, Placed, Severity
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.first_use import is_explained
from klarsprak.kinds.phrase import PhraseRule, load_entries, to_match
from klarsprak.lexicon.term_parts import compound_lemma, term_part

KEYS = frozenset({"dictionary"})
VALUES = frozenset({"explanation", "lemma", "area", "part"})


_STATUTE = re.compile(r"(?:lov|forskrift) (?:\S+ ){0,5}(?:om|til|for)\b", re.IGNORECASE)
"""«Forskrift om …», «Lov 5. juni 2020 nr. 1 om …»."""


@dataclass(slots=True)
class UnexplainedTerm:
    """The first unexplained use of each term; a heading is not where a term is explained.

    A term that is a link of its own in a paragraph is explained where the link leads. In any
    other link, such as a menu, it is the name of a page and no use of the term. What a
    statute is called is a name too.
    """

    meta: RuleMeta
    phrases: PhraseRule

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield one match per term, at its first use in running text."""
        seen: set[str] = set()
        later: list[tuple[str, Placed]] = []
        for index, block in enumerate(document.blocks):
            if block.kind not in self.meta.scope or block.hidden or block.parent is not None:
                continue
            if block.language not in self.meta.languages:
                continue
            if block.kind is BlockKind.HEADING and _STATUTE.match(block.text):
                continue
            work = partial(self._in_block, block, context.analysis(index))
            for term, match, explained in context.remembered(index, self.meta.id, work):
                if term in seen:
                    continue
                if block.kind is BlockKind.HEADING:
                    later.append((term, Placed(index, match)))
                    continue
                seen.add(term)
                if not explained:
                    yield Placed(index, match)
        for term, placed in later:
            if term not in seen:
                seen.add(term)
                yield placed

    def _in_block(self, block: Block, analysis: Analysis) -> tuple[tuple[str, Match, bool], ...]:
        """The terms of a block, each with whether it is explained right there."""
        found: list[tuple[str, Match]] = []
        for sentence in analysis.sentences():
            listed: set[int] = set()
            for hit in self.phrases.index(block.language).find(sentence.words, sentence.lowers):
                listed.update(range(hit.first, hit.stop))
                match = _with_gloss(to_match(hit, sentence, block.language), block)
                found.append((hit.entry.term, match))
            for match in _of_parts(sentence, listed, block.language):
                found.append((match.values["lemma"], match))
        uses = []
        for term, match in sorted(found, key=lambda item: item[1].span.start):
            link = _link(block, match.span)
            if link is None:
                uses.append((term, match, is_explained(block, match.span)))
            elif link == match.span and block.kind is BlockKind.PARAGRAPH:
                uses.append((term, match, True))
        return tuple(uses)


def _link(block: Block, span: Span) -> Span | None:
    """The link that the words at `span` stand in."""
    return next(
        (m.span for m in block.marks if m.kind is MarkKind.LINK and m.span.contains(span)), None
    )


def _of_parts(sentence: Sentence, listed: set[int], language: str) -> Iterator[Match]:
    """Compounds that no list holds, but that a part of them makes terms; only shown.

    A capital inside the sentence makes a name of the word.
    """
    for at, word in enumerate(sentence.words):
        if at in listed or not word.is_word or not word.text[at > 0 :].islower():
            continue
        part = term_part(word.lower, language)
        if part is not None:
            values = {"lemma": compound_lemma(word.lower, language), "part": part.text}
            yield Match(Span(word.start, word.end), values, severity=Severity.INFO)


def _with_gloss(match: Match, block: Block) -> Match:
    """A term that no everyday word can replace, with its explanation behind it."""
    gloss = match.values.get("explanation", "")
    if match.replacements or not gloss or block.kind is BlockKind.HEADING:
        return match
    term = block.text[match.span.start : match.span.end]
    return replace(match, replacements=(f"{term} ({gloss})",))


def build(definition: Definition) -> Rule:
    """Make the rule from its list of terms."""
    phrases = PhraseRule(definition.meta, load_entries(definition), {})
    return UnexplainedTerm(definition.meta, phrases)
