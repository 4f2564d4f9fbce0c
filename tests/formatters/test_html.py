"""The HTML report: valid, harmless, whole without JavaScript, and linked within itself."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag

from klarsprak.core.document import BlockKind
from klarsprak.core.finding import Applicability, Fix, Severity
from klarsprak.core.report import Report, SentenceLength
from klarsprak.core.spans import Span
from klarsprak.formatters.html_chart import chart
from klarsprak.formatters.html_rewrite import Change, new_paragraphs
from klarsprak.formatters.html_text import paragraphs
from klarsprak.messages.catalogue import LANGUAGES
from tests.formatters.conftest import CITIZEN, HOSTILE, LETTER, letter_file
from tests.formatters.test_formats import text_of


def soup(report: Report, language: str = "nb") -> BeautifulSoup:
    return BeautifulSoup(text_of("html", report, language), "html.parser")


def attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name, ""))


@pytest.fixture
def pictured(letter: Report) -> Report:
    """The letter with its sentences and two audiences."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n.#]+\.", LETTER)]
    lengths = tuple(SentenceLength(s, len(LETTER[s.start : s.end].split()) * 4) for s in spans)
    file = replace(letter.files[0], sentences=lengths)
    expert = replace(CITIZEN, id="fag", limits={"lix_target": 60, "sent_mean": 25})
    return replace(letter, files=(file,), audiences=(CITIZEN, expert))


@pytest.mark.parametrize("language", LANGUAGES)
def test_parses_without_error(
    language: str, pictured: Report, report: Report, hostile: Report, hostile_many: Report
) -> None:
    for each in (pictured, report, hostile, hostile_many):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text_of("html", each, language))


def test_hostile_text_makes_no_element(hostile: Report, hostile_many: Report) -> None:
    for each in (hostile, hostile_many):
        page = soup(each)
        assert len(page.find_all("script")) == 1
        assert not page.find_all(["b", "iframe", "img", "object", "base"])
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")]
        assert HOSTILE["markup"] in page.get_text()
        assert "49" not in re.findall(r"\{\{.*?\}\}", page.get_text())


def test_asks_nobody_for_anything(pictured: Report) -> None:
    page = soup(pictured)
    assert not page.find_all("link")
    for tag in page.find_all(True):
        assert not attribute(tag, "src")
        assert attribute(tag, "href")[:1] in {"", "#"}
    policy = page.select('meta[http-equiv="Content-Security-Policy"]')[0]
    assert "default-src 'none'" in attribute(policy, "content")
    assert "unsafe-inline" not in attribute(policy, "content")
    assert not page.find_all(style=True)


