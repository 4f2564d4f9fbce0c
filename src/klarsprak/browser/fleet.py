"""Several browsers side by side: each thread has one, results come in the order asked for."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, local

from klarsprak.browser import axe
from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.visit import PageResult, visit_page

AHEAD = 2
"""Pages per browser that may wait to be read, so that a big site does not fill the memory."""


class _Fleet:
    """The browsers of a run; each is started in the thread that uses it."""

    def __init__(self, options: BrowserOptions, hosts: frozenset[str]) -> None:
        self._options, self._hosts = options, hosts
        self._own = local()
        self._lock = Lock()
        self._all: list[Browser] = []

    def visit(self, url: str) -> PageResult:
        """Visit a page with the browser of this thread; BrowserError when it cannot start."""
        browser: Browser | None = getattr(self._own, "browser", None)
        if browser is None:
            browser = Browser(self._options, self._hosts)
            with self._lock:
                self._all.append(browser)
            browser.start()
            browser.add_script(axe.script())
            self._own.browser = browser
        return visit_page(browser, url)

    def stop(self) -> None:
        """Stop every browser."""
        for browser in self._all:
            browser.stop()


def visit_all(
    urls: Sequence[str], options: BrowserOptions, hosts: frozenset[str], jobs: int
) -> Iterator[PageResult]:
    """Visit `urls` with at most `jobs` browsers and yield what was seen, in that order.

    The next pages are visited while the caller works on the last. Raises BrowserError when
    a browser cannot be started.
    """
    fleet = _Fleet(options, hosts)
    workers = max(1, min(jobs, len(urls)))
    waiting: deque[Future[PageResult]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="klarsprak-nettleser")
    try:
        for url in urls:
            waiting.append(pool.submit(fleet.visit, url))
            if len(waiting) > workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        pool.shutdown(wait=True, cancel_futures=True)
        fleet.stop()
