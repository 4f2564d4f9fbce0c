"""Rules that need no code: a CSS selector and conditions that must hold."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.tree import Element

Condition = Callable[[Page, Element], bool]

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "visible": lambda page, element: page.is_visible(element),
        "exposed": lambda page, element: page.is_exposed(element),
        "hidden": lambda page, element: not page.exposure.is_exposed(element),
        "tabbable": lambda page, element: page.is_tabbable(element),
        "focusable": lambda page, element: page.exposure.is_focusable(element),
        "enabled": lambda page, element: not page.exposure.is_disabled(element),
        "nameless": lambda page, element: not page.name(element),
        "named": lambda page, element: bool(page.name(element)),
        "empty": lambda page, element: not element.text,
        "with_text": lambda page, element: bool(page.visible_text(element)),
        "whole_page": lambda page, element: page.tree.is_whole_page,
    }
)
"""What a declarative rule may ask for, by name."""


class Selection:
    """A check made of a selector list and the names of conditions.

    Raises ValueError for a selector that cannot be read.
    """

    __slots__ = ("_conditions", "_tests")

    def __init__(self, selector: str, conditions: tuple[str, ...]) -> None:
        import cssselect2

        try:
            compiled = cssselect2.compile_selector_list(selector)
        except (cssselect2.SelectorError, NotImplementedError, SyntaxError) as error:
            raise ValueError(selector) from error
        self._tests = [(one.lower_local_name, one.test) for one in compiled]
        self._conditions = tuple(CONDITIONS[name] for name in conditions)

    def __call__(self, page: Page) -> Iterator[Problem]:
        """Yield a problem for each element that is meant."""
        for element in self._elements(page):
            if all(condition(page, element) for condition in self._conditions):
                value = element.text or element.get("href") or element.get("src")
                yield problem(element, tag=element.tag, text=value[:60])

    def _elements(self, page: Page) -> Iterator[Element]:
        tags = {name for name, _ in self._tests}
        named = sorted(name for name in tags if name)
        candidates = page.tree.elements if None in tags else page.tree.tagged(*named)
        for element in candidates:
            matchable = page.styles.matchable(element)
            if any(test(matchable) for _, test in self._tests):
                yield element
