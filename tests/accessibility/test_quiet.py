"""What real pages taught: what a rule must let be, and what it must still tell of."""

from pathlib import Path

import pytest
import yaml

from klarsprak.accessibility.checks.pointing import moving
from klarsprak.accessibility.page import Page
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


@pytest.mark.parametrize(("frames", "found"), [(1, 0), (2, 1)])
def test_a_gif_beside_the_page_is_read(tmp_path: Path, frames: int, found: int) -> None:
    picture = b"\x21\xf9\x04\x00\x0a\x00\x00\x00\x2c" + bytes(9) + b"\x02\x02\x4c\x01\x00"
    (tmp_path / "film.gif").write_bytes(b"GIF89a" + bytes(7) + picture * frames + b"\x3b")
    page = Page("<p><img src=film.gif alt=Film>", folder=tmp_path)
    assert len(list(moving(page))) == found
