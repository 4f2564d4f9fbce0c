"""What real pages taught: what a rule must let be, and what it must still tell of."""

from pathlib import Path

import pytest
import yaml

from tests.accessibility.test_element_rules import flagged

CASES = yaml.safe_load((Path(__file__).parent / "quiet.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_rule_lets_be_what_is_no_fault(case: dict[str, str]) -> None:
    assert flagged(case["rule"], case["quiet"]) == []


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "loud" in case],
    ids=lambda case: f"{case['rule']}: {case['name']}",
)
def test_rule_still_tells_of_the_fault(case: dict[str, str]) -> None:
    assert flagged(case["rule"], case["loud"]) == list(case["flags"])
