"""The kind `site`: a rule that compares the pages of a run.

    kind: site
    check: title

`check` names a pair of functions in `accessibility/checks/sites` or `site_ways`:
``title_facts`` takes facts from one page, ``compare_titles`` sees the facts of all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from klarsprak.accessibility.checks import site_ways, sites
from klarsprak.accessibility.page import Page, Problem, page_of
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Placed
from klarsprak.core.rule import Context, RuleMeta
from klarsprak.kinds.element import MARKUP, placed_match

KEYS = frozenset({"check"})
VALUES = frozenset({"text", "other", "target", "size", "status"})

Facts = Callable[[Page, str], Iterator[tuple[str, str, Problem]]]
Compare = Callable[[Sequence[tuple[str, str, str]]], Iterable[tuple[int, Mapping[str, str]]]]

CHECKS: Mapping[str, tuple[Facts, Compare]] = MappingProxyType(
    {
        "title": (sites.title_facts, sites.compare_titles),
        "statement": (sites.statement_facts, sites.compare_statements),
        "link": (sites.link_facts, sites.compare_links),
        "name": (sites.name_facts, sites.compare_names),
        "menu": (sites.menu_facts, sites.compare_menus),
        "way": (site_ways.way_facts, site_ways.compare_ways),
        "search": (site_ways.search_facts, site_ways.compare_searches),
        "help": (site_ways.help_facts, site_ways.compare_help),
    }
)


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A rule across pages; it finds nothing in a single file."""

    meta: RuleMeta
    facts: Facts
    comparison: Compare

    def extract(self, document: Document, context: Context) -> Sequence[tuple[str, str, Placed]]:
        """The facts of one page, each with its place; none for other formats than HTML."""
        if document.format not in MARKUP or not document.source.strip():
            return ()
        page = page_of(document, context)
        return [
            (key, value, Placed(None, placed_match(page, found)))
            for key, value, found in self.facts(page, document.path)
        ]

    def compare(
        self, facts: Sequence[tuple[str, str, str]]
    ) -> Iterable[tuple[int, Mapping[str, str]]]:
        """The facts that are a problem, with the values of the message."""
        return self.comparison(facts)


def build(definition: Definition) -> SiteRule:
    """Make the rule; RuleError when there is no such check."""
    name = definition.text("check")
    if name not in CHECKS:
        definition.fail("check", "rule-value", value=name, allowed=", ".join(CHECKS))
    facts, comparison = CHECKS[name]
    return SiteRule(definition.meta, facts, comparison)
