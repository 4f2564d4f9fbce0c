"""`klarsprak malgrupper`: the profiles, and how a text fits each of them."""

from pathlib import Path

import pytest

from klarsprak.core.audience import Audience
from klarsprak.core.report import FileReport, SentenceLength
from klarsprak.core.spans import Span
from klarsprak.formatters.fit import fits
from klarsprak.rulebook.library import load_library
from tests.cli.running import run_cli

AUDIENCES = load_library().audiences
LONG = (
    "Alle barn som har fylt ett år innen utgangen av august det året foreldrene søker om plass, har rett til "
    "å begynne i en barnehage i nærheten av der de bor, hvis foreldrene har søkt i tide. "
)
SHORT = "Vi leser søknaden din. Du får svar i mai. Ring oss gjerne. "


def report(words: tuple[int, ...], **metrics: float) -> FileReport:
    """A report with sentences of so many words."""
    counted = {
        "words": float(sum(words)),
        "mean_sentence_length": sum(words) / len(words),
        **metrics,
    }
    sentences = tuple(SentenceLength(Span(0, 1), count) for count in words)
    return FileReport(
        "a.md",
        "markdown",
        "utf-8",
        "nb",
        AUDIENCES["innbygger"],
        "nett",
        counted,
        (),
        (),
        sentences=sentences,
    )


def kinds(file: FileReport, audience: Audience) -> list[str]:
    (fit,) = fits(file, [audience])
    return [obstacle.kind for obstacle in fit.obstacles]


def test_each_limit_is_its_own_obstacle() -> None:
    b1 = AUDIENCES["andresprak-b1"]
    assert kinds(report((10,) * 12, lix=32.0), b1) == []
    assert kinds(report((10,) * 12, lix=33.0), b1) == ["lix"]
    assert kinds(report((10,) * 12, lix=32.4), b1) == [], "the same number is not too high"
    assert kinds(report((14,) * 12), b1) == ["mean"]
    assert kinds(report((10,) * 10 + (18,)), b1) == ["long"]
    assert kinds(report((10,) * 12, passive_share=0.2), b1) == ["passive"]


def test_a_text_that_is_over_fits_worse_the_more_it_is_over() -> None:
    shares = [
        fits(report((10,) * 12, lix=value), [AUDIENCES["innbygger"]])[0].share
        for value in (40.0, 45.0, 50.0, 55.0)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1 and shares[-1] < shares[1]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "3 setninger er for lange (over 17 ord)"),
        ("nn", "3 setningar er for lange (over 17 ord)"),
        ("en", "3 sentences are too long (over 17 words)"),
    ],
)
def test_what_stands_in_the_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "tekst.md").write_text(f"# Plass\n\n{SHORT * 3}\n\n{LONG * 3}", encoding="utf-8")
    out, err, code = run_cli("malgrupper", str(tmp_path / "tekst.md"), "--sprak", language)
    assert (err, code) == ("", 0)
    assert out.count("█") and out.count("░")
    assert told in " ".join(out.split())
    bars = [line for line in out.splitlines() if "░" in line or "█" in line]
    assert len(bars) == len(AUDIENCES) == 14
    assert all(len(line) <= 100 for line in out.splitlines()[1:])


def test_an_easy_text_fits_most(tmp_path: Path) -> None:
    (tmp_path / "tekst.md").write_text(f"# Plass\n\n{SHORT * 8}", encoding="utf-8")
    out, _, _ = run_cli("malgrupper", str(tmp_path / "tekst.md"))
    assert "passer ikke" not in out
    assert out.count("100 %") == 14


def test_a_short_text_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "tekst.md").write_text("Hei på deg.", encoding="utf-8")
    out, _, code = run_cli("malgrupper", str(tmp_path / "tekst.md"))
    assert code == 0
    assert out.count("for kort til å si noe sikkert") == 14


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    out, err, code = run_cli("malgrupper", str(tmp_path / "borte.md"))
    assert (out, code) == ("", 2)
    assert err.startswith("klarsprak: ") and "borte.md" in err


def test_a_folder_gives_a_table_per_file(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# Plass\n\n{SHORT * 8}", encoding="utf-8")
    out, _, _ = run_cli("malgrupper", str(tmp_path))
    assert out.count("Slik passer") == 2


def test_the_profiles_of_a_pack_take_the_place_of_the_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "hus" / "rules"
    rules.mkdir(parents=True)
    innbygger = AUDIENCES["innbygger"]
    limits = "\n".join(f"      {name}: {value}" for name, value in innbygger.limits.items())
    (rules / "_malgrupper.yaml").write_text(
        f"profiles:\n  innbygger:\n    title: {{nb: Nabo, nn: Nabo, en: Neighbour}}\n    limits:\n{limits}\n",
        encoding="utf-8",
    )
    (tmp_path / "klarsprak.toml").write_text('utvid = ["hus"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out, _, _ = run_cli("malgrupper")
    assert out.splitlines()[0].split()[:2] == ["innbygger", "Nabo"]
    assert len(out.splitlines()) == 1
