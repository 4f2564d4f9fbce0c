"""What the page may ask a desk to do; the names are those that the page's script sends."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from klarsprak.core.document import Format
from klarsprak.core.errors import KlarsprakError
from klarsprak.interactive import navigation
from klarsprak.interactive.editing import Change
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.web.desk import Desk
from klarsprak.interactive.web.parts import Part, is_structured, markdown, plain
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

_LONE = re.compile("[\ud800-\udfff]")
_READABLE = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML})


class BadRequest(ValueError):
    """The request is not one that the page's own script sends."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said to the writer afterwards.

    `go` tells the page to show the finding the desk is at; `cursor` is where the writing
    mark goes, None where it does not move.
    """

    notice: str = ""
    go: bool = False
    cursor: int | None = None


class Asked:
    """The values of a request; each raises BadRequest when it is missing or of another kind."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 1 << 40:
            raise BadRequest(name)
        return value

    def text(self, name: str) -> str:
        """A text; half characters, which no file can hold, become «�»."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise BadRequest(name)
        return _LONE.sub("\ufffd", value)

    def flag(self, name: str) -> bool:
        """Yes or no; no when it is not there."""
        return self._values.get(name) is True

    def has(self, name: str) -> bool:
        """Whether there is such a value."""
        return name in self._values

    def part(self, name: str) -> "Asked":
        """Values within the values."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise BadRequest(name)
        return Asked(value)

    def mark(self, desk: Desk) -> Mark | None:
        """The finding that the page points at; None when it is gone."""
        return desk.mark(self.number("list"), self.number("mark"))


Act = Callable[[Desk, Asked, Catalogue], Told]


def edit(desk: Desk, asked: Asked) -> None:
    """Take over what the writer has changed; BadRequest for a span outside the text."""
    start, end, text = asked.number("start"), asked.number("end"), asked.text("text")
    try:
        desk.edit(start, end, text, typed=asked.flag("typed"))
    except ValueError as error:
        raise BadRequest("span") from error


def act(name: str, desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    """Do what the page asks for; BadRequest when there is no such thing."""
    if name not in ACTS:
        raise BadRequest("do")
    try:
        return ACTS[name](desk, asked, catalogue)
    except KlarsprakError as error:
        return Told(catalogue.error(error.code, error.values))


def insert_parts(
    desk: Desk, asked: Asked, parts: list[Part], fallback: str, catalogue: Catalogue
) -> Told:
    """Put pasted rich text where the selection was; `fallback` when it has no text."""
    start, end = asked.number("start"), asked.number("end")
    session = desk.session
    if not 0 <= start <= end <= len(session.text):
        raise BadRequest("span")
    around = session.text[:start] + session.text[end:]
    alone, structured = not around.strip(), is_structured(parts)
    if alone and desk.guess and parts:
        desk.read_as(Format.MARKDOWN if structured else Format.TEXT)
    told = ""
    if session.format is Format.MARKDOWN:
        text = markdown(parts)
        told = catalogue.text("web.pasted-structure") if alone and structured else ""
    else:
        text = plain(parts)
        told = catalogue.text("web.pasted-plain") if structured else ""
    text = text or fallback
    if alone and text:
        text += "\n"
    session.replace(start, end, text)
    desk.changed()
    return Told(told or catalogue.text("web.pasted"), cursor=0 if alone else start + len(text))


def _sync(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    return Told()


def _step(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    step = 1 if asked.number("step") > 0 else -1
    marks = desk.session.marks
    found = navigation.after(marks, desk.current, asked.number("cursor"), step)
    return _at(desk, found, catalogue)


def _at(desk: Desk, mark: Mark | None, catalogue: Catalogue, notice: str = "") -> Told:
    desk.current = mark
    desk.touch()
    if mark is None and not notice:
        return Told(catalogue.text("ui.no-findings"))
    return Told(notice, go=mark is not None)


def _cursor(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    here = navigation.at(desk.session.marks, asked.number("cursor"))
    if here is not None and here is not desk.current:
        desk.current = here
        desk.touch()
    return Told()


def _choose(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    return _at(desk, asked.mark(desk), catalogue)


def _close(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    desk.current = None
    desk.touch()
    return Told()


def _take(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    mark = asked.mark(desk)
    if mark is None:
        return Told(catalogue.text("web.choose-first"))
    desk.current = mark
    try:
        new, follower = desk.take(mark, asked.number("choice"))
    except BadRequest:
        raise
    except ValueError:
        return Told(catalogue.text("web.nothing-to-take"))
    shown = visible(new.strip())
    told = catalogue.text("ui.put-in", text=shown) if shown else catalogue.text("ui.deleted")
    return Told(f"{told} {catalogue.text('ui.regret')}", go=follower is not None)


def _ignore(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    mark = asked.mark(desk)
    if mark is None:
        return Told(catalogue.text("web.choose-first"))
    follower = desk.ignore(mark)
    return Told(catalogue.text("ui.ignored"), go=follower is not None)


def _accept(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    mark = asked.mark(desk)
    if mark is None:
        return Told(catalogue.text("web.choose-first"))
    try:
        word, name, follower = desk.accept(mark)
    except BadRequest:
        raise
    except ValueError:
        return Told(catalogue.text("ui.not-a-word"))
    told = catalogue.text("cli.vocabulary.added", word=word, path=name)
    return Told(told, go=follower is not None)


def _undo(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    step = desk.undo()
    if step is None:
        return Told(catalogue.text("ui.nothing-to-undo"))
    return Told(catalogue.text("ui.undone"), cursor=_end(step.changes), go=bool(step.ignored))


def _redo(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    step = desk.redo()
    if step is None:
        return Told(catalogue.text("ui.nothing-to-redo"))
    return Told(catalogue.text("ui.redone"), cursor=_end(step.changes))


def _end(changes: tuple[Change, ...]) -> int | None:
    return changes[-1].new.end if changes else None


def _audience(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    name = asked.text("id")
    desk.session.set_audience(name)
    titles = {a.id: catalogue.pick(a.title) for a in desk.session.audiences}
    desk.before = {}
    desk.changed()
    return Told(catalogue.text("ui.now-for", audience=titles.get(name, "")))


def _document_type(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    desk.session.set_document_type(asked.text("id"))
    desk.before = {}
    desk.changed()
    return Told(catalogue.text("web.type-chosen"))


def _format(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    name = asked.text("id")
    if name not in {format_.value for format_ in _READABLE}:
        raise BadRequest("id")
    desk.guess = False
    desk.read_as(Format(name))
    desk.changed()
    chosen = catalogue.text(f"web.format.{name}")
    return Told(catalogue.text("web.format-chosen", format=chosen))


def _stop(desk: Desk, asked: Asked, catalogue: Catalogue) -> Told:
    desk.stop()
    return Told(catalogue.text("ui.stopped"))


ACTS: Mapping[str, Act] = {
    "sync": _sync,
    "step": _step,
    "cursor": _cursor,
    "choose": _choose,
    "close": _close,
    "take": _take,
    "ignore": _ignore,
    "accept": _accept,
    "undo": _undo,
    "redo": _redo,
    "audience": _audience,
    "type": _document_type,
    "format": _format,
    "stop": _stop,
}
