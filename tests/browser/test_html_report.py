"""The HTML report in a real browser: accessible, quiet, and its filters work."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from klarsprak.browser import axe
from klarsprak.browser.driver import Browser
from klarsprak.core.report import Report, SentenceLength
from klarsprak.core.spans import Span
from klarsprak.formatters.registry import RenderOptions, render
from klarsprak.messages.catalogue import load
from tests.formatters.conftest import (
    PROMISES,
    RULES,
    TOOL,
    clean_file,
    hostile_file,
    letter_file,
    page_file,
)

SENTENCES = tuple(SentenceLength(Span(at, at + 10), 12 + at // 5) for at in range(20, 200, 20))
REPORTS = {
    "one": (replace(letter_file(), sentences=SENTENCES),),
    "few": (letter_file(), page_file(), clean_file()),
    "many": tuple(replace(letter_file(), path=f"mappe/{n}.md") for n in range(12)),
    "hostile": (hostile_file(),),
}

Opened = Callable[[str], None]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    """Opens one of `REPORTS`."""

    def opens(name: str) -> None:
        report = Report(TOOL, REPORTS[name], RULES, PROMISES)
        path = tmp_path / f"{name}.html"
        pieces = render("html", report, load("nb"), RenderOptions())
        path.write_text("".join(pieces), encoding="utf-8")
        browser.driver.get(path.as_uri())

    return opens


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(name: str, scheme: str, browser: Browser, opened: Opened) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.cdp("Emulation.setEmulatedMedia", {"features": features})
    opened(name)
    browser.driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = 1)")
    found = [node for node in axe.run(browser.driver) if node["outcome"] == "violations"]
    assert found == []


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_no_sideways_scrolling_on_a_phone(name: str, browser: Browser, opened: Opened) -> None:
    browser.resize(320, 640)
    opened(name)
    script = "return document.documentElement.scrollWidth - window.innerWidth"
    assert browser.driver.execute_script(script) <= 0
    browser.resize(1280, 900)


def test_filters_hide_and_count(browser: Browser, opened: Opened) -> None:
    opened("one")
    driver = browser.driver
    shown = "return [...document.querySelectorAll('.note')].filter(n => !n.hidden).length"
    status = "return document.querySelector('[role=status]').textContent"
    assert driver.execute_script(shown) == 6
    assert driver.execute_script(status) == "Viser 8 av 8 funn."
    for severity in ("suggestion", "info"):
        driver.execute_script(f"document.querySelector('[value={severity}]').click()")
    assert driver.execute_script(shown) == 3
    assert driver.execute_script(status) == "Viser 4 av 8 funn."
    driver.execute_script(
        "const s = document.querySelector('select'); s.value = 'apenhet';"
        "s.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert driver.execute_script(shown) == 1


def test_a_link_opens_the_folded_note(browser: Browser, opened: Opened) -> None:
    opened("one")
    script = (
        "const n = document.querySelector('details .note.info'); location.hash = n.id; return n.id"
    )
    note = browser.driver.execute_script(script)
    assert browser.driver.execute_async_script(
        "const done = arguments[1]; const n = document.getElementById(arguments[0]);"
        "setTimeout(() => done(n.closest('details').open && document.activeElement === n), 50)",
        note,
    )


def test_policy_stops_nothing_of_ours_and_no_script_runs_from_text(
    browser: Browser, opened: Opened
) -> None:
    opened("hostile")
    driver = browser.driver
    assert driver.execute_script("return getComputedStyle(document.body).marginTop") == "0px"
    assert driver.execute_script("return document.querySelector('form.filter').hidden") is False
    assert driver.execute_script("return document.scripts.length") == 1
