"""`kind: sequence`: found where an independent matcher finds it, exactly, in linear time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.analysis import Token, Word
from klarsprak.core.audience import Audience, Setting
from klarsprak.core.document import Block, BlockKind
from klarsprak.core.errors import RuleError
from klarsprak.core.finding import Match
from klarsprak.core.spans import Run, SourceMap, Span
from klarsprak.kinds.sequence import SequenceRule, build
from klarsprak.kinds.token_pattern import Condition, Element, match_at, matches
from klarsprak.nlp.simple import sentences
from tests.kinds.definitions import TEXTS, definition

SETTING = Setting(Audience("innbygger", {"nb": ""}, {}), "nett", date(2026, 11, 22))


class Sentences:
    """An analysis without grammar."""

    language = "nb"

    def __init__(self, text: str) -> None:
        self.text = text

    def words(self) -> Sequence[Word]:
        return [word for sentence in self.sentences() for word in sentence.words]

    def sentences(self) -> Sequence:  # type: ignore[type-arg]
        return sentences(self.text)

    def tokens(self) -> Sequence[Token]:
        raise AssertionError("a rule on sentences asks for no grammar")


def found(raw: dict[str, object], text: str) -> list[Match]:
    rule = build(definition({"kind": "sequence", "need": "sentences", **raw}))
    assert isinstance(rule, SequenceRule)
    whole = Span(0, len(text))
    source_map = SourceMap((Run(whole, whole),)) if text else SourceMap(())
    block = Block(BlockKind.PARAGRAPH, text, source_map, language="nb")
    return list(rule.check(block, Sentences(text), SETTING))


def flagged(raw: dict[str, object], text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in found(raw, text)]


LETTERS = {"a": "ape", "b": "bjørn", "c": "ceder"}


@st.composite
def patterns(draw: st.DrawFn) -> tuple[list[dict[str, object]], str]:
    """A pattern, and the same as a regular expression over one letter per word."""
    elements: list[dict[str, object]] = []
    regex = ""
    for _ in range(draw(st.integers(1, 4))):
        letters = draw(st.sets(st.sampled_from("abc"), min_size=1))
        most = draw(st.integers(1, 3))
        optional = draw(st.booleans())
        elements.append(
            {"lower": [LETTERS[x] for x in sorted(letters)], "repeat": most, "optional": optional}
        )
        regex += f"[{''.join(sorted(letters))}]{{{0 if optional else 1},{most}}}"
    if all(e["optional"] for e in elements):
        elements[0]["optional"] = False
        regex = regex.replace("{0,", "{1,", 1)
    return elements, regex


@settings(deadline=None)
@given(patterns(), st.text("abc", max_size=30))
def test_it_finds_what_a_regular_expression_finds(
    pattern: tuple[list[dict[str, object]], str], letters: str
) -> None:
    elements, regex = pattern
    text = " ".join(LETTERS[letter] for letter in letters)
    wanted = [
        " ".join(LETTERS[letter] for letter in match[0])
        for match in re.finditer(regex, letters)
        if match[0]
    ]
    assert flagged({"tokens": elements}, text) == wanted


@settings(deadline=None)
@given(st.integers(1, 4))
def test_the_cost_is_linear_in_the_text(size: int) -> None:
    asked = 0

    class Counting(Condition):
        def met_by(self, node: Word | Token) -> bool:
            nonlocal asked
            asked += 1
            return node.lower == "a"

    element = Element(Counting(), least=0, most=8)
    end = Element(Condition(lower=frozenset({"slutt"})))
    nodes = [Word(2 * i, 2 * i + 1, "a") for i in range(100 * size)]
    assert list(matches((element,) * 8 + (end,), nodes)) == []
    # 64 places that the eight elements can reach, and at most nine words asked at each.
    assert asked <= 100 * size * 8 * 65 * 9


def test_the_marked_words_are_flagged_and_the_named_are_given() -> None:
    raw: dict[str, object] = {
        "tokens": [
            {"lower": ["prøv", "husk"], "name": "first"},
            {"lower": "og", "mark": True},
            {"regex": "[a-zæøå]+e", "name": "verb"},
        ],
        "replace": ["å"],
        "message": {lang: "{match} {first} {verb}" for lang in TEXTS},
    }
    (match,) = found(raw, "Ring oss. Husk og levere nøkkelen.")
    assert match.span == Span(15, 17)
    assert match.values == {"first": "Husk", "verb": "levere"}
    assert match.replacements == ("å",)


def test_a_replacement_at_the_start_of_a_sentence_keeps_its_capital() -> None:
    raw: dict[str, object] = {
        "tokens": [{"lower": "når", "first": True}, {"lower": "vi", "name": "second"}],
        "replace": ["da {second}"],
    }
    (match,) = found(raw, "Når vi kom, var det stengt.")
    assert match.replacements == ("Da vi",)


def test_edges_exceptions_and_negation() -> None:
    assert flagged({"tokens": [{"lower": "og", "first": True}]}, "Og så. Ja og nei.") == ["Og"]
    assert flagged({"tokens": [{"lower": ".", "last": True}]}, "Ja. Nei.") == [".", "."]
    raw: dict[str, object] = {"tokens": [{"lower": "og"}, {"not": {"lower": ["så", "da"]}}]}
    assert flagged(raw, "Ja og så, ja og nei.") == ["og nei"]
    raw = {
        "tokens": [{"lower": "og"}],
        "unless": [{"lower": "både"}, {"repeat": 3}, {"lower": "og"}],
    }
    assert flagged(raw, "Både du og jeg. Du og jeg.") == ["og"]


def test_several_patterns_do_not_overlap_and_the_longest_wins() -> None:
    raw: dict[str, object] = {
        "tokens": [[{"lower": "og"}], [{"lower": "og"}, {"lower": "så"}, {"lower": "videre"}]]
    }
    assert flagged(raw, "Ja og så videre og nei.") == ["og så videre", "og"]


def test_words_that_let_a_sentence_be_and_texts_by_standard() -> None:
    raw: dict[str, object] = {
        "tokens": [{"lower": "når"}],
        "without": ["alltid"],
        "replace": {"nb": ["da"], "nn": ["då"]},
    }
    (match,) = found(raw, "Når vi kom, var det alltid stengt. Når vi kom, var det stengt.")
    assert (match.span.start, match.replacements) == (35, ("Da",))


def test_grammar_is_read_from_tokens() -> None:
    token = Token(0, 4, "lese", "lese", "VERB", frozenset({"VerbForm=Inf"}))
    infinitive = Element(Condition(pos=frozenset({"VERB"}), feats=frozenset({"VerbForm=Inf"})))
    assert match_at((infinitive,), [token], 0)
    assert not match_at((infinitive,), [replace(token, feats=frozenset())], 0)
    assert not match_at((infinitive,), [replace(token, pos="NOUN")], 0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "rule-key-missing"),
        ({"tokens": "og"}, "rule-key-type"),
        ({"tokens": [{"lowr": "og"}]}, "rule-key-unknown"),
        ({"tokens": [{"lower": "og", "not": {"mark": True}}]}, "rule-key-unknown"),
        ({"tokens": [{"lower": "og", "optional": True}]}, "rule-value"),
        ({"tokens": [{"lower": "og", "repeat": 9}]}, "rule-value"),
        ({"tokens": [{"lower": "og", "optional": "ja"}]}, "rule-key-type"),
        ({"tokens": [{"regex": "("}]}, "rule-pattern"),
        ({"tokens": [{"pos": "VERB"}]}, "rule-value"),
        ({"need": "text", "tokens": [{"lower": "og"}]}, "rule-value"),
        ({"tokens": [{"lower": "og", "name": "tull"}]}, "rule-value"),
        ({"tokens": [{"lower": "og"}], "replace": ["{verb}"]}, "rule-hole"),
        ({"tokens": [{"lower": "og"}], "replace": ["{tull}"]}, "rule-hole"),
        ({"tokens": [{"lower": "og"}], "message": {"nb": "{verb}"}}, "rule-hole"),
    ],
)
def test_a_wrong_rule_says_what_is_wrong(raw: dict[str, object], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        build(definition({"kind": "sequence", "need": "sentences", **raw}))
    assert caught.value.code == code
