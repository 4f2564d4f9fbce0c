"""What stands behind the report for people: ranking, grouping, rewriting, reading."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.finding import Certainty, Excerpt, FileLocation, Finding, Severity
from klarsprak.core.meaning import is_kept
from klarsprak.core.report import Report
from klarsprak.core.spans import Span
from klarsprak.formatters.grouping import groups, other_places, sections, top, worst_in_order
from klarsprak.formatters.many import common_folder, repeated
from klarsprak.formatters.promises import band, questions, rows
from klarsprak.formatters.ranking import harm, order, rank
from klarsprak.formatters.reading import good, level, reading
from klarsprak.formatters.rewrite import rewrite
from klarsprak.formatters.terminal import FOLD, whole_sentences
from klarsprak.messages.catalogue import LANGUAGES, load
from tests.formatters.conftest import LETTER, Maker, letter_file
from tests.formatters.test_formats import text_of


@pytest.fixture
def finding() -> Finding:
    return letter_file().findings[1]


def test_rank_weighs_severity_confidence_exposure(finding: Finding) -> None:
    assert rank(finding) == 2.0 * 1.0 * 1.5
    assert rank(replace(finding, severity=Severity.ERROR)) == 7.5
    assert rank(replace(finding, confidence=0.5)) == 1.5
    assert rank(replace(finding, certainty=Certainty.REVIEW)) == 1.5


def test_severity_goes_before_rank(finding: Finding) -> None:
    error = replace(finding, severity=Severity.ERROR, confidence=0.3, exposure=1.0)
    assert order(error) < order(finding)


def test_harm_grows_with_findings_but_ever_slower(finding: Finding) -> None:
    file = letter_file()
    sizes = [harm(replace(file, findings=(finding,) * n)) for n in (0, 1, 2, 3)]
    steps = [b - a for a, b in pairwise(sizes)]
    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0


def test_same_word_is_one_group_and_passives_one_a_paragraph() -> None:
    found = {(g.head.rule_id, len(g.findings)) for g in groups(letter_file())}
    assert ("ord/kanselliord", 2) in found
    assert ("aktiv/bli-passiv", 1) in found
    assert ("aktiv/bli-passiv", 2) in found


def test_elements_with_the_same_fault_are_one_group() -> None:
    file = letter_file()
    one = replace(file.findings[-1], values={"ratio": "2.1"}, excerpt=Excerpt("<p class=a>", 0, 11))
    where = one.location
    assert isinstance(where, FileLocation)
    two = replace(
        one,
        excerpt=Excerpt("<p class=b>", 0, 11),
        location=replace(where, span=Span(1, 4), line=1),
    )
    other = replace(one, values={"ratio": "3.3"}, location=replace(where, span=Span(2, 5)))
    sizes = [len(g.findings) for g in groups(replace(file, findings=(one, two, other)))]
    assert sorted(sizes) == [1, 2]


def test_information_does_not_count_as_what_comes_again(report: Report) -> None:
    twice = replace(report, files=(letter_file(), replace(letter_file(), path="to.md")))
    rules = [rule for rule, _, _ in repeated(twice)]
    assert "ord/kanselliord" in rules
    assert "overskrift/vedrorende" not in rules


@pytest.mark.parametrize("with_document", [True, False])
def test_groups_lose_nothing(*, with_document: bool) -> None:
    file = letter_file() if with_document else replace(letter_file(), document=None)
    members = [f for group in groups(file) for f in group.findings]
    assert sorted(members, key=lambda f: f.sort_key) == list(
        sorted(file.findings, key=lambda f: f.sort_key)
    )
    assert len(groups(file)) < len(file.findings)


def test_top_takes_one_of_each_rule_first() -> None:
    rules = [group.head.rule_id for group in top(letter_file())]
    assert rules == ["bilde/alt-mangler", "ord/kanselliord", "tillit/vag-tid"]


def test_top_does_not_point_at_the_same_words_twice() -> None:
    file = letter_file()
    word = file.findings[1]
    same = replace(word, rule_id="overskrift/vedrorende")
    other = file.findings[2]
    first = top(replace(file, findings=(word, same, other)))
    assert [group.head for group in first] == [word, other, same]


def test_top_never_shows_information_only() -> None:
    file = letter_file()
    notes = tuple(replace(f, severity=Severity.INFO) for f in file.findings)
    assert top(replace(file, findings=notes)) == []


def test_what_is_about_the_whole_text_has_no_quote_and_comes_last(letter: Report) -> None:
    file = letter.files[0]
    whole = replace(file.findings[0], severity=Severity.ERROR, block="")
    assert load("nb").place(whole) == "hele teksten"
    changed = replace(letter, files=(replace(file, findings=(whole, *file.findings[2:4])),))
    assert [group.head for group in top(changed.files[0])][-1] is whole
    assert "Vedrørende opptak" not in text_of("terminal", changed)


def test_rewrite_shows_the_whole_sentence(finding: Finding) -> None:
    changed = rewrite(finding)
    assert changed is not None
    assert changed.text == "Etter loven må foresatte sende inn skjema snarest."
    assert "".join(changed.before) == finding.excerpt.text


def test_a_deleted_word_leaves_no_gap(finding: Finding) -> None:
    def without(text: str, word: str) -> str:
        at = text.index(word)
        cut = Excerpt(text, at, at + len(word))
        changed = rewrite(replace(finding, excerpt=cut, suggestions=("",)))
        assert changed is not None
        return changed.text

    assert without("Vi vil faktisk hjelpe.", "faktisk") == "Vi vil hjelpe."
    assert without("Dette er bra, selvsagt.", "selvsagt") == "Dette er bra,."
    assert without("Faktisk hjelper vi.", "Faktisk") == "Hjelper vi."


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("i henhold til", "etter", True),
        ("tre uker", "3 uker", False),
        ("kan ikke", "kan", False),
        ("må sende", "sender", False),
        ("er pliktig til å", "må", True),
        ("innen 01.02.2026", "innen 1. februar 2026", False),
        ("ikkje", "aldri", False),
    ],
)
def test_guard(before: str, after: str, *, kept: bool) -> None:
    assert is_kept(before, after) is kept


def test_no_rewrite_where_someone_must_be_named(finding: Finding) -> None:
    assert rewrite(replace(finding, suggestions=("[hvem?] viser",))) is None
    dated = rewrite(replace(finding, suggestions=("innen [dato]",)))
    assert dated is not None


def test_a_reason_is_cut_between_sentences() -> None:
    text = "Den første setningen. Den andre er her. «Sitat» er den tredje."
    assert whole_sentences(text, 45) == "Den første setningen. Den andre er her."
    assert whole_sentences(text, 5) == "Den første setningen."
    assert whole_sentences(text, 500) == text


def test_no_rewrite_of_an_element(finding: Finding) -> None:
    element = replace(finding, excerpt=Excerpt('<img src="a.png">', 0, 17))
    assert rewrite(element) is None


@given(st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_rewrite_changes_only_the_flagged_part(head: str, word: str, tail: str) -> None:
    base = Maker("a.md", LETTER).find("tillit/vag-tid", "snarest", suggestions=("i dag",))
    excerpt = Excerpt(head + word + tail, len(head), len(head) + len(word))
    changed = rewrite(replace(base, excerpt=excerpt))
    if changed is not None:
        assert changed.text == head + "i dag" + tail


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (100, "ready"),
        (85, "ready"),
        (84, "nearly"),
        (70, "nearly"),
        (69, "work"),
        (50, "work"),
        (49, "not-ready"),
        (0, "not-ready"),
    ],
)
def test_bands(score: int, name: str) -> None:
    assert band(score) == name


def test_promises_come_worst_first_and_low_coverage_has_no_score(letter: Report) -> None:
    found = rows(letter, letter.files[0], load("nb"))
    assert [row.score for row in found] == [42, 61, 90, None]
    assert found[-1].band_name == "Ikke vurdert"


def test_questions_hold_what_no_machine_sees(letter: Report) -> None:
    asked = questions(letter, letter.files[0], load("nb"))
    assert len(asked) == 4
    assert asked[0] == "Hva gjør vi med svarene?"
    assert asked[-2:] == [
        "Hjelper teksten leseren til å se mulighetene?",
        "Hvem eier teksten, og kan leseren nå deg?",
    ]
    without = replace(letter, promises=letter.promises[:1])
    assert load("nb").text("question.vision") in questions(without, letter.files[0], load("nb"))


def test_levels_of_lix() -> None:
    assert [level(x) for x in (20, 30, 39.9, 45, 55, 61)] == [1, 2, 2, 3, 4, 5]


def test_reading_tells_meaning_and_distance(letter: Report) -> None:
    told = " ".join(reading(letter.files[0], load("nb")))
    assert "avisartikkel (LIX 46)" in told
    assert "Målet for innbygger er 40: du er 6 over." in told


def test_reading_of_a_short_text_gives_no_number() -> None:
    short = replace(letter_file(), metrics={"words": 12, "lix": 70.0})
    assert "LIX" not in " ".join(reading(short, load("nb")))


def test_good_claims_nothing_that_was_not_looked_for(letter: Report) -> None:
    clean = replace(letter.files[0], findings=(), document=None, metrics={"words": 90})
    assert load("nb").text("good.officialese") in good(letter, clean, load("nb"))
    assert load("nb").text("good.active") not in good(letter, clean, load("nb"))
    unseen = replace(clean, not_assessed=("ord/kanselliord",))
    assert load("nb").text("good.officialese") not in good(letter, unseen, load("nb"))
    assert good(replace(letter, rules={}), clean, load("nb")) == []
    assert len(good(letter, letter.files[0], load("nb"))) <= 3


def test_first_screen_is_at_most_25_lines(letter: Report) -> None:
    lines = text_of("terminal", letter).splitlines()
    assert len(lines[: lines.index("Dette må du rette  (1 funn)") - 1]) <= 25


def test_severity_is_a_word_without_colour(letter: Report) -> None:
    out = text_of("terminal", letter)
    assert "\x1b" not in out
    for word in ("feil", "advarsel", "forslag", "til orientering"):
        assert word in out


def test_carets_stand_under_what_they_point_at(letter: Report) -> None:
    lines = text_of("terminal", letter).splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "^^^^^^^")
    start = lines[at].index("^")
    assert lines[at - 1][start : start + 7] == "snarest"


def test_the_line_is_shown_once_when_two_rules_mark_the_same_words(letter: Report) -> None:
    file = letter.files[0]
    first = next(f for f in file.findings if f.text == "snarest")
    other = next(f for f in file.findings if f.rule_id == "ord/kanselliord")
    both = replace(
        letter, files=(replace(file, findings=(first, replace(first, rule_id=other.rule_id))),)
    )
    out = text_of("terminal", both)
    listed = out[out.index("Dette bør du rette") :]
    assert listed.count("^^^^^^^") == 1
    assert first.rule_id in listed
    assert other.rule_id in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_matters_stands_before_the_fold(language: str, letter: Report) -> None:
    lines = text_of("terminal", letter, language, width=80).splitlines()
    assert lines.index("", 2) <= FOLD


def test_groups_stand_in_text_order_with_their_other_words() -> None:
    file = letter_file()
    every = dict(sections(file))
    chosen = worst_in_order(every["report.should"], 2)
    assert [group.findings[0].text for group in chosen] == ["I henhold til", "snarest"]
    assert other_places(chosen[0], load("nb")) == ["linje 5"]
    passives = every["report.could"][-1]
    assert {f.text for f in passives.findings} == {"blir behandlet", "blir sendt"}
    assert other_places(passives, load("nb")) == ["«blir sendt» (linje 5)"]


def test_a_common_folder_ends_at_a_slash() -> None:
    assert common_folder(["a/b/c.md", "a/b/cd.md", "a/b/e/f.md"]) == "a/b/"
    assert common_folder(["a/b.md", "b/b.md"]) == ""
    assert common_folder(["a/b.md"]) == "a/"
    assert common_folder([]) == ""
