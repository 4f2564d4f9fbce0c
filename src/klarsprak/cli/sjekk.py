"""`klarsprak sjekk`: lint files, folders or standard input."""

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from klarsprak.cli.gate import gate_for, reasons
from klarsprak.cli.options import appearance, gate, make_plan, selection
from klarsprak.cli.options import outputs as output_options
from klarsprak.core.document import EMPTY_FILE
from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Severity
from klarsprak.core.report import Report
from klarsprak.core.seen import is_dir
from klarsprak.engine import collector
from klarsprak.engine.gate import Gate, exit_code, judged

if TYPE_CHECKING:
    from klarsprak.formatters.options import RenderOptions

SEVERITY_OF = {
    "feil": Severity.ERROR,
    "advarsel": Severity.WARNING,
    "forslag": Severity.SUGGESTION,
    "aldri": None,
}


@click.command()
@click.argument("stier", nargs=-1, metavar="STI…")
@output_options
@selection
@gate
@click.option(
    "--endret-siden",
    "--changed-since",
    default="",
    metavar="GITREF",
    help="Ta bare med funn på linjer som er endret siden denne versjonen i git.",
)
@click.option(
    "--stdin-filnavn",
    "--stdin-filename",
    metavar="NAVN",
    help="Hva teksten fra standard inn heter.",
)
@appearance
@click.option(
    "--spor-endringer",
    "--track-changes",
    is_flag=True,
    help="Med --format docx: vis trygge rettelser som sporede endringer.",
)
@click.option(
    "--jobber",
    "--jobs",
    type=click.IntRange(0, 256),
    metavar="N",
    help="Hvor mange prosesser som deler på filene; 0 er én per kjerne. Uten valget: etter hvor mange filer det er.",
)
@click.option(
    "--uten-mellomlager",
    "--no-cache",
    is_flag=True,
    help="Sjekk alt på nytt, og ta ikke vare på noe til neste gang.",
)
@click.option(
    "--folg-utelat",
    "--force-exclude",
    is_flag=True,
    help="Hopp over filer som prosjektet utelater, også når du oppgir dem ved navn.",
)
def sjekk(
    stier: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    feil_ved: str | None,
    maks_advarsler: int | None,
    stdin_filnavn: str | None,
    sprak: str | None,
    colour: bool | None,
    jobber: int | None,
    **options: Any,
) -> int:
    """Sjekk filer, mapper eller det du sender inn med «-».

    \b
    Eksempler:
      klarsprak sjekk brev.md
      klarsprak sjekk nettsted/ --format json --ut rapport.json
      klarsprak sjekk - --stdin-filnavn brev.txt < brev.txt
    """  # noqa: D301  # click wants the sign itself
    from klarsprak.cli.progress import progress_bar
    from klarsprak.engine.run import run
    from klarsprak.formatters.registry import wants_text
    from klarsprak.messages.catalogue import load

    started = time.perf_counter()
    wanted = formats or ("terminal",)
    check_outputs(wanted, outputs)
    if options["spor_endringer"] and "docx" not in wanted:
        raise ConfigError("track-without-docx")
    if not stier:
        raise click.UsageError("Oppgi minst én fil eller mappe, eller «-» for standard inn.")
    plan = make_plan(
        malgruppe=options["malgruppe"],
        dokumenttype=options["dokumenttype"],
        velg=options["velg"],
        ignorer=options["ignorer"],
        config=options["config"],
        feil_ved=feil_ved,
        maks_advarsler=maks_advarsler,
        grunnlinje=options["grunnlinje"],
        streng_grunnlinje=options["streng_grunnlinje"] or None,
        sprak=sprak,
        keep_documents=any(wants_text(name) for name in wanted),
        jobs=jobber,
        cache=not options["uten_mellomlager"],
        follow_ignores=options["folg_utelat"],
    )
    if len(stier) > 1 or is_dir(Path(stier[0])):
        collector.resume()
    stdin = None
    if "-" in stier:
        stdin = (sys.stdin.buffer.read(), stdin_filnavn or "<standard inn>")
    notes: list[str] = []
    with progress_bar(load(sprak or "nb").text("cli.progress")) as progress:
        report, config = run(stier, plan, progress, stdin=stdin, tell=notes.append)
    for code in notes:
        click.echo(f"klarsprak: {load(config.sprak).error(code, {})}", err=True)
    paths = [path for path in stier if path != "-"]
    at_gate = gate_for(plan, config, paths, options["endret_siden"])
    return deliver(report, at_gate, wanted, outputs, colour, options | {"stdin": stdin}, started)


