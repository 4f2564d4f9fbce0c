"""Whether the links of a page lead anywhere: asked only on request, politely, each once."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

from klarsprak.browser.network import host_of
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.sites import AGENT, Manners
from klarsprak.core.address import split_address, without_fragment

RULE = "lenke/dod"
MAX_LINKS = 2000
TIMEOUT = 15.0
GONE = frozenset({0, 404, 410})
"""Answers that mean there is nothing there; 0 is no answer. Others may be a closed door."""

Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere: the number of its element, its address, the answer."""

    number: int
    address: str
    status: int


def ask(url: str) -> int:
    """The status of the answer at `url` after redirects; 0 when there is none.

    Only the head is asked for, and the page itself where a server will not give its head.
    """
    if split_address(url).scheme not in ("http", "https"):
        return 0
    for method in ("HEAD", "GET"):
        request = Request(url, headers={"User-Agent": AGENT}, method=method)
        try:
            with build_opener().open(request, timeout=TIMEOUT) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            if method == "GET" or error.code not in (403, 405, 501):
                return error.code
        except (URLError, OSError, ValueError):
            return 0
    return 0


@dataclass(slots=True)
class LinkChecker:
    """Asks after links on `hosts` (all of them with `any_host`), each address once.

    What robots.txt closes is not asked for, and there is a pause between two questions to
    one host, as when a site is crawled.
    """

    hosts: frozenset[str]
    any_host: bool = False
    manners: Manners = field(default_factory=Manners)
    ask: Ask = ask
    sleep: Callable[[float], None] = time.sleep
    _answers: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, options: BrowserOptions, hosts: frozenset[str]) -> "LinkChecker":
        """A checker that may go where the browser may."""
        return cls(hosts | options.allowed_hosts, options.any_host)

    def dead(self, page: str, links: Sequence[tuple[int, str]]) -> Iterator[DeadLink]:
        """The links, (element number, address), of `page` that lead nowhere."""
        for number, link in links:
            address = without_fragment(link)
            if address == without_fragment(page) or not self._may_ask(address):
                continue
            status = self._answer(address)
            if status in GONE:
                yield DeadLink(number, link, status)

    def _may_ask(self, address: str) -> bool:
        if address in self._answers:
            return True
        return (
            split_address(address).scheme in ("http", "https")
            and (self.any_host or host_of(address) in self.hosts)
            and len(self._answers) < MAX_LINKS
            and self.manners.allows(address)
        )

    def _answer(self, address: str) -> int:
        if address not in self._answers:
            host = host_of(address)
            rest = self._asked.get(host, 0.0) + self.manners.pause(address) - time.monotonic()
            if host in self._asked and rest > 0:
                self.sleep(rest)
            self._answers[address] = self.ask(address)
            self._asked[host] = time.monotonic()
        return self._answers[address]
