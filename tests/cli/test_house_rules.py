"""A municipality's own pack, word list and poster, used from its own folder."""

from pathlib import Path

import pytest

from tests.cli.running import run_cli

RULE = "hus/internt-ord"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder that is the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(project: Path, text: str) -> None:
    (project / "klarsprak.toml").write_text(text, encoding="utf-8")


def test_a_new_rule_is_made_tried_and_used(project: Path) -> None:
    settings(project, 'utvid = ["asker"]\n')
    out, err, code = run_cli("ny-regel", RULE, "--mappe", "hus/rules")
    assert (err, code) == ("", 0)
    assert "«hus»" in out, "it tells how to take the rule into use"
    path = project / "hus" / "rules" / "hus" / "internt-ord.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("eksempelord", "opptakskomiteen"), encoding="utf-8"
    )
    settings(project, 'utvid = ["asker", "hus"]\n')
    out, err, code = run_cli("test-regler", "hus", "asker")
    assert (err, code) == ("", 0), out
    (project / "brev.md").write_text(
        "Kom til servicetorget, ikke til opptakskomiteen.\n", encoding="utf-8"
    )
    out, _, _ = run_cli("sjekk", "brev.md", "--format", "linjer")
    assert RULE in out and "asker/tjenestenavn" in out
    assert RULE in run_cli("regler", "hus")[0]
    assert RULE in run_cli("forklar", RULE)[0]
    assert RULE in run_cli("plakat")[0]


def test_a_rule_in_the_working_folder_can_be_tried_before_it_is_used(project: Path) -> None:
    run_cli("ny-regel", RULE)
    out, err, code = run_cli("test-regler", RULE)
    assert (err, code) == ("", 0), out


def test_a_broken_house_rule_is_one_line_and_the_rest_goes_on(project: Path) -> None:
    run_cli("ny-regel", RULE, "--mappe", "hus/rules")
    path = project / "hus" / "rules" / "hus" / "internt-ord.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("severity: suggestion", "severity: viktig"),
        encoding="utf-8",
    )
    settings(project, 'utvid = ["hus", "asker"]\n')
    (project / "brev.md").write_text("Kom til servicetorget.\n", encoding="utf-8")
    out, err, code = run_cli("sjekk", "brev.md", "--format", "linjer")
    assert code == 2
    assert "asker/tjenestenavn" in out
    assert err.count("\n") == 1 and "internt-ord.yaml:4" in err and "viktig" in err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('utvid = ["borte"]\n', "utvid"),
        ('ordliste = "borte.txt"\n', "ordliste legg-til"),
    ],
)
def test_what_is_missing_is_told_with_the_remedy(project: Path, text: str, told: str) -> None:
    settings(project, text)
    (project / "brev.md").write_text("Kom til oss.\n", encoding="utf-8")
    _, err, code = run_cli("sjekk", "brev.md")
    assert code == 2
    assert err.count("\n") == 1 and "borte" in err and told in err


def test_an_accepted_word_is_let_be(project: Path) -> None:
    settings(project, 'ordliste = "ord.txt"\n')
    (project / "brev.md").write_text("Vi skriver vedrørende saken.\n", encoding="utf-8")
    _, err, code = run_cli("ordliste", "legg-til", "vedrørende")
    assert (err, code) == ("", 0)
    assert "vedrørende" in run_cli("ordliste", "vis")[0]
    out, _, _ = run_cli("sjekk", "brev.md", "--format", "linjer", "--velg", "ord")
    assert "vedrørende" not in out


def test_another_poster_is_chosen_by_the_settings(project: Path) -> None:
    settings(project, 'utvid = ["nar-modig-raus-skapende"]\n')
    out, err, code = run_cli("plakat")
    assert (err, code) == ("", 0)
    for value in ("Nær  (", "Modig  (", "Raus  (", "Skapende  ("):
        assert value in out
    assert "Ingen maskin kan sjekke dette" in out
    assert "Lett å forstå" not in out
    prose = "Vi hjelper deg med å leie hallen. Du får svar samme dag. " * 6
    (project / "side.md").write_text(
        f"# Leie av hallen\n\nI henhold til planen. {prose}", encoding="utf-8"
    )
    shown, _, _ = run_cli("sjekk", "side.md")
    assert "Løfte: Nær" in shown
    assert "Lett å forstå" not in shown


def test_the_poster_tells_what_no_machine_can_check(project: Path) -> None:
    out, _, _ = run_cli("plakat")
    assert out.count("Ingen maskin kan sjekke dette") == 3
    assert "Hjelper også" in out
    nynorsk, _, _ = run_cli("plakat", "--sprak", "nn")
    assert "Inga maskin" in nynorsk and "Lett å forstå" in nynorsk


def test_rule_ids_are_not_split_over_lines(project: Path) -> None:
    out, _, _ = run_cli("plakat")
    assert not any(line.rstrip().endswith("-") for line in out.splitlines())
