"""`klarsprak ord`: what the dictionaries, the frequency list and the inflection know."""

from collections.abc import Iterator

import click

from klarsprak.cli.options import language_option
from klarsprak.lexicon.wordforms import Form
from klarsprak.messages.catalogue import Catalogue

PHRASE_LISTS = (
    "kanselli tungt_bindeord light_verbs terms inclusive idioms loanwords vague_time tone svada "
    "internal sammenskriving nominalisations"
).split()
CLASSES = frozenset({"cli.word.class-action", "cli.word.class-thing"})
COMMON, RARE = 4.0, 3.0
"""Zipf scores: 4 is ten in a million words, 3 is one (van Heuven et al. 2014)."""


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
        features = ", ".join(_in_words(form, catalogue))
        yield "  " + catalogue.text("cli.word.reading", lemma=form.lemma, features=features)
    parts = split(word.lower(), standard)
    if len(parts) > 1:
        yield catalogue.text("cli.word.parts", parts=" + ".join(parts))
    letters = sum(char.isalpha() for char in word)
    yield catalogue.text("cli.word.letters", letters=letters)
    score = zipf(word.rstrip("."), standard)
    band = "common" if score >= COMMON else "middle" if score >= RARE else "rare"
    yield catalogue.text(f"cli.word.zipf-{band}", zipf=catalogue.number(score, 1))
    found = list(_listed(word, standard, catalogue))
    if found:
        yield catalogue.text("cli.word.lists") + ":"
        yield from (f"  {line}" for line in found)


def _in_words(form: Form, catalogue: Catalogue) -> Iterator[str]:
    """Word class and features as a writer knows them; what the others imply is left out."""
    yield catalogue.text(f"cli.word.feature.pos-{form.word_class.value}")
    implied = {"VerbForm=Fin", "Mood=Ind"}
    if form.word_class.value == "adj":
        implied.add("Degree=Pos")
    for feature in sorted(form.features - implied, reverse=True):
        key = f"cli.word.feature.{feature.replace('=', '-').lower()}"
        yield catalogue.text(key) if catalogue.has(key) else feature


def _listed(word: str, standard: str, catalogue: Catalogue) -> Iterator[str]:
    from klarsprak.core.places import dictionaries_folder
    from klarsprak.lexicon.dictionaries import STRIKE, load, table
    from klarsprak.lexicon.inflection import analyses

    wanted = {word.lower(), *(form.lemma for form in analyses(word.lower(), standard))}
    for name in PHRASE_LISTS:
        if not (dictionaries_folder() / f"{name}_{standard}.tsv").is_file():
            continue
        title = catalogue.text(f"cli.word.list.{name.replace('_', '-')}")
        for entry in load(name, standard):
            term = entry.term.replace("^", "")
            if term.lower() not in wanted:
                continue
            swap = ", ".join(s.replace("^", "") for s in entry.swap if s != STRIKE)
            notes = [entry.extra.get(column, "") for column in ("explanation", "why")]
            if entry.extra.get("rule") == "ok":
                notes.append(catalogue.text("cli.word.class-ok"))
            if (kind := f"cli.word.class-{entry.extra.get('class', '')}") in CLASSES:
                notes.append(catalogue.text(kind))
            note = "; ".join(n for n in notes if n)
            yield f"{title}: {term}" + (f" → {swap}" if swap else "") + f" ({note})" * bool(note)
    for row in table("abbreviations"):
        if row.cells["abbr"].lower() == word.lower():
            policy = catalogue.text(f"cli.word.list.policy-{row.cells['policy']}")
            expansion = row.cells[f"expansion_{standard}"].replace(";", ",")
            title = catalogue.text("cli.word.list.abbreviations")
            yield f"{title}: {row.cells['abbr']} → {expansion} ({policy})"
