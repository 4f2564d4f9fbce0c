"""Options that several commands share, and how they become a plan."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from klarsprak.core.errors import ConfigError
from klarsprak.engine.run import Plan

F = TypeVar("F", bound=Callable[..., Any])

FAIL_LEVELS = {
    "feil": "feil",
    "error": "feil",
    "advarsel": "advarsel",
    "warning": "advarsel",
    "forslag": "forslag",
    "suggestion": "forslag",
    "aldri": "aldri",
    "never": "aldri",
}


class FailLevel(click.ParamType):  # type: ignore[type-arg]
    """A fail level in Bokmål or English; the value is the Bokmål word."""

    name = "nivå"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the Bokmål word."""
        if value not in FAIL_LEVELS:
            self.fail(f"«{value}». Velg feil, advarsel, forslag eller aldri.", param, ctx)
        return FAIL_LEVELS[value]


def selection(function: F) -> F:
    """--malgruppe, --dokumenttype, --velg, --ignorer, --config."""
    for decorate in reversed(
        (
            click.option(
                "--malgruppe", "--audience", metavar="PROFIL", help="Hvem teksten er til."
            ),
            click.option(
                "--dokumenttype",
                "--document-type",
                metavar="TYPE",
                help="brev, nett, skjema, saksframlegg, rapport eller sms.",
            ),
            click.option(
                "--velg",
                "--select",
                multiple=True,
                metavar="REGEL",
                help="Bruk bare denne regelen eller dette området. Kan gjentas.",
            ),
            click.option(
                "--ignorer",
                "--ignore",
                multiple=True,
                metavar="REGEL",
                help="Hopp over denne regelen eller dette området. Kan gjentas.",
            ),
            click.option(
                "--config",
                type=click.Path(path_type=Path),
                metavar="FIL",
                help="Bruk denne prosjektfila.",
            ),
        )
    ):
        function = decorate(function)
    return function


def make_plan(
    *,
    malgruppe: str | None = None,
    dokumenttype: str | None = None,
    velg: tuple[str, ...] = (),
    ignorer: tuple[str, ...] = (),
    config: Path | None = None,
    keep_documents: bool = False,
    **more: Any,
) -> Plan:
    """The plan that these options ask for; ConfigError when the project file is missing."""
    if config is not None and not config.is_file():
        raise ConfigError("config-unreadable", path=config)
    flags = {
        "malgruppe": malgruppe,
        "dokumenttype": dokumenttype,
        "velg": velg,
        "ignorer": ignorer,
        **more,
    }
    return Plan(flags=flags, config=config, keep_documents=keep_documents)


def language_option(function: F) -> F:
    """--sprak: the language of what the command prints."""
    return click.option(
        "--sprak",
        "--language",
        type=click.Choice(["nb", "nn", "en"]),
        default="nb",
        help="Språket i svaret.",
    )(function)
