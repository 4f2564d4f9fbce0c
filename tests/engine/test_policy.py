"""Limits of the project: which hold for a file, and what passes them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from klarsprak.config.load import load_config, with_flags
from klarsprak.config.model import Config, PromiseLimit
from klarsprak.core.audience import Audience
from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Promise, PromiseScore, Report, ToolInfo
from klarsprak.engine.policy import breaches, is_failed, unmeasured
from tests.engine.findings import finding

PROMISES = (Promise("lett-a-forsta", {}, {}), Promise("visjon", {}, {}, checkable=False))
AUDIENCES = tuple(Audience(name, {}, {}) for name in ("innbygger", "barn"))


def settings(folder: Path, text: str, **flags: Any) -> Config:
    path = folder / "klarsprak.toml"
    path.write_text(text, encoding="utf-8")
    return with_flags(load_config(path), flags)


def warning() -> Finding:
    return finding(severity=Severity.WARNING)


def file(
    path: Path,
    *found: Finding,
    lix: float = 40.0,
    words: int = 100,
    score: int | None = 50,
    audience: str = "innbygger",
) -> FileReport:
    return FileReport(
        path=str(path),
        format="text",
        encoding="utf-8",
        language="nb",
        audience=Audience(audience, {}, {}),
        document_type="brev",
        metrics={"lix": lix, "words": words},
        promises=(PromiseScore("lett-a-forsta", score, 0.9, len(found)),),
        findings=found,
    )


def report(*files: FileReport) -> Report:
    return Report(ToolInfo("1", "2026.1", "h"), files, {}, PROMISES, audiences=AUDIENCES)


def told(config: Config, *files: FileReport) -> list[tuple[str, str]]:
    """(code, file name) of every breach."""
    found = breaches(report(*files), config, lambda _: config)
    return [(notice.code, Path(notice.path).name if notice.path else "") for notice in found]


def test_the_lix_ceiling_holds_for_texts_of_some_length(tmp_path: Path) -> None:
    config = settings(tmp_path, "lix_tak = 45")
    assert told(config, file(tmp_path / "a.txt", lix=45.0)) == []
    assert told(config, file(tmp_path / "a.txt", lix=45.1)) == [("lix", "a.txt")]
    assert told(config, file(tmp_path / "a.txt", lix=90, words=39)) == []


def test_promises_have_a_floor_and_a_ceiling(tmp_path: Path) -> None:
    config = settings(tmp_path, "[lofter]\nlett-a-forsta = {minst = 60, maks_funn = 1}")
    assert told(config, file(tmp_path / "a.txt", score=60)) == []
    low = file(tmp_path / "a.txt", warning(), finding(), score=59)
    assert told(config, low) == [("promise-low", "a.txt"), ("promise-findings", "a.txt")]
    number = settings(tmp_path, "[lofter]\nlett-a-forsta = 60")
    assert number.lofter == {"lett-a-forsta": PromiseLimit(60)}


def test_a_score_that_cannot_be_measured_is_told_and_fails_nothing(tmp_path: Path) -> None:
    config = settings(tmp_path, "[lofter]\nlett-a-forsta = 60")
    bare = file(tmp_path / "a.txt", score=None)
    assert told(config, bare) == []
    found = unmeasured(report(bare), config, lambda _: config)
    assert [notice.code for notice in found] == ["promise-unmeasured"]
    short = replace(bare, metrics={"words": 12})
    assert unmeasured(report(short), config, lambda _: config) == ()


def test_place_goes_before_audience_and_audience_before_project(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        "lix_tak = 50\n[lofter]\nlett-a-forsta = 40\n[grenser.barn]\nlix_tak = 30\n"
        "[[sted]]\nsti = 'nyheter/**'\nlix_tak = 60\nlofter = {lett-a-forsta = 80}",
    )
    assert told(config, file(tmp_path / "a.txt", lix=45)) == []
    assert told(config, file(tmp_path / "a.txt", lix=45, audience="barn")) == [("lix", "a.txt")]
    news = file(tmp_path / "nyheter" / "a.txt", lix=45, audience="barn")
    assert told(config, news) == [("promise-low", "a.txt")]


def test_the_fail_level_of_a_file(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        "feil_ved = 'aldri'\n[grenser.barn]\nfeil_ved = 'advarsel'\n"
        "[[sted]]\nsti = 'nyheter/'\nfeil_ved = 'forslag'",
    )

    def fails(one: FileReport, settings: Config = config) -> bool:
        return is_failed(report(one), settings, lambda _: settings)

    assert not fails(file(tmp_path / "a.txt", warning()))
    assert fails(file(tmp_path / "a.txt", warning(), audience="barn"))
    assert not fails(file(tmp_path / "a.txt", finding(), audience="barn"))
    assert fails(file(tmp_path / "nyheter" / "a.txt", finding()))
    never = with_flags(config, {"feil_ved": "aldri"})
    assert not fails(file(tmp_path / "nyheter" / "a.txt", finding()), never)


def test_places_with_a_limit_on_warnings_are_counted_by_themselves(tmp_path: Path) -> None:
    config = settings(
        tmp_path, "maks_advarsler = 1\n[[sted]]\nsti = 'nyheter/**'\nmaks_advarsler = 2"
    )
    news = [file(tmp_path / "nyheter" / f"{n}.txt", warning()) for n in range(3)]
    rest = file(tmp_path / "a.txt", warning())
    assert told(config, *news[:2], rest) == []
    assert told(config, *news, rest) == [("warnings", "**")]
    assert told(config, rest, rest) == [("warnings", "")]
    flag = with_flags(config, {"maks_advarsler": 3})
    assert told(flag, *news) == []
    assert told(flag, *news, rest) == [("warnings", "")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[lofter]\nlett-a-forst = 60", "promise-unknown"),
        ("[lofter]\nvisjon = 60", "promise-not-checkable"),
        ("[grenser.barne]\nlix_tak = 30", "audience-unknown"),
        ("[[sted]]\nsti = '*'\nlofter = {lettaforsta = 1}", "promise-unknown"),
    ],
)
def test_names_are_checked(tmp_path: Path, text: str, code: str) -> None:
    config = settings(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        told(config, file(tmp_path / "a.txt"))
    assert error.value.code == code
    assert error.value.values["near"] or code == "promise-not-checkable"
