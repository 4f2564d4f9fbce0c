"""Two versions side by side: what is paired, what is worse, and how it is told."""

import json
from dataclasses import replace
from importlib import import_module

import pytest
from syrupy.assertion import SnapshotAssertion

from klarsprak.cli.sammenlign import FORMATS
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, PromiseScore, Report
from klarsprak.formatters.changes import Comparison, Verdict, compare
from klarsprak.formatters.options import RenderOptions
from klarsprak.messages.catalogue import LANGUAGES, load
from tests.formatters.conftest import PROMISES, RULES, TOOL, letter_file
from tests.formatters.test_hostile import dangerous


def report(*files: FileReport) -> Report:
    return Report(TOOL, files, RULES, PROMISES)


def without(file: FileReport, *numbers: int) -> FileReport:
    kept = tuple(f for n, f in enumerate(file.findings) if n not in numbers)
    return replace(file, findings=kept)


def mended() -> FileReport:
    """The letter with two findings gone, better figures and one more promise assessed."""
    file = without(letter_file(), 1, 2)
    return replace(
        file,
        path="ny/brev.md",
        metrics={**file.metrics, "lix": 38.0, "passive_share": 0.05},
        promises=(
            PromiseScore("lett-a-forsta", 84, 0.9, 3),
            PromiseScore("apenhet", 40, 0.8, 1),
            PromiseScore("inkluderende", 90, 0.7, 0),
            PromiseScore("dialog-og-medvirkning", 70, 0.8, 0),
        ),
    )


def one(old: FileReport, new: FileReport) -> Comparison:
    return compare(report(old), report(new))


def text(comparison: Comparison, name: str = "terminal", language: str = "nb") -> str:
    catalogue = load(language)

    def message(finding: Finding) -> str:
        return catalogue.message(finding, RULES.get(finding.rule_id))

    options = RenderOptions(width=80)
    render = import_module(FORMATS[name]).render
    return "".join(render(comparison, message, catalogue, options))


def test_the_same_version_has_nothing_new() -> None:
    (change,) = one(letter_file(), letter_file()).files
    assert (change.added, change.fixed) == ((), ())
    assert change.remaining == letter_file().findings
    assert change.verdict is Verdict.SAME
    assert not change.is_worse


def test_fewer_findings_are_better_and_more_are_worse() -> None:
    better = one(letter_file(), mended())
    assert better.files[0].verdict is Verdict.BETTER
    assert len(better.files[0].fixed) == 2
    assert not better.is_worse
    worse = one(mended(), letter_file())
    assert worse.files[0].verdict is Verdict.WORSE
    assert len(worse.files[0].added) == 2
    assert worse.is_worse


def test_a_new_error_is_worse_whatever_else_is_mended() -> None:
    old = without(letter_file(), 7)
    new = without(letter_file(), 1, 2, 5)
    assert one(old, new).files[0].verdict is Verdict.WORSE


def test_suggestions_alone_make_nothing_worse() -> None:
    change = one(without(letter_file(), 3, 4), letter_file()).files[0]
    assert len(change.added) == 2
    assert change.verdict is Verdict.SAME


def test_a_fault_in_a_changed_sentence_is_the_same_fault() -> None:
    old = letter_file()
    moved = replace(old.findings[2], fingerprint="another")
    new = replace(old, findings=(*old.findings[:2], moved, *old.findings[3:]))
    (change,) = one(old, new).files
    assert (change.added, change.fixed) == ((), ())


def test_a_second_copy_of_an_old_fault_is_new() -> None:
    old = letter_file()
    copy = replace(old.findings[2], fingerprint="another")
    (change,) = one(old, replace(old, findings=(*old.findings, copy))).files
    assert change.added == (copy,)


def test_a_fault_of_the_whole_text_is_the_same_under_another_heading() -> None:
    whole = replace(letter_file().findings[0], block="", text="Vedrørende", fingerprint="a")
    renamed = replace(whole, text="Svar", fingerprint="b")
    old = replace(letter_file(), findings=(whole,))
    (change,) = one(old, replace(old, findings=(renamed,))).files
    assert (change.added, change.fixed) == ((), ())


def test_folders_are_paired_by_path_and_a_moved_file_is_known() -> None:
    def at(path: str) -> FileReport:
        return replace(letter_file(), path=path)

    old = report(at("for/a/brev.md"), at("for/b.md"), at("for/bort.md"))
    new = report(at("etter/brev.md"), at("etter/b.md"), at("etter/ny.md"))
    found = compare(old, new, ("for/", "etter"))
    assert [(f.name, f.verdict) for f in found.files] == [
        ("b.md", Verdict.SAME),
        ("bort.md", Verdict.REMOVED),
        ("brev.md", Verdict.SAME),
        ("ny.md", Verdict.ADDED),
    ]
    assert found.is_worse  # ny.md has an error
    calm = replace(at("etter/ny.md"), findings=())
    assert not compare(report(), report(calm), ("for", "etter")).is_worse


def test_promises_that_fell_come_first() -> None:
    (change,) = one(letter_file(), mended()).files
    assert change.promises() == [
        ("apenhet", 42, 40),
        ("lett-a-forsta", 61, 84),
        ("inkluderende", 90, 90),
        ("dialog-og-medvirkning", None, 70),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert text(one(letter_file(), mended()), name, language) == snapshot


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot_of_folders(name: str, snapshot: SnapshotAssertion) -> None:
    new = replace(letter_file(), path="etter/ny.md")
    was, now = (replace(f, path=f"{d}/a.md") for d, f in (("for", mended()), ("etter", new)))
    comparison = compare(report(was), report(now, new), ("for", "etter"))
    assert text(comparison, name) == snapshot


def test_another_document_type_is_told_of() -> None:
    new = replace(letter_file(), document_type="nett")
    for name in ("terminal", "markdown"):
        told = " ".join(text(one(letter_file(), new), name).split())
        assert "Før leste vi teksten som innbygger, brev." in told


def test_json_counts_what_it_lists() -> None:
    data = json.loads(text(one(letter_file(), mended()), "json"))
    (file,) = data["files"]
    for key, name in (("fixed", "fixed"), ("new", "new"), ("remaining", "remaining")):
        assert data["summary"][key] == len(file[name])
    assert data["summary"]["better"] == 1
    assert file["metrics"]["lix"] == {"before": 46.2, "after": 38.0}


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_harmless(name: str, hostile: Report) -> None:
    (file,) = hostile.files
    error = replace(file.findings[0], severity=Severity.ERROR, fingerprint="x", text="ny")
    new = replace(file, findings=(*file.findings[:5], error))
    for comparison in (
        compare(hostile, report(new)),
        compare(hostile, report(new, replace(new, path=f"b/{file.path}")), ("sti", "b")),
    ):
        out = text(comparison, name)
        assert [c for c in dangerous(out) if c != "U+200D"] == []
        if name == "markdown":
            assert "<script" not in out
