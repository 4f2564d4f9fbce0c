"""The static engine keeps its score on the open W3C ACT cases."""

import json
from pathlib import Path

import pytest

from klarsprak.accessibility.page import Page
from klarsprak.kinds.element import ElementRule
from klarsprak.rulebook.library import kind_module, load_library


def _rules() -> list[ElementRule]:
    library = load_library()
    found = []
    for rule_id in library.ids():
        definition = library.definition(rule_id)
        if definition.meta.kind == "element" and definition.meta.act:
            rule = kind_module(definition).build(definition)
            assert isinstance(rule, ElementRule)
            found.append(rule)
    return found


def _failed(page: Path, rules: list[ElementRule]) -> set[tuple[str, str]]:
    """Pairs of ACT rule and criterion that a page fails by a fault."""
    tree = Page(page.read_text(encoding="utf-8", errors="replace"), folder=page.parent)
    return {
        (act, criterion)
        for rule in rules
        for problem in rule.run(tree)
        if (problem.certainty or rule.meta.certainty).value == "fault"
        for act in rule.meta.act
        for criterion in (*rule.meta.wcag, "")
    }


@pytest.mark.shared
def test_score_on_the_open_cases(shared_dir: Path) -> None:
    act = shared_dir / "data" / "wcag" / "act"
    markup = set((shared_dir / "data/wcag/act-rules-markup.txt").read_text().split())
    language = set((shared_dir / "data/wcag/act-rules-language.txt").read_text().split())
    rules = _rules()
    caught: dict[str, int] = {"all": 0, "markup": 0, "language": 0, "wrong": 0}
    answers: dict[str, set[tuple[str, str]]] = {}
    for line in (act / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        name = case["html"]
        if not name.endswith(".html"):
            continue
        if name not in answers:
            answers[name] = _failed(act / name, rules)
        hit = any((case["rule_id"], sc) in answers[name] for sc in (case["sc"] or [""]))
        if case["expected"] != "failed":
            caught["wrong"] += hit
            continue
        caught["all"] += hit
        caught["markup"] += hit and case["rule_id"] in markup
        caught["language"] += hit and case["rule_id"] in language
    assert caught["wrong"] <= 4
    assert caught["all"] >= 160
    assert caught["markup"] >= 114
    assert caught["language"] >= 20
