"""Files of one run that state different things about the same: a price, a deadline, a number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from klarsprak.checks.stated_facts import stated_facts
from klarsprak.checks.whole_text import body
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"value", "other", "file"})

_KINDS = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION}
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<!^)(?<![.:–|] )\b[A-ZÆØÅ][\wæøå]+")
_GENERAL = frozenset("kommune kommunen asker norge noreg nav".split())
_SEPARATOR = "\t"
"""Parts the value of a fact from what tells pages apart; no sentence of a text holds it."""


@dataclass(frozen=True, slots=True)
class ConflictingFacts:
    """Finds nothing in one file. A file that states two values for one thing is left out.

    Pages about different years, and pages about different places, may differ.
    """

    meta: RuleMeta

    def extract(self, document: Document, context: Context) -> Sequence[tuple[str, str, Placed]]:
        """(kind and subject, value with the year and the places of the page, place)."""
        traits = context.setting.traits
        if not traits.isdisjoint(("lov", "plan", "referat", "nyhet", "utvikler")):
            return ()
        where = _SEPARATOR.join(_apart(document))
        found = []
        for index, block in body(document, self.meta, _KINDS):
            for sentence in context.analysis(index).sentences():
                text = block.text[sentence.start : sentence.end]
                if _YEAR.search(text) and re.search(r"\b(?:var|kostet|kosta|ble|vart)\b", text):
                    continue
                for fact in stated_facts(text, block.language):
                    span = Span(sentence.start + fact.span.start, sentence.start + fact.span.end)
                    value = f"{fact.value}{_SEPARATOR}{where}"
                    found.append((fact.key, value, Placed(index, Match(span))))
        return found

    def compare(
        self, facts: Sequence[tuple[str, str, str]]
    ) -> Iterable[tuple[int, Mapping[str, str]]]:
        """The facts that another file contradicts; where most files agree, only the others."""
        by_key: dict[str, list[int]] = {}
        for number, (_, key, _) in enumerate(facts):
            by_key.setdefault(key, []).append(number)
        for numbers in by_key.values():
            yield from _conflicts([(n, facts[n][0], facts[n][2]) for n in numbers])


def _apart(document: Document) -> tuple[str, str]:
    """What makes a page one of its own: the years and the names in its titles."""
    titles = [
        block.text
        for block in document.blocks
        if block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level <= 1)
    ]
    text = " | ".join(titles)
    years = sorted(set(_YEAR.findall(text)))
    names = sorted({name.lower() for title in titles for name in _NAME.findall(title)} - _GENERAL)
    return " ".join(years), " ".join(names)


@dataclass(frozen=True, slots=True)
class _Fact:
    number: int
    path: str
    value: str
    years: frozenset[str]
    names: frozenset[str]


def _conflicts(rows: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    listed = [_fact(*row) for row in rows]
    values: dict[str, set[str]] = {}
    for fact in listed:
        values.setdefault(fact.path, set()).add(fact.value)
    single = [fact for fact in listed if len(values[fact.path]) == 1]
    files = Counter(value for value, _ in {(f.value, f.path) for f in single})
    if len(files) < 2:
        return
    most = max(files.values())
    leaders = [value for value, count in files.items() if count == most]
    told: set[str] = set()
    for fact in single:
        if fact.path in told or (len(leaders) == 1 and fact.value == leaders[0]):
            continue
        other = next((o for o in single if _contradict(fact, o, leaders)), None)
        if other is not None:
            told.add(fact.path)
            yield fact.number, {"value": fact.value, "other": other.value, "file": other.path}


def _fact(number: int, path: str, value: str) -> _Fact:
    stated, years, names = value.split(_SEPARATOR)
    return _Fact(number, path, stated, frozenset(years.split()), frozenset(names.split()))


def _contradict(one: _Fact, other: _Fact, leaders: Sequence[str]) -> bool:
    """Whether `other`, a leading value, cannot be true beside `one`."""
    if other.value not in leaders or _same(one.value, other.value) or one.path == other.path:
        return False
    if one.years != other.years:
        return False
    return not (one.names and other.names and one.names.isdisjoint(other.names))


def _same(one: str, other: str) -> bool:
    """Equal values; dates with different years are two deadlines, without one they agree."""
    if one == other:
        return True
    first, second = one.split("."), other.split(".")
    if len(first) in (2, 3) and len(second) in (2, 3) and all(p.isdigit() for p in first + second):
        if len(first) == len(second) == 3 and first[2] != second[2]:
            return True
        return first[:2] == second[:2]
    return False


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ConflictingFacts(definition.meta)
