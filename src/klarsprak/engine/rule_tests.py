"""Run the examples that a rule file holds: what `test-regler` and the test suite stand on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from klarsprak.core.analysis import Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Document, Format
from klarsprak.core.finding import Finding
from klarsprak.core.rule import Example, Rule, RuleOutline, RuleSet, is_suppression_rule
from klarsprak.engine.genre import guess_document_type
from klarsprak.engine.linter import Surroundings, lint
from klarsprak.engine.traits import find_traits
from klarsprak.nlp.analysis import Backend
from klarsprak.nlp.language import resolve
from klarsprak.readers.registry import read_text
from klarsprak.rulebook.library import Library, kind_module
from klarsprak.rulebook.profiles import DEFAULT_AUDIENCE

TODAY = date(2026, 11, 22)
"""Examples about dates are read on this day."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not come out: which, and what was flagged instead."""

    rule: str
    number: int
    code: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]


def read_example(example: Example, text: str) -> Document:
    """The document of an example; its language is what the example says."""
    document = read_text(text, Format(example.format), "eksempel")
    document = resolve(document)
    blocks = tuple(
        replace(block, language=example.language) if block.language in ("nb", "nn", "") else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, language=example.language)


def run_rule(
    rule: Rule, example: Example, document: Document, library: Library, backend: Backend | None
) -> tuple[Finding, ...]:
    """What one rule finds in a document, in the setting of an example.

    A rule that is bound to traits or lengths of text runs all the same: examples are short.
    """
    audience = library.audiences[example.audience or DEFAULT_AUDIENCE]
    kind = example.document_type or (
        rule.meta.document_types[0] if rule.meta.document_types else guess_document_type(document)
    )
    traits = find_traits(document, kind, declared=bool(example.document_type))
    wanted = rule.meta.options.get("traits")
    if isinstance(wanted, list):
        traits |= {str(trait) for trait in wanted[:1]}
    setting = Setting(audience, kind, TODAY, traits, explicit=bool(example.audience))
    rules: tuple[Rule, ...] = (rule,)
    known: tuple[RuleOutline, ...] = ()
    if is_suppression_rule(rule):
        # What a comment lets be must be looked for too.
        known = library.outlines()
        rules = (*_named(document, library), rule)
    around = Surroundings(
        ruleset=RuleSet(rules),
        known=known,
        promises=library.promises,
        backend=backend if rule.meta.need is Need.PARSE else None,
        raise_errors=True,
    )
    findings = lint(document, setting, around).report.findings
    return tuple(finding for finding in findings if finding.rule_id == rule.meta.id)


def _named(document: Document, library: Library) -> list[Rule]:
    """The rules that the comments of a document let be, less those that need a parse."""
    ids = sorted({s.rule for s in document.suppressions if s.rule in library.files})
    definitions = [library.definition(rule_id) for rule_id in ids]
    return [kind_module(d).build(d) for d in definitions if d.meta.need is not Need.PARSE]


def flagged(findings: tuple[Finding, ...], source: str) -> tuple[str, ...]:
    """The file text of each finding, read from the source by its offsets."""
    return tuple(source[f.span.start : f.span.end] if f.span else f.text for f in findings)


def failures(library: Library, rule_id: str, backend: Backend | None = None) -> Iterator[Failure]:
    """Every example of a rule that does not come out as it says.

    Raises RuleError when the rule file is broken.
    """
    definition = library.definition(rule_id)
    rule = kind_module(definition).build(definition)
    for number, example in enumerate(definition.meta.examples, start=1):
        if example.bad:
            document = read_example(example, example.bad)
            got = flagged(run_rule(rule, example, document, library, backend), document.source)
            if got != example.flags:
                yield Failure(rule_id, number, "bad", example.flags, got)
        if example.good:
            document = read_example(example, example.good)
            got = flagged(run_rule(rule, example, document, library, backend), document.source)
            if got:
                yield Failure(rule_id, number, "good", (), got)
