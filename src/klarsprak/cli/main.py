"""The entry point: finds the command, and turns every error into one line and exit 2."""

import importlib
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from klarsprak import __version__
from klarsprak.cli.bokmal import Context, in_bokmal, usage_message
from klarsprak.cli.screen import hush, open_closed_streams
from klarsprak.core.errors import ConfigError, KlarsprakError
from klarsprak.core.near import nearest
from klarsprak.engine import collector

COMMANDS: Mapping[str, str] = {
    "sjekk": "klarsprak.cli.sjekk:sjekk",
    "fiks": "klarsprak.cli.fiks:fiks",
    "interaktiv": "klarsprak.cli.interaktiv:interaktiv",
    "skriveflate": "klarsprak.cli.skriveflate:skriveflate",
    "nettside": "klarsprak.cli.nettside:nettside",
    "uu": "klarsprak.cli.uu:uu",
    "malgrupper": "klarsprak.cli.malgrupper:malgrupper",
    "regler": "klarsprak.cli.regler:regler",
    "forklar": "klarsprak.cli.forklar:forklar",
    "ord": "klarsprak.cli.ord:ord_",
    "plakat": "klarsprak.cli.plakat:plakat",
    "sammenlign": "klarsprak.cli.sammenlign:sammenlign",
    "grunnlinje": "klarsprak.cli.grunnlinje:grunnlinje",
    "ordliste": "klarsprak.cli.ordliste:ordliste",
    "init": "klarsprak.cli.init:init",
    "innstillinger": "klarsprak.cli.innstillinger:innstillinger",
    "ny-regel": "klarsprak.cli.ny_regel:ny_regel",
    "test-regler": "klarsprak.cli.test_regler:test_regler",
    "rydd": "klarsprak.cli.rydd:rydd",
    "skjema": "klarsprak.cli.skjema:skjema",
    "fullforing": "klarsprak.cli.fullforing:fullforing",
}
ALIASES: Mapping[str, str] = {
    "check": "sjekk",
    "fix": "fiks",
    "interactive": "interaktiv",
    "editor": "skriveflate",
    "page": "nettside",
    "a11y": "uu",
    "audiences": "malgrupper",
    "rules": "regler",
    "explain": "forklar",
    "word": "ord",
    "promises": "plakat",
    "compare": "sammenlign",
    "baseline": "grunnlinje",
    "vocabulary": "ordliste",
    "settings": "innstillinger",
    "new-rule": "ny-regel",
    "test-rules": "test-regler",
    "clean": "rydd",
    "schema": "skjema",
    "completion": "fullforing",
}
"""English names; they work and are left out of the help."""


_SHORT = frozenset({"sjekk"})
"""Commands that say for themselves when they do more than one document."""


class LazyGroup(click.Group):
    """Imports a command's module when the command is called, not before."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of a first-time user's needs; those not built are left out."""
        return [name for name in COMMANDS if _exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or by its English name."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS or not _exists(name):
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return in_bokmal(command)

    def invoke(self, ctx: click.Context) -> Any:
        """As click's, but a closed pipe is left to `main`: click would end with code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            hush()
            return 0

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest command when there is none of that name."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = nearest(name, self.list_commands(ctx))
            hint = f" Mente du «{near}»?" if near else " Se «klarsprak --help»."
            raise click.UsageError(f"Det finnes ingen kommando «{name}».{hint}", ctx)
        found = super().resolve_command(ctx, args)
        if ALIASES.get(name, name) not in _SHORT:
            collector.resume()
        return found


def _exists(name: str) -> bool:
    return importlib.util.find_spec(COMMANDS[name].partition(":")[0]) is not None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--hjelp", "--help"], "max_content_width": 96},
)
@click.version_option(
    __version__,
    "--versjon",
    "--version",
    message="klarsprak %(version)s",
    help="Vis hvilken versjon dette er.",
)
def cli() -> None:
    """Sjekk norske tekster for klarspråk og universell utforming.

    Begynn med «klarsprak sjekk brev.md».
    """


def fail(error: KlarsprakError, language: str = "nb") -> NoReturn:
    """Print one line about `error` and end with exit code 2."""
    from klarsprak.messages.catalogue import load

    click.echo(f"klarsprak: {load(language).error(error.code, error.values)}", err=True)
    sys.exit(2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line.

    Exit code 2 for usage, configuration and tool errors; a closed pipe ends quietly.
    """
    collector.begin()
    open_closed_streams()
    options: dict[str, Any] = {"prog_name": "klarsprak", "standalone_mode": False}
    try:
        result = cli.main(args=list(arguments) if arguments is not None else None, **options)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.exceptions.Abort:
        click.echo("klarsprak: Avbrutt.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        _usage(error)
    except KlarsprakError as error:
        fail(error)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said there.
        hush()
        sys.exit(0)
    except OSError as error:
        hush()
        fail(_system_error(error))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        collector.resume()
    sys.exit(result if isinstance(result, int) else 0)


def _system_error(error: OSError) -> KlarsprakError:
    """What no other part of the program has turned into words of its own."""
    reason = error.strerror or str(error)
    if error.filename:
        return ConfigError("file-trouble", path=error.filename, error=reason)
    if isinstance(error, FileNotFoundError):
        return ConfigError("folder-gone")
    return ConfigError("screen-unwritable", error=reason)


def _usage(error: click.ClickException) -> NoReturn:
    """Show a usage error in Bokmål, on one line."""
    message = usage_message(error)
    click.echo(f"klarsprak: {' '.join(message.split())}", err=True)
    sys.exit(2)
