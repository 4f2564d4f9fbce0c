"""Severities rise with how often, for whom and where; they never fall."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.finding import Severity
from klarsprak.engine.severity import base_severity, escalated
from tests.engine.findings import finding, meta, metas


def setting(document_type: str = "nett", traits: tuple[str, ...] = (), **limits: float) -> Setting:
    audience = Audience("innbygger", {"nb": "x"}, limits, {"ord/x": "off", "ord/y": "warning"})
    return Setting(audience, document_type, date(2026, 1, 1), frozenset(traits))


def test_the_audience_has_its_say() -> None:
    assert base_severity(meta("ord/x"), setting()) is None
    assert base_severity(meta("ord/y"), setting()) is Severity.WARNING
    assert base_severity(meta("ord/z"), setting()) is Severity.SUGGESTION


@pytest.mark.parametrize(
    ("step", "metrics", "rises"),
    [
        ({"count": 3}, {}, True),
        ({"count": 4}, {}, False),
        ({"count": 2, "words": 200}, {"words": 200.0}, True),
        ({"count": 2, "words": 200}, {"words": 400.0}, False),
        ({"metric": "passive_share", "over": "passive_share_max"}, {"passive_share": 0.3}, True),
        ({"metric": "passive_share", "over": "passive_share_max"}, {"passive_share": 0.1}, False),
        ({"over_limit": "unexplained_terms_max"}, {}, True),
        ({"traits": ["vedtak"]}, {}, True),
        ({"traits": ["lov"]}, {}, False),
        ({"without_traits": ["vedtak"]}, {}, False),
        ({"without_traits": ["lov"]}, {}, True),
        ({"document_types": ["brev"]}, {}, True),
        ({"document_types": ["sms"]}, {}, False),
    ],
)
def test_each_condition(step: dict[str, object], metrics: dict[str, float], rises: bool) -> None:
    rules = metas(meta("ord/z", escalate=[{"to": "warning", **step}]))
    found = [finding("ord/z", start, start + 2) for start in (0, 10, 20)]
    around = setting("brev", ("vedtak",), passive_share_max=0.15, unexplained_terms_max=1)
    raised = escalated(found, rules, around, metrics)
    assert {f.severity for f in raised} == {Severity.WARNING if rises else Severity.SUGGESTION}


@given(st.sampled_from(list(Severity)), st.sampled_from(["error", "warning", "suggestion"]))
def test_severity_never_falls(start: Severity, target: str) -> None:
    rules = metas(meta("ord/z", escalate=[{"to": target, "count": 1}]))
    (after,) = escalated([finding("ord/z", severity=start)], rules, setting(), {})
    assert after.severity.rank >= start.rank
    if start is Severity.INFO:
        assert after.severity is start


@pytest.mark.parametrize(("count", "after"), [(1, Severity.SUGGESTION), (2, Severity.INFO)])
def test_information_rises_where_the_step_says_so(count: int, after: Severity) -> None:
    step = {"to": "suggestion", "from": "info", "count": count}
    found = [finding("ord/z", severity=Severity.INFO)]
    (risen,) = escalated(found, metas(meta("ord/z", escalate=[step])), setting(), {})
    assert risen.severity is after
