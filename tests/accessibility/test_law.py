"""The report per legal criterion never says more than was found."""

from pathlib import Path

import pytest

from klarsprak.accessibility.law import Status, all_criteria, criteria, law_report
from klarsprak.cli.main import main
from klarsprak.engine.run import Plan, run


def test_the_lists_have_the_lengths_of_the_law() -> None:
    assert len(criteria("offentlig")) == 48
    assert len(criteria("privat")) == 35
    assert len(criteria("offentlig", with_22=True)) == 54
    with pytest.raises(ValueError, match="kirkelig"):
        criteria("kirkelig")


def test_criteria_are_whole_and_in_order() -> None:
    listed = all_criteria()
    assert [c.sort_key for c in listed] == sorted(c.sort_key for c in listed)
    for criterion in listed:
        assert all(criterion.name[language] for language in ("nb", "nn", "en"))
        assert set(criterion.how) == {"nb", "nn", "en"}
        assert all(text.endswith((".", "?")) for text in criterion.how.values())


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Path:
    path = tmp_path / "side.html"
    path.write_text(
        '<!doctype html><html lang="nb"><head><title>Barnehage i Asker</title></head><body>'
        '<h1>Barnehage</h1><img src="a.png"><video src="b.mp4" controls></video></body></html>',
        encoding="utf-8",
    )
    return path


def test_rows_say_what_was_found(page: Path) -> None:
    report, _ = run([str(page)], Plan(no_config=True))
    rows = {row.criterion.id: row for row in law_report(report, "offentlig")}
    assert rows["1.1.1"].status is Status.BREACH
    assert rows["1.2.2"].status is Status.REVIEW
    assert rows["2.4.2"].status is Status.NONE_FOUND
    assert rows["3.3.4"].status is Status.UNTESTED
    assert "bilde/alt-mangler" in rows["1.1.1"].rules


def test_markup_rules_do_not_count_as_looking_at_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Hei! Du får plass i barnehagen.", encoding="utf-8")
    report, _ = run([str(path)], Plan(no_config=True))
    rows = {row.criterion.id: row for row in law_report(report, "privat")}
    assert rows["1.1.1"].status is Status.UNTESTED


@pytest.mark.parametrize("options", [[], ["--erklaering"], ["--format", "json"], ["--wcag22"]])
def test_command(page: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["uu", str(page), *options])
    assert ended.value.code == 1
    told = capsys.readouterr().out
    assert "1.1.1" in told
    assert "oppfylt:" not in told


def test_rules_of_the_browser_do_not_count_where_no_page_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "side.html"
    path.write_text("<!doctype html><title>Barnehage</title><p>Hei.", encoding="utf-8")
    report, _ = run([str(path)], Plan(no_config=True))
    rows = {row.criterion.id: row for row in law_report(report, "offentlig", with_22=True)}
    looked = {rule for row in rows.values() for rule in row.rules}
    assert looked and not any(rule.startswith("nettleser/") for rule in looked)
    assert rows["3.2.3"].status is Status.UNTESTED, "one page says nothing of a site"


def test_a_fault_of_a_template_is_told_once_and_questions_stand_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(8):
        (tmp_path / f"side{number}.html").write_text(
            f'<!doctype html><html lang="nb"><head><title>Skole {number}</title></head><body>'
            '<main><h1>Skole</h1><img src="merke.png"><canvas></canvas></main></body></html>',
            encoding="utf-8",
        )
    with pytest.raises(SystemExit) as ended:
        main(["uu", str(tmp_path)])
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("1.1.1 "))
    end = next(i for i, line in enumerate(lines) if line.startswith("1.2.1 "))
    told = " ".join(" ".join(lines[start:end]).split())
    assert lines[start].endswith(": brudd")
    assert told.count("merke.png") == 1
    assert "8 steder. Filer: 8." in told
    assert told.index("merke.png") < told.index("Må også vurderes:") < told.index("<canvas>")
