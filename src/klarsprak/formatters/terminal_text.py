"""Lines that fit a terminal: cell widths, wrapping with indents, clipping, styles."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from klarsprak.core.finding import Severity
from klarsprak.formatters.options import RenderOptions

HEADING = "bold"
MINOR = "dim"
STYLE = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.SUGGESTION: "cyan",
    Severity.INFO: "",
}


MIN_WIDTH = 40


def width_of(options: RenderOptions) -> int:
    """How many columns a report may use."""
    return max(options.width, MIN_WIDTH)


def printed(lines: Iterable[Text], options: RenderOptions) -> Iterator[str]:
    """The lines as text, with colours when `options` ask for them."""
    console = Console(
        file=StringIO(),
        width=width_of(options),
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        no_color=not options.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for line in lines:
        with console.capture() as capture:
            console.print(line, soft_wrap=True)
        yield "".join(f"{part.rstrip()}\n" for part in capture.get().splitlines()) or "\n"


def clipped(text: str, width: int) -> str:
    """`text` cut to at most `width` columns, with ``…`` where something is cut."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    return chop_cells(text, width - 1)[0].rstrip() + "…"


def tail_clipped(text: str, width: int) -> str:
    """The end of `text`, at most `width` columns, with ``…`` before it if cut."""
    if cell_len(text) <= width:
        return text
    kept = text
    while kept and cell_len(kept) > width - 1:
        kept = kept[max(1, (len(kept) - width) // 2) :]
    return "…" + kept


def indented(
    text: str | Text,
    width: int,
    *,
    first: str,
    rest: str,
    style: str = "",
    most: int | None = None,
) -> Iterator[Text]:
    """Wrap `text` at `width`; `first` leads the first line, `rest` the others.

    At most `most` lines come out; what is left is told by ``…``.
    """
    whole = Text(text) if isinstance(text, str) else text
    lines = list(whole.wrap(_RULER, max(width - cell_len(rest), 10)))
    cut = most is not None and len(lines) > most
    for number, line in enumerate(lines[:most]):
        line.rstrip()
        if cut and number + 1 == most:
            line.truncate(max(width - cell_len(rest) - 1, 1))
            line.append("…")
        shown = Text.assemble(rest if number else first, line)
        if style:
            shown.stylize(style)
        yield shown


_RULER = Console(width=80, color_system=None, _environ={})
