"""The kind `element`: a rule on the elements of a page.

    kind: element
    check: images.without_name

`check` names a function of a module in `accessibility/checks`. A rule that needs no code
says instead which elements it means (CSS) and what must hold for them:

    select: marquee, blink
    when: [visible]
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from klarsprak.accessibility.page import Page, Problem, page_of
from klarsprak.accessibility.selection import CONDITIONS, Selection
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document, Format
from klarsprak.core.finding import Certainty, Match, Placed, Severity
from klarsprak.core.rule import Context, RuleMeta

KEYS = frozenset({"check", "select", "when"})
VALUES = frozenset(
    "attribute child context element expected field file header heading id language limit "
    "name needed one other outer ratio role seconds setting size source tag target text "
    "value visible wanted".split()
)
"""Everything a check may put into a message."""

Check = Callable[[Page], Iterable[Problem]]
InText = Callable[[Document], Iterable[Placed]]

_CHECK = re.compile(r"^[a-z_]+\.[a-z_]+$")
MARKUP = frozenset({Format.HTML, Format.PAGE})


@dataclass(frozen=True, slots=True)
class ElementRule:
    """A rule that looks at the element tree of HTML.

    On other formats it is silent, unless it has a check that goes by blocks: `in_text`.
    """

    meta: RuleMeta
    run: Check
    in_text: InText | None = None

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match in the file for each problem, at the start tag of its element."""
        if not document.source.strip():
            return
        if document.format not in MARKUP:
            yield from self.in_text(document) if self.in_text else ()
            return
        page = page_of(document, context)
        for found in self.run(page):
            yield Placed(None, placed_match(page, _milder(found, self.meta)))


def _milder(found: Problem, meta: RuleMeta) -> Problem:
    """What a person must look at is never an error."""
    asks = (found.certainty or meta.certainty) is Certainty.REVIEW
    if asks and (found.severity or meta.severity) is Severity.ERROR:
        return replace(found, severity=Severity.WARNING)
    return found


def placed_match(page: Page, found: Problem) -> Match:
    """A problem as a match in the file, at the start tag or the nearest one round it."""
    element = found.element
    span = page.tree.fallback_span
    node = element
    while node is not None:
        if node.span is not None:
            span = node.span
            break
        node = node.parent
    return Match(
        found.span or span,
        values=dict(found.values),
        certainty=found.certainty,
        severity=found.severity,
        edits=found.edits,
        selector="" if element is None else page.tree.selector(element),
    )


def build(definition: Definition) -> ElementRule:
    """Make the rule; RuleError when its check or selector is not there."""
    if "check" in definition.raw:
        # An element is told of in Markdown as in HTML, whatever it holds.
        options = {"protected": False, **definition.meta.options}
        return ElementRule(replace(definition.meta, options=options), *_functions(definition))
    selector = definition.text("select")
    conditions = definition.strings("when")
    for name in conditions:
        if name not in CONDITIONS:
            definition.fail("when", "rule-value", value=name, allowed=", ".join(CONDITIONS))
    try:
        return ElementRule(definition.meta, Selection(selector, conditions))
    except ValueError:
        definition.fail("select", "rule-value", value=selector, allowed="CSS")


def _functions(definition: Definition) -> tuple[Check, InText | None]:
    """The check, and its fellow for text without tags: same name and ``_in_text``."""
    name = definition.text("check")
    module_name, _, function_name = name.partition(".")
    try:
        if _CHECK.match(name) is None:
            raise ModuleNotFoundError(name)
        module = import_module(f"klarsprak.accessibility.checks.{module_name}")
    except ModuleNotFoundError:
        definition.fail("check", "rule-value", value=name, allowed="modul.funksjon")
    check: Check | None = getattr(module, function_name, None)
    if check is None:
        definition.fail("check", "rule-value", value=name, allowed="modul.funksjon")
    return check, getattr(module, f"{function_name}_in_text", None)
