"""A fault of the template is told of once, with its pages."""

from dataclasses import replace

from klarsprak.core.finding import PageLocation
from klarsprak.core.report import FileReport, Report
from klarsprak.formatters.many import shared, without
from klarsprak.formatters.registry import RenderOptions, render
from klarsprak.messages.catalogue import load
from tests.formatters.conftest import page_file


def on(path: str, file: FileReport) -> FileReport:
    """`file` as if it were found at another address, its findings with fingerprints."""
    findings = tuple(
        replace(
            f,
            text="<img>",
            fingerprint=f.rule_id,
            location=PageLocation(path, "body > img", "<img>"),
        )
        for f in file.findings
    )
    return replace(file, path=path, findings=findings)


def test_same_fingerprint_on_many_pages_is_one(report: Report) -> None:
    pages = tuple(on(f"https://k.example/{n}", page_file()) for n in range(5))
    many = replace(report, files=pages)
    found = shared(many)
    assert {one.head.rule_id for one in found} == {f.rule_id for f in pages[0].findings}
    assert all(len(one.paths) == 5 for one in found)
    assert without(pages[0], found).findings == ()
    shown = "".join(render("terminal", many, load("nb"), RenderOptions(width=100)))
    assert "Det samme på flere sider" in shown
    assert shown.count("https://k.example/4") == 1


def test_one_page_has_nothing_in_common(report: Report) -> None:
    alone = replace(report, files=(on("https://k.example/1", page_file()),))
    assert shared(alone) == []


def test_words_are_no_elements(report: Report) -> None:
    files = tuple(
        replace(file, findings=tuple(replace(f, fingerprint="same") for f in file.findings))
        for file in report.files
    )
    found = shared(replace(report, files=files))
    assert all(one.head.text.startswith("<") for one in found)
