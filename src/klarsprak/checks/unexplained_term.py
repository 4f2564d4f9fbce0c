"""Terms that the public cannot define, at their first use in a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.first_use import is_explained
from klarsprak.kinds.phrase import PhraseRule, load_entries, to_match

KEYS = frozenset({"dictionary"})
VALUES = frozenset({"explanation", "lemma", "area"})


@dataclass(slots=True)
class UnexplainedTerm:
    """The first unexplained use of each term; a heading is not where a term is explained."""

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
            for sentence in context.analysis(index).sentences():
                for hit in self.phrases.index(block.language).find(sentence.words):
                    term = hit.entry.term
                    if term in seen:
                        continue
                    match = to_match(hit, sentence, block.language)
                    if block.kind is BlockKind.HEADING:
                        later.append((term, Placed(index, match)))
                        continue
                    seen.add(term)
                    span = Span(match.span.start, match.span.end)
                    if not is_explained(block, span):
                        yield Placed(index, match)
        for term, placed in later:
            if term not in seen:
                seen.add(term)
                yield placed


def build(definition: Definition) -> Rule:
    """Make the rule from its list of terms."""
    phrases = PhraseRule(definition.meta, load_entries(definition), {})
    return UnexplainedTerm(definition.meta, phrases)
