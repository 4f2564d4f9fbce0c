"""What we ask of others: our own HTML report passes our own checks of the rendered page."""

from pathlib import Path

from klarsprak.browser.driver import Browser
from klarsprak.browser.rules import CHECK_OF
from klarsprak.browser.visit import visit_page
from klarsprak.core.finding import Certainty
from klarsprak.core.report import Report
from klarsprak.formatters.registry import RenderOptions, render
from klarsprak.messages.catalogue import load
from tests.formatters.conftest import PROMISES, RULES, TOOL, letter_file, page_file


def test_the_report_passes_our_own_checks(browser: Browser, tmp_path: Path) -> None:
    report = Report(TOOL, (letter_file(), page_file()), RULES, PROMISES)
    file = tmp_path / "rapport.html"
    file.write_text("".join(render("html", report, load("nb"), RenderOptions())), encoding="utf-8")
    result = visit_page(browser, file.as_uri())
    assert result.errors == ()
    faults = [
        (seen.rule, seen.selector)
        for seen in result.observations
        if seen.rule in CHECK_OF and seen.certainty is not Certainty.REVIEW
    ]
    assert faults == []
