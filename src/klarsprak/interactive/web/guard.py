"""Who may talk to the page's server: the browser that was given the address, and no other page.

A page from elsewhere can make a browser send requests here, and with DNS rebinding even
read the answers. So every request must have the secret of the address, name this machine
as its host, and come from this origin.
"""

import hmac
from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_READING = frozenset({"GET", "HEAD"})
_OWN_SITE = frozenset({b"same-origin", b"none"})
"""What a browser says of where a request came from, when it is this page or the user."""


class Guard:
    """Lets a request through to `app` only when all three hold; `app` never sees the secret."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode("ascii")
        self._hosts = frozenset(f"{host}:{port}".encode() for host in ("127.0.0.1", "localhost"))
        self._origins = frozenset(b"http://" + host for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403, or hand the request on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sent = _with_headers(send)
        _, _, path = scope["path"].partition("/")
        token, slash, rest = path.partition("/")
        known = hmac.compare_digest(token.encode("utf-8", "replace"), self._token)
        if not (known and slash and self._is_own(scope)):
            await sent({"type": "http.response.start", "status": 403, "headers": []})
            await sent({"type": "http.response.body", "body": b""})
            return
        inside = f"/{rest}"
        await self._app({**scope, "path": inside, "raw_path": inside.encode()}, receive, sent)

    def _is_own(self, scope: Scope) -> bool:
        headers = scope["headers"]
        hosts = _values(headers, b"host")
        origins = _values(headers, b"origin")
        sites = _values(headers, b"sec-fetch-site")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return False
        if not origins and scope["method"] not in _READING:
            return False
        return self._origins.issuperset(origins) and _OWN_SITE.issuperset(sites)


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sent
