"""Comments that let nothing be are told of, and go without changing what a reader sees."""

import pytest

from klarsprak.api import lint_text
from klarsprak.core.document import Format
from klarsprak.core.finding import Applicability, Edit, Finding
from klarsprak.engine.shift import apply_edits
from klarsprak.readers.registry import read_text

OLD = "Du må søke i henhold til loven."
FINE = "Du får svar innen to uker."


def about(source: str, format_: str = "markdown") -> list[Finding]:
    report = lint_text(source, format=format_, document_type="nett")
    found = [f for f in report.findings if f.rule_id.startswith("unntak/")]
    for finding in found:
        assert finding.span is not None
        assert source[finding.span.start : finding.span.end] == finding.text
    return found


def without(source: str, format_: str = "markdown") -> str:
    """The source when every safe fix about comments is made."""
    edits: list[Edit] = []
    for finding in about(source, format_):
        assert finding.fix is not None
        assert finding.fix.applicability is Applicability.SAFE
        edits.extend(finding.fix.edits)
    return apply_edits(source, sorted(edits, key=lambda edit: edit.span))


def test_a_comment_that_is_used_is_silent() -> None:
    source = f"<!-- klarsprak-ok ord/kanselliord: sitat -->\n{OLD}\n\n{FINE}\n"
    assert about(source) == []


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (f"# A\n\n<!-- klarsprak-ok ord/kanselliord: x -->\n\n{FINE}\n", f"# A\n\n{FINE}\n"),
        (f"# A\n\n<!-- klarsprak-ok ord/kanselliord: x -->\n{FINE}\n", f"# A\n\n{FINE}\n"),
        (f"{FINE}\n<!-- klarsprak-ok ord/kanselliord: x -->\n{FINE}\n", f"{FINE}\n\n{FINE}\n"),
        (
            f"<!-- klarsprak-av ord/kanselliord: x -->\n\n{FINE}\n\n<!-- klarsprak-slutt -->\n",
            f"{FINE}\n\n",
        ),
        (
            f'---\nklarsprak-av: "ord/kanselliord: x"\ntitle: A\n---\n\n{FINE}\n',
            f"---\ntitle: A\n---\n\n{FINE}\n",
        ),
        (
            f"<!-- klarsprak-ok tillit/vag-tid, ord/kanselliord: x -->\n{OLD}\n",
            f"<!-- klarsprak-ok ord/kanselliord: x -->\n{OLD}\n",
        ),
    ],
)
def test_an_unused_comment_can_be_taken_away(source: str, wanted: str) -> None:
    assert without(source) == wanted
    before, after = (read_text(s, Format.MARKDOWN, "x").blocks for s in (source, wanted))
    assert [(b.kind, b.text) for b in before] == [(b.kind, b.text) for b in after]


def test_in_html_the_rest_of_the_line_stays() -> None:
    source = f"<p>{FINE} <!-- klarsprak-linje ord/kanselliord: x --></p>\n<p>{FINE}</p>\n"
    assert without(source, "html") == f"<p>{FINE} </p>\n<p>{FINE}</p>\n"


def test_one_finding_for_a_comment_however_many_rules() -> None:
    (finding,) = about(f"<!-- klarsprak-ok tillit/vag-tid, ord/kanselliord: x -->\n{FINE}\n")
    assert finding.values["rules"] == "ord/kanselliord, tillit/vag-tid"


def test_what_did_not_run_is_not_called_unused() -> None:
    # The parser does not run on these, and the browser never does here.
    source = f"<!-- klarsprak-av nettleser: x -->\n\n{FINE}\n"
    assert about(source) == []


def test_each_fault_has_its_own_rule() -> None:
    source = (
        f"<!-- klarsprak-ok ord/kanselliord -->\n{OLD}\n\n"
        f"<!-- klarsprak-ok ord/kanselliord: x; til 2020-01-01 -->\n{OLD}\n\n"
        f"<!-- klarsprak-ok ord/kansseliord: x -->\n{OLD}\n"
    )
    report = lint_text(source, format="markdown")
    assert [f.rule_id for f in report.findings if f.rule_id.startswith("unntak/")] == [
        "unntak/uten-grunn",
        "unntak/utlopt",
        "unntak/ukjent-regel",
    ]
    assert sum(f.rule_id == "ord/kanselliord" for f in report.findings) == 3


def test_a_comment_for_everything_is_used_by_anything() -> None:
    assert about(f"<!-- klarsprak-ok : sitat -->\n{OLD}\n\n{FINE}\n") == []
    (finding,) = about("<!-- klarsprak-ok : sitat -->\nDu får svar.\n")
    assert finding.rule_id == "unntak/ubrukt"
    assert finding.values["rules"] == ""
