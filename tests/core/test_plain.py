"""Plain data: what goes in comes out, and what is not of the type is refused."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.finding import (
    Applicability,
    Certainty,
    Edit,
    Excerpt,
    FileLocation,
    Finding,
    Fix,
    Match,
    PageLocation,
    Severity,
)
from klarsprak.core.plain import codec_for, record_codec
from klarsprak.core.spans import Span

TEXT = st.text(max_size=12)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda t: Span(min(t), max(t)))
EDITS = st.builds(Edit, SPANS, TEXT)
PLACES = st.one_of(
    st.builds(
        FileLocation,
        TEXT,
        SPANS,
        *[st.integers(1, 9)] * 4,
        part=TEXT,
        paragraph=st.none() | st.integers(0, 9),
    ),
    st.builds(PageLocation, TEXT, TEXT, TEXT),
)
VALUES = st.dictionaries(TEXT, TEXT, max_size=3)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
FINDINGS = st.builds(
    Finding,
    rule_id=TEXT,
    severity=st.sampled_from(Severity),
    certainty=st.sampled_from(Certainty),
    location=PLACES,
    text=TEXT,
    excerpt=st.builds(Excerpt, TEXT, st.integers(0, 9), st.integers(0, 9)),
    promises=TEXTS,
    values=VALUES,
    suggestions=TEXTS,
    fix=st.none()
    | st.builds(Fix, st.lists(EDITS, max_size=2).map(tuple), st.sampled_from(Applicability)),
    exposure=st.floats(1, 1.5),
    confidence=st.sampled_from([1, 0.3, 0.75]),
)
MATCHES = st.builds(
    Match,
    SPANS,
    VALUES,
    TEXTS,
    severity=st.none() | st.sampled_from(Severity),
    edits=st.lists(EDITS, max_size=2).map(tuple),
)


def _through_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


@given(st.one_of(FINDINGS.map(lambda f: (Finding, f)), MATCHES.map(lambda m: (Match, m))))
def test_what_goes_in_comes_out(pair: tuple[type, object]) -> None:
    kind, value = pair
    codec = codec_for(kind)
    back = codec.decode(_through_json(codec.encode(value)))
    assert back == value
    assert repr(back) == repr(value)


@given(
    FINDINGS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
        max_leaves=6,
    ),
    st.integers(0, 30),
)
def test_what_is_of_another_type_is_refused_or_is_the_same(
    finding: Finding, other: object, at: int
) -> None:
    """Whatever stands in a field, a finding that is made of it holds what it says it does."""
    codec = codec_for(Finding)
    data = _through_json(codec.encode(finding))
    data[at % len(data)] = other
    try:
        back = codec.decode(data)
    except ValueError:
        return
    assert _through_json(codec.encode(back)) == data


@pytest.mark.parametrize("data", [None, [], {}, "x", [1, 2, 3], [["a", "b"]]])
def test_no_finding_of_other_data(data: object) -> None:
    with pytest.raises(ValueError):
        codec_for(Finding).decode(data)


def test_a_record_without_some_fields_is_given_them_again() -> None:
    audience = Audience("innbygger", {"nb": "Innbyggere"}, {"lix_target": 40.0})
    setting = Setting(audience, "brev", date(2026, 3, 1), frozenset({"vedtak", "avslag"}))
    codec = record_codec(Setting, frozenset({"audience"}))
    data = _through_json(codec.encode(setting))
    assert "innbygger" not in json.dumps(data)
    assert codec.decode(data, audience=audience) == setting


def test_a_type_without_a_plain_form_is_told_at_once() -> None:
    with pytest.raises(TypeError):
        codec_for(dict[str, object])
