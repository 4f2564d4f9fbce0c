"""The application: the text on the left, one finding in words on the right, keys below."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from klarsprak.core.document import Format
from klarsprak.core.errors import KlarsprakError, ReadError
from klarsprak.formatters.promises import questions
from klarsprak.interactive import navigation
from klarsprak.interactive.card import card
from klarsprak.interactive.checking import Outcome
from klarsprak.interactive.editing import Change
from klarsprak.interactive.files import looks_like, open_file
from klarsprak.interactive.history import Step
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.interactive.tui import lines
from klarsprak.interactive.tui.editor import Editor, shown
from klarsprak.interactive.tui.panel import Panel, card_text
from klarsprak.interactive.tui.screens import Ask, Choose, Read
from klarsprak.interactive.worker import Worker
from klarsprak.messages.catalogue import Catalogue

NARROW = 70
"""Columns below which the panel stands under the text."""

FORMATS = (Format.TEXT, Format.MARKDOWN, Format.HTML)

BIG = 60_000
"""Code points above which a check waits until the writer has stopped for a moment."""

WAIT = 0.4
"""Seconds of that moment."""


_ALWAYS = frozenset({"focus_next", "focus_previous", "copy_selected_text", "help_quit"})


class Checked(Message):
    """What the thread found."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class KlarsprakApp(App[None]):
    """Paste, see, fix. Everything about the text is the session's; here it is shown."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", priority=True),
        Binding("f2", "step(-1)", priority=True),
        Binding("f3", "step(1)", priority=True),
        Binding("f4", "take(0)", priority=True),
        Binding("f5", "ignore", priority=True),
        Binding("f6", "accept", priority=True),
        Binding("f7", "audience", priority=True),
        Binding("f8", "fits", priority=True),
        Binding("f9", "copy_text", priority=True),
        Binding("ctrl+l", "promises", priority=True),
        Binding("ctrl+t", "format", priority=True),
        Binding("ctrl+o", "open", priority=True),
        Binding("ctrl+s", "save", priority=True),
        Binding("ctrl+z", "undo", priority=True),
        Binding("ctrl+y", "redo", priority=True),
        Binding("ctrl+q,f10", "leave", priority=True),
        Binding("escape", "stop", show=False),
        *(Binding(str(number), f"take({number - 1})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, session: Session, catalogue: Catalogue, *, guess: bool = True) -> None:
        """`guess` the format of a text pasted where there was none."""
        super().__init__()
        self.session, self.catalogue = session, catalogue
        self._guess = guess
        self.left = False
        """Whether the writer chose to quit."""
        self._width = 80
        self.current: Mark | None = None
        self.notice = ""
        self._order: tuple[tuple[Mark, ...], list[Mark]] = ((), [])
        self._lines: dict[str, Text] = {}
        self._before: dict[str, int] = {}
        self._worker: Worker | None = None
        self._timer: Timer | None = None

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Title, text and panel, promises, state, keys."""
        yield Static(id="title")
        with Horizontal(id="desk"):
            yield Editor(
                self._edited,
                self.action_undo,
                self.action_redo,
                placeholder=self.catalogue.text("ui.start"),
            )
            yield Panel()
        yield Static(id="promises")
        yield Static(id="state")
        yield Static(id="keys")

    @property
    def editor(self) -> Editor:
        """The text field."""
        return self.query_one(Editor)

    def on_mount(self) -> None:
        """Begin with the text that was opened, if one was."""
        self.title = "klarsprak"
        self._worker = Worker(self.session.checker.check, self._deliver)
        self.editor.load_text(self.session.text)
        self.editor.focus()
        if self.session.source.notes:
            self._tell(" ".join(map(self.catalogue.note, self.session.source.notes)))
        self._ask()
        self._draw()

    def on_unmount(self) -> None:
        """End the thread with the application."""
        if self._worker is not None:
            self._worker.close(timeout=0.5)

    def on_resize(self, event: Resize) -> None:
        """Beside the text there is room for the panel only on a wide screen."""
        self._width = event.size.width
        self.query_one("#desk").set_class(self._width < NARROW, "narrow")
        self._put("keys", lines.keys(self.catalogue, self._width))
        self._draw_promises()

    def _put(self, name: str, text: Text) -> None:
        """Show `text` in the line called `name`; laid out anew only when its height changes."""
        before = self._lines.get(name)
        if before is None or before != text or before.spans != text.spans:
            self._lines[name] = text
            is_taller = before is None or before.plain.count("\n") != text.plain.count("\n")
            self.query_one(f"#{name}", Static).update(text, layout=is_taller)

    def _draw(self) -> None:
        """Show the session as it is."""
        marks = self.session.marks
        self.editor.show_marks(marks, self.current)
        self._put("title", lines.title(self.session, self.catalogue))
        self._draw_panel(marks)
        self._draw_promises()
        self._draw_state()

    def _draw_promises(self) -> None:
        known = self.session.rulebook.promises
        most = 1 if self._width < NARROW else 2
        told = lines.promises(
            self.session.scores, self._before, known, self.catalogue, self._width, most
        )
        self._put("promises", told)

    def _draw_state(self) -> None:
        session, notice = self.session, self.notice
        if session.share < 1:
            notice = self.catalogue.text("ui.checking", share=round(100 * session.share))
        elif not notice and session.troubles:
            notice = self.catalogue.error(*session.troubles[0])
        told = lines.state(session.marks, session.file, self.catalogue, notice)
        self._put("state", told)

    def _draw_panel(self, marks: tuple[Mark, ...]) -> None:
        panel, catalogue = self.query_one(Panel), self.catalogue
        if self._order[0] is not marks:
            self._order = marks, navigation.ordered(marks)
        order = self._order[1]
        number = navigation.place(order, self.current)
        if self.current is not None and number is not None:
            told = card(self.current, self.session.rulebook, catalogue)
            panel.show(card_text(told, number + 1, len(order), catalogue))
        elif not self.session.text.strip():
            panel.show(Text(catalogue.text("ui.welcome")))
        elif self.session.trouble is not None:
            panel.show(Text(catalogue.error(*self.session.troubles[0])))
        elif self.session.file is None:
            panel.show(Text(catalogue.text("ui.wait")))
        elif not order:
            panel.show(Text(catalogue.text("ui.clean")))
        else:
            panel.show(Text(catalogue.plural("ui.look", len(order))))

    def _tell(self, notice: str) -> None:
        self.notice = notice
        self._draw_state()

    # Writing and checking

    def _edited(self, start: int, end: int, text: str) -> None:
        is_new = not self.session.text.strip() and len(text) > 1
        typed = len(text) <= 1 and "\n" not in text
        self.session.replace(start, end, text, typed=typed)
        if is_new:
            # A text put in whole is read from its beginning.
            self.call_later(self.editor.action_go_to_end, False)
            if self._guess and self.session.source.path is None:
                self.session.set_format(looks_like(self.session.text))
        self.notice = ""
        self._changed()

    def _changed(self) -> None:
        """After any change of the text: marks follow at once, the check comes when it comes."""
        self.current = navigation.same(self.session.marks, self.current)
        self._ask()
        self._draw()

    def _ask(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if len(self.session.text) > BIG:
            self._timer = self.set_timer(WAIT, self._ask_now)
        else:
            self._ask_now()

    def _ask_now(self) -> None:
        if self._worker is not None:
            self._worker.ask(self.session.snapshot())

    def _deliver(self, outcome: Outcome) -> None:
        # Called in the worker's thread; a message is handled in this one.
        self.post_message(Checked(outcome))

    def on_checked(self, message: Checked) -> None:
        """Take over what was found."""
        before = {s.id: s.score for s in self.session.scores if s.score is not None}
        if not self.session.receive(message.outcome):
            return
        now = {s.id: s.score for s in self.session.scores if s.score is not None}
        if before and now != before:
            self._before = before
        marks = self.session.marks
        self.current = navigation.same(marks, self.current) or navigation.at(
            marks, self.editor.cursor
        )
        self._draw()

    def on_text_area_selection_changed(self) -> None:
        """The finding the cursor is in is the one the panel tells of."""
        here = navigation.at(self.session.marks, self.editor.cursor)
        if here is not None and here is not self.current:
            self.current = here
            self._draw()

    def action_stop(self) -> None:
        """Call off the check of a big text; else go back to the text from the panel."""
        if self.session.share < 1 and self._worker is not None:
            self._worker.cancel()
            self.session.stopped()
            self._tell(self.catalogue.text("ui.stopped"))
        else:
            self.editor.focus()

    # One key each

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a window is open the keys are the window's."""
        return len(self.screen_stack) <= 1 or action in _ALWAYS

    def action_step(self, step: int) -> None:
        """The next finding (1) or the one before (-1)."""
        marks = self.session.marks
        self._go(navigation.after(marks, self.current, self.editor.cursor, step))

    def _go(self, mark: Mark | None) -> None:
        self.current = mark
        self.notice = ""
        if mark is None:
            self._tell(self.catalogue.text("ui.no-findings"))
        elif not mark.whole:
            self.editor.go_to(mark)
        self._draw()

    def action_take(self, choice: int) -> None:
        """Put in suggestion number `choice` (from 0) of the current finding."""
        mark = self.current
        if mark is None:
            self._tell(self.catalogue.text("ui.choose-first"))
            return
        offered = self.session.choices(mark)
        if choice >= len(offered):
            self._tell(self.catalogue.text("ui.nothing-to-take"))
            return
        follower = self._follower(mark)
        try:
            changes = self.session.take(mark, choice)
        except ValueError:
            self._tell(self.catalogue.text("ui.nothing-to-take"))
            return
        self._apply(changes)
        new, text = shown(offered[choice]), self.catalogue.text
        told = text("ui.put-in", text=new) if new else text("ui.deleted")
        self._move_on(follower, f"{told} {text('ui.regret')}")

    def action_ignore(self) -> None:
        """Let the current finding be, this once."""
        if self.current is None:
            self._tell(self.catalogue.text("ui.choose-first"))
            return
        follower = self._follower(self.current)
        self.session.ignore(self.current)
        self._move_on(follower, self.catalogue.text("ui.ignored"))

    def action_accept(self) -> None:
        """Accept the word of the current finding for good."""
        if self.current is None:
            self._tell(self.catalogue.text("ui.choose-first"))
            return
        follower = self._follower(self.current)
        try:
            word, path = self.session.accept(self.current)
        except ValueError:
            self._tell(self.catalogue.text("ui.no-word"))
        except KlarsprakError as error:
            self._tell(self.catalogue.error(error.code, error.values))
        else:
            self._ask()
            told = self.catalogue.text("cli.vocabulary.added", word=word, path=path.name)
            self._move_on(follower, told)

    def _follower(self, mark: Mark) -> Mark | None:
        """The finding to go to when `mark` is dealt with."""
        found = navigation.after(self.session.marks, mark, 0)
        return None if found is mark else found

    def _move_on(self, follower: Mark | None, notice: str) -> None:
        found = navigation.same(self.session.marks, follower)
        self.current = found
        if found is not None and not found.whole:
            self.editor.go_to(found)
        self.notice = notice
        self._draw()

    def action_undo(self) -> None:
        """Take back the last step."""
        self._through_time(self.session.undo, "ui.undone", "ui.nothing-to-undo")

    def action_redo(self) -> None:
        """Do again what was last taken back."""
        self._through_time(self.session.redo, "ui.redone", "ui.nothing-to-redo")

    def _through_time(self, move: Callable[[], Step | None], done: str, nothing: str) -> None:
        try:
            step = move()
        except KlarsprakError as error:
            self._tell(self.catalogue.error(error.code, error.values))
            return
        if step is not None:
            self._apply(step.changes)
            if step.ignored:
                self.current = navigation.back_at(self.session.marks, step) or self.current
            self._changed()
        self._tell(self.catalogue.text(done if step else nothing))

    def _apply(self, changes: tuple[Change, ...]) -> None:
        self.editor.make(changes)
        if changes:
            self._ask()

    def action_help_quit(self) -> None:
        """Ctrl+C where there is nothing to copy."""
        self._tell(self.catalogue.text("ui.how-to-quit"))

    def action_copy_text(self) -> None:
        """Copy the whole text to the clipboard of the terminal (OSC 52)."""
        self.copy_to_clipboard(self.session.text)
        self._tell(self.catalogue.text("ui.copied"))

    # Windows

    def action_help(self) -> None:
        """How to use the application."""
        text = self.catalogue.text
        self.push_screen(Read(Text(text("ui.help")), text("ui.read-hint")))

    def action_promises(self) -> None:
        """How the text keeps each promise, and what no machine can see."""
        session, catalogue = self.session, self.catalogue
        table = lines.promise_table(session.scores, session.rulebook.promises, catalogue)
        told = [catalogue.text("report.promises"), "", *table]
        if session.report is not None and session.file is not None:
            asked = questions(session.report, session.file, catalogue)
            told += ["", catalogue.text("report.questions"), *(f"– {q}" for q in asked)]
        self.push_screen(Read(Text("\n".join(told)), catalogue.text("ui.read-hint")))

    @work(exclusive=True, group="window")
    async def action_audience(self) -> None:
        """Choose who the text is for."""
        rows = [(a.id, self.catalogue.pick(a.title)) for a in self.session.audiences]
        await self._choose_audience(self.catalogue.text("ui.who"), rows)

    @work(exclusive=True, group="window")
    async def action_fits(self) -> None:
        """Show which audiences the text fits; one can be chosen there too."""
        found = self.session.fits()
        if not found:
            self._tell(self.catalogue.text("ui.wait"))
            return
        rows = [(fit.audience.id, lines.fit_lines(fit, self.catalogue)) for fit in found]
        await self._choose_audience(self.catalogue.text("ui.fits"), rows)

    async def _choose_audience(self, title: str, rows: list[tuple[str, str]]) -> None:
        file = self.session.file
        now = file.audience.id if file else self.session.audience
        hint = self.catalogue.text("ui.choose-hint")
        chosen = await self.push_screen_wait(Choose(title, rows, now, hint))
        if chosen:
            self.session.set_audience(chosen)
            self._ask()
            names = dict((a.id, self.catalogue.pick(a.title)) for a in self.session.audiences)
            self._tell(self.catalogue.text("ui.now-for", audience=names[chosen]))
            self._draw()

    @work(exclusive=True, group="window")
    async def action_format(self) -> None:
        """Choose how the text is read."""
        text = self.catalogue.text
        rows = [(f.value, text(f"ui.format.{f.value}")) for f in FORMATS]
        now, hint = self.session.format.value, text("ui.choose-hint")
        chosen = await self.push_screen_wait(Choose(text("ui.what"), rows, now, hint))
        if chosen:
            self._guess = False
            self.session.set_format(Format(chosen))
            self._ask()
            self._draw()

    @work(exclusive=True, group="window")
    async def action_open(self) -> None:
        """Open a text from a file."""
        if not await self._may_leave():
            return
        catalogue = self.catalogue
        name = await self.push_screen_wait(
            Ask(catalogue.text("ui.open"), hint=catalogue.text("ui.ask-hint"))
        )
        if not name:
            return
        try:
            source = open_file(Path(name).expanduser())
        except KlarsprakError as error:
            self._tell(catalogue.error(error.code, error.values))
            return
        self.session.open(source)
        self.current, self._before = None, {}
        self.editor.load_text(self.session.text)
        self._ask()
        self._tell(" ".join(map(catalogue.note, source.notes)))
        self._draw()

    @work(exclusive=True, group="window")
    async def action_save(self) -> None:
        """Save where the text was opened, or ask where."""
        await self._save()

    @work(exclusive=True, group="window")
    async def action_leave(self) -> None:
        """Quit; ask first when something is not saved."""
        if await self._may_leave():
            self.left = True
            self.exit()

    async def _may_leave(self) -> bool:
        """Whether the text may be left: it is saved, or the writer does not want it."""
        if not self.session.unsaved or not self.session.text.strip():
            return True
        text = self.catalogue.text
        rows = [
            ("save", text("ui.leave-save")),
            ("drop", text("ui.leave-drop")),
            ("stay", text("ui.leave-stay")),
        ]
        chosen = await self.push_screen_wait(
            Choose(text("ui.leave"), rows, hint=text("ui.choose-hint"))
        )
        return chosen == "drop" or (chosen == "save" and await self._save())

    async def _save(self) -> bool:
        catalogue, path = self.catalogue, self.session.source.path
        if path is None:
            hint = catalogue.text("ui.ask-hint")
            name = await self.push_screen_wait(Ask(catalogue.text("ui.save"), "tekst.txt", hint))
            if not name:
                return False
            path = Path(name).expanduser()
            if path.exists() and not await self._sure(catalogue.text("ui.exists", path=name)):
                return False
        return await self._write(path)

    async def _write(self, path: Path, encoding: str = "") -> bool:
        try:
            self.session.save(path, encoding=encoding)
        except ReadError as error:
            told = self.catalogue.error(error.code, error.values)
            if error.code == "not-encodable" and await self._sure(told):
                return await self._write(path, "utf-8")
            self._tell(told)
            return False
        self._ask()
        self._tell(self.catalogue.text("ui.saved", path=path.name))
        self._draw()
        return True

    async def _sure(self, question: str) -> bool:
        text = self.catalogue.text
        rows = [("yes", text("ui.yes")), ("no", text("ui.no"))]
        chosen = await self.push_screen_wait(Choose(question, rows, "no", text("ui.choose-hint")))
        return chosen == "yes"
