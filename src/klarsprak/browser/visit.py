"""One browser through many pages: load, come to rest, look, go on whatever happens."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from klarsprak.browser import axe
from klarsprak.browser.checks import clicks, focus, hover, layout, media, shortcut, toggles
from klarsprak.browser.driver import Browser
from klarsprak.browser.elements import Elements
from klarsprak.browser.network import host_of, hosts_of, is_allowed
from klarsprak.browser.options import BrowserOptions, Consent
from klarsprak.browser.page import Observation, Page
from klarsprak.browser.results import from_axe, unstyled
from klarsprak.core.address import without_fragment
from klarsprak.core.errors import BrowserError
from klarsprak.core.report import ToolError

if TYPE_CHECKING:
    from selenium.common.exceptions import WebDriverException

QUIET_MS, REST_MS = 100, 5000
"""A page is at rest when nothing changed for so long; it is waited for at most so long."""

MOST_STYLE = 300_000
"""Characters of style rules that are read on one page; a sheet that is over is left out."""

_Check = tuple[str, Callable[[Page], Iterator[Observation]]]
CHECKS: tuple[_Check, ...] = (
    ("media", media.check_media),
    ("motion", media.check_motion),
    ("clicks", clicks.check),
    ("layout", layout.check),
    ("hover", hover.check),
    ("shortcut", shortcut.check),
    ("focus", focus.check),
    ("toggles", toggles.check),
)
"""In this order: what only looks goes before what points, presses and tabs."""
ACTS = frozenset({"shortcut", "focus", "toggles"})
"""Checks that come after one that may have led away from the page."""
_LAYOUT = frozenset({"reflow", "zoom", "spacing"})
_LOST = ("invalid session id", "disconnected", "crashed", "not reachable", "closed", "unable to")


@dataclass(frozen=True, slots=True)
class Part:
    """A tree of its own on a page: a frame of the same origin, or an open shadow tree.

    `selector` names the frame, or the host of the shadow tree, from the top of the page.
    `number` is that of a frame among the elements of the page, else -1.
    """

    selector: str
    html: str
    number: int = -1


@dataclass(frozen=True, slots=True)
class PageResult:
    """What a visit gave. `url` is as asked for, `address` where the browser ended up.

    `elements` holds the document as it was rendered. When the page could not be had it is
    None, and `errors` say why. `not_run` names checks that failed on this page, or holds
    ``nettleser`` when the page stopped answering, before or half-way. `blocked`
    are hosts that the page asked for and did not get. `links` are the addresses that links
    lead to, `link_numbers` the numbers of their elements. `sheets` are the style rules that
    held in the window, by the number of the element that brought them.
    """

    url: str
    address: str = ""
    elements: Elements | None = None
    observations: tuple[Observation, ...] = ()
    errors: tuple[ToolError, ...] = ()
    not_run: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    link_numbers: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    sheets: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Log:
    """What one page has given so far: kept when the page stops answering half-way."""

    url: str
    shot: dict[str, Any] | None = None
    observations: list[Observation] = field(default_factory=list)
    errors: list[ToolError] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, code: str, **values: str) -> None:
        self.errors.append(ToolError(self.url, code, values))


def visit(urls: Sequence[str], options: BrowserOptions) -> Iterator[PageResult]:
    """Visit each of `urls` in turn with one browser and yield what was seen.

    A page that hangs, crashes or cannot be had gives a result with errors, and the next one
    gets a new browser where that is needed. No request leaves the hosts of `urls` and
    `options.allowed_hosts`. Raises BrowserError when no browser can be started at all.
    """
    with Browser(options, hosts_of(urls)) as browser:
        browser.add_script(axe.script())
        for url in urls:
            yield visit_page(browser, url)


def visit_page(browser: Browser, url: str) -> PageResult:
    """Visit one page; never raises for what the page does."""
    from selenium.common.exceptions import WebDriverException
    from urllib3.exceptions import HTTPError

    log = _Log(url)
    try:
        _look(browser, url, log)
    except WebDriverException as error:
        log.not_run.append("nettleser")
        _recover(browser, log, error)
    except (HTTPError, OSError):
        log.not_run.append("nettleser")
        log.add("page-timeout", url=url)
        browser.restart()
    return _result(browser, log)


def _result(browser: Browser, log: _Log) -> PageResult:
    errors, not_run = tuple(log.errors), tuple(log.not_run)
    shot = log.shot
    if shot is None:
        return PageResult(log.url, errors=errors, not_run=not_run)
    elements = Elements(
        shot["html"],
        tuple(shot["tags"]),
        tuple(shot["parents"]),
        tuple(shot["nth"]),
        tuple(shot["ids"]),
        frozenset(shot["inert"]),
    )
    bare = bool(shot["unstyled"])
    return PageResult(
        log.url,
        shot["url"],
        elements,
        tuple(unstyled(log.observations) if bare else log.observations),
        errors,
        not_run,
        (*log.notes, *(("page-unstyled",) if bare else ())),
        _blocked(browser, shot["resources"]),
        tuple(shot["links"]),
        tuple(int(number) for number in shot["link_numbers"]),
        tuple(
            Part(str(part["selector"]), str(part["html"]), int(part["number"]))
            for part in shot["parts"]
        ),
        {int(number): str(text) for number, text in shot["sheets"]},
    )


def _recover(browser: Browser, log: _Log, error: "WebDriverException") -> None:
    """Say what happened to the page, and get a working browser for the next one."""
    from selenium.common.exceptions import TimeoutException

    message = (error.msg or "").splitlines()[0] if error.msg else type(error).__name__
    if isinstance(error, TimeoutException):
        log.add("page-timeout", url=log.url)
        browser.restart()
    elif "net::" in message:
        _unreachable(browser, log, message[message.find("net::") + 5 :].split()[0].rstrip(")"))
    elif any(word in message for word in _LOST):
        log.add("page-crashed", url=log.url)
        browser.restart()
    else:
        log.add("page-failed", url=log.url, reason=message[:200])
        browser.restart()


def _unreachable(browser: Browser, log: _Log, reason: str) -> None:
    host = _refused_host(browser)
    if host:
        log.add("page-host-blocked", url=log.url, host=host)
    else:
        log.add("page-unreachable", url=log.url, reason=reason)


def _refused_host(browser: Browser) -> str:
    """The host that a page was sent on to without leave; "" for none."""
    from selenium.common.exceptions import WebDriverException

    try:
        address = browser.driver.current_url
    except WebDriverException:
        return ""
    refused = not browser.options.any_host and not is_allowed(address, browser.hosts)
    return host_of(address) if refused else ""


def _look(browser: Browser, url: str, log: _Log) -> None:
    _load(browser, url, log)
    page = Page(browser)
    if not page.wait_for("settle", QUIET_MS, REST_MS):
        log.notes.append("page-restless")
    _consent(page)
    shot = page.run("snapshot", MOST_STYLE)
    if str(shot["url"]).startswith("chrome-error:"):
        _unreachable(browser, log, "")
    elif shot["type"] not in ("text/html", "application/xhtml+xml"):
        log.add("page-not-html", url=url, type=shot["type"])
    elif int(shot["status"]) >= 400:
        log.add("page-status", url=url, status=str(shot["status"]))
    if log.errors:
        log.not_run.append("nettleser")
        return
    log.shot = shot
    log.observations.extend(_axe(page, log))
    # One by one: what was seen before a check hangs is not lost.
    for seen in _own(page, log):
        log.observations.append(seen)


def _load(browser: Browser, url: str, log: _Log) -> None:
    """Open `url`; a page that is there but never done loading is looked at as it is."""
    from selenium.common.exceptions import TimeoutException

    begun = time.time()
    try:
        browser.driver.get(url)
    except TimeoutException:
        if not _has_come(browser, begun):
            raise
        log.notes.append("page-slow")


def _has_come(browser: Browser, begun: float) -> bool:
    """Whether a page asked for at `begun` is there to be read, asked with little patience.

    The page before it, which is still shown while nothing has come, is older.
    """
    from selenium.common.exceptions import WebDriverException
    from urllib3.exceptions import HTTPError

    usual = browser.patience
    browser.patience = 5
    try:
        state = browser.driver.execute_script(
            "window.stop(); return [document.readyState, performance.timeOrigin]"
        )
        return bool(state[0] != "loading" and state[1] / 1000 >= begun)
    except (WebDriverException, HTTPError, OSError):
        return False
    finally:
        browser.patience = usual


def _consent(page: Page) -> None:
    wanted = page.options.consent
    if wanted is not Consent.KEEP and page.run("consent", wanted.value, page.options.banner):
        page.wait_for("settle", QUIET_MS, REST_MS)


def _axe(page: Page, log: _Log) -> list[Observation]:
    if "axe" not in page.options.checks:
        return []
    try:
        return from_axe(axe.run(page.browser.driver, page.options.axe_rules))
    except BrowserError as error:
        log.add(error.code, url=log.url, **error.values)
        log.not_run.append("nettleser/axe")
        return []


def _own(page: Page, log: _Log) -> Iterable[Observation]:
    """Run the checks that are switched on; one that fails is told of, the others go on."""
    from selenium.common.exceptions import JavascriptException

    wanted = page.options.checks
    start = without_fragment(page.browser.driver.current_url)
    for name, check in CHECKS:
        if not (wanted & _LAYOUT if name == "layout" else name in wanted):
            continue
        if name in ACTS and without_fragment(page.browser.driver.current_url) != start:
            log.notes.append("page-moved")
            log.not_run.append(f"nettleser/{name}")
            continue
        try:
            yield from check(page)
        except JavascriptException as error:
            reason = (error.msg or "").splitlines()[0][:200]
            log.add("browser-check", url=log.url, check=name, reason=reason)
            log.not_run.append(f"nettleser/{name}")


def _blocked(browser: Browser, resources: Sequence[Any]) -> tuple[str, ...]:
    if browser.options.any_host:
        return ()
    asked = {host_of(str(name)) for name in resources}
    return tuple(sorted(host for host in asked if host and host not in browser.hosts))
