"""Hostile texts all the way: read, linted and told of in every format, Word included."""

import csv
import html
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from rich.cells import cell_len

from klarsprak.cli.word_out import annotated
from klarsprak.core.report import Report
from klarsprak.engine.run import Plan, run
from klarsprak.formatters.registry import names
from klarsprak.word.markup import escaped
from tests.formatters.conftest import HOSTILE
from tests.formatters.test_formats import text_of
from tests.formatters.test_hostile import dangerous
from tests.word.packages import commented, letters, made_by_hand, parts, root

SENTENCE = "I henhold til loven må du sende {} snarest, og svaret vil bli sendt av rådet."
TEXTS = {name: text for name, text in HOSTILE.items() if name != "surrogate"}
"""Lone surrogates stand in no file that can be decoded."""


def sources() -> dict[str, bytes]:
    """A file of each format with every hostile text in a sentence that has findings."""
    sentences = [SENTENCE.format(text) for text in TEXTS.values()]
    plain = "\n\n".join(sentences)
    escapes = "".join(f"<p>{html.escape(s)}</p>\n" for s in sentences)
    raw = "".join(f"<p>{s}</p><img alt='{html.escape(s)}' src='x'>\n" for s in sentences)
    word = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(s)}</w:t></w:r></w:p>' for s in sentences
    )
    return {
        "brev.txt": plain.encode(),
        "brev.md": f"# {sentences[0]}\n\n{plain}\n".encode(),
        "brev.html": f"<html lang=nb><title>{sentences[1]}</title>{escapes}{raw}".encode(),
        "brev.docx": made_by_hand(word),
    }


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """One report for each of `sources`, texts and all."""
    folder = tmp_path_factory.mktemp("fiendtlig")
    found = {}
    for name, data in sources().items():
        path = folder / name
        path.write_bytes(data.replace(b"\x00", b" ") if name != "brev.docx" else data)
        plan = Plan(no_config=True, keep_documents=True, raise_errors=True)
        report, _ = run([str(path)], plan)
        assert report.errors == ()
        assert len(report.findings) > len(TEXTS)
        found[name] = report
    return found


@pytest.mark.parametrize("source", ["brev.txt", "brev.md", "brev.html", "brev.docx"])
@pytest.mark.parametrize("name", names())
def test_no_control_character_comes_through(
    name: str, source: str, linted: dict[str, Report]
) -> None:
    out = text_of(name, linted[source])
    if name == "csv":
        out = out.removeprefix("\ufeff").replace("\r\n", "\n")
    assert [c for c in dangerous(out) if c != "U+200D"] == []


@pytest.mark.parametrize("source", ["brev.txt", "brev.md", "brev.html", "brev.docx"])
def test_the_html_report_runs_and_fetches_nothing(source: str, linted: dict[str, Report]) -> None:
    page = BeautifulSoup(text_of("html", linted[source]), "html.parser")
    assert len(page.find_all("script")) == 1
    assert not page.find_all(["b", "iframe", "img", "object", "base", "link"])
    assert not page.select("meta[http-equiv=refresh]")
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "src"]
        assert str(tag.get("href", "#")).startswith("#")
    assert page.select(".text mark")
    assert page.select(".pair ins")


@pytest.mark.parametrize("source", ["brev.txt", "brev.md", "brev.html", "brev.docx"])
def test_no_line_leaves_the_terminal(source: str, linted: dict[str, Report]) -> None:
    for line in text_of("terminal", linted[source], width=80).splitlines():
        assert cell_len(line) <= 80, line


@pytest.mark.parametrize("source", ["brev.txt", "brev.md", "brev.html", "brev.docx"])
def test_machine_formats_can_be_read_back(source: str, linted: dict[str, Report]) -> None:
    report = linted[source]
    texts = [finding.text for finding in report.findings]
    (file,) = json.loads(text_of("json", report))["files"]
    assert [f["text"] for f in file["findings"]] == texts
    rows = list(csv.reader(StringIO(text_of("csv", report)), delimiter=";"))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [c for row in rows for c in row if re.match(r"\s*[=+\-@|%]", c)]
    for name in ("junit", "checkstyle"):
        ET.fromstring(text_of(name, report))


@pytest.mark.parametrize("track", [False, True])
def test_a_word_file_with_comments_is_whole(track: bool, linted: dict[str, Report]) -> None:
    report = linted["brev.docx"]
    (file,) = report.files
    data = sources()["brev.docx"]
    out = annotated(report, file, data, "nb", datetime(2026, 1, 2, tzinfo=UTC), track=track)
    if not track:
        assert letters(out) == letters(data)
    comments = root(out, "word/comments.xml")
    told = "\n".join(t.text or "" for t in comments.iter() if t.tag.endswith("}t"))
    assert [c for c in dangerous(told) if c != "U+200D"] == []
    elements = {tag.tag.rpartition("}")[2] for tag in comments.iter()}
    assert elements == {"comments", "comment", "p", "r", "rPr", "b", "t", "annotationRef"}
    assert "I henhold til" in commented(out).values()
    relations = parts(out)["word/_rels/document.xml.rels"]
    assert b"External" not in relations


def test_a_hostile_file_name_is_harmless(linted: dict[str, Report]) -> None:
    report = linted["brev.md"]
    path = f"{HOSTILE['escape']}{HOSTILE['direction']}{HOSTILE['markup']}.md"
    named = replace(report, files=(replace(report.files[0], path=path),))
    for name in names():
        out = text_of(name, named)
        if name == "csv":
            out = out.removeprefix("\ufeff").replace("\r\n", "\n")
        assert [c for c in dangerous(out) if c != "U+200D"] == [], name
