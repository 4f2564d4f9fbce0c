"""`klarsprak uu`: what was found per legal criterion, and what a person must test."""

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from klarsprak.accessibility.law import LISTS, LawRow, Status, law_report
from klarsprak.cli.options import make_plan, selection
from klarsprak.core.finding import Finding
from klarsprak.core.report import Report
from klarsprak.messages.catalogue import Catalogue, load

if TYPE_CHECKING:
    from klarsprak.engine.run import Plan

_PLACES = 5
_WIDTH = 92


@click.command()
@click.argument("stier", nargs=-1, required=True, metavar="STI…")
@click.option(
    "--lov",
    "--law",
    "law",
    type=click.Choice(LISTS),
    default="offentlig",
    show_default=True,
    help="Kravene for offentlige (48) eller private (35).",
)
@click.option("--wcag22", is_flag=True, help="Ta med kravene som er nye i WCAG 2.2.")
@click.option("--format", "form", type=click.Choice(["tekst", "json"]), default="tekst")
@click.option(
    "--erklaering",
    "--statement",
    "statement",
    is_flag=True,
    help="Vis et utkast til det tilgjengelighetserklæringen trenger.",
)
@click.option(
    "--i-nettleser",
    "--in-browser",
    "in_browser",
    is_flag=True,
    help="Se på sidene i en nettleser også. En nettadresse åpnes alltid der.",
)
@click.option("--ut", "--output", "output", metavar="FIL", help="Skriv hit.")
@click.option("--sprak", "--language", type=click.Choice(["nb", "nn", "en"]), default="nb")
@selection
def uu(
    stier: tuple[str, ...],
    law: str,
    wcag22: bool,
    form: str,
    statement: bool,
    in_browser: bool,
    output: str | None,
    sprak: str,
    malgruppe: str | None,
    dokumenttype: str | None,
    velg: tuple[str, ...],
    ignorer: tuple[str, ...],
    config: Path | None,
) -> int:
    """Vis funn for hvert lovkrav, og hvordan resten testes for hånd.

    Ender med kode 1 når det er funnet brudd. Verktøyet sier aldri at et krav er oppfylt.
    """
    plan = make_plan(
        malgruppe=malgruppe,
        dokumenttype=dokumenttype,
        velg=velg,
        ignorer=ignorer,
        config=config,
        feil_ved=None,
        maks_advarsler=None,
        sprak=sprak,
    )
    report = _report(stier, plan, in_browser=in_browser)
    rows = law_report(report, law, with_22=wcag22)
    catalogue = load(sprak)
    if form == "json":
        text = json.dumps(_as_json(rows, law, sprak), ensure_ascii=False, indent=1) + "\n"
    else:
        lines = (
            _statement(rows, report, catalogue) if statement else _lines(rows, report, catalogue)
        )
        text = "".join(f"{line}\n" for line in lines)
    if output and output != "-":
        from klarsprak.core.atomic import write_text

        write_text(Path(output), text)
    else:
        sys.stdout.write(text)
    for error in report.errors:
        told = catalogue.error(error.code, {"path": error.path, **error.values})
        click.echo(f"klarsprak: {told}", err=True)
    if report.errors:
        return 2
    return int(any(row.status is Status.BREACH for row in rows))


def _report(places: Sequence[str], plan: "Plan", *, in_browser: bool) -> Report:
    if in_browser or any(place.startswith(("http://", "https://")) for place in places):
        from klarsprak.browser.options import BrowserOptions
        from klarsprak.browser.run import run_pages
        from klarsprak.cli.nettside import addresses_of

        return run_pages(dict(addresses_of(places)), plan, BrowserOptions())[0]
    from klarsprak.engine.run import run

    return run(places, plan)[0]


def _name(row: LawRow, language: str) -> str:
    names = row.criterion.name
    return names.get(language) or names["nb"]


