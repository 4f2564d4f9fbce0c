"""From what was seen to findings, without a browser."""

from dataclasses import replace
from datetime import date

from klarsprak.browser.axe import AxeCheck, AxeNode
from klarsprak.browser.elements import Elements
from klarsprak.browser.options import ALL_CHECKS, BrowserOptions
from klarsprak.browser.page import Observation
from klarsprak.browser.results import (
    from_axe,
    is_moot,
    on_page,
    selector_of,
    to_findings,
    without_doubles,
)
from klarsprak.browser.rules import CHECK_OF, browser_rules, narrowed
from klarsprak.core.audience import Audience, Setting
from klarsprak.core.finding import Certainty, Excerpt, FileLocation, Finding, PageLocation, Severity
from klarsprak.core.spans import Span
from klarsprak.messages.catalogue import load
from klarsprak.rulebook.library import load_library

LIBRARY = load_library()
RULES = browser_rules(LIBRARY)
HTML = '<html><head></head><body><img src="a"><p>Tekst</p></body></html>'
ELEMENTS = Elements(
    HTML,
    ("html", "head", "body", "img", "p"),
    (-1, 0, 0, 2, 2),
    (1, 1, 1, 1, 1),
    ("",) * 5,
)
SETTING = Setting(Audience("x", {"nb": "X"}, {}), "nett", date(2026, 1, 1))


def node(rule: str, outcome: str = "violations", number: int = 3, **data: str) -> AxeNode:
    """What axe might say of the image."""
    check = AxeCheck(id=rule, group="any", key="", count=0, data=data)
    return AxeNode(
        rule=rule,
        outcome=outcome,
        target=["img"],
        html="<img>",
        inert=False,
        number=number,
        text="Les mer",
        checks=[check],
    )


def static(start: int, *wcag: str, certainty: Certainty = Certainty.FAULT) -> Finding:
    """A finding of the static engine at `start`."""
    place = FileLocation("u", Span(start, start + 4), 1, 1, 1, 5)
    excerpt = Excerpt("x", 0, 1)
    return Finding(
        "bilde/x", Severity.ERROR, certainty, place, HTML[start : start + 4], excerpt, wcag=wcag
    )


def test_the_way_to_an_element_goes_through_frames_and_shadows() -> None:
    assert selector_of(["#ramme", ["my-app", "button"]]) == "#ramme | my-app >>> button"


def test_unsure_is_review_and_never_an_error() -> None:
    seen = from_axe([node("image-alt", "incomplete")])
    ((finding, number),) = to_findings("u", seen, RULES, SETTING, ELEMENTS)
    assert (finding.certainty, finding.severity) == (Certainty.REVIEW, Severity.WARNING)
    assert number == 3
    assert finding.text == '<img src="a">'


def test_a_rule_that_is_not_chosen_gives_nothing() -> None:
    seen = from_axe([node("image-alt")])
    assert list(to_findings("u", seen, {}, SETTING, ELEMENTS)) == []


def test_aaa_contrast_is_told_of_once_per_pair_and_not_beside_aa() -> None:
    seen = from_axe(
        [
            node("color-contrast-enhanced", fgColor="#777", bgColor="#fff"),
            node("color-contrast-enhanced", fgColor="#777", bgColor="#fff"),
            node("color-contrast-enhanced", fgColor="#666", bgColor="#fff"),
            node("color-contrast-enhanced", "incomplete", fgColor="#555", bgColor="#fff"),
        ]
    )
    assert [s.values["fg_color"] for s in seen] == ["#777", "#666"]
    assert [
        s.rule for s in from_axe([node("color-contrast"), node("color-contrast-enhanced")])
    ] == ["color-contrast"]


def test_same_said_of_many_is_told_once_with_the_count() -> None:
    seen = from_axe([node("region") for _ in range(7)] + [node("image-alt")])
    assert sorted((s.rule, s.values.get("count")) for s in seen) == [
        ("image-alt", None),
        ("region", "7"),
    ]
    (finding,) = [
        f for f, _ in to_findings("u", seen, RULES, SETTING, ELEMENTS) if f.values.get("count")
    ]
    assert "Det gjelder 7 steder på siden." in load("nb").message(finding, RULES[finding.rule_id])


