"""Pages to a report: both engines, one finding per fault, suppressions, the command line."""

import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.run import run_pages
from klarsprak.cli.main import cli
from klarsprak.core.finding import Finding, PageLocation
from klarsprak.core.report import Report
from klarsprak.engine.run import Plan

ONLY = ("--velg", "nettleser/color-contrast")


def report_on(browser: Browser, *urls: str, **flags: object) -> Report:
    options = BrowserOptions(load_timeout=15, page_timeout=20, checks=frozenset({"axe"}))
    report, _ = run_pages({url: url for url in urls}, Plan(flags=flags, no_config=True), options)
    return report


def on_image(report: Report) -> list[Finding]:
    return [f for f in report.findings if "1.1.1" in f.wcag and "<img" in f.text]


def test_one_fault_gives_one_finding_and_it_is_the_static_one(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/double.html")
    assert [f.rule_id for f in on_image(report)] == ["bilde/alt-mangler"]
    alone = report_on(browser, f"{site}/double.html", ignorer=("bilde/alt-mangler",))
    assert [f.rule_id for f in on_image(alone)] == ["nettleser/image-alt"]


def test_findings_stand_on_the_page(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/prose.html", f"{site}/axe.html")
    assert [file.format for file in report.files] == ["page", "page"]
    assert {file.path for file in report.files} == {f"{site}/prose.html", f"{site}/axe.html"}
    assert all(
        isinstance(f.location, PageLocation) and f.location.selector for f in report.findings
    )
    prose = [f for f in report.findings if f.path.endswith("prose.html")]
    assert any(not f.rule_id.startswith("nettleser/") for f in prose)
    assert all(f.fix is None and f.fingerprint for f in report.findings)


def test_linked_style_sheets_are_known_to_the_static_rules(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/sheet.html")
    assert "struktur/rett-hoyremarg" in {f.rule_id for f in report.findings}
    assert [f.text for f in on_image(report)] == ['<img src="b.png">'], "what is hidden is let be"


def test_a_comment_in_the_page_lets_a_finding_be(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/let-be.html", velg=("nettleser/color-contrast",))
    assert report.findings == ()
    (let_be,) = report.files[0].suppressed
    assert let_be.reason == "pynt"


def test_the_same_fault_on_two_pages_has_one_fingerprint(browser: Browser, site: str) -> None:
    report = report_on(
        browser, f"{site}/axe.html", f"{site}/double.html", velg=("nettleser/color-contrast",)
    )
    assert len(report.findings) == 2
    assert len({f.fingerprint for f in report.findings}) == 1


def test_static_faults_of_reach_behind_a_modal_dialogue_go(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/frame-shut.html", f"{site}/modal.html")
    blamed = {f.path for f in report.findings if "2.1.1" in f.wcag and f.certainty == "fault"}
    assert blamed == {f"{site}/frame-shut.html"}


def test_review_is_never_an_error(browser: Browser, site: str) -> None:
    report = report_on(
        browser, f"{site}/gradient.html", f"{site}/axe.html", velg=("nettleser/color-contrast",)
    )
    found = [(f.certainty.value, f.severity.value) for f in report.findings]
    assert sorted(found) == [("fault", "error"), ("review", "warning")]


@pytest.mark.browser
def test_command_line(browser: Browser, site: str, tmp_path: Path) -> None:
    out = tmp_path / "rapport.json"
    arguments = [f"{site}/axe.html", "--format", "json", "--ut", str(out), *ONLY]
    result = CliRunner().invoke(cli, ["nettside", *arguments], standalone_mode=False)
    assert result.exception is None
    assert result.return_value in (1, 2)
    (entry,) = json.loads(out.read_text(encoding="utf-8"))["files"]
    assert entry["path"] == f"{site}/axe.html"
    assert entry["format"] == "page"
    finding = next(f for f in entry["findings"] if f["rule"] == "nettleser/color-contrast")
    assert finding["start"] is None
    assert finding["selector"]
    assert "4,5:1" in finding["message"]


def test_local_files_and_folders(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.html").write_text("<!DOCTYPE html><title>Å</title><img src=x>")
    arguments = [str(tmp_path / "b"), "--format", "json", "--bare-axe", "--feil-ved", "aldri"]
    result = CliRunner().invoke(cli, ["nettside", *arguments], standalone_mode=False)
    (entry,) = json.loads(result.stdout)["files"]
    assert entry["path"] == f"{tmp_path}/b/a.html"
    assert any(f["wcag"] == ["1.1.1"] for f in entry["findings"])


def test_without_a_browser_nothing_passes() -> None:
    arguments = ["http://127.0.0.1:9/", "--format", "json", "--nettleser", "/nowhere/chromium"]
    result = CliRunner().invoke(cli, ["nettside", *arguments], standalone_mode=False)
    assert result.return_value == 2
    report = json.loads(result.stdout)
    assert report["files"] == []
    assert report["summary"]["not_run"] == ["nettleser"]
    assert report["errors"][0]["code"] == "browser-missing"
    assert "chromium" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_two_browsers_give_the_same_report_as_one(browser: Browser, site: str) -> None:
    from klarsprak.browser.options import BrowserOptions
    from klarsprak.browser.run import run_pages
    from klarsprak.engine.run import Plan

    urls = [
        f"{site}/{name}"
        for name in ("clean.html", "axe.html", "modal.html", "axe.html?again", "clean.html?two")
    ]
    options = BrowserOptions(checks=frozenset({"axe", "reflow"}))
    reports = [
        run_pages({url: url for url in urls}, Plan(no_config=True), options, jobs=jobs)[0]
        for jobs in (1, 2)
    ]
    assert reports[0].findings == reports[1].findings
    assert [file.path for file in reports[0].files] == sorted(urls)


def test_a_page_that_is_not_there_leaves_the_others(browser: Browser, site: str) -> None:
    from klarsprak.browser.fleet import visit_all
    from klarsprak.browser.network import hosts_of
    from klarsprak.browser.options import BrowserOptions

    urls = [f"{site}/clean.html", f"{site}/nowhere.html", f"{site}/clean.html?b"]
    options = BrowserOptions(checks=frozenset())
    seen = list(visit_all(urls, options, hosts_of(urls), jobs=2))
    assert [result.url for result in seen] == urls
    assert [result.elements is None for result in seen] == [False, True, False]


def test_no_browser_is_left_when_the_reader_stops(browser: Browser, site: str) -> None:
    from klarsprak.browser.fleet import visit_all
    from klarsprak.browser.network import hosts_of
    from klarsprak.browser.options import BrowserOptions

    urls = [f"{site}/clean.html?{number}" for number in range(6)]
    visits = visit_all(urls, BrowserOptions(checks=frozenset()), hosts_of(urls), jobs=2)
    next(visits)
    before = threading.active_count()
    visits.close()  # type: ignore[attr-defined]
    assert threading.active_count() < before


def test_words_in_frames_and_shadow_trees_are_read(browser: Browser, site: str) -> None:
    report = report_on(browser, f"{site}/parts.html", velg=("ord/kanselliord",))
    found = [(item.text, item.location) for item in report.findings]
    assert [text for text, _ in found] == ["i henhold til", "vedrørende"]
    shadow, frame = (place for _, place in found)
    assert isinstance(shadow, PageLocation)
    assert isinstance(frame, PageLocation)
    assert shadow.selector == "#vert"
    assert "iframe:nth-of-type(1)" in frame.selector
