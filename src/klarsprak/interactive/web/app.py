"""The web application: one page, its files, and what its script asks for."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from klarsprak.core.audience import Audience
from klarsprak.core.document import Format
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.report import Report
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.editing import difference
from klarsprak.interactive.files import SUFFIX, Opened, encoded
from klarsprak.interactive.web import view
from klarsprak.interactive.web.acts import Asked, BadRequest, Told, act, edit, insert_parts
from klarsprak.interactive.web.desk import Desk, Desks
from klarsprak.interactive.web.guard import Guard
from klarsprak.interactive.web.opening import open_bytes
from klarsprak.interactive.web.page import page_html, texts
from klarsprak.interactive.web.rich import MAX_HTML, rich_parts
from klarsprak.messages.catalogue import LANGUAGES, Catalogue, load
from klarsprak.readers.decode import MAX_BYTES

PATIENCE = 20.0
"""Seconds a request for news waits before it is told that there are none."""

STATIC = Path(__file__).with_name("static")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class TooLarge(Exception):
    """A body of more than `MAX_BYTES`."""


class Site:
    """The routes; `language` is what a page speaks until the reader chooses."""

    def __init__(
        self,
        desks: Desks,
        audiences: tuple[Audience, ...],
        language: str,
        stop: Callable[[], None],
    ) -> None:
        self._desks, self._audiences = desks, audiences
        self._language, self._stop = language, stop

    def routes(self) -> list[Route]:
        """Every address of the application, without the secret in front."""
        return [
            Route("/", self.page),
            Route("/texts", self.texts),
            Route("/static/{name}", self.static),
            Route("/desk", self.desk, methods=["POST"]),
            Route("/desk/{desk}", self.ask, methods=["POST"]),
            Route("/desk/{desk}/news", self.news),
            Route("/desk/{desk}/file", self.file, methods=["POST"]),
            Route("/desk/{desk}/report", self.report),
            Route("/desk/{desk}/text", self.text),
            Route("/desk/{desk}/rich", self.rich),
            Route("/stop", self.stop, methods=["POST"]),
        ]

    # The page

    async def page(self, request: Request) -> Response:
        """The page, in the language that is asked for."""
        return Response(
            page_html(self._catalogue(request), self._audiences), media_type="text/html"
        )

    async def texts(self, request: Request) -> Response:
        """The texts that the script needs."""
        return JSONResponse(texts(self._catalogue(request)))

    async def static(self, request: Request) -> Response:
        """A file of the page."""
        known = {path.name: path for path in STATIC.iterdir()}
        path = known.get(request.path_params["name"])
        if path is None or path.suffix not in _TYPES:
            return Response(status_code=404)
        return Response(path.read_bytes(), media_type=_TYPES[path.suffix])

    # The desk

    async def desk(self, request: Request) -> Response:
        """The desk that the page had before it was loaded anew, or a new one."""
        name = (await _json(request)).text("desk")
        desk = self._desks.find(name) if name else None
        if desk is None:
            name = secrets.token_urlsafe(12)
            desk = self._desks.new(name)
        told = view.state(desk, self._catalogue(request), -1, 0)
        notes = map(self._catalogue(request).note, desk.session.source.notes)
        return JSONResponse(
            {"desk": name, "text": desk.session.text, "notice": " ".join(notes), "state": told}
        )

    async def ask(self, request: Request) -> Response:
        """Something the writer did; first the changes of the text that came before it."""
        desk, catalogue = self._desk(request), self._catalogue(request)
        if desk is None:
            return Response(status_code=404)
        body = await _json(request)
        if body.number("version") != desk.session.version:
            # Another page has written here: this one must know what stands there now.
            told = self._told(desk, catalogue, body, Told(), desk.session.text)
            return JSONResponse({**told, "text": desk.session.text}, status_code=409)
        if body.has("edit"):
            edit(desk, body.part("edit"))
        name, before = body.text("do"), desk.session.text
        if name == "paste":
            done = await self._paste(desk, body, catalogue)
        else:
            done = act(name, desk, body, catalogue)
        return JSONResponse(self._told(desk, catalogue, body, done, before))

    async def _paste(self, desk: Desk, body: Asked, catalogue: Catalogue) -> Told:
        html, fallback = body.text("html"), body.text("plain")
        version = desk.session.version
        parts = await asyncio.to_thread(rich_parts, html) if len(html) <= MAX_HTML else []
        if desk.session.version != version:
            raise BadRequest("version")
        return insert_parts(desk, body, parts, fallback, catalogue)

    def _told(
        self, desk: Desk, catalogue: Catalogue, body: Asked, done: Told, before: str
    ) -> dict[str, object]:
        change = difference(before, desk.session.text)
        return {
            "notice": done.notice,
            "go": done.go,
            "cursor": done.cursor,
            "change": [change.start, change.old.end, change.after] if change else None,
            "state": view.state(desk, catalogue, body.number("known"), body.number("row")),
        }

    async def news(self, request: Request) -> Response:
        """The state when it is another than the page has seen; 204 after a while without news."""
        desk = self._desk(request)
        if desk is None:
            return Response(status_code=404)
        asked = request.query_params
        number, known, row = (_whole(asked.get(name)) for name in ("number", "known", "row"))
        if not await desk.news(number, PATIENCE):
            return Response(status_code=204)
        return JSONResponse(view.state(desk, self._catalogue(request), known, row))

    # Files in and out

    async def file(self, request: Request) -> Response:
        """A file that was dropped or chosen takes the place of the text."""
        desk, catalogue = self._desk(request), self._catalogue(request)
        if desk is None:
            return Response(status_code=404)
        name = PurePath(request.query_params.get("name", "")).name[:200]
        data = await _body(request)
        try:
            source = await asyncio.to_thread(open_bytes, data, name)
        except KlarsprakError as error:
            told = catalogue.error(error.code, error.values)
            return JSONResponse({"notice": told}, status_code=422)
        desk.open(source)
        notes = [catalogue.text("web.opened", name=name), *map(catalogue.note, source.notes)]
        return JSONResponse(
            {
                "text": desk.session.text,
                "notice": " ".join(notes),
                "state": view.state(desk, catalogue, -1, 0),
            }
        )

    async def report(self, request: Request) -> Response:
        """The HTML report, as a file."""
        desk, catalogue = self._desk(request), self._catalogue(request)
        if desk is None or desk.session.report is None:
            return Response(status_code=404)
        name = desk.session.name or catalogue.text("web.report-title")
        made = _named(desk.session.report, name)
        html = await asyncio.to_thread(_rendered, made, catalogue)
        stem = PurePath(desk.session.name).stem or "tekst"
        return _download(html.encode("utf-8"), f"rapport-{stem}.html", "text/html")

    async def text(self, request: Request) -> Response:
        """The text, as a file: encoded as it was opened where that goes, else as UTF-8."""
        desk = self._desk(request)
        if desk is None:
            return Response(status_code=404)
        session = desk.session
        try:
            data = encoded(session.text, session.source)
        except KlarsprakError:
            data = encoded(session.text, replace(session.source, encoding="utf-8", bom=False))
        suffix = PurePath(session.name).suffix.lower()
        if suffix not in _OWN_SUFFIXES[session.format]:
            suffix = SUFFIX[session.format]
        stem = PurePath(session.name).stem or "tekst"
        return _download(data, f"{stem}{suffix}", "application/octet-stream")

    async def rich(self, request: Request) -> Response:
        """The text as HTML, to be put on the clipboard; empty unless it is Markdown."""
        desk = self._desk(request)
        if desk is None:
            return Response(status_code=404)
        html = ""
        if desk.session.format is Format.MARKDOWN:
            html = await asyncio.to_thread(_rich, desk.session.text)
        return JSONResponse({"html": html, "plain": desk.session.text})

    async def stop(self, request: Request) -> Response:
        """End the program."""
        self._stop()
        return Response(status_code=204)

    def _desk(self, request: Request) -> Desk | None:
        return self._desks.find(request.path_params["desk"])

    def _catalogue(self, request: Request) -> Catalogue:
        asked = request.query_params.get("sprak", "")
        return load(asked if asked in LANGUAGES else self._language)


_OWN_SUFFIXES: Mapping[Format, frozenset[str]] = {
    Format.TEXT: frozenset({".txt", ".text"}),
    Format.MARKDOWN: frozenset({".md", ".markdown"}),
    Format.HTML: frozenset({".html", ".htm", ".xhtml"}),
}


def make_app(
    checker: Checker,
    *,
    token: str,
    port: int,
    language: str = "nb",
    audience: str = "",
    document_type: str = "",
    first: Opened | None = None,
    stop: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """The application behind its guard; the first page that is opened begins with `first`."""
    desks = Desks(checker, audience, document_type)
    desks.lay(first)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        desks.close()

    app = Starlette(
        routes=Site(desks, checker.audiences(), language, stop).routes(),
        lifespan=lifespan,
        exception_handlers={BadRequest: _refused, TooLarge: _too_large},
    )
    return Guard(app, token, port)


async def _refused(request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"bad request: {error}", status_code=400)


async def _too_large(request: Request, error: Exception) -> Response:
    return Response(status_code=413)


async def _body(request: Request) -> bytes:
    """The body; raises TooLarge before it has read more than the limit."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BYTES:
            raise TooLarge
    return bytes(data)


async def _json(request: Request) -> Asked:
    try:
        values = json.loads(await _body(request))
    except (ValueError, RecursionError) as error:
        raise BadRequest("json") from error
    if not isinstance(values, dict):
        raise BadRequest("json")
    return Asked(values)


def _whole(value: str | None) -> int:
    if value is None or not value.lstrip("-").isascii() or not value.lstrip("-").isdecimal():
        raise BadRequest("number")
    if len(value) > 15:
        raise BadRequest("number")
    return int(value)


def _named(report: Report, name: str) -> Report:
    return replace(report, files=(replace(report.files[0], path=name),))


def _rendered(report: Report, catalogue: Catalogue) -> str:
    from klarsprak.formatters.registry import RenderOptions, render

    return "".join(render("html", report, catalogue, RenderOptions()))


def _rich(text: str) -> str:
    """Markdown as HTML; tags in the text stay text."""
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return html


def _download(data: bytes, name: str, media_type: str) -> Response:
    where = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": where})
