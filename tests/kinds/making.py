"""Rules made from a few lines of YAML, run over a text by the whole engine."""

from datetime import date
from pathlib import Path

from klarsprak.core.analysis import Word
from klarsprak.core.audience import Audience, Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Format
from klarsprak.core.finding import Finding
from klarsprak.core.places import dictionaries_folder
from klarsprak.core.rule import Rule, RuleSet
from klarsprak.engine.linter import Surroundings, lint
from klarsprak.readers.registry import read_text
from klarsprak.rulebook.library import kind_module, validate
from klarsprak.rulebook.schema import build_meta
from klarsprak.rulebook.strict_yaml import parse

HEAD = """severity: suggestion
promise: [lett-a-forsta]
title: {nb: X, nn: X, en: X}
message: {nb: "«{match}»", nn: "«{match}»", en: "«{match}»"}
why: {nb: X, nn: X, en: X}
"""


def rule(text: str, *, trusted: bool = True) -> Rule:
    """The rule that HEAD and `text` make; RuleError when it is broken."""
    raw, lines = parse(HEAD + text, "rules/prove/x.yaml")
    assert isinstance(raw, dict)
    meta = build_meta("prove/x", raw, "rules/prove/x.yaml", lines)
    folders: tuple[Path, ...] = (dictionaries_folder(),)
    definition = Definition(meta, raw, "rules/prove/x.yaml", lines, folders, trusted)
    validate(definition)
    return kind_module(definition).build(definition)


def setting(document_type: str = "nett", **limits: float) -> Setting:
    """An audience with these limits."""
    return Setting(Audience("innbygger", {"nb": "x"}, limits), document_type, date(2026, 11, 27))


def found(
    made: Rule, text: str, *, format: str = "text", around: Setting | None = None
) -> tuple[Finding, ...]:
    """What the rule finds in `text`; every finding's slice is checked here."""
    document = read_text(text, Format(format), "prove.txt")
    result = lint(document, around or setting(), Surroundings(RuleSet((made,)), raise_errors=True))
    for item in result.report.findings:
        span = item.span
        assert span is not None
        assert document.source[span.start : span.end] == item.text
    return result.report.findings


def texts(made: Rule, text: str, **more: object) -> list[str]:
    """The flagged pieces of the file."""
    return [item.text for item in found(made, text, **more)]  # type: ignore[arg-type]


def words_of(text: str) -> list[Word]:
    """The words and signs of a text in which a blank parts each from the next."""
    words, at = [], 0
    for token in text.split():
        words.append(Word(at, at + len(token), token, is_word=token[0].isalnum()))
        at += len(token) + 1
    return words
