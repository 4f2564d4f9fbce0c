"""Which hosts a run may talk to; everything else is cut off in the browser's resolver."""

from collections.abc import Iterable

from klarsprak.core.address import split_address


def host_of(url: str) -> str:
    """The host of `url` in lower case; "" for a local file and for no address at all."""
    return (split_address(url).hostname or "").rstrip(".")


def hosts_of(urls: Iterable[str]) -> frozenset[str]:
    """The hosts of all of `urls`."""
    return frozenset(host for host in map(host_of, urls) if host)


def resolver_rules(hosts: Iterable[str]) -> str:
    """The value of Chromium's ``--host-resolver-rules`` that lets only `hosts` through.

    Addresses given as numbers are covered too. An address of IPv6 stands in brackets.
    """
    excluded = (f"EXCLUDE {_pattern(host)}" for host in sorted(hosts))
    return " , ".join(("MAP * ~NOTFOUND", *excluded))


def _pattern(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def is_allowed(url: str, hosts: frozenset[str]) -> bool:
    """True when `url` needs no network, or goes to one of `hosts`."""
    scheme = url.partition(":")[0].lower()
    if scheme in ("http", "https", "ws", "wss", "ftp"):
        return host_of(url) in hosts
    return True
