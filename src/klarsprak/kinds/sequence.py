"""`kind: sequence`: patterns of words in a sentence, with or without grammar.

    kind: sequence
    need: parse
    tokens:
      - {lower: [prøve, prøver], name: first}
      - {pos: ADV, optional: true}
      - {lower: og, mark: true}
      - {feats: ["VerbForm=Inf"], not: {lower: [vere]}, name: verb}
    replace: [å]

`tokens` is a list of words, or a list of such lists when there are several patterns. A
word is told by `lower`, `lemma`, `pos` (one or several, any of which will do), `feats`
(all of which must be there), `regex` (the whole word, capitals as they stand) and `not`
(the same keys, which must fail); no key is any word or sign. `optional: true` lets the
word be absent, `repeat: 3` lets it stand up to three times, `first: true` and `last: true`
bind it to the edge of the sentence. `mark: true` says which words are flagged (else all);
`name` gives the message, and `replace`, the words as ``{name}``. `unless` holds patterns
that let a match be when they overlap it, and `without` words that let their whole sentence
be. `replace` is a list, or a list per written standard. `need: parse` is asked for by `lemma`, `pos` and
`feats`; other patterns need only sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from klarsprak.core.analysis import Analysis, Need
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition, string_list
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.token_pattern import (
    Element,
    Found,
    Node,
    is_possible,
    matches,
    read_pattern,
    uses_grammar,
)

KEYS = frozenset({"tokens", "replace", "unless", "without"})
VALUES = frozenset({"first", "second", "third", "verb", "noun", "word"})
"""The names that a word of a pattern may have."""

_HOLE = re.compile(r"\{([a-z_]+)\}")
Elements = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class SequenceRule:
    """Flags every stretch that fits one of its patterns and no exception."""

    meta: RuleMeta
    patterns: tuple[Elements, ...]
    exceptions: tuple[Elements, ...]
    replace: Mapping[str, tuple[str, ...]]
    without: frozenset[str]

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per stretch, in order, without overlap."""
        for nodes in self._sentences(analysis):
            words = {node.lower for node in nodes}
            possible = [elements for elements in self.patterns if is_possible(elements, words)]
            if not possible or not self.without.isdisjoint(words):
                continue
            hits = [(elements, hit) for elements in possible for hit in matches(elements, nodes)]
            if not hits:
                continue
            let_be = _covered([e for e in self.exceptions if is_possible(e, words)], nodes)
            found = [
                (*_flagged(elements, hit), elements, hit)
                for elements, hit in hits
                if not any(let_be[hit.start : hit.stop])
            ]
            found.sort(key=lambda row: (row[0], -row[1]))
            end = 0
            for first, stop, elements, hit in found:
                if first >= end:
                    yield self._match(block, nodes, (first, stop), elements, hit)
                    end = stop

    def _sentences(self, analysis: Analysis) -> Iterator[Sequence[Node]]:
        if self.meta.need is Need.PARSE:
            for _, tokens in groupby(analysis.tokens(), key=lambda token: token.sentence):
                yield tuple(tokens)
        else:
            for sentence in analysis.sentences():
                yield sentence.words

    def _match(
        self,
        block: Block,
        nodes: Sequence[Node],
        flagged: tuple[int, int],
        elements: Elements,
        hit: Found,
    ) -> Match:
        text = block.text
        span = Span(nodes[flagged[0]].start, nodes[flagged[1] - 1].end)
        values = {
            element.name: text[nodes[start].start : nodes[stop - 1].end] if stop > start else ""
            for element, (start, stop) in zip(elements, hit.ranges, strict=True)
            if element.name
        }
        texts = self.replace.get(block.language, ())
        capital = flagged[0] == 0 and text[span.start].isupper()
        return Match(
            span,
            values,
            tuple(_filled(t, values, capital=capital) for t in texts),
        )


def _covered(exceptions: Sequence[Elements], nodes: Sequence[Node]) -> list[bool]:
    """For each word whether an exception covers it."""
    covered = [False] * len(nodes)
    for elements in exceptions:
        for hit in matches(elements, nodes):
            covered[hit.start : hit.stop] = [True] * (hit.stop - hit.start)
    return covered


def _flagged(elements: Elements, hit: Found) -> tuple[int, int]:
    """The words that the finding points at."""
    marked = [
        place
        for element, place in zip(elements, hit.ranges, strict=True)
        if element.mark and place[1] > place[0]
    ]
    return (marked[0][0], marked[-1][1]) if marked else (hit.start, hit.stop)


def _filled(template: str, values: Mapping[str, str], *, capital: bool) -> str:
    text = " ".join(_HOLE.sub(lambda hole: values.get(hole[1], ""), template).split())
    return text[:1].upper() + text[1:] if capital else text


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when a pattern or a hole in a text is wrong."""
    patterns = _patterns(definition, "tokens")
    exceptions = _patterns(definition, "unless")
    if not patterns:
        definition.fail("", "rule-key-missing", name="tokens")
    need = definition.meta.need
    grammar = any(uses_grammar(e.condition) for p in (*patterns, *exceptions) for e in p)
    if need is Need.TEXT or (grammar and need is not Need.PARSE):
        wanted = Need.PARSE if grammar else Need.SENTENCES
        definition.fail("need", "rule-value", value=need.name.lower(), allowed=wanted.name.lower())
    replace = _replacements(definition)
    _check_names(definition, patterns, [text for texts in replace.values() for text in texts])
    without = frozenset(word.lower() for word in definition.strings("without"))
    return SequenceRule(definition.meta, patterns, exceptions, replace, without)


def _replacements(definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """The texts to offer, by the language of the block."""
    value = definition.raw.get("replace", [])
    given = value if isinstance(value, dict) else dict.fromkeys(definition.meta.languages, value)
    found = {
        language: string_list(given.get(language, [])) for language in definition.meta.languages
    }
    if any(texts is None for texts in found.values()):
        definition.fail("replace", "rule-key-type", wanted="liste av tekst")
    return {language: texts or () for language, texts in found.items()}


def _patterns(definition: Definition, key: str) -> tuple[Elements, ...]:
    value = definition.raw.get(key, [])
    if isinstance(value, list) and value and all(isinstance(item, list) for item in value):
        return tuple(read_pattern(definition, key, item) for item in value)
    return (read_pattern(definition, key, value),) if value else ()


def _check_names(
    definition: Definition, patterns: Sequence[Elements], replace: Sequence[str]
) -> None:
    """Names are of `VALUES`, and every pattern gives those that the texts use."""
    for elements in patterns:
        given = {element.name for element in elements if element.name}
        for name in sorted(given - VALUES):
            definition.fail("tokens", "rule-value", value=name, allowed=", ".join(sorted(VALUES)))
        messages = definition.meta.message.values()
        used = {hole for text in (*messages, *replace) for hole in _HOLE.findall(text)}
        for name in sorted((used & VALUES) - given):
            definition.fail("tokens", "rule-hole", name=name, allowed=", ".join(sorted(given)))
        for name in sorted({h for text in replace for h in _HOLE.findall(text)} - VALUES):
            definition.fail("replace", "rule-hole", name=name, allowed=", ".join(sorted(given)))
