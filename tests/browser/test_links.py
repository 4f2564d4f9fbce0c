"""Links that lead nowhere: asked politely, each address once."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from klarsprak.browser.driver import Browser
from klarsprak.browser.links import LinkChecker, ask
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.run import run_pages
from klarsprak.browser.sites import Manners
from klarsprak.core.finding import PageLocation
from klarsprak.engine.run import Plan

HOME = "https://k.example"


def checker(robots: str = "", **answers: int) -> tuple[LinkChecker, list[str], list[float]]:
    asked: list[str] = []
    slept: list[float] = []

    def answer(url: str) -> int:
        asked.append(url)
        return answers.get(url.rpartition("/")[2], 200)

    manners = Manners(lambda _: robots.encode())
    made = LinkChecker(frozenset({"k.example"}), manners=manners, ask=answer, sleep=slept.append)
    return made, asked, slept


def test_each_address_is_asked_once_and_with_a_pause() -> None:
    made, asked, slept = checker(borte=404)
    links = [(1, f"{HOME}/borte"), (2, f"{HOME}/borte#x"), (3, f"{HOME}/her")]
    dead = list(made.dead(f"{HOME}/side", links))
    assert [(link.number, link.status) for link in dead] == [(1, 404), (2, 404)]
    assert asked == [f"{HOME}/borte", f"{HOME}/her"]
    assert len(slept) == 1
    assert 0 < slept[0] <= 1


def test_a_closed_door_is_no_dead_link() -> None:
    made, _, _ = checker(a=403, b=500, c=410)
    links = [(0, f"{HOME}/a"), (1, f"{HOME}/b"), (2, f"{HOME}/c")]
    assert [link.number for link in made.dead(f"{HOME}/side", links)] == [2]


@pytest.mark.parametrize(
    "address", ["https://other.example/x", "mailto:a@k.example", f"{HOME}/side#her", "tel:123"]
)
def test_what_is_not_asked(address: str) -> None:
    made, asked, _ = checker()
    assert list(made.dead(f"{HOME}/side", [(0, address)])) == []
    assert asked == []


def test_robots_are_heard() -> None:
    made, asked, _ = checker(robots="User-agent: *\nDisallow: /skjult", skjult=404)
    assert list(made.dead(f"{HOME}/side", [(0, f"{HOME}/skjult")])) == []
    assert asked == []


class _Server(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response({"/ok": 200, "/hode": 405}.get(self.path, 404))
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/hode" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_the_head_is_enough_where_it_is_given() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        assert [ask(f"{base}/{name}") for name in ("ok", "hode", "borte")] == [200, 200, 404]
    finally:
        server.shutdown()
        server.server_close()
    assert ask(f"{base}/ok") == 0
    assert ask("file:///etc/hostname") == 0


@pytest.mark.browser
def test_a_dead_link_on_a_page(browser: Browser, site: str) -> None:
    options = BrowserOptions(checks=frozenset())
    url = f"{site}/dead-links.html"
    for wanted, ask_links in ((0, False), (1, True)):
        report, _ = run_pages(
            {url: url},
            Plan(flags={"velg": ("lenke/dod",)}, no_config=True),
            options,
            ask_links=ask_links,
        )
        assert len(report.findings) == wanted
    (finding,) = report.findings
    assert finding.values["status"] == "404"
    assert isinstance(finding.location, PageLocation)
    assert finding.location.selector.endswith("a:nth-of-type(2)")
