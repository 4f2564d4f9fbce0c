"""Pages on loopback, and one browser for all tests."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from klarsprak.browser import axe
from klarsprak.browser.driver import BINARIES, DRIVERS, Browser, find_program
from klarsprak.browser.options import BrowserOptions
from tests.browser.pages import content

TYPES = {
    "html": "text/html; charset=utf-8",
    "txt": "text/plain",
    "css": "text/css",
    "wav": "audio/wav",
    "xml": "application/xml",
    "hang": "text/html",
}
HOLD = 60.0
"""Seconds that /hang keeps a visitor waiting, unless the tests are done before."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for the browser carry the mark `browser`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


class Pages(BaseHTTPRequestHandler):
    """Serves `pages.PAGES`; a few addresses misbehave."""

    stop = threading.Event()

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/")
        if name == "hang":
            self.stop.wait(HOLD)
        elif name == "away":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.example/")
            self.end_headers()
            return
        elif name == "broken":
            self.close_connection = True
            return
        body = content(name)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", TYPES.get(name.rpartition(".")[2], "text/html"))
        self.end_headers()
        self.wfile.write(b"<p>Ikke her" if body is None else body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A browser that goes away in the midst of an answer is no news."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the test pages, without a slash at the end."""
    server = Server(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Pages.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


def need_browser() -> None:
    """Skip without Chromium and its driver; in CI that is a failure."""
    if find_program("", BINARIES) and find_program("", DRIVERS):
        return
    if os.environ.get("CI") == "true":
        pytest.fail("Chromium and chromedriver must be there in CI")
    pytest.skip("Chromium or chromedriver is not here")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running browser that may reach loopback only."""
    need_browser()
    options = BrowserOptions(load_timeout=15, page_timeout=20)
    with Browser(options, frozenset({"127.0.0.1"})) as started:
        started.add_script(axe.script())
        yield started
