"""What is on the screen, and how it follows the session and the check in its thread."""

from collections.abc import Callable

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from klarsprak.core.errors import KlarsprakError
from klarsprak.interactive import navigation
from klarsprak.interactive.card import card
from klarsprak.interactive.checking import Outcome
from klarsprak.interactive.editing import Change
from klarsprak.interactive.files import looks_like
from klarsprak.interactive.first import Beginning, First, described
from klarsprak.interactive.history import Step
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.interactive.smooth import rest
from klarsprak.interactive.tui import lines
from klarsprak.interactive.tui.editor import Editor
from klarsprak.interactive.tui.panel import Panel, card_text, overview_text
from klarsprak.interactive.worker import Worker
from klarsprak.messages.catalogue import Catalogue

NARROW = 70
"""Columns below which the panel stands under the text."""

BIG = 60_000
"""Code points above which a check waits until the writer has stopped for a moment."""

WAIT = 0.4
"""Seconds of that moment."""


class Checked(Message):
    """What the thread found."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class Surface(App[None]):
    """The text on the left, one finding in words on the right, lines below; no keys.

    Everything about the text is the session's; here it is shown.
    """

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False

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
        self._beginning = Beginning()
        self._firsts: list[First] = []
        """What the panel tells to begin with, while no finding is chosen."""
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
        self._worker = Worker(self.session.checker.check, self._deliver, rest)
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
        known, scores = self.session.rulebook.promises, self.session.scores
        if self.session.pending and all(score.score is None for score in scores):
            scores = ()  # They are those of no text.
        most = 1 if self._width < NARROW else 2
        told = lines.promises(scores, self._before, known, self.catalogue, self._width, most)
        self._put("promises", told)

    def _draw_state(self) -> None:
        session, notice = self.session, self.notice
        if session.share < 1:
            notice = self.catalogue.text("ui.checking", share=round(100 * session.share))
        elif not notice and session.troubles:
            notice = self.catalogue.error(*session.troubles[0])
        elif not notice and session.pending and not session.marks and session.text.strip():
            notice = self.catalogue.text("ui.wait")
        told = lines.state(session.marks, session.file, self.catalogue, notice, self._width)
        self._put("state", told)

    def _draw_panel(self, marks: tuple[Mark, ...]) -> None:
        panel, catalogue = self.query_one(Panel), self.catalogue
        if self._order[0] is not marks:
            self._order = marks, navigation.ordered(marks)
        order = self._order[1]
        self._firsts = []
        number = navigation.place(order, self.current)
        if self.current is not None and number is not None:
            told = card(self.current, self.session.rulebook, catalogue)
            panel.show(card_text(told, number + 1, len(order), catalogue))
        elif not self.session.text.strip():
            panel.show(Text(catalogue.text("ui.welcome")))
        elif self.session.trouble is not None:
            panel.show(Text(catalogue.error(*self.session.troubles[0])))
        elif self.session.file is None or (not order and self.session.pending):
            panel.show(Text(catalogue.text("ui.wait")))
        elif not order:
            panel.show(Text(catalogue.text("ui.clean")))
        else:
            self._firsts = self._beginning.of(self.session)
            told_first = [described(found, self.session, catalogue) for found in self._firsts]
            panel.show(overview_text(len(order), told_first, catalogue))

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
        self.current = navigation.same(marks, self.current)
        if self.current is None and self.editor.cursor:
            # At the very beginning nobody has chosen anything: there the overview stands.
            self.current = navigation.at(marks, self.editor.cursor)
        self._draw()

    def on_text_area_selection_changed(self) -> None:
        """The finding the cursor is in is the one the panel tells of.

        At the start of the one it tells of, where a key has led the writer, another may
        begin too; the way goes on from the first.
        """
        current = self.current
        if current is not None and self.editor.cursor == current.span.start:
            return
        here = navigation.at(self.session.marks, self.editor.cursor)
        if here is not None and here is not self.current:
            self.current = here
            self._draw()

    def action_stop(self) -> None:
        """Call off the check of a big text; else go back: to the text, then to the overview."""
        if self.session.share < 1 and self._worker is not None:
            self._worker.cancel()
            self.session.stopped()
            self._tell(self.catalogue.text("ui.stopped"))
        elif self.editor.has_focus:
            self.current, self.notice = None, ""
            self._draw()
        else:
            self.editor.focus()

    # Back and forth

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
                if self.current is not None and not self.current.whole:
                    self.editor.go_to(self.current)
            self._changed()
        self._tell(self.catalogue.text(done if step else nothing))

    def _apply(self, changes: tuple[Change, ...]) -> None:
        self.editor.make(changes)
        if changes:
            self._ask()
