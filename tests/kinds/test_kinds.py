"""Each kind of rule: what it finds, where, and what its file may say."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.errors import RuleError
from klarsprak.core.finding import Applicability, Severity
from klarsprak.core.rule import Rule
from tests.kinds.making import found, rule, setting, texts

FILLER = "Vi sender deg et brev om saken din, og du kan svare oss når det passer. "
SWAP = rule(
    "kind: substitution\nfix: safe\nswap:\n  i henhold til: [etter, ifølge]\n  samt: og\n  til: mot\n"
)
PATTERN = rule(r"""kind: pattern
pattern: '(?P<number>\d+)\s?(?:kr|kroner)'
unless: ['100 kr']
replace: ['\g<number> kroner']
""")


def test_the_longest_phrase_is_the_one_flagged() -> None:
    assert texts(SWAP, "Vi svarer i henhold til loven, samt til fristen.") == [
        "i henhold til", "samt", "til",
    ]  # fmt: skip


def test_a_replacement_begins_as_the_sentence_did() -> None:
    (first,) = found(SWAP, "I henhold til loven får du svar.")
    assert first.suggestions == ("Etter", "Ifølge")
    assert first.fix is not None
    assert first.fix.applicability is Applicability.SAFE


def test_markup_inside_keeps_a_fix_from_being_made() -> None:
    (first,) = found(SWAP, "<p>Svar i <b>henhold</b> til loven nå.</p>", format="html")
    assert first.text == "i <b>henhold</b> til"
    assert first.fix is not None
    assert first.fix.applicability is Applicability.DISPLAY


@pytest.mark.parametrize(
    "text",
    ["<p>Han skrev «i henhold til» her.</p>", "<p>Skriv <code>samt</code> der.</p>",
     '<p>We say <span lang="en">samt</span> og går.</p>', "<p>Hei.</p><p hidden>samt er skjult</p>"],
)  # fmt: skip
def test_words_that_are_not_the_writers_own(text: str) -> None:
    assert texts(SWAP, text, format="html") == []


WORDS = st.lists(
    st.sampled_from(["samt", "i henhold til", "loven", "SAMT", "brev", "til", "(nå)", "åpen"]),
    min_size=1,
    max_size=9,
)


@given(WORDS, st.sampled_from([" ", "  ", "\n"]))
def test_phrases_are_found_wherever_they_stand(words: list[str], between: str) -> None:
    text = f"Vi {between.join(words)}."
    wanted = [w for w in words if w.lower() in ("samt", "i henhold til", "til")]
    got = [" ".join(piece.split()) for piece in texts(SWAP, text)]
    assert got == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hun heter Kari Samt og er fra byen.", []),
        ("Vi så Samt i teksten.", ["Samt"]),
        ("Samt kan strykes.", ["Samt"]),
    ],
)
def test_a_last_name_is_no_phrase(text: str, wanted: list[str]) -> None:
    assert texts(SWAP, text) == wanted


@given(WORDS)
def test_entities_move_nothing(words: list[str]) -> None:
    plain = f"Vi {' '.join(words)}."
    coded = "".join(f"&#{ord(c)};" if c.isalpha() else c for c in plain)
    there = [html.unescape(piece) for piece in texts(SWAP, f"<p>{coded}</p>", format="html")]
    assert there == texts(SWAP, plain)


def test_a_pattern_flags_whole_words_with_its_groups() -> None:
    first, second = found(PATTERN, "Det koster 250 kr, ikke 100 kr eller 30 kroner.")
    assert (first.text, first.values["number"]) == ("250 kr", "250")
    assert first.suggestions == ("250 kroner",)
    assert second.text == "30 kroner"


@given(st.text("0123456789 kr,.\n", max_size=60))
def test_every_hit_of_a_pattern_reads_back(text: str) -> None:
    for item in found(PATTERN, f"Vi har {text} nå."):
        assert "kr" in item.text


STEPS = rule("""kind: metric
metric: mean_sentence_length
steps: [{limit: sent_mean, severity: suggestion}, {limit: sent_mean, plus: 5, severity: warning}]
options: {min_words: 10}
need: sentences
""")


@given(st.integers(1, 40), st.integers(5, 20))
def test_a_metric_is_held_against_the_reader(length: int, limit: int) -> None:
    sentence = " ".join(["Vi", *(["sender"] * length)]) + ". "
    items = found(STEPS, sentence * 12, around=setting(sent_mean=limit))
    words = length + 1
    if words <= limit:
        assert items == ()
    else:
        wanted = Severity.WARNING if words > limit + 5 else Severity.SUGGESTION
        assert [item.severity for item in items] == [wanted]
        assert items[0].values["distance"] == str(words - limit)


def test_a_short_text_is_not_measured() -> None:
    assert texts(STEPS, "Vi sender sender sender sender.", around=setting(sent_mean=1)) == []


MISSING = rule("""kind: structure
when: ['avslag\\w*']
require: ['klage\\w*', 'mailto:']
""")


def test_what_is_missing_points_at_what_asked_for_it() -> None:
    assert texts(MISSING, FILLER * 4 + "Dette er et avslag.") == ["avslag"]


@pytest.mark.parametrize(
    "text",
    [FILLER * 4 + "Dette er et avslag. Du kan klage.", FILLER * 4, "Dette er et avslag."],
)
def test_nothing_is_missing(text: str) -> None:
    assert texts(MISSING, text) == []


def test_an_address_of_a_link_counts() -> None:
    link = '<a href="mailto:post@storvik.no">Skriv til oss</a>'
    assert texts(MISSING, f"<p>{FILLER * 4}Dette er et avslag. {link}</p>", format="html") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kind: pattern\n", "rule-key-missing"),
        ("kind: pattern\npattern: '('\n", "rule-pattern"),
        ("kind: pattern\npattern: 'kr'\nreplace: ['\\g<n> kr']\n", "rule-pattern"),
        ("kind: pattern\npattern: ['(kr)', 'dl']\nreplace: ['\\1']\n", "rule-pattern"),
        ("kind: pattern\nswap: {a: b}\npattern: x\n", "rule-key-unknown"),
        ("kind: metric\nmetric: lix\n", "rule-key-missing"),
        ("kind: metric\nmetric: lix\nsteps: [{severity: warning}]\n", "rule-key-type"),
        ("kind: phrase\ndictionary: finnesikke\n", "dictionary-missing"),
        ("kind: structure\nrequire: ['[']\n", "rule-pattern"),
        ("kind: check\ncheck: finnesikke\n", "rule-kind-unknown"),
    ],
)
def test_a_broken_rule_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        rule(text)
    assert caught.value.code == code


@pytest.mark.parametrize("made", [SWAP, PATTERN, MISSING])
def test_a_hostile_text_costs_no_more_than_its_length(made: Rule) -> None:
    found(made, "samt i henhold henhold 1 1 1 kr" * 3000)
