"""The table of criteria is fresh, and every criterion a machine can look at has its rules."""

import pytest

from klarsprak.accessibility.law import all_criteria
from klarsprak.core.places import rules_folder
from klarsprak.docs.coverage_page import coverage_page
from klarsprak.rulebook.library import BROWSER_KINDS, load_library

LIBRARY = load_library()
METAS = [LIBRARY.meta(rule_id) for rule_id in LIBRARY.ids()]
NO_MACHINE = frozenset({"1.2.3", "1.2.4", "2.5.1", "3.3.4", "3.3.7"})
"""Criteria of level A and AA where nothing in markup or page tells enough."""
NO_SOURCE = frozenset({"1.4.13"})
"""Criteria that mostly need the page to be rendered."""


@pytest.mark.parametrize("number", [criterion.id for criterion in all_criteria()])
def test_every_criterion_has_its_rules(number: str) -> None:
    rules = [meta for meta in METAS if number in meta.wcag and meta.status == "stable"]
    if number in NO_MACHINE:
        assert not rules, "take it out of NO_MACHINE"
        return
    assert rules
    static = [meta for meta in rules if meta.kind not in BROWSER_KINDS]
    assert static or number in NO_SOURCE


def test_the_table_is_fresh() -> None:
    path = rules_folder().parent / "docs" / "wcag-dekning.md"
    told = "docs/wcag-dekning.md er ikke oppdatert. Kjør «python -m klarsprak.docs»."
    assert path.read_text(encoding="utf-8") == coverage_page(LIBRARY), told


def test_the_table_never_says_met() -> None:
    rows = [line for line in coverage_page(LIBRARY).splitlines() if line.startswith("|")]
    assert len(rows) > 60
    assert not any("oppfylt" in row for row in rows)
