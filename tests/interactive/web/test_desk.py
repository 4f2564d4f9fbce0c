"""What the page's server does with a text: as the page asks, without a browser."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from klarsprak.core.document import Format
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import pasted
from klarsprak.interactive.web.app import make_app
from tests.interactive.conftest import LETTER
from tests.interactive.web.conftest import ORIGIN, PORT, TOKEN, Page

HEAVY = "vedrørende"


@pytest.fixture
def letter(page: Page) -> Page:
    page.write(LETTER)
    page.settle()
    return page


def test_findings_of_what_was_written(letter: Page) -> None:
    assert letter.words().count(HEAVY) == 2
    assert "i henhold til" in letter.words()
    assert letter.state["summary"]
    assert letter.state["current"] == -1
    assert letter.state["rows"]["total"] == len(letter.marks)


def test_offsets_are_code_points(page: Page) -> None:
    page.write("😀😀 Brevet vedrørende plass. 😀\n")
    page.settle()
    assert page.words() == [HEAVY]
    page.write("😀", start=1, end=2)
    page.ask("take", choice=0, **page.at(HEAVY))
    assert page.text == "😀😀 Brevet om plass. 😀\n"


def test_take_undo_redo(letter: Page) -> None:
    reply = letter.ask("take", choice=0, **letter.at(HEAVY))
    changed = LETTER.replace(HEAVY, "om", 1)
    assert letter.text == changed
    assert reply["go"] and "om" in reply["notice"]
    assert letter.state["canUndo"]
    letter.ask("undo")
    assert letter.text == LETTER
    letter.ask("redo")
    assert letter.text == changed
    letter.settle()
    assert letter.words().count(HEAVY) == 1


def test_ignore_can_be_taken_back(letter: Page) -> None:
    before = len(letter.marks)
    letter.ask("ignore", **letter.at("i henhold til"))
    assert len(letter.marks) == before - 1
    assert "i henhold til" not in letter.words()
    letter.ask("undo")
    assert len(letter.marks) == before
    letter.settle()
    assert letter.state["card"]["text"] == "i henhold til"


def test_a_word_is_accepted_for_good(letter: Page, tmp_path: Path) -> None:
    reply = letter.ask("accept", **letter.at(HEAVY))
    assert HEAVY in reply["notice"]
    letter.settle()
    assert HEAVY not in letter.words()
    written = [path for path in tmp_path.iterdir() if HEAVY in path.read_text(encoding="utf-8")]
    assert len(written) == 1
    letter.ask("undo")
    letter.settle()
    assert letter.words().count(HEAVY) == 2
    assert HEAVY not in written[0].read_text(encoding="utf-8")


def test_nothing_else_is_written(letter: Page, tmp_path: Path, client: TestClient) -> None:
    client.get(f"desk/{letter.desk}/report")
    client.get(f"desk/{letter.desk}/text")
    assert list(tmp_path.iterdir()) == []


def test_steps_go_round(letter: Page) -> None:
    seen = []
    for _ in letter.marks:
        letter.ask("step", step=1, cursor=0)
        seen.append(letter.state["current"])
    assert seen == list(range(len(letter.marks)))
    letter.ask("step", step=1, cursor=0)
    assert letter.state["current"] == 0
    letter.ask("step", step=-1, cursor=0)
    assert letter.state["current"] == len(letter.marks) - 1
    assert letter.state["card"]["message"]


def test_the_finding_at_the_cursor(letter: Page) -> None:
    letter.ask("cursor", cursor=letter.text.index("henhold"))
    assert letter.state["card"]["text"] == "i henhold til"
    letter.ask("close")
    assert letter.state["card"] is None


def test_a_finding_of_an_older_list_is_still_found(letter: Page) -> None:
    old = letter.at("i henhold til")
    letter.write("God dag. ")
    letter.settle()
    letter.ask("take", choice=0, **old)
    assert "etter vedtektene" in letter.text


def test_a_finding_that_is_gone_is_told_of(letter: Page) -> None:
    old = letter.at("i henhold til")
    start = letter.text.index("i henhold til")
    letter.write("etter", start=start, end=start + len("i henhold til"))
    reply = letter.ask("take", choice=0, **old)
    assert reply["change"] is None and reply["notice"]


def test_another_reader_another_type(letter: Page) -> None:
    letter.ask("audience", id="barn")
    letter.settle()
    assert letter.state["audience"] == "barn"
    letter.ask("type", id="sms")
    letter.settle()
    assert letter.state["documentType"] == "sms"
    reply = letter.ask("audience", id="romvesen")
    assert "romvesen" in reply["notice"]
    assert letter.state["audience"] == "barn"


def test_the_language_of_the_page(letter: Page, client: TestClient) -> None:
    number = letter.state["number"] - 1
    texts = [
        client.get(f"desk/{letter.desk}/news?number={number}&known=-1&row=0&sprak={code}").json()
        for code in ("nb", "nn", "en")
    ]
    assert len({state["summary"] for state in texts}) > 1
    assert len({state["rows"]["shown"][0]["severityName"] for state in texts}) == len(texts) - 1


def test_a_reload_loses_nothing(letter: Page, client: TestClient) -> None:
    again = Page(client)
    again.desk = letter.desk
    again.open()
    assert again.text == LETTER
    assert again.words() == letter.words()
    unknown = Page(client)
    unknown.desk = "finnes-ikke"
    unknown.open()
    assert unknown.desk not in ("finnes-ikke", letter.desk)
    assert unknown.text == ""


def test_two_pages_are_told_of_each_other(letter: Page, client: TestClient) -> None:
    other = Page(client)
    other.desk = letter.desk
    other.open()
    letter.write("Ny linje\n")
    response = client.post(f"desk/{other.desk}", json=other.values("undo"))
    assert response.status_code == 409
    assert response.json()["text"] == letter.text


def test_each_page_has_a_text_of_its_own(letter: Page, client: TestClient) -> None:
    other = Page(client)
    other.open()
    other.write("Noe annet.")
    other.settle()
    assert letter.ask("sync")["change"] is None
    assert letter.text == LETTER


def test_the_oldest_of_many_pages_goes(client: TestClient, page: Page) -> None:
    for _ in range(12):
        Page(client).open()
    assert client.get(f"desk/{page.desk}/text").status_code == 404


def test_the_first_page_begins_with_the_file(checker: Checker) -> None:
    app = make_app(checker, token=TOKEN, port=PORT, first=pasted(LETTER, Format.TEXT, "brev.txt"))
    with TestClient(app, base_url=f"{ORIGIN}/{TOKEN}/", headers={"Origin": ORIGIN}) as client:
        first, second = Page(client), Page(client)
        first.open()
        second.open()
        assert (first.text, second.text) == (LETTER, "")
        first.settle()
        assert HEAVY in first.words()


# What is pasted


def test_rich_text_keeps_its_structure(page: Page) -> None:
    html = '<h2>Søk</h2><p>Ta <a href="https://x.no/a">kontakt</a>.</p><ul><li>en<li>to</ul>'
    page.ask("paste", html=html, plain="Søk", start=0, end=0)
    assert page.text == "## Søk\n\nTa [kontakt](https://x.no/a).\n\n- en\n- to\n"
    assert page.state["format"] == "markdown"
    page.ask("undo")
    assert page.text == ""


def test_rich_text_without_structure_is_plain_text(page: Page) -> None:
    page.ask("paste", html="<p>Hei *du*</p><p>Vi svarer</p>", plain="", start=0, end=0)
    assert page.text == "Hei *du*\n\nVi svarer\n"
    assert page.state["format"] == "text"


def test_rich_text_in_a_plain_text_is_plain(letter: Page) -> None:
    reply = letter.ask("paste", html="<h1>Ny</h1>", plain="Ny", start=3, end=3)
    assert letter.text.startswith("HeiNy\n")
    assert letter.state["format"] == "text"
    assert reply["notice"] and reply["cursor"] == 5


def test_html_without_text_gives_the_plain_text(page: Page) -> None:
    page.ask("paste", html="<meta charset=utf-8><!-- -->", plain="Hei du", start=0, end=0)
    assert page.text == "Hei du\n"


def test_a_chosen_format_is_not_guessed_away(page: Page) -> None:
    page.ask("format", id="text")
    page.ask("paste", html="<h1>Ny</h1><p>x", plain="", start=0, end=0)
    assert page.text == "Ny\n\nx\n"


def test_html_source_is_checked_for_accessibility(page: Page) -> None:
    page.write('<main><h1>Kart</h1><p>Se <img src="kart.png"></p></main>')
    page.settle()
    assert page.state["format"] == "html"
    assert page.words() == ['<img src="kart.png">']
    page.ask("step", step=1, cursor=0)
    assert "1.1.1" in page.state["card"]["wcag"]


HOSTILE = (
    "<script>alert(1)</script><p>Hei</p>",
    '<p onclick="alert(1)">Hei</p>',
    '<a href="javascript:alert(1)">Hei</a>',
    '<a href=" java\tscript:alert(1)">Hei</a>',
    '<a href="data:text/html,<script>alert(1)</script>">Hei</a>',
    '<img src=x onerror=alert(1) alt="Hei">',
    "<svg><script>alert(1)</script></svg><p>Hei</p>",
    "<p>Hei</p><style>@import url(http://evil.example)</style>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><p>Hei</p>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; Hei</p>",
    "<![CDATA[<p>x]]><p>Hei<!-- --!><script>alert(1)</script>",
)


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_rich_text_is_harmless(page: Page, client: TestClient, html: str) -> None:
    page.ask("paste", html=html, plain="", start=0, end=0)
    assert "Hei" in page.text
    page.ask("format", id="markdown")
    made = client.get(f"desk/{page.desk}/rich").json()["html"].lower()
    for risky in ("<script", "javascript:", "onclick=", "onerror=", "<iframe", "<style", "data:"):
        assert risky not in made


def test_the_rich_text_to_copy(page: Page, client: TestClient) -> None:
    page.write("# Søk\n\n- en\n- <b>to</b>\n")
    made = client.get(f"desk/{page.desk}/rich").json()
    assert made["plain"] == page.text
    assert "<h1>Søk</h1>" in made["html"] and "<li>en</li>" in made["html"]
    assert "&lt;b&gt;" in made["html"]


# Files


def test_a_file_takes_the_place_of_the_text_and_can_be_taken_back(
    letter: Page, client: TestClient
) -> None:
    data = "\ufeff# Åpent\r\n\r\nHei\r\n".encode()
    reply = client.post(f"desk/{letter.desk}/file?name=ny.md", content=data).json()
    assert reply["text"] == "# Åpent\n\nHei\n"
    assert reply["state"]["format"] == "markdown"
    assert "ny.md" in reply["notice"]
    letter.text = reply["text"]
    letter.see(reply["state"])
    saved = client.get(f"desk/{letter.desk}/text")
    assert saved.content == data
    assert "ny.md" in saved.headers["content-disposition"]
    letter.ask("undo")
    assert letter.text == LETTER
    assert letter.state["format"] == "text"
    letter.ask("redo")
    assert letter.state["format"] == "markdown"
    assert client.get(f"desk/{letter.desk}/text").content == data


def test_a_word_file_keeps_its_structure(page: Page, client: TestClient) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Svar på søknad", 1)
    made.add_paragraph("Vi viser til saken.")
    made.add_paragraph("legeerklæring", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{number}"
    data = BytesIO()
    made.save(data)
    reply = client.post(f"desk/{page.desk}/file?name=brev.docx", content=data.getvalue()).json()
    assert reply["text"].startswith("# Svar på søknad\n\nVi viser til saken.\n\n- legeerklæring\n")
    assert "| c0 | c1 |\n| --- | --- |\n| c2 | c3 |" in reply["text"]
    assert reply["state"]["format"] == "markdown"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.docx", b"PK\x03\x04"),
        ("x.txt", b"\x00\x01\x02" * 50),
        ("x.pdf", b"%PDF-1.4"),
        ("x.exe", b"MZ"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of(
    letter: Page, client: TestClient, name: str, data: bytes
) -> None:
    response = client.post(f"desk/{letter.desk}/file?name={name}", content=data)
    assert response.status_code == 422
    assert name in response.json()["notice"]
    assert letter.ask("sync")["change"] is None


def test_a_body_that_is_too_large(
    page: Page, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klarsprak.interactive.web.app.MAX_BYTES", 1000)
    response = client.post(f"desk/{page.desk}/file?name=x.txt", content=b"a" * 1001)
    assert response.status_code == 413
    response = client.post(f"desk/{page.desk}", content=b" " * 1001)
    assert response.status_code == 413


def test_the_report(letter: Page, client: TestClient) -> None:
    response = client.get(f"desk/{letter.desk}/report?sprak=nn")
    assert response.headers["content-disposition"].startswith("attachment")
    assert '<html lang="nn">' in response.text and HEAVY in response.text


def test_signs_that_the_encoding_does_not_have_are_saved_as_utf_8(
    page: Page, client: TestClient
) -> None:
    data = "Blåbærsyltetøy til alle som søker plass på skolen før påske.".encode("cp1252")
    reply = client.post(f"desk/{page.desk}/file?name=a.txt", content=data).json()
    page.text = reply["text"]
    page.see(reply["state"])
    assert client.get(f"desk/{page.desk}/text").content == data
    page.write("☃ ")
    assert client.get(f"desk/{page.desk}/text").content == page.text.encode()


# Requests that no page sends


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"do": 1}',
        b'{"do": "sync", "version": "1", "known": 0, "row": 0}',
        b'{"do": "sync", "version": true, "known": 0, "row": 0}',
        b'{"do": "sync", "version": 1e999, "known": 0, "row": 0}',
    ],
)
def test_bad_requests(page: Page, client: TestClient, body: bytes) -> None:
    assert client.post(f"desk/{page.desk}", content=body).status_code == 400


@pytest.mark.parametrize(
    "values",
    [
        {"do": "explode"},
        {"edit": 3},
        {"edit": {"start": 5, "end": 2, "text": "x"}},
        {"edit": {"start": 0, "end": 10**9, "text": "x"}},
        {"edit": {"start": -1, "end": 0, "text": "x"}},
        {"edit": {"start": 0, "end": 0, "text": None}},
        {"do": "paste", "html": "<p>x", "plain": "", "start": 0, "end": 99},
        {"do": "take", "list": 1, "mark": "x"},
        {"do": "format", "id": "docx"},
    ],
)
def test_bad_values(page: Page, client: TestClient, values: dict[str, object]) -> None:
    body = {**page.values("sync"), **values}
    assert client.post(f"desk/{page.desk}", content=json.dumps(body)).status_code == 400
    page.write("Hei")
    assert page.text == "Hei"


@pytest.mark.parametrize(
    "query", ["", "number=x&known=0&row=0", "number=1", "number=²&known=0&row=0"]
)
def test_bad_queries(page: Page, client: TestClient, query: str) -> None:
    assert client.get(f"desk/{page.desk}/news?{query}").status_code == 400


def test_half_characters_do_no_harm(page: Page, client: TestClient) -> None:
    body = json.dumps(page.values("sync", edit={"start": 0, "end": 0, "text": "a\ud83db"}))
    reply = client.post(f"desk/{page.desk}", content=body).json()
    page.see(reply["state"])
    assert client.get(f"desk/{page.desk}/text").text == "a\ufffdb"


def test_no_news_is_told_after_a_while(letter: Page, client: TestClient) -> None:
    number = letter.state["number"]
    address = f"desk/{letter.desk}/news?number={number}&known={letter.state['list']}&row=0"
    assert client.get(address).status_code == 204


def test_the_page_can_end_the_program(checker: Checker) -> None:
    stopped: list[int] = []
    app = make_app(checker, token=TOKEN, port=PORT, stop=lambda: stopped.append(1))
    with TestClient(app, base_url=f"{ORIGIN}/{TOKEN}/", headers={"Origin": ORIGIN}) as client:
        assert client.get("stop").status_code == 405
        assert client.post("stop").status_code == 204
    assert stopped == [1]
