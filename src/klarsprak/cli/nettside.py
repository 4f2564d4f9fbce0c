"""`klarsprak nettside`: visit pages with a real browser."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from klarsprak.cli.gate import gate_for
from klarsprak.cli.options import appearance, gate, make_plan, selection
from klarsprak.cli.options import outputs as output_options
from klarsprak.cli.sjekk import check_outputs, deliver
from klarsprak.messages.visible import visible

CONSENT = ("behold", "avvis", "godta", "skjul")


@click.command()
@click.argument("adresser", nargs=-1, metavar="ADRESSE…")
@output_options
@selection
@gate
@click.option(
    "--nettstedskart",
    "--sitemap",
    multiple=True,
    metavar="ADRESSE",
    help="Besøk alle sidene i dette nettstedskartet. Kan gjentas.",
)
@click.option(
    "--dybde",
    "--depth",
    type=click.IntRange(0, 10),
    default=0,
    metavar="N",
    help="Følg lenker på samme nettsted så mange ledd. Standard: 0.",
)
@click.option(
    "--maks-sider",
    "--max-pages",
    type=click.IntRange(1),
    default=500,
    metavar="N",
    help="Besøk høyst så mange sider. Standard: 500.",
)
@click.option(
    "--tillat-vert",
    "--allow-host",
    multiple=True,
    metavar="VERT",
    help="La sidene hente noe herfra også. «*» slipper alt til. Kan gjentas.",
)
@click.option(
    "--tidsgrense",
    "--timeout",
    type=click.FloatRange(1, 600),
    default=30.0,
    metavar="SEKUNDER",
    help="Hvor lenge en side kan bruke på å bli lastet. Standard: 30.",
)
@click.option(
    "--informasjonskapsler",
    "--cookies",
    type=click.Choice(CONSENT),
    default="behold",
    help="Hva som skal gjøres med spørsmål om informasjonskapsler.",
)
@click.option(
    "--samtykke-velger",
    "--consent-selector",
    default="",
    metavar="CSS",
    help="Knappen som svarer på spørsmålet, eller det som skal skjules.",
)
@click.option(
    "--jobber",
    "--jobs",
    type=click.IntRange(1, 16),
    default=1,
    metavar="N",
    help="Hvor mange nettlesere som deler på sidene. Standard: 1.",
)
@click.option(
    "--sjekk-lenker",
    "--check-links",
    is_flag=True,
    help="Spør etter sidene det lenkes til. Andre nettsteder bare med --tillat-vert.",
)
@click.option("--bare-axe", "--axe-only", is_flag=True, help="Kjør bare axe-core i nettleseren.")
@click.option("--nettleser", "--browser", default="", metavar="FIL", help="Stien til Chromium.")
@click.option("--driver", default="", metavar="FIL", help="Stien til chromedriver.")
@appearance
def nettside(
    adresser: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    colour: bool | None,
    **options: Any,
) -> int:
    """Besøk nettsider med en nettleser: axe-core, tastatur, små skjermer og språket.

    \b
    Eksempler:
      klarsprak nettside https://www.kommune.example/
      klarsprak nettside --nettstedskart https://www.kommune.example/sitemap.xml
      klarsprak nettside bygg/index.html --format json
    """  # noqa: D301  # click wants the sign itself
    from klarsprak.browser.run import run_pages
    from klarsprak.browser.sites import sitemap_pages
    from klarsprak.formatters.registry import wants_text

    started = time.perf_counter()
    wanted = formats or ("terminal",)
    check_outputs(wanted, outputs)
    addresses = dict(addresses_of(adresser))
    for place in options["nettstedskart"]:
        pages = sitemap_pages(place, limit=options["maks_sider"])
        addresses.update((page, page) for page in pages)
    if not addresses:
        raise click.UsageError("Oppgi minst én adresse, fil eller mappe, eller --nettstedskart.")
    plan = make_plan(
        malgruppe=options["malgruppe"],
        dokumenttype=options["dokumenttype"],
        velg=options["velg"],
        ignorer=options["ignorer"],
        config=options["config"],
        feil_ved=options["feil_ved"],
        maks_advarsler=options["maks_advarsler"],
        grunnlinje=options["grunnlinje"],
        streng_grunnlinje=options["streng_grunnlinje"] or None,
        sprak=options["sprak"],
        keep_documents=any(wants_text(name) for name in wanted),
    )
    report, config = run_pages(
        addresses,
        plan,
        _browser_options(options),
        depth=options["dybde"],
        limit=options["maks_sider"],
        jobs=options["jobber"],
        ask_links=options["sjekk_lenker"],
        progress=_tell if sys.stderr.isatty() else None,
    )
    return deliver(report, gate_for(plan, config), wanted, outputs, colour, options, started)


def _tell(number: int, name: str) -> None:
    click.echo(f"{number}: {visible(name)}", err=True)


def addresses_of(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(address for the browser, name in the report) of each address, file and folder."""
    for name in given:
        path = Path(name)
        if "://" in name:
            yield name, name
        elif path.is_dir():
            base = name.rstrip("/\\") or name
            for file in sorted(path.rglob("*.htm*")):
                if file.suffix.lower() in (".html", ".htm"):
                    shown = f"{base}/{file.relative_to(path).as_posix()}"
                    yield file.resolve().as_uri(), shown
        elif path.exists():
            yield path.resolve().as_uri(), name
        elif "." in name.partition("/")[0] and not name.endswith((".html", ".htm")):
            yield f"https://{name}", name
        else:
            raise click.UsageError(f"Finner ikke «{name}».")


def _browser_options(options: Mapping[str, Any]) -> Any:
    from klarsprak.browser.options import ALL_CHECKS, BrowserOptions, Consent

    hosts = frozenset(host.lower() for host in options["tillat_vert"])
    return BrowserOptions(
        chromium=options["nettleser"],
        driver=options["driver"],
        allowed_hosts=hosts - {"*"},
        any_host="*" in hosts,
        load_timeout=options["tidsgrense"],
        consent=Consent(options["informasjonskapsler"]),
        banner=options["samtykke_velger"],
        checks=frozenset({"axe"}) if options["bare_axe"] else ALL_CHECKS,
    )