@pytest.mark.parametrize("which", ["pictured", "report", "hostile_many"])
def test_ids_are_one_of_a_kind_and_links_lead_somewhere(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = soup(request.getfixturevalue(which))
    ids = [attribute(tag, "id") for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for link in page.find_all("a"):
        assert attribute(link, "href")[1:] in ids
    for tag in page.find_all(attrs={"aria-labelledby": True}):
        assert attribute(tag, "aria-labelledby") in ids


def test_headings_go_down_one_step_at_a_time(pictured: Report, report: Report) -> None:
    for each in (pictured, report):
        levels = [int(tag.name[1]) for tag in soup(each).find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        for before, after in pairwise(levels):
            assert after <= before + 1


def test_language_is_declared(pictured: Report) -> None:
    for language in LANGUAGES:
        html = soup(pictured, language).html
        assert html is not None
        assert attribute(html, "lang") == language


def test_everything_is_there_without_javascript(pictured: Report) -> None:
    page = soup(pictured)
    hidden = [tag for tag in page.find_all(hidden=True) if tag.name != "form"]
    assert hidden == []
    shown = page.get_text()
    for finding in pictured.findings:
        assert finding.text.split()[0] in shown


def test_severity_is_told_in_words(pictured: Report) -> None:
    badges = [tag.get_text(" ", strip=True) for tag in soup(pictured).select(".note .badge")]
    assert badges
    words = ("feil", "advarsel", "forslag", "til orientering")
    assert all(badge.endswith(words) for badge in badges)


def test_text_is_whole_and_marked_where_it_should_be() -> None:
    file = letter_file()
    assert file.document is not None
    numbers = {finding.sort_key: n for n, finding in enumerate(file.findings, 1)}
    found = list(paragraphs(file.document, file.findings, numbers))
    joined = ["".join(piece.text for piece in p.pieces) for p in found]
    assert joined == [block.text.replace("\n", " ") for block in file.document.blocks]
    marked = [piece.text for p in found for piece in p.pieces if piece.mark]
    assert marked == [finding.text for finding in file.findings]


def test_overlapping_findings_are_both_told() -> None:
    file = letter_file()
    assert file.document is not None
    inner = file.findings[1]
    where: Any = inner.location
    outer = replace(
        inner,
        rule_id="setning/for-lang",
        severity=Severity.ERROR,
        location=replace(where, span=Span(where.span.start, where.span.end + 60)),
    )
    both = (inner, outer)
    numbers = {inner.sort_key: 1, outer.sort_key: 2}
    pieces = [p for par in paragraphs(file.document, both, numbers) for p in par.pieces]
    assert [p.mark for p in pieces if p.mark] == ["error", "error"]
    assert [p.notes for p in pieces if p.notes] == [(1,), (2,)]


def shown(changes: tuple[Change, ...], side: str) -> str:
    return "".join(getattr(change, side) for change in changes)


def test_paragraphs_are_shown_as_they_could_stand() -> None:
    first, second = new_paragraphs(letter_file())
    assert shown(first, "before").startswith("I henhold til loven må")
    assert shown(first, "after").startswith("Etter loven må")
    assert "behandlet etter reglene" in shown(second, "after")
    assert {c.kind for c in (*first, *second)} == {"", "safe"}


def test_what_a_person_must_judge_is_marked_so_and_gives_way() -> None:
    file = letter_file()
    unsafe = replace(
        file.findings[1],
        rule_id="ord/annet",
        suggestions=("Ifølge",),
        fix=Fix(file.findings[1].fix.edits, Applicability.UNSAFE),  # type: ignore[union-attr]
    )
    (alone,) = new_paragraphs(replace(file, findings=(unsafe,)))
    assert [(c.before, c.after) for c in alone if c.kind == "proposal"] == [
        ("I henhold til", "Ifølge")
    ]
    both = list(new_paragraphs(replace(file, findings=(unsafe, file.findings[1]))))
    assert [c.after for changes in both for c in changes if c.kind] == ["Etter"]


def test_quotations_are_left_alone() -> None:
    file = letter_file()
    assert file.document is not None
    quoted = tuple(replace(block, kind=BlockKind.QUOTE) for block in file.document.blocks)
    document = replace(file.document, blocks=quoted)
    assert list(new_paragraphs(replace(file, document=document))) == []


def test_difficulty_is_told_where_it_is_highest(pictured: Report) -> None:
    (file,) = pictured.files
    assert file.document is not None
    spans = [Span(at, at + 9) for at in range(0, 140, 20)]
    sentences = tuple(SentenceLength(span, 10, 9 if n == 6 else 1) for n, span in enumerate(spans))
    picture = chart(replace(file, sentences=sentences))
    assert picture is not None
    assert picture.curve is not None
    # The last sentence with the two before it: 30 words, 3 sentences, 11 long words.
    assert (picture.curve.number, picture.curve.highest) == (7, round(10 + 100 * 11 / 30))
    assert [bar.lix for bar in picture.bars[:3]] == [20, 20, 20]
    few = chart(replace(file, sentences=sentences[:4]))
    assert few is not None
    assert few.curve is None


def test_chart_tells_the_same_as_its_table(pictured: Report) -> None:
    picture = chart(pictured.files[0])
    assert picture is not None
    assert [bar.words for bar in picture.bars] == [s.words for s in pictured.files[0].sentences]
    assert picture.over == sum(bar.is_over for bar in picture.bars) > 0
    assert sum(bar.findings for bar in picture.bars) == 6
    rows = soup(pictured).select("figure tbody tr")
    assert len(rows) == len(picture.bars)


def test_audiences_are_compared(pictured: Report) -> None:
    shown = soup(pictured).get_text(" ", strip=True)
    assert "Slik passer teksten for andre målgrupper" in shown
    assert "Innbygger (valgt)" in shown


def test_many_files_leave_the_texts_out(letter: Report) -> None:
    many = tuple(replace(letter.files[0], path=f"{n}.md") for n in range(12))
    page = soup(replace(letter, files=many))
    assert not page.select(".text")
    assert len(page.select("details.file > summary > h2")) == 12


def test_faults_of_a_template_are_told_once(letter: Report) -> None:
    image = next(f for f in letter.findings if f.rule_id == "bilde/alt-mangler")
    pages = []
    for path in ("a.html", "b.html"):
        where: Any = replace(image.location, path=path)
        found = (replace(image, text="<img>", location=where),)
        pages.append(replace(letter.files[0], path=path, findings=found, document=None))
    both = replace(letter, files=tuple(pages))
    told = soup(both).select("section[aria-labelledby=felles] li.note")
    assert len(told) == 1
    assert [a.get_text() for a in told[0].select("a")] == ["a.html", "b.html"]
    assert "trolig fra malen" in text_of("markdown", both)
    assert "trolig fra malen" not in text_of("markdown", letter)
