"""Barriers as auditors report them, each found by the rules meant for it; a sound page is let be."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.accessibility.test_element_rules import ELEMENT_RULES, flagged

HERE = Path(__file__).parent
BARRIERS = yaml.safe_load((HERE / "barriers.yaml").read_text(encoding="utf-8"))
SOUND = """<!doctype html><html lang="nb"><head><meta charset="utf-8">
<title>Barnehage og annet i Nordre Lia kommune</title>{head}</head><body>
<a href="#hoved">Hopp til hovedinnhold</a>
<header><nav aria-label="Hovedmeny"><a href="/">Forsiden i Nordre Lia</a></nav></header>
<main id="hoved"><h1>Barnehage og annet i Nordre Lia</h1>{body}</main></body></html>"""


def page_of(barrier: dict[str, str]) -> str:
    if "page" in barrier:
        return "<!doctype html>" + barrier["page"]
    return SOUND.format(head=barrier.get("head", ""), body=barrier["body"])


@pytest.mark.parametrize("barrier", BARRIERS, ids=[barrier["name"] for barrier in BARRIERS])
def test_barrier_is_found(barrier: dict[str, str]) -> None:
    source = page_of(barrier)
    for rule in barrier["rules"]:
        assert flagged(rule, source), rule
        assert rule not in _on_sound_page(), "the page round the barrier is not sound"


@cache
def _on_sound_page() -> frozenset[str]:
    source = SOUND.format(head="", body="<p>Du søker om plass på nett.</p>")
    return frozenset(rule for rule in ELEMENT_RULES if flagged(rule, source))


@pytest.mark.parametrize("rule", ELEMENT_RULES)
def test_clean_page_is_let_be(rule: str) -> None:
    source = (HERE / "clean.html").read_text(encoding="utf-8")
    assert not flagged(rule, source)
