"""Sitemaps and robots.txt, without a network."""

from urllib.error import HTTPError, URLError

import pytest

from klarsprak.browser.sites import Manners, fetch, sitemap_pages
from klarsprak.core.errors import BrowserError

HOME = "https://k.example"


def source(pages: dict[str, str]):  # type: ignore[no-untyped-def]
    def get(url: str) -> bytes:
        if url not in pages:
            raise URLError("not there")
        return pages[url].encode()

    return get


def test_pages_of_a_sitemap_and_of_an_index() -> None:
    pages = {
        f"{HOME}/map.xml": f"<sitemapindex><sitemap><loc>{HOME}/a.xml</loc></sitemap>"
        f"<sitemap><loc> {HOME}/b.xml </loc></sitemap></sitemapindex>",
        f"{HOME}/a.xml": f"<urlset><url><loc>{HOME}/1?a=1&amp;b=2</loc></url></urlset>",
        f"{HOME}/b.xml": f"<s:urlset><s:url><s:loc><![CDATA[{HOME}/2]]></s:loc></s:url>"
        "<url><loc>https://other.example/3</loc></url></s:urlset>",
    }
    get = source(pages)
    assert sitemap_pages(f"{HOME}/map.xml", get) == (f"{HOME}/1?a=1&b=2", f"{HOME}/2")
    assert len(sitemap_pages(f"{HOME}/map.xml", get, limit=1)) == 1


def test_a_sitemap_that_lists_itself_ends() -> None:
    page = f"<sitemapindex><sitemap><loc>{HOME}/m.xml</loc></sitemap></sitemapindex>"
    with pytest.raises(BrowserError, match="sitemap-unreadable"):
        sitemap_pages(f"{HOME}/m.xml", source({f"{HOME}/m.xml": page}))


def test_a_missing_sitemap_is_an_error() -> None:
    with pytest.raises(BrowserError, match="sitemap-unreadable"):
        sitemap_pages(f"{HOME}/m.xml", source({}))


def test_fetch_takes_web_addresses_only() -> None:
    with pytest.raises(OSError, match="not a web address"):
        fetch("file:///etc/hostname")


def test_a_packed_sitemap_is_unpacked(site: str) -> None:
    assert sitemap_pages(f"{site}/packed.xml") == ("http://127.0.0.1/a", "http://127.0.0.1/b")


def test_fetch_stays_on_its_host(site: str) -> None:
    with pytest.raises(OSError, match=r"elsewhere\.example"):
        fetch(f"{site}/away")


def test_robots_close_and_slow_down() -> None:
    text = "User-agent: *\nDisallow: /intern\nCrawl-delay: 7\n"
    manners = Manners(source({f"{HOME}/robots.txt": text}))
    assert not manners.allows(f"{HOME}/intern/a")
    assert manners.allows(f"{HOME}/a")
    assert manners.pause(f"{HOME}/a") == 7.0


def test_without_robots_everything_is_open() -> None:
    manners = Manners(source({}))
    assert manners.allows(f"{HOME}/a")
    assert manners.pause(f"{HOME}/a") == 1.0


def test_forbidden_robots_closes_everything() -> None:
    def get(url: str) -> bytes:
        raise HTTPError(url, 403, "no", None, None)  # type: ignore[arg-type]

    assert not Manners(get).allows(f"{HOME}/a")
