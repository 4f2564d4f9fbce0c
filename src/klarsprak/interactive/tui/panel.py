"""The side panel: one finding in words."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from klarsprak.interactive.card import Card
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible

BOLD = "bold"


def card_text(card: Card, number: int, count: int, catalogue: Catalogue) -> Text:
    """The card as it is read from the top: what it is, what to do, and then why."""
    text = Text()
    text.append(catalogue.text("ui.finding", number=number, count=count), BOLD)
    text.append(f" · {card.severity_name}\n\n", BOLD)
    text.append(f"{visible(card.message)}\n")
    if card.choices:
        text.append(f"\n{catalogue.text('ui.choices')}\n", BOLD)
        for place, choice in enumerate(card.choices[:9], start=1):
            shown = visible(choice) if choice.strip() else catalogue.text("ui.delete")
            text.append(f"{place} {shown}\n")
        key = "ui.take-many" if len(card.choices) > 1 else "ui.take-one"
        text.append(f"{catalogue.text(key)}\n", "italic")
        text.append(f"{catalogue.text('fix.safe' if card.safe else 'fix.unsafe')}\n", "italic")
    if card.advice:
        head = catalogue.text("ui.fill-in" if card.fill_in else "ui.advice")
        text.append(f"\n{head}\n", BOLD)
        for advice in card.advice[:4]:
            text.append(f"– {visible(advice)}\n")
    if card.rewrite is not None:
        text.append(f"\n{catalogue.text('ui.rewrite')}\n", BOLD)
        head, middle, tail = map(visible, card.rewrite.after)
        text.append(f"{head[-120:]}").append(middle, "underline").append(f"{tail[:120]}\n")
    if card.why:
        text.append(f"\n{catalogue.text('cli.explain.why')}\n", BOLD)
        text.append(f"{card.why}\n")
    _facts(text, card, catalogue)
    return text


def overview_text(count: int, first: Sequence[str], catalogue: Catalogue) -> Text:
    """What stands in the panel before a finding is chosen: how many, and where to begin."""
    text = Text(catalogue.plural("ui.look", count))
    if first:
        text.append(f"\n\n{catalogue.text('ui.first')}\n", BOLD)
        for place, told in enumerate(first, start=1):
            text.append(f"{place} {told}\n")
        text.append(catalogue.text("ui.first-hint"), "italic")
    return text


def _facts(text: Text, card: Card, catalogue: Catalogue) -> None:
    if card.promise:
        text.append(f"\n{catalogue.text('cli.explain.promise')}: ", BOLD).append(card.promise)
    if card.wcag:
        text.append(f"\n{catalogue.text('cli.explain.wcag')}: ", BOLD)
        text.append(f"WCAG {', '.join(card.wcag)}")
    if card.sources:
        text.append(f"\n{catalogue.text('cli.explain.sources')}: ", BOLD)
        text.append("; ".join(card.sources))
    text.append(f"\n{catalogue.text('report.rule')}: ", BOLD).append(card.rule)


class Panel(VerticalScroll):
    """Shows a text; scrolls when it has the focus."""

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._body = Static(id="card")
        self.shown = Text()

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._body

    def show(self, text: Text) -> None:
        """Show `text` from its beginning, unless it is what stands there."""
        if text == self.shown and text.spans == self.shown.spans:
            return
        self.shown = text
        self._body.update(text)
        self.scroll_home(animate=False)
