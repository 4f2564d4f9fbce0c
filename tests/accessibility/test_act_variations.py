"""Own pages for the W3C ACT rules: each fault is answered to, no sound page is accused."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from klarsprak.core.document import Format
from klarsprak.core.finding import Certainty
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text
from klarsprak.rulebook.library import load_library

HERE = Path(__file__).parent
SETS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (HERE / "act_variations.yaml").read_text(encoding="utf-8")
)
SOUND = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Halls and fees in Northfield</title></head><body>
<a href="#main">Skip to main content</a>
<header><nav aria-label="Main menu"><a href="/home">Northfield home</a></nav></header>
<main id="main"><h1>Halls and fees in Northfield</h1>
{body}</main></body></html>"""
CASES = [
    (act, kind, number)
    for act, pages in SETS.items()
    for kind in ("fail", "pass")
    for number in range(len(pages[kind]))
]


@cache
def workshop() -> Workshop:
    library = load_library()
    ids = tuple(name for name in library.ids() if library.meta(name).act)
    return Workshop(Plan(flags={"velg": ids}, no_config=True))


def answers(body: str) -> set[str]:
    """The ACT rules that a page fails by a fault."""
    source = body if body.startswith("<!") else SOUND.format(body=body)
    shop = workshop()
    document = read_text(source, Format.HTML, "side.html")
    report = shop.lint(document, shop.config_for(HERE)).report
    library = load_library()
    return {
        act
        for finding in report.findings
        if finding.certainty is Certainty.FAULT
        for act in library.meta(finding.rule_id).act
    }


@pytest.mark.parametrize(("act", "kind", "number"), CASES)
def test_variation(act: str, kind: str, number: int) -> None:
    body = SETS[act][kind][number]
    assert (act in answers(body)) is (kind == "fail"), body
