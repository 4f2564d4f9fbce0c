"""The gate as a pipeline meets it: exit codes, reasons, baseline, changed lines."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from klarsprak.engine.baseline import Entry, load
from tests.cli.running import run_cli
from tests.engine.test_changes import commit, git

OLD = "I henhold til loven må du søke."
OTHER = "Skjemaet sendes inn snarest."
FINE = "Du får svar innen to uker."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "klarsprak.toml").write_text('feil_ved = "forslag"\nvelg = ["ord/kanselliord"]\n')
    (tmp_path / "sider").mkdir()
    (tmp_path / "sider" / "a.md").write_text(f"# Om søknaden\n\n{OLD}\n\n{FINE}\n")
    (tmp_path / "sider" / "b.md").write_text(f"# Frister\n\n{FINE}\n")
    return tmp_path


def gate(*arguments: str) -> tuple[int, dict[str, int], str]:
    """(exit code, summary, standard error) of a check against the baseline."""
    out, err, code = run_cli("sjekk", "sider", "--format", "json", *arguments)
    return code, json.loads(out)["summary"] if out else {}, err


BASELINE = ("--grunnlinje", "klarsprak-grunnlinje.json")


def test_old_faults_pass_new_ones_fail_and_moved_ones_pass(site: Path) -> None:
    assert gate()[0] == 1
    out, err, code = run_cli("grunnlinje", "lag")
    assert (code, err) == (0, "")
    assert 'grunnlinje = "klarsprak-grunnlinje.json"' in out
    code, summary, _ = gate(*BASELINE)
    assert (code, summary["suggestions"], summary["baseline"]) == (0, 0, 1)

    a, b = site / "sider" / "a.md", site / "sider" / "b.md"
    a.write_text(f"# Om søknaden\n\n{FINE}\n\nNytt avsnitt.\n\n{OLD}\n")
    assert gate(*BASELINE)[0] == 0
    a.write_text("# Om søknaden\n")
    b.write_text(f"# Frister\n\n{FINE}\n\n{OLD}\n")
    assert gate(*BASELINE)[0] == 0
    b.rename(site / "sider" / "ny.md")
    assert gate(*BASELINE)[0] == 0

    a.write_text(f"# Om søknaden\n\n{OLD}\n")
    code, summary, _ = gate(*BASELINE)
    assert (code, summary["suggestions"], summary["baseline"]) == (1, 1, 1)


def test_two_of_the_same_in_one_text(site: Path) -> None:
    run_cli("grunnlinje", "lag")
    a = site / "sider" / "a.md"
    a.write_text(a.read_text() + f"\n{OLD}\n")
    assert gate(*BASELINE)[0] == 1
    assert gate(*BASELINE)[1]["baseline"] == 1


def test_the_project_file_names_the_baseline_from_anywhere(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_cli("grunnlinje", "lag", "--grunnlinje", "gammelt.json")
    with (site / "klarsprak.toml").open("a") as settings:
        settings.write('grunnlinje = "gammelt.json"\n')
    assert gate()[0] == 0
    monkeypatch.chdir(site / "sider")
    assert run_cli("sjekk", "a.md")[2] == 0
    assert run_cli("sjekk", "../sider")[2] == 0


def test_stale_entries_are_told_and_fail_only_when_asked(site: Path) -> None:
    run_cli("grunnlinje", "lag")
    (site / "sider" / "a.md").write_text("# Om søknaden\n")
    code, _, err = gate(*BASELINE)
    assert (code, "1 av funnene i grunnlinjen er borte" in err) == (0, True)
    code, summary, err = gate(*BASELINE, "--streng-grunnlinje")
    assert code == 1
    assert "grunnlinjen er borte" in err
    assert [row["code"] for row in summary["gate"]] == ["baseline-stale"]  # type: ignore[attr-defined]
    assert gate(*BASELINE, "--ignorer", "ord", "--velg", "setning", "--streng-grunnlinje")[0] == 0


def test_tidy_takes_out_and_never_puts_in(site: Path) -> None:
    run_cli("grunnlinje", "lag")
    path = site / "klarsprak-grunnlinje.json"
    a, b = site / "sider" / "a.md", site / "sider" / "b.md"
    before = load(path)
    b.write_text(f"# Frister\n\nSøk vedrørende plass.\n\n{OLD}\n")
    assert run_cli("grunnlinje", "rydd")[2] == 0
    assert load(path) == before
    a.write_text("# Om søknaden\n")
    assert run_cli("grunnlinje", "rydd")[2] == 0
    (entry,) = load(path)
    assert entry.file == "sider/b.md"
    (site / "sider" / "b.md").write_text("# Frister\n")
    out, _, code = run_cli("grunnlinje", "rydd")
    assert (code, load(path)) == (0, frozenset())
    assert "Tok 1 funn ut" in out


def test_check_tells_what_is_left_gone_and_new(site: Path) -> None:
    run_cli("grunnlinje", "lag")
    assert run_cli("grunnlinje", "sjekk")[2] == 0
    (site / "sider" / "b.md").write_text("# Frister\n\nSøk vedrørende plass.\n")
    out, _, code = run_cli("grunnlinje", "sjekk")
    assert code == 1
    assert "Nytt: ./sider/b.md linje 3, ord/kanselliord" in out
    assert "1 funn står igjen, 0 er borte, 1 er nye" in out
    (site / "sider" / "a.md").write_text("# Om søknaden\n")
    out, _, code = run_cli("grunnlinje", "sjekk")
    assert "Borte: sider/a.md, ord/kanselliord" in out


def test_a_baseline_is_not_made_anew_by_accident(site: Path) -> None:
    run_cli("grunnlinje", "lag")
    out, err, code = run_cli("grunnlinje", "lag")
    assert (out, code, err.count("\n")) == ("", 2, 1)
    assert "finnes fra før" in err
    assert run_cli("grunnlinje", "lag", "--erstatt")[2] == 0


@pytest.mark.parametrize("content", [None, "{", '{"versjon": 9, "funn": []}'])
def test_a_missing_or_broken_baseline_is_one_line_and_code_2(
    site: Path, content: str | None
) -> None:
    if content is not None:
        (site / "klarsprak-grunnlinje.json").write_text(content)
    out, err, code = run_cli("sjekk", "sider", *BASELINE)
    assert (out, code) == ("", 2)
    assert err.startswith("klarsprak: ")
    assert err.count("\n") == 1
    assert "klarsprak-grunnlinje.json" in err


def test_limits_fail_and_say_why(site: Path) -> None:
    long = "Kommunestyret behandlet arealplanforslaget for næringsområdet i høringsperioden. "
    (site / "sider" / "b.md").write_text("# Frister\n\n" + long * 8 + "\n")
    (site / "klarsprak.toml").write_text(
        'feil_ved = "aldri"\nlix_tak = 30\n[lofter]\nlett-a-forsta = 99\n'
        '[[sted]]\nsti = "sider/a.md"\nlix_tak = 100\n'
    )
    code, summary, err = gate()
    told = [(row["code"], row["path"]) for row in summary["gate"]]  # type: ignore[attr-defined]
    assert code == 1
    assert told == [("lix", "sider/b.md"), ("promise-low", "sider/b.md")]
    assert "klarsprak: sider/b.md: LIX er" in err
    assert "Taket er 30." in err


def test_the_gate_is_not_in_the_summary_when_nothing_is_passed(site: Path) -> None:
    assert "gate" not in gate("--feil-ved", "aldri")[1]


def test_only_changed_lines(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(site, "init", "-q", "-b", "main")
    commit(site)
    a = site / "sider" / "a.md"
    a.write_text(a.read_text() + "\nSøk vedrørende plass.\n")
    code, summary, _ = gate("--endret-siden", "HEAD")
    assert (code, summary["suggestions"], summary["files"]) == (1, 1, 2)
    a.write_text(f"# Om søknaden\n\nNytt.\n\n{OLD}\n\n{FINE}\n")
    assert gate("--endret-siden", "HEAD")[:1] == (0,)
    monkeypatch.chdir(site / "sider")
    assert run_cli("sjekk", "a.md", "--endret-siden", "HEAD")[2] == 0
    (site / "sider" / "c.md").write_text(f"{OLD}\n")
    assert run_cli("sjekk", ".", "--endret-siden", "HEAD")[2] == 1
    _, err, code = run_cli("sjekk", ".", "--endret-siden", "borte")
    assert (code, err.count("\n")) == (2, 1)
    assert "«borte»" in err


def test_exceptions_of_the_project_file_that_are_spent(site: Path) -> None:
    with (site / "klarsprak.toml").open("a") as settings:
        settings.write(
            '[[unntak]]\nregel = "ord/kanselliord"\nsti = "sider/a.md"\n'
            'tekst = "i henhold til loven"\ngrunn = "sitat"\n'
            '[[unntak]]\nregel = "ord/kanselliord"\nsti = "sider/b.md"\ngrunn = "navn"\n'
            '[[unntak]]\nregel = "ord/kanselliord"\nsti = "borte/**"\ngrunn = "ikke her"\n'
            '[[unntak]]\nregel = "ord"\ngrunn = "gammelt"\ntil = 2020-01-01\n'
        )
    code, summary, err = gate()
    assert (code, summary["suppressed"], summary["suggestions"]) == (0, 1, 0)
    assert "(«navn») gjelder ingen funn" in err
    assert "(«gammelt») gikk ut 2020-01-01" in err
    assert "sitat" not in err
    assert "ikke her" not in err


def test_killed_while_writing_the_baseline_is_whole(tmp_path: Path) -> None:
    """A few of the fifty kills that were made by hand; see docs/ci.md."""
    path = tmp_path / "g.json"
    program = (
        "import sys, pathlib, itertools\n"
        "from klarsprak.engine.baseline import Entry, save\n"
        "for n in itertools.count():\n"
        "    rows = [Entry(f'{n}-{i}.md', 'ord/x', str(n)) for i in range(2000)]\n"
        "    save(pathlib.Path(sys.argv[1]), rows)\n"
        "    print(n, flush=True)\n"
    )
    for kill in range(4):
        running = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE
        )
        with running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(0.003 * kill)
            running.kill()
        entries = load(path)
        assert len(entries) == 2000
        assert len({entry.fingerprint for entry in entries}) == 1
        assert all(isinstance(entry, Entry) for entry in entries)


def test_several_formats_at_once_each_to_its_file(site: Path) -> None:
    pairs = [("json", "a.json"), ("sarif", "b.sarif"), ("junit", "c.xml"), ("gitlab", "d.json")]
    arguments = [part for name, file in pairs for part in ("--format", name, "--ut", file)]
    out, err, code = run_cli("sjekk", "sider", *arguments, "--format", "linjer")
    assert (code, err) == (1, "")
    assert "ord/kanselliord" in out
    assert all("ord/kanselliord" in (site / file).read_text() for _, file in pairs[:2])
    assert json.loads((site / "b.sarif").read_text())["version"] == "2.1.0"
