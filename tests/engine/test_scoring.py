"""The score per promise: it is monotone, its worked values stand, and tricks do not help."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.document import Format
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Promise, Suppressed
from klarsprak.core.rule import RuleOutline
from klarsprak.engine.run import Plan, Workshop
from klarsprak.engine.scoring import (
    BUDGET,
    METRICS,
    coverage,
    metric_penalty,
    promise_scores,
    quotes_are_own,
)
from klarsprak.readers.registry import read_text
from tests.engine.findings import finding

OWN, OTHER = "lett-a-forsta", "gjensidig-respekt"
POSTER = tuple(Promise(name, {"nb": name}, {"nb": "?"}) for name in (OWN, OTHER, "visjonen"))
LIMITS = {"lix_target": 40.0, "sent_mean": 15.0, "sent_max_warn": 25.0, "passive_share_max": 0.15}
FULL = {promise.id: 1.0 for promise in POSTER}


def setting(kind: str = "brev", audience: str = "innbygger") -> Setting:
    return Setting(Audience(audience, {}, LIMITS), kind, date(2026, 11, 27))


def found(
    severity: Severity, text: str = "ord", rule: str = "ord/kanselliord", primary: bool = True
) -> Finding:
    """A finding that serves the promise first, or only as the second."""
    promises = (OWN, OTHER) if primary else (OTHER, OWN)
    return replace(finding(rule, severity=severity, text=text), promises=promises)


def score(
    findings: list[Finding],
    metrics: Mapping[str, float] | None = None,
    kind: str = "brev",
    suppressed: tuple[Suppressed, ...] = (),
    covered: Mapping[str, float] = FULL,
) -> int | None:
    counted = {"words": 200.0, **(metrics or {})}
    scores = promise_scores(POSTER, findings, suppressed, counted, setting(kind), covered)
    return {one.id: one.score for one in scores}[OWN]


def different(severity: Severity, count: int) -> list[Finding]:
    return [found(severity, f"ord {number}") for number in range(count)]


@pytest.mark.parametrize(
    ("findings", "metrics", "expected"),
    [
        ([], {}, 100),
        (different(Severity.SUGGESTION, 1), {}, 96),
        (different(Severity.SUGGESTION, 6), {}, 78),
        ([found(Severity.SUGGESTION)] * 6, {}, 90),
        (different(Severity.WARNING, 1), {}, 85),
        (different(Severity.WARNING, 4), {}, 51),
        (different(Severity.ERROR, 1), {}, 66),
        (different(Severity.ERROR, 3), {}, 29),
        ([], {"lix": 46.0}, 93),
        ([], {"lix": 60.0}, 78),
        (different(Severity.INFO, 9), {}, 100),
    ],
)
def test_worked_values_of_a_letter(
    findings: list[Finding], metrics: Mapping[str, float], expected: int
) -> None:
    assert score(findings, metrics) == expected


@pytest.mark.parametrize(("errors", "most"), [(1, 70), (2, 50), (3, 50), (4, 30), (9, 30)])
def test_errors_cap_the_score_of_a_lenient_type(errors: int, most: int) -> None:
    value = score(different(Severity.ERROR, errors), kind="rapport")
    assert value is not None and value <= most


SEVERITIES = st.sampled_from(list(Severity))
FINDINGS = st.builds(
    found,
    SEVERITIES,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["ord/x", "setning/y"]),
    st.booleans(),
)
METRIC_NAMES = [name for name, _ in METRICS[OWN]]
COUNTED = st.fixed_dictionaries(
    {}, optional={name: st.floats(0, 200, allow_nan=False) for name in METRIC_NAMES}
)
KINDS = st.sampled_from(sorted(BUDGET))


@given(st.lists(FINDINGS, max_size=12), FINDINGS, COUNTED, KINDS, st.data())
def test_one_more_finding_never_raises_a_score(
    findings: list[Finding],
    more: Finding,
    metrics: Mapping[str, float],
    kind: str,
    data: st.DataObject,
) -> None:
    at = data.draw(st.integers(0, len(findings)))
    before, after = (
        score(findings, metrics, kind),
        score([*findings[:at], more, *findings[at:]], metrics, kind),
    )
    assert before is not None and after is not None
    assert after <= before


@given(st.lists(FINDINGS, min_size=1, max_size=12), SEVERITIES, COUNTED, KINDS, st.data())
def test_a_graver_finding_never_raises_a_score(
    findings: list[Finding],
    severity: Severity,
    metrics: Mapping[str, float],
    kind: str,
    data: st.DataObject,
) -> None:
    at = data.draw(st.integers(0, len(findings) - 1))
    graver = max(findings[at].severity, severity, key=lambda s: s.rank)
    changed = [*findings]
    changed[at] = replace(findings[at], severity=graver)
    before, after = score(findings, metrics, kind), score(changed, metrics, kind)
    assert before is not None and after is not None
    assert after <= before


@given(st.lists(FINDINGS, min_size=1, max_size=12), COUNTED, KINDS, st.data())
def test_a_finding_that_serves_the_promise_first_weighs_no_less(
    findings: list[Finding], metrics: Mapping[str, float], kind: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(findings) - 1))
    changed = [*findings]
    changed[at] = replace(findings[at], promises=(OWN, OTHER))
    before, after = score(findings, metrics, kind), score(changed, metrics, kind)
    assert before is not None and after is not None
    assert after <= before


@given(
    st.lists(FINDINGS, max_size=8),
    COUNTED,
    st.sampled_from(METRIC_NAMES),
    st.floats(0, 200, allow_nan=False),
    st.floats(0, 200, allow_nan=False),
    KINDS,
)
def test_a_higher_metric_never_raises_a_score(
    findings: list[Finding],
    metrics: Mapping[str, float],
    name: str,
    one: float,
    other: float,
    kind: str,
) -> None:
    low, high = sorted((one, other))
    before = score(findings, {**metrics, name: low}, kind)
    after = score(findings, {**metrics, name: high}, kind)
    assert before is not None and after is not None
    assert after <= before


@given(st.lists(FINDINGS, max_size=8), st.lists(FINDINGS, max_size=4), KINDS)
def test_letting_a_finding_be_never_raises_a_score_over_mending_it(
    findings: list[Finding], let_be: list[Finding], kind: str
) -> None:
    hidden = tuple(Suppressed(one, "fordi", "comment") for one in let_be)
    mended, quiet = score(findings, kind=kind), score(findings, kind=kind, suppressed=hidden)
    told = score([*findings, *let_be], kind=kind)
    assert mended is not None and quiet is not None and told is not None
    assert told <= quiet <= mended


def test_a_suppression_counts_a_quarter_and_its_error_still_caps() -> None:
    warning = Suppressed(found(Severity.WARNING), "fordi", "comment")
    assert score([], suppressed=(warning,)) == 96
    error = Suppressed(found(Severity.ERROR), "fordi", "config")
    assert score([], kind="rapport", suppressed=(error,)) == 70
    old = replace(error, by="baseline")
    assert score([], kind="rapport", suppressed=(old,)) == 100


@given(st.floats(0, 500, allow_nan=False), st.floats(0.01, 100, allow_nan=False))
def test_a_metric_below_its_target_gives_no_bonus(value: float, target: float) -> None:
    penalty = metric_penalty(value, target)
    assert 0 <= penalty <= 6
    assert penalty == 0 or value > target


def test_choppy_sentences_do_not_pay_for_heavy_words() -> None:
    words = different(Severity.WARNING, 2)
    assert score(words, {"lix": 12.0, "mean_sentence_length": 3.0}) == score(words)


def test_padding_does_not_help() -> None:
    words = different(Severity.WARNING, 2)
    assert score(words, {"words": 200.0}) == score(words, {"words": 20_000.0})


def test_what_was_not_assessed_has_no_score() -> None:
    assert score([], {"words": 39.0}) is None
    assert score([], covered={OWN: 0.49, OTHER: 1.0}) is None
    assert score([], {"table_share": 0.41}) is None
    assert score([], {"table_share": 0.40}) == 100


def test_what_no_machine_can_check_has_no_score() -> None:
    vision = (replace(POSTER[2], checkable=False),)
    (only,) = promise_scores(vision, [], (), {"words": 500.0}, setting(), FULL)
    assert only.score is None


def test_coverage_is_the_share_of_rules_that_were_asked() -> None:
    rules = [
        RuleOutline("a/a", "check", "stable", (OWN,), ()),
        RuleOutline("a/b", "check", "stable", (OWN,), ("brev",)),
        RuleOutline("a/c", "check", "stable", (OWN, OTHER), ("nett",)),
    ]
    assert coverage(POSTER, rules, frozenset({"a/a"}), "brev")[OWN] == 0.5
    assert coverage(POSTER, rules, frozenset({"a/a"}), "brev")[OTHER] == 0.0
    assert coverage(POSTER, rules, frozenset({"a/a", "a/c"}), "nett")[OWN] == 1.0


HEAVY = (
    "I henhold til vedtektene skal søknaden behandles av vedkommende myndighet så snart som mulig. "
    "Det foretas en vurdering av søknaden vedrørende plass. "
)
LIGHT = "Vi leser søknaden din. Du får svar fra oss i mai. Ring oss gjerne. "


def linted(source: str, form: Format = Format.MARKDOWN, **flags: str) -> FileReport:
    """The report of a text by all stable rules."""
    workshop = Workshop(Plan(flags=flags, no_config=True, raise_errors=True))
    document = read_text(source, form, "tekst")
    return workshop.lint(document, workshop.config_for(Path.cwd())).report


def easy(report: FileReport) -> int | None:
    return {one.id: one.score for one in report.promises}[OWN]


def test_heavy_words_moved_into_quotation_marks_are_still_heard() -> None:
    plain = linted(f"# Plass\n\n{LIGHT * 6}\n\n{HEAVY}{HEAVY}")
    quoted = linted(f"# Plass\n\n{LIGHT * 6}\n\n> {HEAVY}{HEAVY}")
    marked = linted(f"# Plass\n\n{LIGHT * 6}\n\n«{HEAVY.strip()} {HEAVY.strip()}»")
    assert plain.metrics["quote_share"] == 0
    for hidden in (quoted, marked):
        assert hidden.metrics["quote_share"] > 0.25
        assert any(note.startswith("score-quotes") for note in hidden.notes)
        assert easy(hidden) == pytest.approx(easy(plain), abs=3)
    assert any(f.text == "I henhold til" for f in quoted.findings)


def test_a_short_quotation_is_left_to_the_one_who_is_quoted() -> None:
    report = linted(f"# Plass\n\n{LIGHT * 12}\n\n> I henhold til vedtektene.")
    assert not any(f.text == "I henhold til" for f in report.findings)


def test_the_press_may_quote() -> None:
    share = {"quote_share": 0.6}
    assert quotes_are_own(share, setting())
    assert not quotes_are_own(share, setting(audience="presse"))
    assert not quotes_are_own(share, replace(setting(), traits=frozenset({"nyhet"})))


def test_text_moved_into_tables_withholds_the_score() -> None:
    rows = "".join(f"| {LIGHT.strip()} | {HEAVY.strip()} |\n" for _ in range(4))
    report = linted(f"# Plass\n\n{LIGHT * 6}\n\n| A | B |\n|---|---|\n{rows}")
    assert report.metrics["table_share"] > 0.4
    assert {one.score for one in report.promises} == {None}
    assert any(note.startswith("score-tables") for note in report.notes)
    assert report.findings, "the findings stay"


def test_text_moved_into_images_is_told_of() -> None:
    alt = "".join(f'<img src="a{n}.png" alt="{LIGHT.strip()}">' for n in range(6))
    report = linted(
        f"<html lang='nb'><head><title>Plass</title></head><body><h1>Plass</h1><p>{LIGHT * 6}</p>{alt}</body></html>",
        Format.HTML,
    )
    assert report.metrics["outside_share"] > 0.25
    assert any(note.startswith("score-outside") for note in report.notes)


def test_a_lenient_document_type_does_not_help_a_text_that_is_none() -> None:
    page = f"# Plass\n\n{LIGHT * 6}\n\n{HEAVY}"
    honest, lenient = linted(page, dokumenttype="nett"), linted(page, dokumenttype="rapport")
    assert any(note == "score-type: nett" for note in lenient.notes)
    assert easy(honest) is not None and easy(lenient) is not None
    assert not honest.notes
    assert easy(lenient) <= easy(honest) + 5  # type: ignore[operator]


def test_the_project_file_goes_before_the_front_matter_about_the_audience() -> None:
    page = f"---\nmalgruppe: fagperson\n---\n\n# Plass\n\n{LIGHT * 6}"
    assert linted(page).audience.id == "fagperson"
    assert linted(page, malgruppe="innbygger").audience.id == "innbygger"
