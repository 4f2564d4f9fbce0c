"""What a visit survives, and what it sees."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from klarsprak.browser import axe
from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions, Consent
from klarsprak.browser.page import Page
from klarsprak.browser.sites import Manners, crawl
from klarsprak.browser.visit import PageResult, visit, visit_page
from klarsprak.core.errors import BrowserError
from klarsprak.core.finding import Certainty


def rules(result: PageResult) -> set[str]:
    return {seen.rule for seen in result.observations}


def codes(result: PageResult) -> list[str]:
    return [error.code for error in result.errors]


def test_axe_finds_and_places(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/axe.html")
    image = next(seen for seen in result.observations if seen.rule == "image-alt")
    assert result.elements is not None
    assert result.elements.tags[image.number] == "img"
    assert result.elements.selector(image.number).endswith("img:nth-of-type(1)")
    contrast = next(seen for seen in result.observations if seen.rule == "color-contrast")
    assert contrast.values["expected_contrast_ratio"] == "4.5"
    assert contrast.certainty is None


@pytest.mark.parametrize("name", ["frame.html", "nested.html", "srcdoc.html"])
def test_frames_are_looked_into(browser: Browser, site: str, name: str) -> None:
    result = visit_page(browser, f"{site}/{name}")
    image = next(seen for seen in result.observations if seen.rule == "image-alt")
    assert image.number == -1
    assert " | " in image.selector


def test_a_content_policy_does_not_stop_axe(browser: Browser, site: str) -> None:
    assert "image-alt" in rules(visit_page(browser, f"{site}/strict.html"))


def test_what_scripts_add_later_is_seen(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/late.html")
    assert result.elements is not None
    assert 'id="late"' in result.elements.html
    assert "button-name" in rules(result)


@pytest.mark.parametrize("name", ["rejects.html", "no-axe.html"])
def test_axe_that_gives_up_is_an_error_and_the_rest_goes_on(
    browser: Browser, site: str, name: str
) -> None:
    result = visit_page(browser, f"{site}/{name}")
    assert codes(result) == ["browser-axe"]
    assert "nettleser/axe" in result.not_run
    assert result.elements is not None


def test_no_request_leaves_the_hosts(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/blocked.html")
    assert result.blocked == ("data.example", "tracker.example")
    assert result.elements is not None
    assert "uten nett" in result.elements.html


@pytest.mark.parametrize("name", ["away", "refresh-away.html"])
def test_a_page_that_leads_away_is_told_of(browser: Browser, site: str, name: str) -> None:
    result = visit_page(browser, f"{site}/{name}")
    assert codes(result) == ["page-host-blocked"]
    assert result.errors[0].values["host"] == "elsewhere.example"
    assert result.not_run == ("nettleser",)


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.html", "page-status"), ("broken", "page-unreachable"), ("robots.txt", "page-not-html")],
)
def test_pages_that_cannot_be_looked_at(browser: Browser, site: str, name: str, code: str) -> None:
    result = visit_page(browser, f"{site}/{name}")
    assert codes(result) == [code]
    assert result.elements is None
    assert "axe" not in rules(result)


def some(browser: Browser, seconds: float) -> BrowserOptions:
    return replace(browser.options, load_timeout=seconds, page_timeout=seconds)


def test_hanging_and_crashing_pages_do_not_stop_the_run(browser: Browser, site: str) -> None:
    urls = [f"{site}/hang", f"{site}/loop.html", "chrome://crash/", f"{site}/clean.html"]
    results = list(visit(urls, some(browser, 3)))
    assert [codes(result) for result in results[:2]] == [["page-timeout"], ["page-timeout"]]
    assert len(codes(results[2])) == 1
    assert codes(results[2])[0] in ("page-crashed", "page-timeout")
    assert codes(results[3]) == []
    assert results[3].elements is not None


def test_what_was_seen_before_a_page_hung_is_kept(browser: Browser, site: str) -> None:
    (result,) = visit([f"{site}/key-hang.html"], some(browser, 3))
    assert codes(result) == ["page-timeout"]
    assert result.not_run == ("nettleser",)
    assert result.elements is not None
    assert "image-alt" in rules(result)


def test_a_missing_browser_is_named() -> None:
    with pytest.raises(BrowserError, match="browser-missing") as caught:
        list(visit(["http://127.0.0.1/"], BrowserOptions(chromium="/nowhere/chromium")))
    assert caught.value.values["what"] == "/nowhere/chromium"


@pytest.mark.parametrize(
    ("consent", "title", "left"),
    [
        (Consent.REJECT, "Avvist", False),
        (Consent.ACCEPT, "Godtatt", False),
        (Consent.KEEP, "Søk om plass i barnehage", True),
        (Consent.HIDE, "Søk om plass i barnehage", True),
    ],
)
def test_cookie_banner(
    browser: Browser, site: str, consent: Consent, title: str, left: bool
) -> None:
    usual = browser.options
    browser.options = replace(usual, consent=consent, checks=frozenset())
    try:
        result = visit_page(browser, f"{site}/cookies.html")
    finally:
        browser.options = usual
    assert result.elements is not None
    assert f"<title>{title}</title>" in result.elements.html
    assert ("cookie-banner" in result.elements.html) is left
    hidden = "display: none" in result.elements.html
    assert hidden is (consent is Consent.HIDE)


def test_crawl_follows_links_and_robots(browser: Browser, site: str) -> None:
    asked: list[str] = []

    def get(url: str) -> bytes:
        asked.append(url)
        return b"User-agent: *\nDisallow: /axe.html\nCrawl-delay: 0\n"

    options = replace(browser.options, checks=frozenset())
    found = list(crawl([f"{site}/links.html"], options, 1, manners=Manners(get)))
    assert [result.url for result in found] == [f"{site}/links.html", f"{site}/clean.html"]
    assert asked == [f"{site}/robots.txt"]


def variants(browser: Browser, site: str) -> set[str]:
    browser.driver.get(f"{site}/clean.html")
    script = """
      const out = [];
      for (const [id, check] of Object.entries(axe._audit.data.checks)) {
        for (const kind of ['fail', 'incomplete']) {
          const text = check.messages[kind];
          if (!text) continue;
          const keys = typeof text === 'object' ? Object.keys(text) : [''];
          for (const key of keys) out.push([id, kind, key].filter(Boolean).join('.'));
        }
      }
      return out;
    """
    return set(Page(browser).browser.driver.execute_script(script))


SILENT = frozenset(
    "accesskeys aria-hidden-body aria-label aria-labelledby button-has-visible-text caption-faked "
    "css-orientation-lock dlitem doc-has-title duplicate-img-label exists explicit-label "
    "fallbackrole focusable-content focusable-element focusable-no-name frame-focusable-content "
    "frame-tested has-alt has-global-aria-attribute has-visible-text has-widget-role "
    "header-present heading-order hidden-content identical-links-same-purpose implicit-label "
    "internal-link-present is-element-focusable is-on-screen landmark landmark-is-unique "
    "meta-refresh meta-refresh-no-exceptions meta-viewport-large multiple-label no-autoplay-audio "
    "non-empty-alt non-empty-if-present non-empty-placeholder non-empty-title non-empty-value "
    "p-as-heading page-has-heading-one page-has-main page-no-duplicate-banner "
    "page-no-duplicate-contentinfo page-no-duplicate-main presentational-role region role-none "
    "role-presentation same-caption-summary svg-non-empty-title tabindex td-has-header "
    "th-has-data-cells title-only unique-frame-title valid-lang valid-scrollable-semantics "
    "xml-lang-mismatch".split()
)
"""Checks that say no more than the message of their rule: one of several ways to give a name
that was tried in vain, or the very fault that the rule is about."""


def test_every_check_of_axe_has_its_text(browser: Browser, site: str) -> None:
    from klarsprak.messages.catalogue import LANGUAGES, check_texts

    present = variants(browser, site)
    spoken = {v for v in present if v.partition(".")[0] not in SILENT}
    spoken.discard("label-content-name-mismatch.fail")
    for language in LANGUAGES:
        texts = check_texts(language)
        assert spoken - set(texts) == set(), language
        assert all(text.strip() for text in texts.values())
    assert {v.partition(".")[0] for v in present} >= SILENT


def test_every_rule_of_axe_has_a_rule_file(browser: Browser, site: str) -> None:
    from klarsprak.rulebook.library import load_library

    browser.driver.get(f"{site}/clean.html")
    script = "return axe.getRules().map(r => [r.ruleId, r.tags, r.actIds || []])"
    library = load_library()
    known: Sequence[tuple[str, list[str], list[str]]] = browser.driver.execute_script(script)
    assert len(known) > 100
    for rule, tags, act in known:
        meta = library.meta(f"nettleser/{rule}")
        assert meta.kind == "axe"
        assert set(meta.act) == set(act), rule
        criteria = {f"wcag{c.replace('.', '')}" for c in meta.wcag}
        assert criteria == {t for t in tags if t[:5] == "wcag1" or t[4:5] in "234"} & {
            t for t in tags if t.startswith("wcag") and t[4:].isdigit() and len(t) > 6
        }, rule
        for texts in (meta.title, meta.message, meta.why):
            assert set(texts) == {"nb", "nn", "en"}
    files = {i for i in library.ids() if library.meta(i).kind == "axe"}
    assert files == {f"nettleser/{rule}" for rule, _, _ in known}


def test_unused_rules_are_not_stable() -> None:
    from klarsprak.rulebook.library import load_library

    library = load_library()
    unused = {f"nettleser/{rule}" for rule in axe.UNUSED}
    axe_rules = {i for i in library.ids() if library.meta(i).kind == "axe"}
    assert {i for i in axe_rules if library.meta(i).status != "stable"} == unused


def test_a_key_that_leads_away_ends_the_checks(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/key-away.html")
    assert "page-moved" in result.notes
    assert "nettleser/focus" in result.not_run
    assert "fokus-usynlig" not in rules(result)


def test_questions_and_goodbyes_do_not_hold_the_visitor(browser: Browser, site: str) -> None:
    first = visit_page(browser, f"{site}/holds-back.html")
    assert first.errors == ()
    second = visit_page(browser, f"{site}/clean.html")
    assert second.address == f"{site}/clean.html"
    assert len(browser.driver.window_handles) == 1


def test_without_its_style_sheet_the_looks_are_not_judged(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/unstyled.html")
    looks = [s for s in result.observations if s.rule in ("color-contrast", "sidelengs-rulling")]
    assert {s.rule for s in looks} == {"color-contrast", "sidelengs-rulling"}
    assert {s.certainty for s in looks} == {Certainty.REVIEW}
    assert "page-unstyled" in result.notes


def test_many_small_targets_are_told_of_once(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/small.html")
    (seen,) = [s for s in result.observations if s.rule == "target-size"]
    assert seen.values["count"] == "9"


def test_a_list_of_facts_reaches_the_message(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/aria-value.html")
    seen = next(s for s in result.observations if s.rule == "aria-valid-attr-value")
    assert seen.values["values"] == 'aria-expanded="kanskje"'
    assert seen.values["check"] == "aria-valid-attr-value.fail.singular"


def test_behind_a_modal_dialogue_nothing_need_be_reached(browser: Browser, site: str) -> None:
    found = {}
    for name in ("frame-shut.html", "modal.html"):
        result = visit_page(browser, f"{site}/{name}")
        found[name] = [
            seen.certainty for seen in result.observations if seen.rule == "frame-focusable-content"
        ]
    assert found == {"frame-shut.html": [None], "modal.html": [Certainty.REVIEW]}


def test_what_axe_cannot_decide_is_for_a_person(browser: Browser, site: str) -> None:
    result = visit_page(browser, f"{site}/sound.html")
    seen = next(s for s in result.observations if s.rule == "no-autoplay-audio")
    assert seen.certainty is Certainty.REVIEW
