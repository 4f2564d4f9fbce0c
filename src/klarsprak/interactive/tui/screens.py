"""Windows over the text: a list to choose from, a line to write, a text to read."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

Row = tuple[str, str]
"""What choosing it gives, and how it reads."""


class Choose(ModalScreen[str | None]):
    """A list to choose one line from; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, rows: Sequence[Row], chosen: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._rows, self._chosen, self._hint = title, rows, chosen, hint

    def compose(self) -> ComposeResult:
        """A title, the rows, and how to use them."""
        with Vertical(classes="window"):
            yield Static(Text(self._title, style="bold"))
            yield OptionList(*(Option(Text(text), id=key) for key, text in self._rows))
            yield Static(Text(self._hint, style="italic"))

    def on_mount(self) -> None:
        """Begin at the line that is chosen now."""
        keys = [key for key, _ in self._rows]
        if self._chosen in keys:
            self.query_one(OptionList).highlighted = keys.index(self._chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        """Go back without a choice."""
        self.dismiss(None)


class Ask(ModalScreen[str | None]):
    """A line to fill in; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """A title, the line, and how to use it."""
        with Vertical(classes="window"):
            yield Static(Text(self._title, style="bold"))
            yield Input(self._value)
            yield Static(Text(self._hint, style="italic"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: an empty line is no answer."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


class Read(ModalScreen[None]):
    """A text to read; any of Escape, Enter, q and F1 goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,f1", "leave", show=False)]

    def __init__(self, text: Text, hint: str = "") -> None:
        super().__init__()
        self._text, self._hint = text, hint

    def compose(self) -> ComposeResult:
        """The text, which scrolls, and how to leave it."""
        with Vertical(classes="window"):
            with VerticalScroll():
                yield Static(self._text)
            yield Static(Text(self._hint, style="italic"))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
