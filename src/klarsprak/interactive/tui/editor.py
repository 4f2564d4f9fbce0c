"""The text field: what is written goes to the session, findings are underlined."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from klarsprak.core.finding import Severity
from klarsprak.core.spans import LineIndex
from klarsprak.interactive.editing import Change
from klarsprak.interactive.marks import Mark

Location = tuple[int, int]

STYLES = {
    Severity.ERROR: Style(color="bright_red", bold=True, underline=True),
    Severity.WARNING: Style(color="bright_yellow", underline=True),
    Severity.SUGGESTION: Style(color="bright_cyan", underline=True),
    Severity.INFO: Style(underline=True),
}
"""Every finding is underlined; the colour only tells the same as the word in the panel."""

LONG = 60
"""A finding on more code points than this is a sentence: underlined, its letters left as they are."""

MANY = 2000
"""Of more marks than this it is quicker to draw the screen anew than to compare them."""

CURRENT = Style(reverse=True)

_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    **dict.fromkeys([0x7F, *range(0x80, 0xA0)], 0x2421),
    **dict.fromkeys([0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
    **dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0xD800, 0xE000)], 0xFFFD),
}


def shown(text: str) -> str:
    """`text` as the terminal may show it, sign for sign: controls become pictures of them."""
    return text.translate(_PICTURES)


class Editor(TextArea):
    """A text area whose edits are told of as offsets, and that keeps no history of its own.

    `edited` is called with (start, end, new text) after each edit by the writer, in code
    points; `step_back` and `step_forth` when they ask for undo and redo.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to_end(False)", show=False),
        Binding("ctrl+end", "go_to_end(True)", show=False),
    ]

    def __init__(
        self,
        edited: Callable[[int, int, str], None],
        step_back: Callable[[], None],
        step_forth: Callable[[], None],
        placeholder: str = "",
    ) -> None:
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id="editor",
        )
        self._edited, self._back, self._forth = edited, step_back, step_forth
        self._index: LineIndex | None = None
        self._cached: str | None = None
        self._marks: Sequence[Mark] = ()
        self._starts: list[int] = []
        self._reach = 0
        self._current: Mark | None = None

    @property
    def text(self) -> str:
        """What the field shows; Textual asks for it at every line it draws."""
        if self._cached is None:
            self._cached = self.document.text
        return self._cached

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    def load_text(self, text: str) -> None:
        """Show another text from its beginning."""
        self._forget()
        self._marks, self._starts, self._current = (), [], None
        super().load_text(shown(text))
        self._forget()

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit of the writer's, and tell of it."""
        new = edit.text.replace("\r\n", "\n").replace("\r", "\n")
        start, end = self.offset_of(edit.top), self.offset_of(edit.bottom)
        edit.text = shown(new)
        result = super().edit(edit)
        self._forget()
        self.history.clear()
        self._edited(start, end, new)
        return result

    def make(self, changes: Sequence[Change]) -> None:
        """Show changes that the session has made; the cursor ends after the last of them."""
        for change in changes:
            top, bottom = self.location_of(change.old.start), self.location_of(change.old.end)
            super().edit(Edit(shown(change.after), top, bottom, maintain_selection_offset=False))
            self._forget()
            self.history.clear()
        if changes:
            self.cursor_location = self.location_of(changes[-1].new.end)

    def undo(self) -> None:
        """Ask the session to take back a step."""
        self._back()

    def redo(self) -> None:
        """Ask the session to do a step again."""
        self._forth()

    def _forget(self) -> None:
        self._index = self._cached = None

    @property
    def _lines(self) -> LineIndex:
        if self._index is None:
            self._index = LineIndex(self.text)
        return self._index

    def offset_of(self, location: Location) -> int:
        """The offset of a (row, column).

        What lies beyond the text is its end: Textual cuts the last line to the start of a
        line that is not there.
        """
        row, column = location
        lines = self._lines
        if row >= len(lines):
            return len(self.text)
        return min(lines.line_start(row + 1) + column, len(self.text))

    def location_of(self, offset: int) -> Location:
        """The (row, column) of an offset."""
        line, column = self._lines.place(offset)
        return line - 1, column - 1

    @property
    def cursor(self) -> int:
        """The offset of the cursor."""
        return self.offset_of(self.cursor_location)

    def action_go_to_end(self, last: bool) -> None:
        """Put the cursor at the beginning of the text, or at its end."""
        self.cursor_location = self.document.end if last else (0, 0)

    def go_to(self, mark: Mark) -> None:
        """Put the cursor at the start of a finding, and the finding in view."""
        self.selection = Selection.cursor(self.location_of(mark.span.start))
        self.scroll_cursor_visible(center=True)

    def show_marks(self, marks: Sequence[Mark], current: Mark | None) -> None:
        """Underline these findings, and turn the colours of the current one about."""
        placed = sorted((m for m in marks if not m.whole), key=lambda m: m.span.start)
        is_same = _look_alike(self._marks, placed) and _look_alike(
            [self._current] if self._current else [], [current] if current else []
        )
        self._marks, self._starts = placed, [mark.span.start for mark in placed]
        self._reach = max((len(mark.span) for mark in placed), default=0)
        self._current = current
        if not is_same:
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """The line with its findings underlined, the shorter ones on top of the longer."""
        line = super().get_line(line_index)
        start = self._lines.line_start(line_index + 1)
        end = start + len(line.plain)
        first = bisect_left(self._starts, start - self._reach)
        last = bisect_left(self._starts, end)
        here = [m for m in self._marks[first:last] if m.span.end > start]
        for mark in sorted(here, key=lambda m: -len(m.span)):
            style = STYLES[mark.finding.severity]
            if len(mark.span) > LONG:
                style = Style(underline=True)
            low, high = max(0, mark.span.start - start), min(mark.span.end, end) - start
            line.stylize(style, low, high)
        if self._current in here and self._current is not None:
            span = self._current.span
            line.stylize(CURRENT, max(0, span.start - start), min(span.end, end) - start)
        return line


def _look_alike(some: Sequence[Mark], others: Sequence[Mark]) -> bool:
    """Whether two rows of marks are drawn the same; of long rows that is not looked into."""
    return len(some) == len(others) < MANY and all(
        one.span == other.span and one.finding.severity is other.finding.severity
        for one, other in zip(some, others, strict=True)
    )
