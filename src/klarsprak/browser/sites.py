"""Many pages of a site: its map, its wishes (robots.txt), its links."""

import gzip
import html
import re
import time
from collections.abc import Callable, Iterator, Sequence
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

from klarsprak.browser import axe
from klarsprak.browser.driver import Browser
from klarsprak.browser.fleet import visit_all
from klarsprak.browser.network import host_of, hosts_of
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.visit import PageResult, visit_page
from klarsprak.core.address import split_address, without_fragment
from klarsprak.core.errors import BrowserError

AGENT = "klarsprak"
PAUSE = 1.0
"""Seconds between two pages when a site is crawled, unless robots.txt asks for more."""
MAX_PAGES = 500
MAX_BYTES = 50 * 1024 * 1024
FETCH_TIMEOUT = 20.0

Fetch = Callable[[str], bytes]

_LOC = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)\s*(?:\]\]>)?\s*</", re.I)
_INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b", re.I)
_NOT_PAGES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|gz|jpe?g|png|gif|svg|webp|mp[34]|ics|xml|json|css|js)$",
    re.I,
)


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect only within the host that was asked."""

    def redirect_request(  # type: ignore[no-untyped-def]  # typeshed leaves it open too
        self, req, fp, code, msg, headers, newurl
    ) -> Request | None:
        """The next request; URLError when it would leave the host."""
        if host_of(newurl) != host_of(req.full_url):
            raise URLError(f"redirect to {host_of(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str) -> bytes:
    """The body at `url`, at most 50 MB, unpacked; OSError when it cannot be had."""
    if split_address(url).scheme not in ("http", "https"):
        raise URLError("not a web address")
    request = Request(url, headers={"User-Agent": AGENT})
    with build_opener(_SameHost()).open(request, timeout=FETCH_TIMEOUT) as answer:
        body = bytes(answer.read(MAX_BYTES + 1))
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    if len(body) > MAX_BYTES:
        raise URLError("too large")
    return body


def sitemap_pages(url: str, get: Fetch = fetch, limit: int = MAX_PAGES) -> tuple[str, ...]:
    """The pages that a sitemap (or an index of sitemaps, two levels deep) lists, in order.

    Only pages of the sitemap's own host count, as the protocol says. BrowserError
    ``sitemap-unreadable`` when the map cannot be had or lists nothing.
    """
    found: dict[str, None] = {}

    def read(place: str, depth: int) -> None:
        text = get(place).decode("utf-8", "replace")
        inner = _INDEX.search(text) is not None
        for match in _LOC.finditer(text):
            address = html.unescape(match.group(1))
            if host_of(address) != host_of(url) or len(found) >= limit:
                continue
            if not inner:
                found.setdefault(address)
            elif depth < 2:
                read(address, depth + 1)

    try:
        read(url, 0)
    except (OSError, ValueError, EOFError) as error:
        raise BrowserError("sitemap-unreadable", url=url, reason=error) from error
    if not found:
        raise BrowserError("sitemap-unreadable", url=url, reason="")
    return tuple(found)


class Manners:
    """What robots.txt of each host allows, read once per host, and how long to wait.

    A robots.txt that is not there allows everything; one that may not be read, nothing.
    """

    def __init__(self, get: Fetch = fetch) -> None:
        self._get = get
        self._known: dict[str, RobotFileParser] = {}

    def allows(self, url: str) -> bool:
        """Whether a crawler may open `url`."""
        return self._of(url).can_fetch(AGENT, url)

    def pause(self, url: str) -> float:
        """Seconds to wait before `url`; at least `PAUSE` and at most a minute."""
        asked = self._of(url).crawl_delay(AGENT)
        return min(60.0, max(PAUSE, float(asked or 0)))

    def _of(self, url: str) -> RobotFileParser:
        root = urljoin(url, "/robots.txt")
        if root not in self._known:
            parser = RobotFileParser(root)
            try:
                parser.parse(self._get(root).decode("utf-8", "replace").splitlines())
            except OSError as error:
                status = getattr(error, "code", 404)
                parser.parse(["User-agent: *", f"Disallow: {'/' if status in (401, 403) else ''}"])
            self._known[root] = parser
        return self._known[root]


def crawl(
    starts: Sequence[str],
    options: BrowserOptions,
    depth: int,
    *,
    limit: int = MAX_PAGES,
    manners: Manners | None = None,
    jobs: int = 1,
) -> Iterator[PageResult]:
    """Visit `starts`, and what they link to on the same hosts, `depth` links away.

    With depth 0 the pages are those that were named: robots.txt is not asked, there is no
    pause, and `jobs` browsers share them. Otherwise pages that robots.txt closes are left out, and there is a pause
    before each page that was found. Raises BrowserError when no browser can be started.
    """
    hosts = hosts_of(starts)
    if not depth:
        yield from visit_all(tuple(dict.fromkeys(starts)), options, hosts, jobs)
        return
    polite = manners or Manners()
    queue = [(url, 0) for url in dict.fromkeys(starts)]
    seen = {_same(url) for url, _ in queue}
    with Browser(options, hosts) as browser:
        browser.add_script(axe.script())
        for url, level in queue:
            if level:
                time.sleep(polite.pause(url))
            result = visit_page(browser, url)
            yield result
            if level >= depth:
                continue
            for link in result.links:
                address = without_fragment(link)
                if _same(address) in seen or len(seen) >= limit:
                    continue
                if _is_page(address, hosts) and polite.allows(address):
                    seen.add(_same(address))
                    queue.append((address, level + 1))


def _same(url: str) -> str:
    """What makes two addresses one page: no fragment, no lone slash at the end."""
    return without_fragment(url).rstrip("/")


def _is_page(url: str, hosts: frozenset[str]) -> bool:
    parts = split_address(url)
    return (
        parts.scheme in ("http", "https")
        and host_of(url) in hosts
        and not _NOT_PAGES.search(parts.path)
    )
