"""Click's own words in Bokmål: help pages and usage errors.

English names of options work, but a help page shows one name for each.
"""

import re
from collections.abc import Iterable

import click

_SECTIONS = {"Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter"}
_USAGE = {"[OPTIONS]": "[VALG]", "COMMAND": "KOMMANDO", "[ARGS]...": "[ARGUMENT]…"}
_HELP = {"Show this message and exit.": "Vis denne hjelpen."}
_NAME = re.compile(r"--[\w-]+|-\w")


class HelpFormatter(click.HelpFormatter):
    """Writes help pages with Norwegian headings and one name for each option."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of a help page."""
        for english, own in _USAGE.items():
            args = args.replace(english, own)
        super().write_usage(prog, args, prefix or "Bruk: ")

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        super().write_heading(_SECTIONS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options or commands with what they do."""
        shown = [(one_name(name), _HELP.get(text, text)) for name, text in rows]
        super().write_dl(shown, col_max, col_spacing)


class Context(click.Context):
    """A context whose help is in Bokmål."""

    formatter_class = HelpFormatter


def in_bokmal(command: click.Command) -> click.Command:
    """The command, and those below it, with help in Bokmål."""
    command.context_class = Context
    if isinstance(command, click.Group):
        for child in command.commands.values():
            in_bokmal(child)
    return command


def one_name(option: str) -> str:
    """«--malgruppe PROFIL» of «--malgruppe, --audience PROFIL»; a short name stays."""
    if not option.startswith("-"):
        return option
    return " / ".join(_first_name(side) for side in option.split(" / "))


def _first_name(side: str) -> str:
    names = _NAME.findall(side)
    long = [name for name in names if name.startswith("--")]
    short = [name for name in names if not name.startswith("--")]
    rest = side[side.rindex(names[-1]) + len(names[-1]) :] if names else ""
    return ", ".join([*short, *long[:1]]) + rest


def usage_message(error: click.ClickException) -> str:
    """One line about a wrong call: what is wrong and, where known, what to write."""
    if isinstance(error, click.NoSuchOption):
        near = f" Mente du «{error.possibilities[0]}»?" if error.possibilities else ""
        return f"Det finnes ikke noe valg «{error.option_name}».{near}"
    if isinstance(error, click.MissingParameter):
        return f"Du må oppgi {error.param.human_readable_name if error.param else 'mer'}."
    if isinstance(error, click.BadOptionUsage):
        return f"Valget «{error.option_name}» trenger en verdi."
    message = " ".join(error.format_message().split())
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param and error.param.opts else ""
        return f"Verdien til «{name}» er ikke gyldig: {_wanted(error.param, message)}"
    if match := re.match(r"Got unexpected extra arguments? \((.*)\)", message):
        return f"Kommandoen tar ikke imot «{match[1]}»."
    if isinstance(error, click.FileError):
        return f"Kan ikke åpne «{error.filename}»."
    return "Du må oppgi en kommando." if message == "Missing command." else message


def _wanted(parameter: click.Parameter | None, message: str) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return f"Velg {', '.join(choices[:-1])} eller {choices[-1]}."
    if isinstance(kind, click.IntRange | click.FloatRange):
        low = "" if kind.min is None else f" fra {kind.min}"
        return f"Skriv et tall{low}{'' if kind.max is None else f' til {kind.max}'}."
    if kind is click.INT:
        return "Skriv et helt tall."
    if kind is click.FLOAT:
        return "Skriv et tall."
    if isinstance(kind, click.Path | click.File):
        return "Fant ikke fila eller mappa."
    return message
