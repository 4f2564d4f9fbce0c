"""Patterns over the words of a sentence: what `kind: sequence` is made of.

A pattern is tried once from each word, and each (element, word) pair that failed is
remembered, so the cost is linear in the text for a pattern of given size.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from klarsprak.core.analysis import Token, Word
from klarsprak.core.definition import Definition, string_list
from klarsprak.core.near import nearest
from klarsprak.kinds.patterns import Pattern, compile_pattern

TESTS = frozenset({"lower", "lemma", "pos", "feats", "regex", "not"})
GRAMMAR = frozenset({"lemma", "pos", "feats"})
"""Tests that need a parse."""
FRAME = frozenset({"optional", "repeat", "mark", "name", "first", "last"})
MAX_ELEMENTS = 16
MAX_REPEAT = 8

Node = Word | Token


@dataclass(frozen=True, slots=True)
class Condition:
    """What one word must be; an empty test is always met.

    `lower`, `lemma` and `pos` hold alternatives, `feats` all that must be there, `but`
    what the word must not be.
    """

    lower: frozenset[str] = frozenset()
    lemma: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset()
    feats: frozenset[str] = frozenset()
    regex: Pattern | None = None
    but: "Condition | None" = None

    def met_by(self, node: Node) -> bool:
        """Whether `node` passes every test."""
        if self.lower and node.lower not in self.lower:
            return False
        if isinstance(node, Token):
            if self.pos and node.pos not in self.pos:
                return False
            if self.lemma and node.lemma.lower() not in self.lemma:
                return False
            if not self.feats <= node.feats:
                return False
        if self.regex is not None and not self.regex.found(node.text):
            return False
        return self.but is None or not self.but.met_by(node)


@dataclass(frozen=True, slots=True)
class Element:
    """A condition with how many words in a row it may stand for.

    `first` and `last` bind it to the edge of the sentence.
    """

    condition: Condition
    least: int = 1
    most: int = 1
    mark: bool = False
    name: str = ""
    first: bool = False
    last: bool = False

    def takes(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether the word at `at` fits."""
        if (self.first and at) or (self.last and at + 1 < len(nodes)):
            return False
        return self.condition.met_by(nodes[at])


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern in a sentence: for each element the half-open range of words it took."""

    ranges: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The first word of the pattern."""
        return self.ranges[0][0]

    @property
    def stop(self) -> int:
        """The word after the last one."""
        return self.ranges[-1][1]


def match_at(elements: Sequence[Element], nodes: Sequence[Node], at: int) -> Found | None:
    """The pattern as it stands from word `at`; each element takes as much as it can."""
    failed: set[tuple[int, int]] = set()
    ranges: list[tuple[int, int]] = []

    def go(number: int, position: int) -> bool:
        if number == len(elements):
            return True
        if (number, position) in failed:
            return False
        element = elements[number]
        taken = 0
        while (
            taken < element.most
            and position + taken < len(nodes)
            and element.takes(nodes, position + taken)
        ):
            taken += 1
        for count in range(taken, element.least - 1, -1):
            ranges.append((position, position + count))
            if go(number + 1, position + count):
                return True
            ranges.pop()
        failed.add((number, position))
        return False

    return Found(tuple(ranges)) if go(0, at) else None


def is_possible(elements: Sequence[Element], words: Set[str]) -> bool:
    """Whether a sentence of these words, in lower case, may hold the pattern.

    Each word that must be there and is told by `lower` is among them. Most sentences fail
    this, and need not be gone through.
    """
    return not any(
        element.least and element.condition.lower and element.condition.lower.isdisjoint(words)
        for element in elements
    )


def matches(elements: Sequence[Element], nodes: Sequence[Node]) -> Iterator[Found]:
    """Every place where the pattern stands, by its first word; places may overlap."""
    for at in range(len(nodes)):
        found = match_at(elements, nodes, at)
        if found is not None and found.stop > found.start:
            yield found


def read_pattern(definition: Definition, key: str, value: object) -> tuple[Element, ...]:
    """The pattern written at `key`; RuleError when it is not one."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        definition.fail(key, "rule-key-type", wanted="liste av oppslag")
    elements = tuple(_element(definition, key, item) for item in value)
    if not 0 < len(elements) <= MAX_ELEMENTS or all(e.least == 0 for e in elements):
        definition.fail(key, "rule-value", value=len(elements), allowed=f"1–{MAX_ELEMENTS} ord")
    return elements


def _element(definition: Definition, key: str, item: Mapping[str, object]) -> Element:
    _only(definition, key, item, TESTS | FRAME)
    most = item.get("repeat", 1)
    if isinstance(most, bool) or not isinstance(most, int) or not 1 <= most <= MAX_REPEAT:
        definition.fail(key, "rule-value", value=most, allowed=f"1–{MAX_REPEAT}")
    name = item.get("name", "")
    if not isinstance(name, str):
        definition.fail(key, "rule-key-type", wanted="tekst")
    return Element(
        _condition(definition, key, {k: v for k, v in item.items() if k in TESTS}),
        0 if _truth(definition, key, item, "optional") else 1,
        most,
        _truth(definition, key, item, "mark"),
        name,
        _truth(definition, key, item, "first"),
        _truth(definition, key, item, "last"),
    )


def _truth(definition: Definition, key: str, item: Mapping[str, object], name: str) -> bool:
    value = item.get(name, False)
    if not isinstance(value, bool):
        definition.fail(key, "rule-key-type", wanted="true, false")
    return value


def _condition(definition: Definition, key: str, item: Mapping[str, object]) -> Condition:
    _only(definition, key, item, TESTS)

    def words(name: str, form: Callable[[str], str] = str) -> frozenset[str]:
        found = string_list(item.get(name, []))
        if found is None:
            definition.fail(key, "rule-key-type", wanted="liste av tekst")
        return frozenset(form(text) for text in found)

    regex, but = item.get("regex"), item.get("not")
    if regex is not None and not isinstance(regex, str):
        definition.fail(key, "rule-key-type", wanted="tekst")
    if but is not None and not isinstance(but, dict):
        definition.fail(key, "rule-key-type", wanted="oppslag")
    return Condition(
        words("lower", str.lower),
        words("lemma", str.lower),
        words("pos"),
        words("feats"),
        None
        if regex is None
        else compile_pattern(definition, key, rf"\A(?:{regex})\Z", edges=False, ignore_case=False),
        None if but is None else _condition(definition, key, but),
    )


def _only(
    definition: Definition, key: str, item: Mapping[str, object], known: frozenset[str]
) -> None:
    for name in item:
        if name not in known:
            near = nearest(name, sorted(known), 0.6)
            definition.fail(key, "rule-key-unknown", name=name, near=near)


def uses_grammar(condition: Condition) -> bool:
    """Whether the condition asks for what only a parse can tell."""
    asks = bool(condition.lemma or condition.pos or condition.feats)
    return asks or (condition.but is not None and uses_grammar(condition.but))
