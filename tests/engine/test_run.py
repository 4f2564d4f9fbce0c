"""A run gives the same report whatever the number of processes and whatever is in the cache."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from klarsprak.core.finding import Severity
from klarsprak.core.report import Report
from klarsprak.engine import across
from klarsprak.engine import run as run_module
from klarsprak.engine.packing import PackedFiles, changed
from klarsprak.engine.pool import jobs_for
from klarsprak.engine.run import Plan, run
from klarsprak.engine.workshop import Workshop
from klarsprak.formatters.registry import RenderOptions, render
from klarsprak.messages.catalogue import load

RULES = ("ord", "setning", "side", "tekst", "tillit")
DAY = date(2026, 5, 4)
HEAD = "<!doctype html><html lang=nb><head><title>{}</title></head><body>"
LINKS = "<nav><a href=/>Forsiden</a> <a href=/kontakt>Kontakt oss vedrørende saken</a></nav>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site: pages with the same head and foot, a letter, and a file of no use."""
    folder = tmp_path / "nettsted"
    folder.mkdir()
    for number in range(4):
        title = "Søk om plass" if number < 2 else f"Side {number}"
        body = f"<h1>{title}</h1><p>I henhold til reglene får du svar på sak {number} innen rimelig tid.</p>"
        page = HEAD.format(title) + LINKS + body + "<footer>Vi svarer vedrørende alt.</footer>"
        (folder / f"side{number}.html").write_text(page, encoding="utf-8")
    (folder / "brev.md").write_text("# Vedtak\n\nVedrørende søknaden din.\n", encoding="utf-8")
    (folder / "rot.txt").write_bytes(b"\x00\x01\x02\xff" * 40)
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "lager"
    monkeypatch.setenv("KLARSPRAK_MELLOMLAGER", str(folder))
    return folder


def _plan(**more: Any) -> Plan:
    flags = {"velg": RULES, **more.pop("flags", {})}
    return Plan(flags=flags, no_config=True, today=more.pop("today", DAY), **more)


def _json(report: Report) -> str:
    return "".join(render("json", report, load("nb"), RenderOptions()))