def _lines(rows: Sequence[LawRow], report: Report, catalogue: Catalogue) -> Iterator[str]:
    counts = Counter(row.status for row in rows)
    yield catalogue.text("cli.uu.head", n=len(rows), files=len(report.files))
    for status in Status:
        yield f"  {catalogue.text(f'cli.uu.{status.value}')}: {counts[status]}"
    yield ""
    for row in rows:
        criterion = row.criterion
        word = catalogue.text(f"cli.uu.{row.status.value}")
        name = _name(row, catalogue.language)
        yield f"{criterion.id} {name} ({criterion.level}): {word}"
        yield from _listed(row.breaches, report, catalogue)
        if row.breaches and row.reviews:
            yield f"    {catalogue.text('cli.uu.also')}"
        yield from _listed(row.reviews, report, catalogue)
        yield from textwrap.wrap(
            f"{catalogue.text('cli.uu.how')}: {catalogue.pick(criterion.how)}",
            _WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
        )
    yield ""
    yield from textwrap.wrap(catalogue.text("cli.uu.never"), _WIDTH)
    formats = {file.format for file in report.files}
    if "html" in formats and "page" not in formats:
        yield from textwrap.wrap(catalogue.text("cli.uu.source"), _WIDTH, break_on_hyphens=False)


def _listed(findings: Sequence[Finding], report: Report, catalogue: Catalogue) -> Iterator[str]:
    """Each thing said once, with its first place and how many places say the same."""
    from klarsprak.messages.visible import visible

    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        told = visible(catalogue.message(finding, report.rules.get(finding.rule_id)))
        groups.setdefault((finding.rule_id, told), []).append(finding)
    for (_, told), same in list(groups.items())[:_PLACES]:
        first, files = same[0], len({finding.path for finding in same})
        again = catalogue.text("cli.uu.same", n=len(same), files=files) if len(same) > 1 else ""
        yield from textwrap.wrap(
            f"{visible(first.path)}{_place(first)} {told} {again}".rstrip(),
            _WIDTH,
            initial_indent="    ",
            subsequent_indent="      ",
        )
    rest = sum(len(same) for same in list(groups.values())[_PLACES:])
    if rest:
        yield "    " + catalogue.text("cli.uu.more", n=rest)


def _place(finding: Finding) -> str:
    """The line and column of a finding as ``:4:17:``, ":" on a live page."""
    line, column = getattr(finding.location, "line", 0), getattr(finding.location, "column", 0)
    return f":{line}:{column}:" if line else ":"


def _statement(rows: Sequence[LawRow], report: Report, catalogue: Catalogue) -> Iterator[str]:
    """What the statement needs: the breaches, what users meet, and what is not tested."""
    yield catalogue.text("cli.uu.draft")
    yield ""
    for row in rows:
        if row.status is Status.BREACH:
            places = len({finding.path for finding in row.breaches})
            name = _name(row, catalogue.language)
            yield f"{row.criterion.id} {name}"
            yield "  " + catalogue.text("cli.uu.places", n=len(row.breaches), files=places)
            for rule_id in sorted({finding.rule_id for finding in row.breaches}):
                meta = report.rules.get(rule_id)
                if meta is not None:
                    told = f"{catalogue.pick(meta.title)}. {catalogue.pick(meta.why)}"
                    yield from textwrap.wrap(
                        told, _WIDTH, initial_indent="  – ", subsequent_indent="    "
                    )
    left = [row.criterion.id for row in rows if row.status is not Status.BREACH]
    yield ""
    yield from textwrap.wrap(
        f"{catalogue.text('cli.uu.left')} {', '.join(left)}.", _WIDTH, break_on_hyphens=False
    )


def _as_json(rows: Sequence[LawRow], law: str, language: str) -> dict[str, object]:
    return {
        "schema_version": 1,
        "law": law,
        "criteria": [
            {
                "criterion": row.criterion.id,
                "name": _name(row, language),
                "level": row.criterion.level,
                "wcag": row.criterion.version,
                "uu": row.criterion.uu,
                "status": row.status.value,
                "breaches": len(row.breaches),
                "reviews": len(row.reviews),
                "rules": list(row.rules),
                "how": row.criterion.how[language],
                "findings": [
                    {
                        "path": finding.path,
                        "rule": finding.rule_id,
                        "line": getattr(finding.location, "line", None),
                        "column": getattr(finding.location, "column", None),
                        "certainty": finding.certainty.value,
                        "fingerprint": finding.fingerprint,
                    }
                    for finding in (*row.breaches, *row.reviews)
                ],
            }
            for row in rows
        ],
    }
