"""Nothing leaves the hosts that were given."""

import pytest

from klarsprak.browser.network import host_of, hosts_of, is_allowed, resolver_rules


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Kommune.example:8080/a?b#c", "www.kommune.example"),
        ("http://kommune.example./", "kommune.example"),
        ("http://[::1]:80/", "::1"),
        ("file:///a/b.html", ""),
        ("http://[broken", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


def test_resolver_rules_let_through_only_what_is_named() -> None:
    assert resolver_rules(["b.example", "::1"]) == (
        "MAP * ~NOTFOUND , EXCLUDE [::1] , EXCLUDE b.example"
    )
    assert resolver_rules([]) == "MAP * ~NOTFOUND"


def test_is_allowed() -> None:
    hosts = hosts_of(["https://a.example/x", "file:///x"])
    assert is_allowed("https://a.example/y", hosts)
    assert is_allowed("data:text/html,x", hosts)
    assert not is_allowed("https://b.a.example/", hosts)
    assert not is_allowed("wss://other.example/", hosts)
