"""`klarsprak fiks`: make the fixes that may be made, show them, or ask about each."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from klarsprak.cli.options import make_plan, selection
from klarsprak.config.model import Config
from klarsprak.core.document import Document
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.finding import Applicability, Finding
from klarsprak.core.report import ToolError
from klarsprak.engine.files import Target, find_targets, read_bytes
from klarsprak.engine.fix_files import encoded, read_to_fix, write_fixed
from klarsprak.engine.fixer import SAFE, SAFE_AND_UNSAFE, Lint, fix_document
from klarsprak.engine.run import MAX_BYTES, Workshop
from klarsprak.messages.catalogue import Catalogue
from klarsprak.readers.registry import PDF


@dataclass(slots=True)
class _Work:
    """A run of the command; `changed` counts files that are, or would be, different."""

    workshop: Workshop
    base: Config
    catalogue: Catalogue
    unsafe: bool
    diff: bool
    interactive: bool
    applied: int = 0
    changed: int = 0
    errors: list[ToolError] = field(default_factory=list)


@click.command()
@click.argument("stier", nargs=-1, metavar="STI…")
@click.option("--usikre", "--unsafe", is_flag=True, help="Gjør også endringer du må lese over.")
@click.option("--diff", is_flag=True, help="Vis endringene uten å skrive noe. Kode 1 hvis noen.")
@click.option("--interaktiv", "--interactive", is_flag=True, help="Spør om hvert funn.")
@selection
@click.option(
    "--stdin-filnavn",
    "--stdin-filename",
    metavar="NAVN",
    help="Hva teksten fra standard inn heter.",
)
@click.option(
    "--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), help="Språket i svaret."
)
def fiks(
    stier: tuple[str, ...],
    usikre: bool,
    diff: bool,
    interaktiv: bool,
    stdin_filnavn: str | None,
    sprak: str | None,
    **options: Any,
) -> int:
    """Rett det som trygt kan rettes, i filer, mapper eller det du sender inn med «-».

    \b
    Eksempler:
      klarsprak fiks brev.md
      klarsprak fiks nettsted/ --diff
      klarsprak fiks brev.md --interaktiv
    """  # noqa: D301  # click wants the sign itself
    from klarsprak.messages.catalogue import load

    if not stier:
        raise click.UsageError("Oppgi minst én fil eller mappe, eller «-» for standard inn.")
    if interaktiv and (diff or "-" in stier or not _has_keyboard()):
        raise click.UsageError(
            "--interaktiv trenger en terminal og en fil, og kan ikke brukes med --diff."
        )
    workshop = Workshop(make_plan(**options, sprak=sprak))
    paths = [path for path in stier if path != "-"]
    base = workshop.config_for(_settings_folder(paths))
    work = _Work(workshop, base, load(base.sprak), usikre, diff, interaktiv)
    if "-" in stier:
        _fix_stdin(work, stdin_filnavn or "<standard inn>")
    targets, errors = find_targets(paths, base.utelat, base.folder)
    work.errors.extend(errors)
    for target in targets:
        # A PDF that lies in a folder is nothing to fix; one that is named gets an answer.
        if target.path.suffix.lower() == PDF and target.shown not in paths:
            continue
        if not _fix_target(work, target):
            break
    return _finish(work)


def _has_keyboard() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _settings_folder(paths: list[str]) -> Path:
    """The folder whose settings the run as a whole goes by: that of the first path."""
    first = Path(paths[0]) if paths else Path.cwd()
    folder = first if first.is_dir() else first.parent
    return folder if folder.is_dir() else Path.cwd()


def _fix_target(work: _Work, target: Target) -> bool:
    """Fix one file; False when the user wants to stop."""
    try:
        config = _config(work, target.path)
        data = read_bytes(target, MAX_BYTES)
        document = read_to_fix(data, target.shown, target.path.name)
        if work.interactive:
            from klarsprak.cli.fiks_valg import ask

            choice = ask(document, _lint(work, config), work.catalogue, config)
            fixed, applied, go_on = choice.document, choice.applied, choice.go_on
        else:
            fixed, applied = _fixed(work, document, config)
            go_on = True
        if fixed.source != document.source:
            work.changed += 1
            work.applied += applied
            if work.diff:
                _echo_diff(document, fixed)
            else:
                write_fixed(target.path, fixed, target.shown)
                _tell(work, "fiks.file", applied, path=target.shown)
    except KlarsprakError as error:
        work.errors.append(ToolError(target.shown, error.code, error.values))
        return True
    return go_on


def _fix_stdin(work: _Work, name: str) -> None:
    """Fix what came on standard input and write it, changed or not, to standard output."""
    data = sys.stdin.buffer.read()
    try:
        config = _config(work, Path(name))
        document = read_to_fix(data, name, name)
        fixed, applied = _fixed(work, document, config)
    except KlarsprakError as error:
        work.errors.append(ToolError(name, error.code, error.values))
        if not work.diff:
            _write_out(data)
        return
    work.applied += applied
    work.changed += fixed.source != document.source
    if work.diff:
        _echo_diff(document, fixed)
    else:
        _write_out(encoded(fixed))


def _write_out(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _config(work: _Work, path: Path) -> Config:
    from klarsprak.config.load import for_path

    return for_path(work.workshop.config_for(path.parent), path)


def _lint(work: _Work, config: Config) -> Lint:
    def findings(document: Document) -> tuple[Finding, ...]:
        result = work.workshop.lint(document, config)
        for error in result.errors:
            if error not in work.errors:
                work.errors.append(error)
        return result.report.findings

    return findings


def _fixed(work: _Work, document: Document, config: Config) -> tuple[Document, int]:
    """The document with its fixes made, and how many; tells what was left for a person."""
    applicable = SAFE_AND_UNSAFE if work.unsafe else SAFE
    done = fix_document(document, _lint(work, config), applicable)
    left = sum(
        f.fix is not None and f.fix.applicability is Applicability.UNSAFE for f in done.remaining
    )
    if left and not work.unsafe:
        _tell(work, "fiks.unsafe", left, path=document.path)
    if done.withheld:
        _tell(work, "fiks.withheld", len(done.withheld), path=document.path)
    return done.document, len(done.applied)


def _tell(work: _Work, key: str, count: int, **values: object) -> None:
    click.echo(work.catalogue.plural(key, count, **values), err=True)


def _echo_diff(before: Document, after: Document) -> None:
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    for line in diff_lines(before, after):
        # A terminal must not act on what a text holds; a program gets it as it is.
        click.echo(_shown(line) if stream.isatty() else line, nl=False)


def _shown(line: str) -> str:
    from klarsprak.messages.visible import visible

    return visible(line.rstrip("\n")) + "\n"


def diff_lines(before: Document, after: Document) -> Iterator[str]:
    """A unified diff that `patch` understands, lines ended as in the files."""
    from difflib import unified_diff

    old, new = _lines(before.source), _lines(after.source)
    for line in unified_diff(old, new, before.path, after.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    kept = [f"{line}\n" for line in lines[:-1]]
    return [*kept, lines[-1]] if lines[-1] else kept


def _finish(work: _Work) -> int:
    """Tell how it went; 2 for a tool error, 1 for a diff, else 0."""
    for error in work.errors:
        told = work.catalogue.error(error.code, {"path": error.path, **error.values})
        click.echo(f"klarsprak: {told}", err=True)
    if not work.applied:
        if not work.errors:
            click.echo(work.catalogue.text("fiks.nothing"), err=True)
    elif work.diff:
        _tell(work, "fiks.would", work.applied)
    elif work.changed > 1:
        _tell(work, "fiks.total", work.applied)
    if work.errors:
        return 2
    return int(work.diff and work.changed > 0)
