"""Rules across the pages of a run."""

from pathlib import Path

import pytest

from klarsprak.engine.run import Plan, run

PAGE = (
    '<!doctype html><html lang="nb"><head><title>{title}</title></head><body>'
    "<nav>{menu}</nav><main><h1>Side</h1>{content}</main></body></html>"
)
MENU = '<a href="a.html">Barnehage</a> <a href="b.html">Skole</a> <a href="c.html">Kultur</a>'

FILLER = "<p>Her står det nok til at siden er en side i et nettsted.</p>" * 4


def found(folder: Path, rule: str) -> list[tuple[str, str]]:
    report, _ = run([str(folder)], Plan(no_config=True, flags={"velg": (rule,)}))
    return [
        (Path(finding.path).name, finding.text)
        for finding in report.findings
        if finding.rule_id == rule
    ]


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    for name, title in (("a", "Barnehage"), ("b", "Skole"), ("c", "Kultur")):
        text = PAGE.format(title=title, menu=MENU, content=f"<p>Hei.</p>{FILLER}")
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_site_is_let_be(site: Path) -> None:
    for rule in ("side/tittel-lik", "lenke/dod", "lenke/ulike-navn", "struktur/meny-rekkefolge"):
        assert found(site, rule) == []


def test_the_same_title_on_two_pages(site: Path) -> None:
    rewrite(site / "c.html", "<title>Kultur", "<title>Skole")
    assert found(site, "side/tittel-lik") == [("c.html", "<title>")]


def test_a_link_to_a_page_that_is_not_there(site: Path) -> None:
    rewrite(site / "b.html", "<p>Hei.</p>", '<a href="borte.html">Borte</a> <a href="x.pdf">x</a>')
    assert found(site, "lenke/dod") == [("b.html", '<a href="borte.html">')]


def test_a_page_saved_alone_has_no_dead_links(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(title="A", menu=MENU, content=""))
    assert found(tmp_path, "lenke/dod") == []


def test_statement_is_asked_for_once_a_site(site: Path) -> None:
    assert [name for name, _ in found(site, "side/tilgjengelighetserklaering")] == ["a.html"]
    rewrite(site / "b.html", "<p>Hei.</p>", '<a href="https://uustatus.no/1">Erklæring</a>')
    assert found(site, "side/tilgjengelighetserklaering") == []


def test_menu_in_another_order(site: Path) -> None:
    turned = '<a href="c.html">Kultur</a> <a href="a.html">Barnehage</a> <a href="b.html">Skole</a>'
    rewrite(site / "c.html", MENU, turned)
    assert found(site, "struktur/meny-rekkefolge") == [("c.html", "<nav>")]


def test_menu_link_under_another_name(site: Path) -> None:
    rewrite(site / "c.html", ">Skole<", ">Utdanning<")
    assert found(site, "lenke/ulike-navn") == [("c.html", '<a href="b.html">')]


def test_a_stub_is_no_page_of_a_site(site: Path) -> None:
    rewrite(site / "c.html", "<title>Kultur", "<title>Skole")
    rewrite(site / "c.html", FILLER, "")
    assert found(site, "side/tittel-lik") == []


def test_a_site_without_search_or_map(tmp_path: Path) -> None:
    for name in "abcde":
        text = PAGE.format(title=f"Side {name}", menu=MENU, content=FILLER)
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    assert [name for name, _ in found(tmp_path, "side/bare-en-vei")] == ["a.html"]
    rewrite(
        tmp_path / "c.html", "<main>", '<form role="search"><input aria-label="Søk"></form><main>'
    )
    assert found(tmp_path, "side/bare-en-vei") == []


def test_one_search_under_two_names(site: Path) -> None:
    search = '<form role="search" action="/sok"><input aria-label="Søk"><button>{}</button></form>'
    for name, called in (("a", "Søk"), ("b", "Søk"), ("c", "Finn")):
        rewrite(site / f"{name}.html", "<main>", f"{search.format(called)}<main>")
    assert found(site, "skjema/sok-ulike-navn") == [("c.html", "<button>")]


def test_help_that_moves(site: Path) -> None:
    link = '<a href="/kontakt">Kontakt oss</a>'
    for name in "ab":
        rewrite(site / f"{name}.html", "</main>", f"</main><footer>{link}</footer>")
    rewrite(site / "c.html", "</nav>", f"{link}</nav>")
    assert found(site, "side/hjelp-flytter-seg") == [("c.html", '<a href="/kontakt">')]
