"""Each check of our own: a page that fails it and pages that must not."""

from collections.abc import Mapping

import pytest

from klarsprak.browser.checks.focus import key_combinations
from klarsprak.browser.driver import Browser
from klarsprak.browser.page import CTRL, SHIFT, Observation
from klarsprak.browser.rules import CHECK_OF
from klarsprak.browser.visit import visit_page
from klarsprak.core.finding import Certainty

FAILS: Mapping[str, tuple[str, Certainty | None]] = {
    "focus-gone.html": ("fokus-usynlig", Certainty.FAULT),
    "trap.html": ("tastaturfelle", None),
    "trap-slow.html": ("tastaturfelle", None),
    "trap-pair.html": ("tastaturfelle", None),
    "order-turned.html": ("fokusrekkefolge", None),
    "wide.html": ("sidelengs-rulling", None),
    "wide-table.html": ("sidelengs-rulling", Certainty.REVIEW),
    "cut.html": ("tekst-klippes", None),
    "spaced-cut.html": ("tekstavstand", None),
    "hover-joined.html": ("sveveinnhold-bare-mus", Certainty.REVIEW),
    "click.html": ("klikk-bare-mus", None),
    "sound.html": ("lyd-starter", None),
    "sound-button.html": ("lyd-starter", Certainty.REVIEW),
    "ticks.html": ("tekst-endrer-seg", None),
    "spins.html": ("bevegelse", Certainty.REVIEW),
    "key.html": ("hurtigtast", None),
    "toggle-stuck.html": ("tilstand-star-fast", None),
    "toggle-silent.html": ("tilstand-mangler", Certainty.REVIEW),
    "dialog-behind.html": ("dialog-uten-fokus", Certainty.REVIEW),
    "focus-covered.html": ("fokus-skjult", None),
    "key-setting.html": ("hurtigtast", Certainty.REVIEW),
}
PASSES = (
    "clean.html",
    "focus-default.html",
    "focus-elsewhere.html",
    "focus-label.html",
    "focus-slow.html",
    "focus-field.html",
    "trap-escape.html",
    "trap-dialog.html",
    "trap-none.html",
    "order-plain.html",
    "wide-scroller.html",
    "narrow.html",
    "cut-later.html",
    "cut-scroll.html",
    "cut-dots.html",
    "cut-hidden.html",
    "spaced-free.html",
    "hover-focus.html",
    "click-button.html",
    "click-card.html",
    "click-counted.html",
    "hover-nothing.html",
    "sound-short.html",
    "sound-controls.html",
    "sound-muted.html",
    "ticks-once.html",
    "ticks-stoppable.html",
    "key-ctrl.html",
    "toggle-told.html",
    "toggle-risky.html",
    "dialog-inside.html",
)
OWN = frozenset(CHECK_OF)


def own(browser: Browser, url: str) -> list[Observation]:
    result = visit_page(browser, url)
    assert result.errors == ()
    return [seen for seen in result.observations if seen.rule in OWN]


@pytest.mark.parametrize("name", FAILS)
def test_the_fault_is_found(browser: Browser, site: str, name: str) -> None:
    rule, certainty = FAILS[name]
    found = own(browser, f"{site}/{name}")
    assert {seen.rule for seen in found} == {rule}
    assert found[0].certainty is certainty


@pytest.mark.parametrize("name", PASSES)
def test_no_false_alarm(browser: Browser, site: str, name: str) -> None:
    assert own(browser, f"{site}/{name}") == []


def test_what_hovers_is_judged_in_every_way(browser: Browser, site: str) -> None:
    away = own(browser, f"{site}/hover-gap.html")
    assert [(s.rule, s.certainty) for s in away] == [
        ("sveveinnhold-borte", None),
        ("sveveinnhold-bare-mus", Certainty.REVIEW),
    ]
    covering = {seen.rule for seen in own(browser, f"{site}/hover-stays.html")}
    assert covering == {"sveveinnhold-blir", "sveveinnhold-bare-mus"}


def test_every_stop_that_looks_alike_is_told_of(browser: Browser, site: str) -> None:
    found = own(browser, f"{site}/focus-gone.html")
    assert [seen.text for seen in found] == ["En", "To"]
    assert all(seen.number >= 0 for seen in found)


def test_key_combinations() -> None:
    text = "Trykk Ctrl + M eller Esc. Bruk tast a. Ctrl+Shift+å går også."
    assert key_combinations(text) == (
        (CTRL, "m", "Ctrl + M"),
        (0, "Escape", "Esc"),
        (CTRL | SHIFT, "å", "Ctrl+Shift+å"),
    )
    assert key_combinations("Ring oss i dag, så hjelper vi deg.") == ()
