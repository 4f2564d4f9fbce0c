"""Findings that a comment or the project file lets be."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from klarsprak.config.model import ExemptionRow
from klarsprak.core.document import Document, Format, Suppression
from klarsprak.core.finding import Finding
from klarsprak.core.spans import Span
from klarsprak.engine.suppress import covers, split
from tests.engine.findings import finding

TODAY = date(2026, 11, 27)


def document(*comments: Suppression, path: str = "nyheter/brev.txt") -> Document:
    return Document(path, Format.TEXT, "x" * 100, (), suppressions=comments)


def comment(rule: str = "ord/x", reason: str = "sitat", until: str = "") -> Suppression:
    return Suppression(rule, reason, Span(0, 50), Span(0, 10), until)


def kept(doc: Document, *rows: ExemptionRow) -> int:
    return len(split([finding(start=5, end=9, text="samt")], doc, rows, TODAY)[0])


def test_a_comment_with_a_reason_lets_be() -> None:
    stay, hidden, unused = split([finding(start=5, end=9)], document(comment()), (), TODAY)
    assert (stay, unused) == ([], [])
    assert [(s.reason, s.by) for s in hidden] == [("sitat", "comment")]


def test_id_area_and_star() -> None:
    assert [kept(document(comment(rule))) for rule in ("ord/x", "ord", "*", "ord/y", "or")] == [
        0, 0, 0, 1, 1,
    ]  # fmt: skip


def test_no_reason_or_a_day_gone_by_lets_nothing_be() -> None:
    assert kept(document(comment(reason=""))) == 1
    assert kept(document(comment(until="2026-11-26"))) == 1
    assert kept(document(comment(until="2026-11-27"))) == 0
    assert kept(document(comment(until="i morgen"))) == 1


def test_only_within_its_stretch() -> None:
    far = Suppression("ord/x", "sitat", Span(20, 50), Span(10, 20))
    _, _, unused = split([finding(start=5, end=9)], document(far), (), TODAY)
    assert unused == [far]


def test_the_project_file() -> None:
    row = ExemptionRow("ord/x", "navn", sti="nyheter/*", tekst="SAMT")
    assert kept(document(), row) == 0
    assert kept(document(path="om/brev.txt"), row) == 1
    assert kept(document(), ExemptionRow("ord/x", "navn", tekst="dog")) == 1
    assert kept(document(), ExemptionRow("ord/x", "navn", til="2020-01-01")) == 1


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(p[0], sum(p)))
COMMENTS = st.lists(st.tuples(st.sampled_from(["ord/x", "ord/y", "ord", "*", "old"]), SPANS))


@given(COMMENTS, st.lists(st.tuples(st.sampled_from(["ord/x", "ord/y", "setning/z"]), SPANS)))
def test_a_finding_is_let_be_exactly_when_some_comment_is_about_it(
    comments: list[tuple[str, Span]], places: list[tuple[str, Span]]
) -> None:
    written = [
        Suppression(rule, str(n), scope, Span(n, n + 1)) for n, (rule, scope) in enumerate(comments)
    ]
    found = [finding(rule, start=span.start, end=span.end) for rule, span in places]
    aliases = {"old": "ord/y"}
    kept, hidden, unused = split(found, document(*written), (), TODAY, aliases)

    def about(one: Finding) -> list[Suppression]:
        return [
            s
            for s in written
            if one.span and s.scope.overlaps(one.span) and covers(aliases.get(s.rule, s.rule), one)
        ]

    assert kept == [one for one in found if not about(one)]
    assert [s.finding for s in hidden] == [one for one in found if about(one)]
    for one in hidden:
        assert one.reason in {s.reason for s in about(one.finding)}
    assert {s.reason for s in written} - {s.reason for s in unused} == {s.reason for s in hidden}
