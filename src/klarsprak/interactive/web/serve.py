"""Runs the page's server on this machine until it is told to end."""

import asyncio
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from klarsprak.core.errors import ConfigError
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import Opened
from klarsprak.interactive.smooth import smooth
from klarsprak.interactive.web.app import make_app

HOST = "127.0.0.1"
SHUTDOWN = 1
"""Seconds that requests under way get when the program ends."""


def serve(
    checker: Checker,
    first: Opened | None,
    *,
    port: int,
    language: str,
    audience: str,
    document_type: str,
    open_browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve the page until Ctrl+C, or until it asks to end; `tell` is given its address.

    Only this machine can connect. `port` 0 is any free one. Raises ConfigError
    ``port-taken`` when the port cannot be had.
    """
    listener = _listen(port)
    with listener:
        number = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        servers: list[uvicorn.Server] = []

        def stop() -> None:
            servers[0].should_exit = True

        app = make_app(
            checker,
            token=token,
            port=number,
            language=language,
            audience=audience,
            document_type=document_type,
            first=first,
            stop=stop,
        )
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN,
            lifespan="on",
            ws="none",
            proxy_headers=False,
        )
        servers.append(uvicorn.Server(config))
        address = f"http://{HOST}:{number}/{token}/"
        tell(address)
        if open_browser:
            # Some browsers keep the call until they end.
            threading.Thread(target=_open, args=(address,), daemon=True).start()
        # Requests are answered at once though the check of a big text goes on in its thread.
        with smooth(), suppress(KeyboardInterrupt):
            asyncio.run(servers[0].serve(sockets=[listener]))


def _open(address: str) -> None:
    with suppress(webbrowser.Error):
        webbrowser.open(address)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ConfigError("port-taken", port=port, error=error.strerror or error) from error
    return listener
