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


ENGLISH = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Childcare and other services in Northfield</title>{head}</head><body>
<a href="#main">Skip to main content</a>
<header><nav aria-label="Main menu"><a href="/home">Northfield home</a></nav></header>
<main id="main"><h1>Childcare and other services in Northfield</h1>{body}</main></body></html>"""
SOUND_TEXT = {
    SOUND: "<p>Du søker om plass på nett.</p>",
    ENGLISH: "<p>You can apply for a place online.</p>",
}


def page_of(barrier: dict[str, str]) -> str:
    if "source" in barrier:
        return barrier["source"]
    if "page" in barrier:
        return "<!doctype html>" + barrier["page"]
    return around(barrier).format(head=barrier.get("head", ""), body=barrier["body"])


def around(barrier: dict[str, str]) -> str:
    return ENGLISH if barrier.get("lang") == "en" else SOUND


@pytest.mark.parametrize("barrier", BARRIERS, ids=[barrier["name"] for barrier in BARRIERS])
def test_barrier_is_found(barrier: dict[str, str]) -> None:
    source = page_of(barrier)
    for rule in barrier["rules"]:
        assert flagged(rule, source), rule
        assert rule not in _on_sound_page(around(barrier)), "the page round it is not sound"


@cache
def _on_sound_page(page: str) -> frozenset[str]:
    source = page.format(head="", body=SOUND_TEXT[page])
    return frozenset(rule for rule in ELEMENT_RULES if flagged(rule, source))


@pytest.mark.parametrize("rule", ELEMENT_RULES)
def test_clean_page_is_let_be(rule: str) -> None:
    source = (HERE / "clean.html").read_text(encoding="utf-8")
    assert not flagged(rule, source)
