"""`kind: consistency`: the minority is flagged, wherever it stands, in one text and across."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.errors import RuleError
from klarsprak.core.rule import Example, Rule
from klarsprak.engine.rule_tests import flagged, read_example, run_rule
from klarsprak.kinds.consistency import ConsistencyRule, build
from klarsprak.rulebook.library import load_library
from tests.kinds.definitions import definition

LIBRARY = load_library()
RAW: dict[str, object] = {
    "kind": "consistency",
    "need": "sentences",
    "sets": {"post": ["e-post", "mail", "melding"]},
    "across": True,
}


def rule(raw: dict[str, object], *folders: Path) -> ConsistencyRule:
    made = build(definition({**RAW, **raw}, folders))
    assert isinstance(made, ConsistencyRule)
    return made


def run(made: Rule, text: str, language: str = "nb", format: str = "text") -> tuple[str, ...]:
    example = Example(language=language, format=format)
    document = read_example(example, text)
    return flagged(run_rule(made, example, document, LIBRARY, None), document.source)


RULE = rule({})


@settings(deadline=None)
@given(st.lists(st.sampled_from(["e-post", "mail", "melding"]), max_size=12))
def test_all_but_the_majority_is_flagged(words: list[str]) -> None:
    text = "\n\n".join(f"Du får {word} fra oss i dag." for word in words)
    counts = Counter(words)
    most = max(counts, key=lambda word: counts[word]) if counts else ""
    assert run(RULE, text) == tuple(word for word in words if word != most)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "!y", "z"])), max_size=12))
def test_across_files_the_rare_choice_is_told(facts: list[tuple[str, str]]) -> None:
    rows = [(f"fil{i}", key, value) for i, (key, value) in enumerate(facts)]
    told = dict(RULE.compare(rows))
    for key in "ab":
        values = Counter(value for k, value in facts if k == key)
        kept = {value for i, (k, value) in enumerate(facts) if k == key and i not in told}
        assert len(kept) == bool(values)
        assert all(values[value] == max(values.values()) for value in kept)
    for index, values_told in told.items():
        assert values_told["other"] != facts[index][1].removeprefix("!")


def test_every_form_is_compared_and_mended_in_its_own_form(tmp_path: Path) -> None:
    (tmp_path / "par_nb.tsv").write_text("a\tb\tpos\nmottaker\tmottager\tnoun\n", "utf-8")
    made = rule({"sets": {}, "dictionary": "par"}, tmp_path)
    text = "Mottakeren svarer. Alle mottakere svarer. Mottagerne får brev."
    example = Example()
    document = read_example(example, text)
    (finding,) = run_rule(made, example, document, LIBRARY, None)
    assert finding.text == "Mottagerne"
    assert finding.suggestions == ("Mottakerne",)


def test_the_forms_of_a_lemma_are_compared_by_lemma() -> None:
    made = rule({"sets": {}, "inflections": ["definite", "past"]})
    assert run(made, "Boka er her. Vi låner ut boka. Boken er god.") == ("Boken",)
    assert run(made, "Boka er her, men gaten er stengt.") == ()
    assert run(made, "Hun åpna kontoret. De åpna alt. Han åpnet huset.") == ("åpnet",)


def test_quotations_and_the_other_standard_do_not_count() -> None:
    assert run(RULE, "Send e-post. Han sa «en mail».") == ()
    assert run(RULE, "<p>Send e-post.</p><p><code>mail</code></p>", format="html") == ()


def test_positions_are_of_the_file() -> None:
    text = "<p>Send e&#45;post. Vi svarer p&aring; e-post.</p><p>Eller ma&shy;il.</p>"
    assert run(RULE, text, format="html") == ("ma&shy;il",)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"sets": {"post": ["mail"]}}, "rule-key-type"),
        ({"sets": {}, "dictionary": "finnes-ikke"}, "dictionary-missing"),
        ({"inflections": ["fortid"]}, "rule-value"),
        ({"across": "ja"}, "rule-key-type"),
    ],
)
def test_a_wrong_rule_says_what_is_wrong(raw: dict[str, object], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        rule(raw)
    assert caught.value.code == code
