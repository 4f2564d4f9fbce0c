"""Which style rules hold for an element, found without trying each rule on each element.

Rules are filed as browsers do it: by what the element itself must have (id, class, tag,
attribute), and under that by what must stand round it or right before it. Only rules whose
keys agree are tried, and a rule that asks for something the page has not is never compiled.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from klarsprak.accessibility.selectors import Matchable
from klarsprak.accessibility.stylesheets import Declaration
from klarsprak.accessibility.tree import Element, Tree

Key = tuple[str, str]
"""What a simple selector asks for: its sign (``#``, ``.``, ``<``, ``[``, or ``[name``) and name."""

Found = tuple[tuple[int, int, int], int, str | None, tuple[Declaration, ...]]
"""Specificity, order, pseudo-element and declarations of a rule that holds."""

_ANY: Key = ("*", "")
_STEPPING = re.compile(r"~(?!=)|of-type|:has\(|:nth-[a-z-]+\([^)]*\bof\b", re.I)
_INVOLVED = re.compile(r"[()\[\]\"'\\/]")
_NAMED = re.compile(r"[.#][^\s.#:>+~,*|]+")
_DOUBTFUL = re.compile(r"[:|]")
"""Without these whatever can be parsed can be compiled."""
_MOST_TESTS = 2_000_000
_MOST_STEPS = 20_000_000


class Selector:
    """One complex selector: what it asks for, and its test, compiled on first use.

    `own` is what the element must have, `above` what some ancestor of it must, `before`
    what its nearest earlier sibling must, `others` what some element of the page must.
    `steps` is true for a test whose cost grows with the number of siblings.
    """

    def __init__(self, parsed: Any, steps: bool, group: list["Selector"]) -> None:
        """`group` holds the selectors of the list that stand or fall with this one."""
        self._parsed = parsed
        self._group = group
        self.steps = steps
        self.pseudo: str | None = parsed.pseudo_element
        self.specificity: tuple[int, int, int] = parsed.specificity
        own, above, before, others = set[Key](), set[Key](), set[Key](), set[Key]()
        node, place = parsed.parsed_tree, own
        while True:
            compound = getattr(node, "right", node)
            place.update(_keys_of_compound(compound))
            if compound is node:
                break
            if node.combinator in (" ", ">"):
                place = above
            elif node.combinator == "+" and place is own:
                place = before
            else:
                place = others
            node = node.left
        self.own, self.above = frozenset(own), frozenset(above)
        self.before, self.others = frozenset(before), frozenset(others)
        self.keys = self.own | self.above | self.before | self.others

    @cached_property
    def _compiled(self) -> Any:
        from cssselect2.compiler import CompiledSelector

        return CompiledSelector(self._parsed)

    def holds(self, element: Matchable) -> bool:
        """Whether the selector means `element`."""
        return bool(self._compiled.test(element))

    @cached_property
    def _compiles(self) -> bool:
        import cssselect2

        try:
            return self._compiled is not None
        except (cssselect2.SelectorError, NotImplementedError, SyntaxError):
            return False

    @property
    def can_hold(self) -> bool:
        """False for what no page at rest has (``:hover``), and in a list with a fault."""
        return all(one._compiles for one in self._group) and not self._compiled.never_matches


def _keys_of_compound(compound: Any) -> Iterator[Key]:
    from cssselect2 import parser

    for simple in compound.simple_selectors:
        if isinstance(simple, parser.IDSelector):
            yield "#", simple.ident
        elif isinstance(simple, parser.ClassSelector):
            yield ".", simple.class_name
        elif isinstance(simple, parser.LocalNameSelector):
            yield "<", simple.lower_local_name
        elif isinstance(simple, parser.AttributeSelector) and not simple.namespace:
            yield "[", simple.lower_name
            if simple.operator == "=" and simple.case_sensitive is not False:
                yield f"[{simple.lower_name}", simple.value


@lru_cache(maxsize=8192)
def selectors_of(text: str) -> tuple[Selector, ...]:
    """The selectors of a list; none when any of them cannot be read, as in browsers.

    The pages of a site share their sheets, so they are kept.
    """
    import cssselect2
    from cssselect2 import parser

    try:
        parsed = list(parser.parse(text))
    except (cssselect2.SelectorError, NotImplementedError, SyntaxError):
        return ()
    steps = _STEPPING.search(text) is not None
    group: list[Selector] = []
    found = [Selector(one, steps, group) for one in parsed]
    if _DOUBTFUL.search(text):
        group += found
    return tuple(found)


def _names_of(tree: Tree) -> frozenset[str]:
    """The classes and ids of a page, each with its sign."""
    found: set[str] = set()
    for element in tree.elements:
        found.update(f".{name}" for name in element.get("class").split())
        found.add(f"#{element.get('id')}")
    return frozenset(found)


def _may_hold(text: str, names: frozenset[str]) -> bool:
    """False when every selector of a list names a class or an id that the page has not.

    Large sheets have thousands of rules of which a page uses few; this is cheaper than
    reading the selectors.
    """
    if _INVOLVED.search(text):
        return True
    return any(names.issuperset(_NAMED.findall(part)) for part in text.split(","))


@dataclass(slots=True)
class _Filed:
    """A selector of the page with its place in the order and what it declares."""

    selector: Selector
    order: int
    declarations: tuple[Declaration, ...]


_Table = dict[Key, list[_Filed]]


@dataclass(slots=True)
class _Scope:
    """The rules that an element opens for all that stands in it."""

    up: "_Scope | None"
    keys: frozenset[Key]
    tables: list[_Table]


class Cascade:
    """The style rules of a page, filed for one tree."""

    def __init__(
        self, tree: Tree, rules: Iterable[tuple[int, str, tuple[Declaration, ...]]]
    ) -> None:
        """`rules` are order, selectors and declarations of each."""
        self._tree = tree
        self._plain: _Table = defaultdict(list)
        self._under: dict[Key, _Table] = defaultdict(lambda: defaultdict(list))
        self._after: dict[Key, _Table] = defaultdict(lambda: defaultdict(list))
        self._scopes: dict[int, _Scope | None] = {}
        self._found: dict[int, list[Found]] = {}
        names = _names_of(tree)
        filed = [
            _Filed(selector, order, declarations)
            for order, text, declarations in rules
            if _may_hold(text, names)
            for selector in selectors_of(text)
        ]
        self._wanted = frozenset(key for one in filed for key in one.selector.keys)
        self._attributes = frozenset(name for sign, name in self._wanted if sign == "[")
        self._keys = [self._keys_of(element) for element in tree.elements]
        self._before: list[int | None] = [None] * len(tree.elements)
        self._covers = self._coverage()
        self.complete = self._file(filed)
        """False when rules had to be left out, because there were too many for the page."""

    def _keys_of(self, element: Element) -> tuple[Key, ...]:
        attributes = element.attributes
        keys: list[Key] = [("<", element.tag)]
        if "id" in attributes:
            keys.append(("#", attributes["id"]))
        if "class" in attributes:
            keys += {(".", name) for name in attributes["class"].split()}
        for name in attributes:
            if name in self._attributes:
                keys += [("[", name), (f"[{name}", attributes[name])]
        return tuple(key for key in keys if key in self._wanted)

    def _coverage(self) -> dict[Key, tuple[int, int, int]]:
        """Per key: how many have it, stand below one that has it, and their siblings before."""
        elements = self._tree.elements
        below = [0] * len(elements)
        earlier = [0] * len(elements)
        for element in reversed(elements):
            if element.parent is not None:
                below[element.parent.index] += below[element.index] + 1
        for element in elements:
            before: int | None = None
            for place, child in enumerate(element.elements):
                earlier[child.index], self._before[child.index] = place, before
                before = child.index
        have, under, steps = Counter[Key](), Counter[Key](), Counter[Key]()
        for index, keys in enumerate(self._keys):
            for key in keys:
                have[key] += 1
                under[key] += below[index]
                steps[key] += earlier[index]
        found = {key: (have[key], under[key], steps[key]) for key in have}
        found[_ANY] = (len(elements), len(elements), sum(earlier))
        return found

    def _file(self, filed: Sequence[_Filed]) -> bool:
        covers = self._covers
        tests = steps = 0
        complete = True
        for one in filed:
            selector = one.selector
            if not selector.keys <= covers.keys() or not selector.can_hold:
                continue
            own = min(selector.own, key=lambda key: covers[key], default=_ANY)
            above = min(selector.above, key=lambda key: covers[key][1], default=_ANY)
            before = min(selector.before, key=lambda key: covers[key], default=_ANY)
            tried = covers[own][0]
            table = self._plain
            if before != _ANY and covers[before][0] <= min(tried, covers[above][1]):
                tried, table = covers[before][0], self._after[before]
            elif above != _ANY:
                tried, table = min(tried, covers[above][1]), self._under[above]
            stepped = covers[own][1] + covers[own][2] if selector.steps else 0
            if tests + tried > _MOST_TESTS or steps + stepped > _MOST_STEPS:
                complete = False
                continue
            tests += tried
            steps += stepped
            table[own].append(one)
        return complete

    def match(self, element: Matchable) -> list[Found]:
        """The rules that hold for `element`, weakest first; pseudo-elements among them."""
        index = element.element.index
        found = self._found.get(index)
        if found is None:
            found = [
                (one.selector.specificity, one.order, one.selector.pseudo, one.declarations)
                for one in self._candidates(element.element)
                if one.selector.holds(element)
            ]
            found.sort(key=lambda each: each[:2])
            self._found[index] = found
        return found

    def _candidates(self, element: Element) -> Iterator[_Filed]:
        keys = (*self._keys[element.index], _ANY)
        tables = [self._plain]
        scope = self._scope(element.parent)
        while scope is not None:
            tables += scope.tables
            scope = scope.up
        before = self._before[element.index]
        if before is not None:
            tables += [self._after[key] for key in self._keys[before] if key in self._after]
        for table in tables:
            for key in keys:
                yield from table.get(key, ())

    def _scope(self, element: Element | None) -> _Scope | None:
        """The rules that hold below `element`, nearest first."""
        waiting: list[Element] = []
        scope: _Scope | None = None
        while element is not None:
            if element.index in self._scopes:
                scope = self._scopes[element.index]
                break
            waiting.append(element)
            element = element.parent
        for one in reversed(waiting):
            opened = [key for key in self._keys[one.index] if key in self._under]
            new = frozenset(key for key in opened if not _is_open(scope, key))
            if new:
                scope = _Scope(scope, new, [self._under[key] for key in new])
            self._scopes[one.index] = scope
        return scope


def _is_open(scope: _Scope | None, key: Key) -> bool:
    while scope is not None:
        if key in scope.keys:
            return True
        scope = scope.up
    return False