def test_the_static_finding_stays() -> None:
    at = HTML.index("<img")
    seen = list(to_findings("u", from_axe([node("image-alt")]), RULES, SETTING, ELEMENTS))
    assert without_doubles([(static(at, "1.1.1"), 3)], seen) == []
    assert len(without_doubles([(static(at, "1.4.3"), 3)], seen)) == 1
    assert len(without_doubles([(static(at, "1.1.1"), 4)], seen)) == 1
    assert len(without_doubles([(static(at, "1.1.1"), None)], seen)) == 1


def test_a_question_does_not_outdo_a_fault() -> None:
    at = HTML.index("<img")
    asked = [(static(at, "1.1.1", certainty=Certainty.REVIEW), 3)]
    sure = list(to_findings("u", from_axe([node("image-alt")]), RULES, SETTING, ELEMENTS))
    unsure = list(
        to_findings("u", from_axe([node("image-alt", "incomplete")]), RULES, SETTING, ELEMENTS)
    )
    assert len(without_doubles(asked, sure)) == 1
    assert without_doubles(asked, unsure) == []


def test_a_place_in_the_html_becomes_a_selector() -> None:
    found = on_page(static(HTML.index("Tekst")), "https://k.example/", ELEMENTS)
    assert found.location == PageLocation("https://k.example/", "body > p:nth-of-type(1)", "<p>")
    lost = on_page(static(HTML.index("Tekst")), "u", replace(ELEMENTS, tags=("html",)))
    assert isinstance(lost.location, PageLocation)
    assert lost.location.selector == "html"


def test_keyboard_reach_is_moot_where_nothing_is_reached() -> None:
    behind = replace(ELEMENTS, inert=frozenset({3}))
    assert is_moot(static(0, "2.1.1"), 3, behind)
    assert not is_moot(static(0, "1.1.1"), 3, behind)
    assert not is_moot(static(0, "2.1.1"), 4, behind)


def test_every_own_rule_has_its_check() -> None:
    own = {m.id.removeprefix("nettleser/") for m in RULES.values() if m.kind == "browser"}
    assert own == set(CHECK_OF)
    assert set(CHECK_OF.values()) | {"axe"} == ALL_CHECKS


def test_only_what_the_chosen_rules_need_is_looked_at() -> None:
    one = browser_rules(LIBRARY, ("nettleser/image-alt", "nettleser/tekstavstand"))
    options = narrowed(BrowserOptions(), one)
    assert options.checks == {"axe", "spacing"}
    assert options.axe_rules == frozenset({"image-alt"})
    assert narrowed(BrowserOptions(), browser_rules(LIBRARY, ("ord",))).checks == frozenset()
    without = browser_rules(LIBRARY, (), ("nettleser/image-alt",))
    assert "nettleser/image-alt" not in without
    assert len(without) == len(RULES) - 1


def test_values_fill_the_message() -> None:
    contrast = node(
        "color-contrast",
        contrastRatio="2.32",
        fgColor="#aaa",
        bgColor="#fff",
        expectedContrastRatio="4.5:1",
    )
    ((finding, _),) = to_findings("u", from_axe([contrast]), RULES, SETTING, ELEMENTS)
    assert load("nn").message(finding, RULES[finding.rule_id]) == (
        "Teksten har for svak kontrast mot bakgrunnen. Han er 2,32:1 (#aaa på #fff), "
        "men skal vere minst 4,5:1."
    )


def test_an_observation_without_an_element_keeps_its_own_selector() -> None:
    seen = [Observation("image-alt", "#ramme | img", "<img>")]
    ((finding, number),) = to_findings("u", seen, RULES, SETTING, ELEMENTS)
    assert number == -1
    assert finding.location == PageLocation("u", "#ramme | img", "<img>")
