"""The application: what each key does to the text, and the windows over it."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType

from klarsprak.core.document import Format
from klarsprak.core.errors import KlarsprakError, ReadError
from klarsprak.formatters.promises import questions
from klarsprak.interactive import navigation
from klarsprak.interactive.files import SUFFIX, open_file
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.tui import lines
from klarsprak.interactive.tui.editor import shown
from klarsprak.interactive.tui.screens import Ask, Choose, Read
from klarsprak.interactive.tui.surface import Surface

FORMATS = (Format.TEXT, Format.MARKDOWN, Format.HTML)

_ALWAYS = frozenset({"focus_next", "focus_previous", "copy_selected_text", "help_quit"})
"""What works while a window is open too."""


class KlarsprakApp(Surface):
    """Paste, see, fix."""

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
        *(Binding(str(number), f"pick({number - 1})", show=False) for number in range(1, 10)),
    ]

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

    def action_pick(self, number: int) -> None:
        """Number `number` (from 0) of what the panel offers: a suggestion, or where to begin."""
        if self.current is None and number < len(self._firsts):
            self.editor.focus()
            self._go(self._firsts[number].mark)
        else:
            self.action_take(number)

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
            self._move_on(follower, f"{told} {self.catalogue.text('ui.regret')}")

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
            offered = f"tekst{SUFFIX[self.session.format]}"
            name = await self.push_screen_wait(Ask(catalogue.text("ui.save"), offered, hint))
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
