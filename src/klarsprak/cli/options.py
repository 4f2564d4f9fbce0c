"""Options that several commands share, and how they become a plan."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from klarsprak.cli import completion
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


def _together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator of several options; the help shows them in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


selection = _together(
    click.option(
        "--malgruppe",
        "--audience",
        metavar="PROFIL",
        shell_complete=completion.audiences,
        help="Hvem teksten er til.",
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
        shell_complete=completion.rules,
        metavar="REGEL",
        help="Bruk bare denne regelen eller dette området. Kan gjentas.",
    ),
    click.option(
        "--ignorer",
        "--ignore",
        multiple=True,
        shell_complete=completion.rules,
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
"""--malgruppe, --dokumenttype, --velg, --ignorer, --config."""

outputs = _together(
    click.option(
        "--format",
        "formats",
        multiple=True,
        shell_complete=completion.formats,
        metavar="FORMAT",
        help="terminal, html, docx, markdown, csv, json, github … Kan gjentas.",
    ),
    click.option(
        "--ut",
        "--output",
        "outputs",
        multiple=True,
        metavar="FIL",
        help="Skriv hit i stedet for til skjermen; ett per --format.",
    ),
)
"""--format and --ut: which reports, and where to."""

gate = _together(
    click.option(
        "--feil-ved",
        "--fail-on",
        type=FailLevel(),
        help="Når kommandoen skal ende med kode 1. Standard: feil.",
    ),
    click.option(
        "--maks-advarsler",
        "--max-warnings",
        type=int,
        metavar="N",
        help="Flere advarsler enn dette gir kode 1.",
    ),
    click.option(
        "--grunnlinje",
        "--baseline",
        metavar="FIL",
        help="Se bort fra funn som står i denne grunnlinja.",
    ),
    click.option(
        "--streng-grunnlinje",
        "--strict-baseline",
        is_flag=True,
        help="Gi kode 1 også når grunnlinja har funn som er borte.",
    ),
)
"""--feil-ved, --maks-advarsler and the baseline: what decides the exit code."""

appearance = _together(
    click.option(
        "--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), help="Språket i rapporten."
    ),
    click.option(
        "--statistikk", "--statistics", is_flag=True, help="Vis hvor mange funn hver regel ga."
    ),
    click.option("--kort", "--short", is_flag=True, help="Vis bare det viktigste."),
    click.option("--vis-tid", "--show-time", is_flag=True, help="Vis hvor lang tid kjøringen tok."),
    click.option(
        "--farge/--uten-farge",
        "--color/--no-color",
        "colour",
        default=None,
        help="Farger på eller av.",
    ),
)
"""What a report for people looks like."""


def make_plan(
    *,
    malgruppe: str | None = None,
    dokumenttype: str | None = None,
    velg: tuple[str, ...] = (),
    ignorer: tuple[str, ...] = (),
    config: Path | None = None,
    keep_documents: bool = False,
    jobs: int | None = 1,
    cache: bool = False,
    follow_ignores: bool = False,
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
    return Plan(
        flags=flags,
        config=config,
        keep_documents=keep_documents,
        jobs=jobs,
        cache=cache,
        follow_ignores=follow_ignores,
    )


def language_option(function: F) -> F:
    """--sprak: the language of what the command prints."""
    return click.option(
        "--sprak",
        "--language",
        type=click.Choice(["nb", "nn", "en"]),
        default="nb",
        help="Språket i svaret.",
    )(function)
