"""What every command takes, written from the help texts of the commands themselves."""

from collections.abc import Iterator

import click

from klarsprak.cli.bokmal import one_name
from klarsprak.cli.main import ALIASES, cli

_NOTE = "<!-- Laget av «make docs». Rett teksten i kommandoen, ikke her. -->"


def command_page() -> str:
    """The page with every command and option, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    context = click.Context(cli, info_name="klarsprak", **cli.context_settings)
    english = {name: alias for alias, name in ALIASES.items()}
    yield "# Kommandoer"
    yield ""
    yield _NOTE
    yield ""
    yield "Alle kommandoer har også et engelsk navn. Det virker, men står ikke i hjelpen."
    yield ""
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context)
        yield f"## klarsprak {name}"
        yield ""
        yield command.get_short_help_str(200)
        yield ""
        if name in english:
            yield f"Engelsk navn: `{english[name]}`"
            yield ""
        yield "```text"
        usage = " ".join(["klarsprak", name, *command.collect_usage_pieces(own)])
        yield usage.replace("[OPTIONS]", "[VALG]")
        yield "```"
        yield ""
        yield from _options(command, own)
        if isinstance(command, click.Group):
            for inner in command.list_commands(own):
                child = command.get_command(own, inner)
                assert child is not None
                yield f"### klarsprak {name} {inner}"
                yield ""
                yield child.get_short_help_str(200)
                yield ""
                yield from _options(child, click.Context(child, info_name=inner, parent=own))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    rows = [
        record
        for parameter in command.get_params(context)
        if (record := parameter.get_help_record(context)) and isinstance(parameter, click.Option)
    ]
    if not rows:
        return
    yield "| Valg | Gjør |"
    yield "|---|---|"
    for option, text in rows:
        shown = text.replace("|", "\\|")
        yield f"| `{one_name(option).replace('|', '/')}` | {shown} |"
    yield ""
