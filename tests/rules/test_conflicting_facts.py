"""Files of one run that state different things about the same."""

from pathlib import Path

import pytest

from klarsprak.checks.stated_facts import stated_facts
from klarsprak.core.report import Report
from klarsprak.engine.run import Plan, run

RULE = "helhet/motstridende-fakta"


def linted(folder: Path, *texts: str, config: str = "") -> Report:
    """The report of one run over a folder of pages with these texts."""
    (folder / "klarsprak.toml").write_text(config, encoding="utf-8")
    for number, text in enumerate(texts, start=1):
        (folder / f"side{number}.md").write_text(text, encoding="utf-8")
    plan = Plan(flags={"velg": (RULE,)}, config=folder / "klarsprak.toml", raise_errors=True)
    report, _ = run([str(folder)], plan)
    for finding in report.findings:
        source = Path(finding.path).read_text(encoding="utf-8")
        assert finding.span is not None
        assert source[finding.span.start : finding.span.end] == finding.text
    return report


@pytest.mark.parametrize(
    ("one", "two", "flagged"),
    [
        (
            "Søknadsfristen for barnehage er 1. mars.",
            "Fristen for å søke barnehageplass er 1. april.",
            ["1. mars", "1. april"],
        ),
        (
            "Søknadsfristen for barnehagen er 1. mars.",
            "Fristen for barnehage er 15. mars.",
            ["1. mars", "15. mars"],
        ),
        ("Søk om kulturskole innen 1. mai.", "Søk om kulturskolen innen 1.5.2027.", []),
        (
            "Prisen for gymsalen er 350 kroner per time.",
            "Gymsalen koster 400 kr per time.",
            ["350", "400"],
        ),
        ("Prisen for gymsalen er 350 kroner per time.", "Gymsalen koster 2 100 kr per dag.", []),
        ("Leia for naustet er 1 200 kroner.", "Naustet kostar 1200 kr.", []),
        (
            "Ring byggesak på 12 34 56 78.",
            "Ring byggesak på telefon 12 34 56 79.",
            ["12 34 56 78", "12 34 56 79"],
        ),
        ("Servicetorget, tlf. 12345678", "Ring servicetorget på 12 34 56 78.", []),
        (
            "Biblioteket har åpent mandag–fredag 10–16.",
            "Biblioteket er åpent mandag-fredag kl. 10 til 17.",
            ["10–16", "10 til 17"],
        ),
        ("Biblioteket har åpent mandag 10–16.", "Biblioteket har åpent lørdag 11–14.", []),
        ("Det koster 300 kroner.", "Det koster 500 kroner.", []),
        ("En plass koster 300 kroner.", "En plass koster 500 kroner.", []),
        ("Svømmehallen kostet 90 kroner i 2020.", "Svømmehallen koster 120 kroner.", []),
    ],
)
def test_two_pages(tmp_path: Path, one: str, two: str, flagged: list[str]) -> None:
    report = linted(tmp_path, f"# Første side\n\n{one}\n", f"# Annen side\n\n{two}\n")
    assert [finding.text for finding in report.findings] == flagged


def test_where_most_agree_only_the_other_is_told(tmp_path: Path) -> None:
    text = "# Side\n\nHallen koster {} kroner per time.\n"
    report = linted(tmp_path, text.format(300), text.format(300), text.format(450))
    (finding,) = report.findings
    assert finding.text == "450"
    assert finding.values == {
        "value": "450 kr",
        "other": "300 kr",
        "file": str(tmp_path / "side1.md"),
    }
    assert finding.severity == "error"


def test_pages_about_two_years_or_two_places_may_differ(tmp_path: Path) -> None:
    text = "# {}\n\nHallen koster {} kroner per time.\n"
    assert not linted(
        tmp_path, text.format("Priser 2025", 300), text.format("Priser 2026", 320)
    ).findings
    assert not linted(
        tmp_path, text.format("Hallen på Nes", 300), text.format("Hallen i Vik", 320)
    ).findings
    assert linted(
        tmp_path, text.format("Hallen på Nes", 300), text.format("Leie av Nes", 320)
    ).findings


def test_one_page_with_two_prices_is_left_out(tmp_path: Path) -> None:
    one = "# Side\n\nHallen koster 300 kroner. Hallen koster 400 kroner.\n"
    assert not linted(tmp_path, one, "# Side\n\nHallen koster 300 kroner.\n").findings


def test_a_comment_and_an_exemption_let_it_be(tmp_path: Path) -> None:
    one = "# Side\n\nHallen koster 300 kroner.\n"
    other = "# Side\n\n<!-- klarsprak-ok helhet/motstridende-fakta: ny pris fra mai -->\nHallen koster 400 kroner.\n"
    report = linted(tmp_path, one, other)
    assert [(f.path, f.text) for f in report.findings] == [(str(tmp_path / "side1.md"), "300")]
    assert [s.reason for file in report.files for s in file.suppressed] == ["ny pris fra mai"]
    exempt = f'[[unntak]]\nregel = "{RULE}"\ngrunn = "gammel side"\nsti = "side1.md"\n'
    assert not linted(tmp_path, one, other, config=exempt).findings


def test_what_files_say_together_weighs_on_the_score(tmp_path: Path) -> None:
    prose = "Vi hjelper deg med å leie hallen. Du får svar samme dag. " * 6
    page = f"# Side\n\n{prose}\n\nHallen koster {{}} kroner.\n"
    folder = tmp_path / "a"
    folder.mkdir()
    for number, price in ((1, 300), (2, 400)):
        (folder / f"side{number}.md").write_text(page.format(price), encoding="utf-8")
    together, _ = run([str(folder)], Plan(no_config=True, raise_errors=True))
    alone, _ = run([str(folder / "side1.md")], Plan(no_config=True, raise_errors=True))
    before = {p.id: p.score for p in alone.files[0].promises}["helhetlig"]
    after = {p.id: p.score for p in together.files[0].promises}["helhetlig"]
    assert before is not None and after is not None
    assert after <= min(70, before - 20)


def test_a_page_of_prices_is_read_in_one_pass() -> None:
    text = "Gymsalen koster 350 kroner per time, " * 3
    assert [fact.value for fact in stated_facts(text, "nb")] == ["350 kr"] * 3