def deliver(
    report: Report,
    at_gate: Gate,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    colour: bool | None,
    options: dict[str, Any],
    started: float,
) -> int:
    """Write every report that was asked for, tell of errors, and return the exit code.

    `started` is when the run began, by `time.perf_counter`.
    """
    report = judged(report, at_gate)
    config = at_gate.config
    timing = {"total": time.perf_counter() - started} if options["vis_tid"] else None
    for index, name in enumerate(formats):
        target = outputs[index] if index < len(outputs) else None
        write_report(name, report, config.sprak, target, colour, options, timing)
    for line in (*error_lines(report, config.sprak), *reasons(report, config.sprak)):
        click.echo(line, err=True)
    return exit_code(report, at_gate)


def check_outputs(formats: tuple[str, ...], outputs: tuple[str, ...]) -> None:
    """Raise a usage error unless each of `outputs` has a format."""
    if len(outputs) > len(formats) or len(formats) - len(outputs) > 1:
        raise click.UsageError("Oppgi én --ut for hvert --format; det siste kan gå til skjermen.")
    for index, name in enumerate(formats):
        if name == "docx":
            from klarsprak.cli.word_out import check_target

            check_target(outputs[index] if index < len(outputs) else None)


def write_report(
    name: str,
    report: Report,
    language: str,
    target: str | None,
    colour: bool | None,
    options: dict[str, Any],
    timing: dict[str, float] | None,
) -> None:
    """Render `report` as the format `name`, to the screen or to the file `target`."""
    if name == "docx" and target is not None:
        from klarsprak.cli.word_out import write_word

        track = options.get("spor_endringer", False)
        write_word(report, language, target, track=track, stdin=options.get("stdin"))
        return
    from klarsprak.formatters.registry import render
    from klarsprak.messages.catalogue import load

    choices: dict[str, Any] = {
        "short": options["kort"],
        "statistics": options["statistikk"],
        "timing": timing,
        "tell_errors": False,
    }
    catalogue = load(language)
    write_pieces(
        lambda settings: render(name, report, catalogue, settings), target, colour, choices
    )


def write_pieces(
    render: Callable[["RenderOptions"], Iterable[str]],
    target: str | None,
    colour: bool | None,
    choices: Mapping[str, Any] | None = None,
) -> None:
    """Write what `render` gives to the screen (`target` None or ``-``) or to a file.

    `render` is told of the width and the colours of the screen, and of `choices`.
    """
    from klarsprak.cli.screen import terminal_width, use_colour
    from klarsprak.formatters.options import RenderOptions

    to_screen = target in (None, "-")
    settings = RenderOptions(
        colour=to_screen and use_colour(colour), width=terminal_width(), **(choices or {})
    )
    pieces = render(settings)
    if to_screen:
        _to_screen(pieces)
    else:
        assert target is not None
        _to_file(Path(target), pieces)


def _to_screen(pieces: Iterable[str]) -> None:
    from klarsprak.cli.screen import hush

    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # A console that lacks a letter shows a question mark rather than end the run.
        stream.reconfigure(errors="replace")
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        # «klarsprak sjekk … | head»: the exit code still says what was found.
        hush()


def _to_file(path: Path, pieces: Iterable[str]) -> None:
    from klarsprak.core.atomic import write_text

    try:
        write_text(path, "".join(pieces))
    except OSError as error:
        raise ConfigError("output-unwritable", path=path, error=error.strerror or error) from error


def error_lines(report: Report, language: str) -> Iterable[str]:
    """A line for standard error about each file that is empty, and each thing that went wrong."""
    from klarsprak.messages.catalogue import load

    catalogue = load(language)
    for file, _ in report.outlines():
        if file.counts.get(EMPTY_FILE):
            yield f"klarsprak: {catalogue.text('cli.empty-file', path=file.path)}"
    for error in report.errors:
        yield f"klarsprak: {catalogue.error(error.code, {'path': error.path, **error.values})}"
