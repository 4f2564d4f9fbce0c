"""`klarsprak init`: a project file to begin with."""

from pathlib import Path

import click

from klarsprak.cli.options import language_option

_TEMPLATE = """\
# Innstillinger for klarsprak. Fjern «#» foran en linje for å ta den i bruk.

# Hvem tekstene er til. Se «klarsprak malgrupper».
# malgruppe = "innbygger"

# Regler eller områder som ikke skal brukes.
# ignorer = ["rettskriving/anforselstegn"]

# Når kommandoen skal ende med kode 1: feil, advarsel, forslag eller aldri.
feil_ved = "feil"

# Grenser for hver tekst: høyeste LIX, og minste poengsum for et løfte.
# lix_tak = 45
# lofter = { lett-a-forsta = 60 }

# Funn som var der fra før, og som kan vente. Lag fila med «klarsprak grunnlinje lag».
# grunnlinje = "klarsprak-grunnlinje.json"

# Nye regler i senere versjoner skal ikke gi feil her.
# regelsett = "2026.1"

# Filer som ikke skal sjekkes, med samme mønstre som i .gitignore.
# utelat = ["arkiv/"]

# Egne grenser for en del av nettstedet.
# [[sted]]
# sti = "skole/**"
# malgruppe = "skoleforeldre"

# Funn som skal få stå, med grunn og gjerne en sluttdato.
# [[unntak]]
# regel = "ord/kanselliord"
# tekst = "herunder"
# grunn = "Ordlyden er fra loven"
# til = "2027-01-01"
"""


@click.command()
@language_option
def init(sprak: str) -> int:
    """Lag fila klarsprak.toml i denne mappa."""
    from klarsprak.core.atomic import write_text
    from klarsprak.messages.catalogue import load

    path = Path("klarsprak.toml")
    if path.exists():
        click.echo(load(sprak).text("cli.init.exists", path=path))
        return 2
    write_text(path, _TEMPLATE)
    click.echo(load(sprak).text("cli.init.made", path=path))
    return 0
