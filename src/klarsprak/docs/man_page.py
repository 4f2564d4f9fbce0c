"""The manual page, written from the help texts of the commands themselves."""

from collections.abc import Iterator

import click

from klarsprak import __version__
from klarsprak.cli.bokmal import one_name
from klarsprak.cli.main import cli

_EXIT_CODES = (
    ("0", "Ingen funn på eller over nivået som gir feil."),
    ("1", "Det er funn som gir feil, eller en grense i prosjektfila er passert."),
    ("2", "Kommandoen, prosjektfila eller en fil kunne ikke brukes. Resten er sjekket."),
)


def man_page() -> str:
    """`klarsprak(1)` in roff; without a date, so that it is the same each time it is made."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(cli, info_name="klarsprak", **cli.context_settings)
    yield f'.TH KLARSPRAK 1 "" "klarsprak {__version__}" "Brukerkommandoer"'
    yield ".SH NAVN"
    yield r"klarsprak \- sjekk norske tekster for klarspråk og universell utforming"
    yield ".SH BRUK"
    yield ".B klarsprak"
    yield r"KOMMANDO [VALG] [ARGUMENT]\&..."
    yield ".SH BESKRIVELSE"
    yield from _paragraphs(cli.help or "")
    yield ".SH KOMMANDOER"
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        yield from _command(command, f"klarsprak {name}", context)
    yield ".SH SLUTTKODER"
    for code, meaning in _EXIT_CODES:
        yield from (".TP", f".B {code}", _text(meaning))
    yield ".SH FILER"
    yield from (".TP", ".I klarsprak.toml", _text("Innstillinger for prosjektet."))
    yield from (".TP", ".I .klarsprakignore", _text("Filer som ikke skal sjekkes."))


def _command(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    own = click.Context(command, info_name=name.rpartition(" ")[2], parent=parent)
    yield f".SS {_text(name)}"
    usage = " ".join([name, *command.collect_usage_pieces(own)]).replace("[OPTIONS]", "[VALG]")
    yield from (".PP", ".nf", _text(usage), ".fi", ".PP")
    yield from _paragraphs(command.help or "")
    for parameter in command.get_params(own):
        record = parameter.get_help_record(own)
        if record and isinstance(parameter, click.Option):
            yield from (".TP", f".B {_text(one_name(record[0]))}", _text(record[1]) or r"\&")
    if isinstance(command, click.Group):
        for inner in command.list_commands(own):
            child = command.get_command(own, inner)
            assert child is not None
            yield from _command(child, f"{name} {inner}", own)


def _paragraphs(text: str) -> Iterator[str]:
    """Help text as paragraphs; one that begins with the sign of click keeps its lines."""
    for part in text.strip().split("\n\n"):
        lines = [line for line in part.split("\n") if line != "\b"]
        kept = part.lstrip().startswith("\b")
        yield from (".nf", *map(_text, lines), ".fi") if kept else (_text(" ".join(lines)),)
        yield ".PP"


def _text(text: str) -> str:
    """Text that roff shows as it stands, on one line."""
    shown = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{shown}" if shown.startswith((".", "'")) else shown
