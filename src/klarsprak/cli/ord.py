"""`klarsprak ord`: what the dictionaries, the frequency list and the inflection know."""

from collections.abc import Iterator

import click

from klarsprak.cli.options import language_option
from klarsprak.messages.catalogue import Catalogue

PHRASE_LISTS = (
    "kanselli tungt_bindeord light_verbs terms inclusive idioms loanwords vague_time tone svada "
    "internal sammenskriving nominalisations"
).split()


@click.command("ord")
@click.argument("ord_", metavar="ORD")
@click.option(
    "--malform", type=click.Choice(["nb", "nn"]), default="nb", help="Bokmål eller nynorsk."
)
@language_option
def ord_(ord_: str, malform: str, sprak: str) -> None:
    """Vis hva klarsprak vet om et ord."""
    from klarsprak.messages.catalogue import load

    click.echo("\n".join(describe(ord_, malform, load(sprak))))


def describe(word: str, standard: str, catalogue: Catalogue) -> Iterator[str]:
    """The lines about one word in one written standard."""
    from klarsprak.lexicon.compounds import split
    from klarsprak.lexicon.frequency import zipf
    from klarsprak.lexicon.inflection import analyses, is_known

    known = is_known(word.lower(), standard)
    yield catalogue.text("cli.word.known" if known else "cli.word.unknown", word=word)
    for form in analyses(word.lower(), standard)[:6]:
        features = f"{form.lemma}, {form.word_class.value}, {' '.join(sorted(form.features))}"
        yield "  " + catalogue.text("cli.word.reading", form=form.text, features=features)
    parts = split(word.lower(), standard)
    if len(parts) > 1:
        yield catalogue.text("cli.word.parts", parts=" + ".join(parts))
    letters = sum(char.isalpha() for char in word)
    yield catalogue.text("cli.word.letters", letters=letters)
    number = catalogue.number(zipf(word, standard), 1)
    yield catalogue.text("cli.word.zipf", zipf=number)
    found = list(_listed(word, standard))
    if found:
        yield catalogue.text("cli.word.lists") + ":"
        yield from (f"  {line}" for line in found)


def _listed(word: str, standard: str) -> Iterator[str]:
    from klarsprak.core.places import dictionaries_folder
    from klarsprak.lexicon.dictionaries import load, table
    from klarsprak.lexicon.inflection import analyses

    wanted = {word.lower(), *(form.lemma for form in analyses(word.lower(), standard))}
    for name in PHRASE_LISTS:
        if not (dictionaries_folder() / f"{name}_{standard}.tsv").is_file():
            continue
        for entry in load(name, standard):
            if wanted.intersection(entry.term.replace("^", "").lower().split()) and (
                entry.term.lower() in wanted or word.lower() == entry.term.lower()
            ):
                swap = ", ".join(entry.swap)
                note = entry.extra.get("explanation") or entry.note
                yield (
                    f"{name}: {entry.term}"
                    + (f" → {swap}" if swap else "")
                    + f"  ({note})" * bool(note)
                )
    for row in table("abbreviations"):
        if row.cells["abbr"].lower() == word.lower():
            expansion = row.cells[f"expansion_{standard}"]
            yield f"abbreviations: {row.cells['abbr']} → {expansion}  ({row.cells['policy']})"
