"""The lines round the text: title, promises, state and keys, as plain data in words."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from klarsprak.core.document import Format
from klarsprak.core.report import FileReport, Promise, PromiseScore
from klarsprak.formatters.fit import Fit, obstacle_text
from klarsprak.formatters.promises import band
from klarsprak.interactive.card import counted, measured
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

BAR = 10
FULL = 100

KEYS = (
    ("F1", "help"), ("F2", "previous"), ("F3", "next"), ("F4", "take"), ("F5", "ignore"),
    ("F6", "accept"), ("F7", "audience"), ("F8", "fits"), ("F9", "copy"), ("Ctrl+L", "promises"),
    ("Ctrl+O", "open"), ("Ctrl+S", "save"), ("Ctrl+Z", "undo"), ("Ctrl+Y", "redo"),
    ("Ctrl+Q", "quit"),
)  # fmt: skip
"""What each key does: the name is the end of a catalogue key."""

SPARE = ("redo", "promises", "open", "undo", "copy", "previous")
"""What the foot of a narrow screen does without; the help has it all."""


def title(session: Session, catalogue: Catalogue) -> Text:
    """The name of the text, whether it is saved, and who it is for."""
    name = visible(session.name) or catalogue.text("ui.untitled")
    text = Text(f" {name}", style="bold", no_wrap=True)
    if session.unsaved:
        text.append(f" ({catalogue.text('ui.unsaved')})", "not bold")
    file = session.file
    chosen = file.audience.id if file else session.audience
    audience = next((a for a in session.audiences if a.id == chosen), session.audiences[0])
    document = file.document_type if file else session.document_type
    text.append(f" · {catalogue.text('ui.for', audience=catalogue.pick(audience.title))}")
    if document:
        text.append(f" · {catalogue.text(f'document.{document}')}", "not bold")
    if session.format is not Format.TEXT:
        text.append(f" · {catalogue.text(f'ui.format.{session.format.value}')}", "not bold")
    return text


def promises(
    scores: Sequence[PromiseScore],
    before: Mapping[str, int],
    known: Sequence[Promise],
    catalogue: Catalogue,
    width: int,
    most: int,
) -> Text:
    """The assessed promises, worst first, with how far each has moved since `before`.

    Those that are kept in full and have not moved, and those there is no room for on
    `most` lines, are counted, not named.
    """
    names = {promise.id: catalogue.pick(promise.title) for promise in known}
    assessed = sorted(
        (s.score, names.get(s.id, s.id), before.get(s.id, s.score))
        for s in scores
        if s.score is not None
    )
    name = "ui.promises-of-100" if assessed else "report.promises"
    head = Text(f"{catalogue.text(name)}: ", style="bold")
    if not scores:
        return Text()
    if not assessed:
        return Text(" ").append(head).append(catalogue.text("ui.no-scores"))
    pieces = []
    for score, name, was in assessed:
        if score == was == FULL:
            break
        piece = Text(f"{name} ").append(str(score), "bold")
        if score != was:
            piece.append(f" ({'+' if score > was else '−'}{abs(score - was)})", "bold")
        pieces.append(piece)
    for named in range(len(pieces), -1, -1):
        left = assessed[named:]
        last = [Text(_rest(len(left), left[0][0], catalogue))] if left else []
        first, *rest = [*pieces[:named], *last]
        text = packed([head + first, *rest], width, " · ")
        if text.plain.count("\n") < most:
            break
    return text


def _rest(count: int, least: int, catalogue: Catalogue) -> str:
    key = "ui.others-full" if least == FULL else "ui.others"
    return catalogue.plural(key, count, least=least)


def packed(pieces: Sequence[Text], width: int, between: str) -> Text:
    """The pieces on as many lines as it takes; no piece is broken unless it fills a line."""
    text = Text()
    used = 0
    for piece in pieces:
        if used and used + len(between) + piece.cell_len > width:
            text.append("\n")
            used = 0
        start = between if used else " "
        text.append(start).append(piece)
        used += len(start) + piece.cell_len
    return text


def promise_table(
    scores: Sequence[PromiseScore], known: Sequence[Promise], catalogue: Catalogue
) -> list[str]:
    """A line per promise that a machine can say something of: bar, points and band."""
    by_id = {score.id: score for score in scores}
    rows = [
        (catalogue.pick(promise.title), score.score)
        for promise in known
        if promise.checkable and (score := by_id.get(promise.id)) is not None
    ]
    widest = max((len(name) for name, _ in rows), default=0)
    return [
        f"{name:<{widest}} {_bar((score or 0) / FULL)} {'–' if score is None else score:>3}"
        f"  {catalogue.text(f'band.{band(score)}')}"
        for name, score in rows
    ]


def fit_lines(fit: Fit, catalogue: Catalogue) -> str:
    """One audience: its name, a bar, whether the text fits, and below it what is in the way."""
    word = catalogue.text("cli.audience.not" if fit.obstacles else "cli.audience.fits")
    line = f"{catalogue.pick(fit.audience.title):<30} {_bar(fit.share)} {word}"
    texts = (obstacle_text(obstacle, catalogue) for obstacle in fit.obstacles)
    return "\n   ".join([line, *texts])


def _bar(share: float) -> str:
    full = round(share * BAR)
    return "█" * full + "░" * (BAR - full)


def state(
    marks: Sequence[Mark],
    file: FileReport | None,
    catalogue: Catalogue,
    notice: str = "",
    width: int = 80,
) -> Text:
    """What was found in all, or what has just happened; that may take two lines."""
    if notice:
        words = visible(notice).split(" ")
        told = packed([Text(word) for word in words], width, " ")
        return Text(told.plain, style="bold", no_wrap=True)
    if file is None:
        return Text(f" {catalogue.text('ui.start')}", no_wrap=True)
    found = counted(marks, catalogue)
    return Text(f" {' · '.join([found, *measured(file, catalogue)])}", no_wrap=True)


def keys(catalogue: Catalogue, width: int, most: int = 2) -> Text:
    """Which key does what, for the foot of the screen; those least needed go first."""
    left = list(KEYS)
    for spare in ("", *SPARE):
        left = [pair for pair in left if pair[1] != spare]
        pieces = [
            Text(key, style="bold").append(f" {catalogue.text(f'ui.key.{name}')}", "not bold")
            for key, name in left
        ]
        text = packed(pieces, width, "  ")
        if text.plain.count("\n") < most:
            break
    return text