def _linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are linted from now on in this process."""
    seen: list[str] = []
    whole = Workshop.lint_whole

    def noted(self: Workshop, document: Any, config: Any) -> Any:
        seen.append(Path(document.path).name)
        return whole(self, document, config)

    monkeypatch.setattr(Workshop, "lint_whole", noted)
    return seen


@pytest.mark.parametrize("whole", [0, 32])
def test_the_report_is_the_same_from_the_cache_and_by_several_processes(
    site: Path, whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "KEPT_WHOLE", whole)
    plain, _ = run([str(site)], _plan())
    wanted = _json(plain)
    assert "ulike-sider-samme-tittel" in wanted or '"side/' in wanted
    for plan in (
        _plan(cache=True),
        _plan(cache=True),
        _plan(jobs=2),
        _plan(jobs=3, cache=True),
    ):
        report, _ = run([str(site)], plan)
        assert _json(report) == wanted
        assert isinstance(report.files, PackedFiles) == (whole == 0)
        assert report.exit_code(None) == plain.exit_code(None) == 2
        assert tuple(report.files) == tuple(plain.files)


def test_a_warm_run_lints_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([str(site)], _plan(cache=True))
    seen = _linted(monkeypatch)
    run([str(site)], _plan(cache=True))
    assert seen == []


def test_only_the_changed_file_is_linted(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([str(site)], _plan(cache=True))
    (site / "brev.md").write_text("# Vedtak\n\nOm søknaden din.\n", encoding="utf-8")
    seen = _linted(monkeypatch)
    warm, _ = run([str(site)], _plan(cache=True))
    assert seen == ["brev.md"]
    assert _json(warm) == _json(run([str(site)], _plan())[0])


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: replace(plan, flags={**plan.flags, "malgruppe": "ungdom"}),
        lambda plan: replace(plan, flags={**plan.flags, "dokumenttype": "rapport"}),
        lambda plan: replace(plan, flags={**plan.flags, "velg": ("ord",)}),
        lambda plan: replace(plan, flags={**plan.flags, "ignorer": ("setning",)}),
        lambda plan: replace(plan, flags={**plan.flags, "utvid": ("asker",)}),
    ],
    ids=["audience", "type", "select", "ignore", "pack"],
)
def test_other_settings_are_another_result(
    site: Path, change: Callable[[Plan], Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    run([str(site)], _plan(cache=True))
    seen = _linted(monkeypatch)
    changed = change(_plan(cache=True))
    report, _ = run([str(site)], changed)
    assert len(seen) == 5
    assert _json(report) == _json(run([str(site)], replace(changed, cache=False))[0])


def test_a_broken_rule_is_told_of_in_every_run(site: Path) -> None:
    rules = site / "pakke" / "rules" / "prove"
    rules.mkdir(parents=True)
    (rules / "ny.yaml").write_text("kind: phrase\nseverity: warning\n", encoding="utf-8")
    settings = site / "klarsprak.toml"
    settings.write_text('utvid = ["pakke"]\n', encoding="utf-8")
    plan = replace(_plan(cache=True, flags={"velg": ("ord", "prove")}), config=settings)
    plan = replace(plan, no_config=False)
    first = _json(run([str(site)], plan)[0])
    assert "prove/ny.yaml" in first
    for jobs in (1, 2):
        assert _json(run([str(site)], replace(plan, jobs=jobs))[0]) == first


def test_a_setting_for_the_report_alone_is_not_another_result(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([str(site)], _plan(cache=True))
    seen = _linted(monkeypatch)
    run([str(site)], _plan(cache=True, flags={"sprak": "nn", "feil_ved": "aldri"}))
    assert seen == []


def test_an_accepted_word_is_another_result(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    before, _ = run(["brev.md"], _plan(cache=True))
    assert [f for f in before.findings if f.text == "Vedrørende"]
    (site / "klarsprak-ordliste.txt").write_text("vedrørende\n", encoding="utf-8")
    after, _ = run(["brev.md"], _plan(cache=True))
    assert not [f for f in after.findings if f.text == "Vedrørende"]


def test_a_suppression_with_an_end_holds_until_then(site: Path) -> None:
    comment = "<!-- klarsprak-ok ord: tittel på lov; til 2026-05-10 -->\n\n"
    (site / "brev.md").write_text(f"# Vedtak\n\n{comment}Vedrørende søknaden.\n", encoding="utf-8")
    path = [str(site / "brev.md")]
    for day, count in ((4, 0), (9, 0), (11, 1), (4, 0)):
        report, _ = run(path, _plan(cache=True, today=date(2026, 5, day)))
        assert len([f for f in report.findings if f.text == "Vedrørende"]) == count, day


def test_the_document_comes_back_where_a_format_wants_it(site: Path) -> None:
    path = [str(site / "brev.md")]
    plain, _ = run(path, _plan(keep_documents=True))
    run(path, _plan(cache=True))
    warm, _ = run(path, _plan(cache=True, keep_documents=True))
    assert warm.files[0].document is not None
    assert warm.files[0].sentences == plain.files[0].sentences
    assert "".join(render("html", warm, load("nb"), RenderOptions())) == "".join(
        render("html", plain, load("nb"), RenderOptions())
    )


def test_a_row_that_was_tampered_with_is_not_taken(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = _json(run([str(site)], _plan(cache=True))[0])
    for statement in (
        "update files set body = zeroblob(40)",
        "update files set head = '[]'",
        'update files set head = \'{"counts": {"error": "x"}}\'',
        "update files set places = zeroblob(9)",
        "update blocks set data = zeroblob(9)",
        "update blocks set data = cast('[[], [[\"finnes/ikke\", []]], null]' as blob)",
        "update blocks set data = cast('[[], {}, 3]' as blob)",
    ):
        base = sqlite3.connect(next(cache.glob("funn-*.sqlite")))
        base.execute(statement)
        if "blocks" in statement:
            base.execute("delete from files")
        base.commit()
        base.close()
        seen = _linted(monkeypatch)
        assert _json(run([str(site)], _plan(cache=True))[0]) == wanted, statement
        assert seen
        monkeypatch.undo()
        monkeypatch.setenv("KLARSPRAK_MELLOMLAGER", str(cache))


def test_what_files_say_together_is_asked_once(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = _json(run([str(site)], _plan(cache=True))[0])

    def fail(*_: object) -> None:
        raise AssertionError("compared again")

    with monkeypatch.context() as patched:
        patched.setattr(across, "compare", fail)
        assert _json(run([str(site)], _plan(cache=True))[0]) == wanted
    with sqlite3.connect(cache / "funn-1.sqlite") as base:
        base.execute("update blocks set data = cast('[[[99, 99, {}]], []]' as blob)")
    base.close()
    assert _json(run([str(site)], _plan(cache=True))[0]) == wanted
    (site / "side1.html").unlink()
    fewer = _json(run([str(site)], _plan(cache=True))[0])
    assert fewer == _json(run([str(site)], _plan())[0]) != wanted


def test_a_worker_that_dies_costs_one_file(site: Path) -> None:
    def kill(done: int, total: int) -> None:
        if done == 1:
            child = multiprocessing.active_children()[0]
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)

    report, _ = run([str(site)], _plan(jobs=1, cache=False))
    hurt, _ = run([str(site)], _plan(jobs=2), kill)
    dead = [error for error in hurt.errors if error.code == "worker-died"]
    assert len(dead) <= 1, "the one that was killed may have been done"
    assert len(hurt.files) == len(report.files) - len(dead)
    assert not multiprocessing.active_children()


def test_no_process_is_left_when_a_run_is_broken_off(site: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([str(site)], _plan(jobs=2, cache=True), stop)
    assert not multiprocessing.active_children()


def test_a_fault_in_a_reader_costs_one_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Workshop.lint_whole

    def crash(self: Workshop, document: Any, config: Any) -> Any:
        if document.path.endswith("side1.html"):
            raise RecursionError("for dypt")
        return whole(self, document, config)

    monkeypatch.setattr(Workshop, "lint_whole", crash)
    report, _ = run([str(site)], _plan(cache=True))
    assert [e.path for e in report.errors if e.code == "file-crashed"] == [f"{site}/side1.html"]
    assert len(report.files) == 4


def test_what_is_known_of_packed_files_without_unpacking(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = run([str(site)], _plan())
    monkeypatch.setattr(run_module, "KEPT_WHOLE", 0)
    packed, _ = run([str(site)], _plan())
    assert [o for o, _ in packed.outlines()] == [o for o, _ in whole.outlines()]
    assert [load() for _, load in packed.outlines()] == list(whole.files)
    for severity in Severity:
        assert packed.count(severity) == whole.count(severity)
    assert packed.count_suppressed() == whole.count_suppressed()


def test_packed_files_can_be_changed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "KEPT_WHOLE", 0)
    report, _ = run([str(site)], _plan())
    less = changed(report.files, lambda file: replace(file, findings=file.findings[:1]))
    assert isinstance(less, PackedFiles)
    assert [file.findings for file in less] == [file.findings[:1] for file in report.files]
    assert less.tally.total() == len(report.files)
    assert less[1:3] == tuple(less)[1:3]
    assert less[-1] == less[len(less) - 1]


def test_how_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klarsprak.engine.pool.cores_at_hand", lambda: 4)
    assert jobs_for(None, 8) == 1
    assert jobs_for(None, 60) == 2
    assert jobs_for(None, 5000) == 4
    assert jobs_for(0, 100) == 4
    assert jobs_for(3, 2) == 2
    assert jobs_for(1, 5000) == 1
    assert jobs_for(2, 0) == 1
