"""The kind `element`: a rule on the elements of a page.

    kind: element
    check: images.without_name

`check` names a function of a module in `accessibility/checks`. A rule that needs no code
says instead which elements it means (CSS) and what must hold for them:

    select: marquee, blink
    when: [visible]
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from klarsprak.accessibility.page import Page, Problem, page_of
from klarsprak.accessibility.selection import CONDITIONS, Selection
from klarsprak.core.document import Document, Format
from klarsprak.core.errors import RuleError
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, RuleMeta

Check = Callable[[Page], Iterable[Problem]]

_CHECK = re.compile(r"^[a-z_]+\.[a-z_]+$")
_MARKUP = frozenset({Format.HTML, Format.PAGE})


class Definition(Protocol):
    """A rule file as the rulebook hands it over."""

    @property
    def meta(self) -> RuleMeta:
        """What every rule file says."""
        ...

    @property
    def raw(self) -> Mapping[str, object]:
        """The keys that belong to the kind."""
        ...


@dataclass(frozen=True, slots=True)
class ElementRule:
    """A rule that looks at the element tree of HTML; silent on other formats."""

    meta: RuleMeta
    run: Check

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match in the file for each problem, at the start tag of its element."""
        if document.format not in _MARKUP or not document.source.strip():
            return
        page = page_of(document, context)
        for found in self.run(page):
            yield Placed(None, _match(page, found))


def _match(page: Page, found: Problem) -> Match:
    element = found.element
    span = page.tree.fallback_span
    node = element
    while node is not None:
        if node.span is not None:
            span = node.span
            break
        node = node.parent
    return Match(
        span,
        values=dict(found.values),
        certainty=found.certainty,
        severity=found.severity,
        edits=found.edits,
        selector="" if element is None else page.tree.selector(element),
    )


def build(definition: Definition) -> ElementRule:
    """Make the rule; RuleError when its check or selector is not there."""
    raw = definition.raw
    check = raw.get("check")
    if isinstance(check, str):
        return ElementRule(definition.meta, _function(definition, check))
    selector = raw.get("select")
    if not isinstance(selector, str):
        raise _error(definition, "element_needs_check")
    conditions = raw.get("when", [])
    if not isinstance(conditions, list) or not set(conditions) <= set(CONDITIONS):
        raise _error(definition, "element_condition", value=str(conditions))
    try:
        return ElementRule(definition.meta, Selection(selector, tuple(conditions)))
    except ValueError as error:
        raise _error(definition, "element_selector", value=selector) from error


def _function(definition: Definition, name: str) -> Check:
    if _CHECK.match(name) is None:
        raise _error(definition, "element_check", value=name)
    module_name, _, function_name = name.partition(".")
    try:
        module = import_module(f"klarsprak.accessibility.checks.{module_name}")
        check: Check = getattr(module, function_name)
    except (ImportError, AttributeError) as error:
        raise _error(definition, "element_check", value=name) from error
    return check


def _error(definition: Definition, code: str, **values: str) -> RuleError:
    path, _, line = definition.meta.origin.rpartition(":")
    return RuleError(code, path=path or definition.meta.origin, line=line, **values)
