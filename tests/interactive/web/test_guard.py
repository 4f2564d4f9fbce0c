"""Only the browser that was given the address is answered, and what it gets is locked down."""

import re

import pytest
from starlette.testclient import TestClient

from klarsprak.api import lint_text
from klarsprak.core.finding import Severity
from klarsprak.messages.catalogue import load
from klarsprak.messages.template import fill
from tests.interactive.web.conftest import ORIGIN, PORT, TOKEN, Page

STATIC = ("main.js", "paper.js", "panel.js", "server.js", "text.js", "nodes.js", "page.css")


@pytest.mark.parametrize("path", ["/", "/desk", f"/{TOKEN}", f"/{TOKEN}x/", "/wrong/", "//", "/æ/"])
def test_without_the_secret_there_is_nothing(client: TestClient, path: str) -> None:
    for method in ("GET", "POST"):
        response = client.request(method, f"{ORIGIN}{path}")
        assert response.status_code == 403
        assert response.content == b""


@pytest.mark.parametrize("path", ["", "texts", *(f"static/{name}" for name in STATIC)])
def test_with_it_there_is_a_page(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.content


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""]
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("", headers={"Host": host}).status_code == 403


def test_localhost_is_this_machine(client: TestClient) -> None:
    assert client.get("", headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8123", ""])
def test_another_origin_is_refused(client: TestClient, origin: str) -> None:
    headers = {"Origin": origin}
    assert client.post("desk", json={"desk": ""}, headers=headers).status_code == 403
    assert client.get("", headers=headers).status_code == 403


def test_a_request_that_changes_something_names_its_origin(client: TestClient) -> None:
    del client.headers["Origin"]
    assert client.get("").status_code == 200
    assert client.post("desk", json={"desk": ""}).status_code == 403


@pytest.mark.parametrize(
    ("site", "status"), [("none", 200), ("cross-site", 403), ("same-site", 403)]
)
def test_where_the_browser_says_it_comes_from(client: TestClient, site: str, status: int) -> None:
    assert client.get("", headers={"Sec-Fetch-Site": site}).status_code == status


@pytest.mark.parametrize(
    "address", [f"{ORIGIN}/wrong/", f"{ORIGIN}/{TOKEN}/", f"{ORIGIN}/{TOKEN}/no"]
)
def test_every_answer_is_locked_down(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("language", ["nb", "nn", "en", "xx"])
def test_the_page_brings_no_script_or_style_of_its_own(client: TestClient, language: str) -> None:
    html = client.get(f"?sprak={language}").text
    assert f'<html lang="{"nb" if language == "xx" else language}">' in html
    assert html.count("<script") == 1 and "<style" not in html
    assert " style=" not in html and " onclick=" not in html and "javascript:" not in html
    assert "http://" not in html and "https://" not in html


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "nothing.js", "app.py", "%00"]
)
def test_no_file_but_those_of_the_page(client: TestClient, name: str) -> None:
    assert client.get(f"static/{name}").status_code == 404


def test_the_script_asks_for_no_text_that_is_not_there(client: TestClient) -> None:
    texts = client.get("texts?sprak=nn").json()
    scripts = "".join(client.get(f"static/{name}").text for name in STATIC if "js" in name)
    asked = set(re.findall(r'\btext\("([a-z-]+)"', scripts))
    asked |= {"promise", "wcag", "sources", "rule"}
    assert asked == set(texts)


def test_no_script_sets_markup(client: TestClient) -> None:
    scripts = "".join(client.get(f"static/{name}").text for name in STATIC if "js" in name)
    for risky in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert risky not in scripts


def test_ids_of_others_open_nothing(client: TestClient, page: Page) -> None:
    for path in ("/news?number=0&known=0&row=0", "/report", "/text", "/rich"):
        assert client.get(f"desk/other{path}").status_code == 404
    assert client.post("desk/other", json={}).status_code == 404


@pytest.mark.model
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_passes_klarsprak(client: TestClient, language: str) -> None:
    html = client.get(f"?sprak={language}").text
    report = lint_text(html, format="html", audience="ansatt", document_type="skjema")
    assert report.language == language
    hard = [f for f in report.findings if f.severity.rank >= Severity.WARNING.rank]
    assert [(f.rule_id, f.text) for f in hard] == []


@pytest.mark.model
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_the_page_says_passes_klarsprak(language: str) -> None:
    said = [
        fill(text, lambda name: "3")
        for key, text in load(language).texts.items()
        if key.startswith("web.") and " " in text and text.endswith((".", "?"))
    ]
    report = lint_text("\n\n".join(said), audience="ansatt", document_type="nett")
    assert report.language == language
    hard = [f for f in report.findings if f.severity.rank >= Severity.WARNING.rank]
    assert [(f.rule_id, f.text) for f in hard] == []
