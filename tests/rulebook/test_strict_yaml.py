"""Rule files are YAML in which Norwegian words stay words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.errors import RuleError
from klarsprak.rulebook.strict_yaml import parse


@pytest.mark.parametrize("word", "no nei on ja yes off y n 2026-11-27 1e3x 0x10 12:30".split())
def test_words_that_yaml_takes_for_something_else(word: str) -> None:
    assert parse(f"term: {word}", "r.yaml")[0] == {"term": word}


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("false", False), ("12", 12), ("-3", -3), ("0.5", 0.5), ("~", None),
     ("'12'", "12"), ('"true"', "true")],
)  # fmt: skip
def test_plain_values(written: str, value: object) -> None:
    assert parse(f"k: {written}", "r.yaml")[0] == {"k": value}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2", "yaml-double-key", 2),
        ("a: [1\nb: 2", "yaml", 2),
        ("a: &x 1\nb: *x", "yaml-anchor", 1),
        ("a: 1\nb:\n  c: 1\n  c: 2", "yaml-double-key", 4),
        ("a: !!python/object:os.system x", "yaml-tag", 1),
    ],
)
def test_what_is_wrong_has_its_line(text: str, code: str, line: int) -> None:
    try:
        found, _ = parse(text, "rules/ord/x.yaml")
    except RuleError as error:
        assert (error.code, error.values["path"]) == (code, "rules/ord/x.yaml")
        assert int(error.values["line"]) == line
    else:
        # A tag that names a type is read as plain text, never as an object.
        assert code == "yaml-tag"
        assert found == {"a": "x"}


def test_every_key_knows_its_line() -> None:
    _, lines = parse("a: 1\nswap:\n  vedr: om\n  samt: og\n", "r.yaml")
    assert (lines["a"], lines["swap.vedr"], lines["swap.samt"]) == (1, 3, 4)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, "r.yaml")
    except RuleError as error:
        assert int(error.values["line"]) >= 1
