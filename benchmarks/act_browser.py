"""Time the browser engine against bare axe on the same pages, browser and run.

usage: act_browser.py SHARED [step] [rounds]

SHARED is the folder of measuring data; every `step`-th ACT page is visited (default 18),
three ways in turn, `rounds` times (default 3): axe-selenium-python as its readme says, with
the same axe-core; klarsprak with axe only; klarsprak with all its own checks. The ways are
compared round by round, since other work on the machine comes and goes, and the median of
the ratios is what counts. Wants: 1.15 and 3 at most.
"""

import functools
import json
import statistics
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_selenium_python import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from klarsprak.browser import axe
from klarsprak.browser.driver import BINARIES, DRIVERS, find_program
from klarsprak.browser.network import resolver_rules
from klarsprak.browser.options import ALL_CHECKS, BrowserOptions
from klarsprak.browser.visit import visit

BARE_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--host-resolver-rules={resolver_rules(['127.0.0.1'])}",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def bare(urls: list[str]) -> float:
    """Seconds that axe-selenium-python takes as it comes, with the newest axe-core."""
    options = webdriver.ChromeOptions()
    options.binary_location = find_program("", BINARIES)
    for flag in BARE_FLAGS:
        options.add_argument(flag)
    started = time.perf_counter()
    driver = webdriver.Chrome(options=options, service=Service(find_program("", DRIVERS)))
    driver.set_script_timeout(20)
    for url in urls:
        driver.get(url)
        runner = Axe(driver, script_url=axe.script_path())
        runner.inject()
        runner.run()
    driver.quit()
    return time.perf_counter() - started


def ours(urls: list[str], checks: frozenset[str]) -> float:
    """Seconds that klarsprak takes with these checks."""
    started = time.perf_counter()
    for result in visit(urls, BrowserOptions(checks=checks)):
        if result.errors:
            print(result.errors, file=sys.stderr)
    return time.perf_counter() - started


def main() -> None:
    """Print the three times and their ratios, round by round, and the medians."""
    act = Path(sys.argv[1]) / "data/wcag/act"
    step = int(sys.argv[2]) if len(sys.argv) > 2 else 18
    lines = (act / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    pages = sorted({json.loads(line)["html"] for line in lines})
    pages = [page for page in pages if page.endswith((".html", ".htm"))][::step]
    handler = functools.partial(Quiet, directory=str(act / "html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    urls = [base + page.removeprefix("html/") for page in pages]
    ratios: list[tuple[float, float]] = []
    for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 3):
        plain = bare(urls)
        only = ours(urls, frozenset({"axe"}))
        every = ours(urls, ALL_CHECKS)
        ratios.append((only / plain, every / plain))
        print(
            f"{len(urls)} pages: bare axe {plain:.1f} s, axe only {only:.1f} s "
            f"({only / plain:.2f}), all checks {every:.1f} s ({every / plain:.2f})",
            flush=True,
        )
    only_median, every_median = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"median: axe only {only_median:.2f}, all checks {every_median:.2f}")
    server.shutdown()


if __name__ == "__main__":
    main()
