"""PDF files of a run and the links that lead to them."""

from pathlib import Path
from typing import Any

import pytest

from klarsprak.core.errors import ReadError
from klarsprak.core.report import Report
from klarsprak.engine.run import Plan, run
from klarsprak.readers import pdf
from klarsprak.readers.pdf import read_pdf
from tests.cli.running import run_cli
from tests.readers.pdfs import make_pdf

RULE = "dokument/pdf-umerket"


def linted(*paths: Path) -> Report:
    report, _ = run(
        [str(path) for path in paths],
        Plan(flags={"velg": (RULE,)}, no_config=True, raise_errors=True),
    )
    return report


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        ({}, ""),
        ({"tags": False}, "tagger"),
        ({"title": False}, "tittel"),
        ({"language": False}, "sprak"),
        ({"text": False}, "tekst"),
        (
            {"tags": False, "title": False, "language": False, "text": False},
            "tagger tittel sprak tekst",
        ),
    ],
)
def test_what_a_file_lacks(tmp_path: Path, lacking: dict[str, Any], expected: str) -> None:
    data = make_pdf(**lacking)
    assert read_pdf(data, "a.pdf").metadata["pdf"] == expected
    (tmp_path / "a.pdf").write_bytes(data)
    report = linted(tmp_path / "a.pdf")
    assert report.errors == ()
    assert len(report.findings) == bool(expected)
    for finding in report.findings:
        assert finding.severity == "error"
        assert [part for part in expected.split() if not finding.values[part]] == []


def test_the_message_names_what_is_lacking_and_its_criterion(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf(tags=False))
    for language, told in (
        ("nb", "mangler merking"),
        ("nn", "manglar merking"),
        ("en", "lacks tags"),
    ):
        out, err, code = run_cli(
            "sjekk", str(tmp_path / "a.pdf"), "--format", "linjer", "--sprak", language
        )
        assert (err, code) == ("", 1)
        assert f"{told} (WCAG 1.3.1)" in out
        assert "2.4.2" not in out


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_link_to_such_a_file_is_told_of(tmp_path: Path, form: str) -> None:
    (tmp_path / "filer").mkdir()
    (tmp_path / "filer" / "god plan.pdf").write_bytes(make_pdf())
    (tmp_path / "filer" / "plan.pdf").write_bytes(make_pdf(text=False))
    links = {"html": '<p>Se <a href="{}">{}</a>.</p>', "md": "Se [{1}](<{0}>).\n\n"}[form]
    page = tmp_path / f"side.{form}"
    page.write_text(
        links.format("filer/plan.pdf#side=2", "planen")
        + links.format("filer/god%20plan.pdf", "den gode planen"),
        encoding="utf-8",
    )
    report = linted(tmp_path)
    assert report.not_run == ()
    on_page = [f for f in report.findings if f.path == str(page)]
    assert [(f.text, f.values["file"]) for f in on_page] == [("planen", "plan.pdf")]
    assert len(report.findings) == 2


@pytest.mark.parametrize("address", ["plan.pdf", "/plan.pdf", "https://eksempel.no/plan.pdf"])
def test_a_file_that_the_run_has_not_seen_is_not_judged(tmp_path: Path, address: str) -> None:
    (tmp_path / "side.md").write_text(f"Se [planen]({address}).\n", encoding="utf-8")
    report = linted(tmp_path / "side.md")
    assert report.findings == ()
    assert report.not_run == (RULE,)


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "can_read_pdf", lambda: False)
    (tmp_path / "a.pdf").write_bytes(make_pdf())
    (tmp_path / "side.md").write_text("Se [planen](a.pdf).\n", encoding="utf-8")
    _, err, code = run_cli("sjekk", str(tmp_path / "a.pdf"))
    assert code == 2
    assert err.count("\n") == 1 and 'pip install "klarsprak[pdf]"' in err
    report = linted(tmp_path)
    assert [file.path for file in report.files] == [str(tmp_path / "side.md")]
    assert report.not_run == (RULE,)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"hei", b"%PDF-1.4\n1 0 obj\n<<", make_pdf()[:300], b"\0" * 5000]
)
def test_a_damaged_file_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.md").write_text("Vi svarer deg.\n", encoding="utf-8")
    out, err, code = run_cli(
        "sjekk", str(tmp_path / "a.pdf"), str(tmp_path / "b.md"), "--format", "json"
    )
    assert code == 2
    assert err.count("\n") == 1 and "a.pdf" in err and "Traceback" not in err
    assert "b.md" in out


def test_a_locked_file_is_told_of() -> None:
    with pytest.raises(ReadError) as told:
        read_pdf(make_pdf(password="hemmelig"), "a.pdf")
    assert told.value.code == "pdf-locked"


def test_fixing_leaves_a_pdf_alone(tmp_path: Path) -> None:
    data = make_pdf(tags=False)
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.md").write_text("Vi skriver vedrørende saken.\n", encoding="utf-8")
    _, err, _ = run_cli("fiks", str(tmp_path))
    assert "a.pdf" not in err
    _, err, code = run_cli("fiks", str(tmp_path / "a.pdf"))
    assert code == 2 and "a.pdf er en PDF" in err
    assert (tmp_path / "a.pdf").read_bytes() == data
