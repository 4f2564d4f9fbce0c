"""Sentences of public-web kind for training: imperatives, and nouns that look like them.

Written by the project (`imperatives-train.*.txt`: one clause a line, the imperative
first, or after the negation), set in frames such as headings, lists, conditions and
requests. Only the marked words have a label; the rest of a sentence teaches nothing.

usage: python imperatives.py OUT
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

HERE = Path(__file__).parent
IMPERATIVE = "VERB|Mood=Imp|VerbForm=Fin"
FRAMES = {
    "nb": [
        "{A}.", "{A}", "{A}!", "{A} og {b}.", "{A}, og {b}.", "{A} eller {b}.", "{A}. {B}.",
        "Ikke {a}.", "Ikke {a}!", "Vennligst {a}.", "{A} hvis du er usikker.",
        "Hvis du har spørsmål, {a}.", "Dersom du ikke får svar, {a}.", "Når du er klar, {a}.",
        "Er du i tvil, {a}.", "Har du endret mening, {a}.", "For mer informasjon, {a}.",
        "For å få plass, {a}.", "Ved brann: {A}!", "NB! {A}.", "Tips: {A}", "1. {A}", "- {A}",
        "Før du søker: {A}.", "{A}, så slipper du gebyr.", "{A} før du {0} videre.",
        "{A} slik at vi kan hjelpe deg.", "{A}, eller {b}.", "{A} (gjelder bare nye brukere).",
        "Trenger du hjelp? {A}.", "Du kan også få svar på e-post. {A}.", "{a}", "{A} nå",
        "{A} her", "Viktig: {a}.", "Vær så snill, {a}.", "Derfor: {a}!", "Bare {a}.",
    ],
    "nn": [
        "{A}.", "{A}", "{A}!", "{A} og {b}.", "{A}, og {b}.", "{A} eller {b}.", "{A}. {B}.",
        "Ikkje {a}.", "Ikkje {a}!", "Ver venleg og {a}.", "{A} dersom du er usikker.",
        "Dersom du har spørsmål, {a}.", "Om du ikkje får svar, {a}.", "Når du er klar, {a}.",
        "Er du i tvil, {a}.", "Har du endra meining, {a}.", "For meir informasjon, {a}.",
        "For å få plass, {a}.", "Ved brann: {A}!", "NB! {A}.", "Tips: {A}", "1. {A}", "- {A}",
        "Før du søkjer: {A}.", "{A}, så slepp du gebyr.", "{A} før du {0} vidare.",
        "{A} slik at vi kan hjelpe deg.", "{A}, eller {b}.", "{A} (gjeld berre nye brukarar).",
        "Treng du hjelp? {A}.", "Du kan òg få svar på e-post. {A}.", "{a}", "{A} no",
        "{A} her", "Viktig: {a}.", "Ver så snill, {a}.", "Difor: {a}!", "Berre {a}.",
    ],
}  # fmt: skip
GOING = {"nb": "går", "nn": "går"}
#: Verbal nouns that share a form with an imperative, in frames where they are nouns.
NEUTER = "NOUN|Definite=Ind|Gender=Neut|Number=Sing"
MASCULINE = "NOUN|Definite=Ind|Gender=Masc|Number=Sing"
NOUNS = {
    "nb": {
        NEUTER: "svar søk besøk kjøp salg krav bidrag varsel vedlegg utslipp uttak forbud "
        "tilskudd opphold anbud forslag innslag påbud fradrag fravær tilbud oppslag",
        MASCULINE: "bruk klage kontakt start hjelp leie søknad melding stans avtale plan takk "
        "rapport test frist slutt jobb",
    },
    "nn": {
        NEUTER: "svar søk besøk kjøp sal krav bidrag varsel vedlegg utslepp uttak forbod "
        "tilskot opphald anbod forslag innslag påbod frådrag fråvær tilbod oppslag",
        MASCULINE: "bruk klage kontakt start hjelp leige søknad melding stans avtale plan takk "
        "rapport test frist slutt jobb",
    },
}
NOUN_FRAMES = {
    "nb": [
        "{N} om barnehageplass", "{N} til kommunen", "{N} på henvendelsen kommer i posten.",
        "{N} av kommunale lokaler krever avtale.", "{N} fra innbyggerne", "{N} og betaling",
        "{N} mellom skole og hjem", "{N} er ikke tillatt etter klokka elleve.",
        "{N} blir behandlet av rådmannen.", "{N} for deg som bor i kommunen",
        "{N} på vedtak om byggetillatelse", "Her finner du {n} og priser.",
        "{N} må være levert innen fredag.", "{N} skal ikke kreves av studenter.",
        "{N} ved sykdom", "{N}, priser og vilkår", "{N}",
    ],
    "nn": [
        "{N} om barnehageplass", "{N} til kommunen", "{N} på førespurnaden kjem i posten.",
        "{N} av kommunale lokale krev avtale.", "{N} frå innbyggjarane", "{N} og betaling",
        "{N} mellom skule og heim", "{N} er ikkje lov etter klokka elleve.",
        "{N} blir handsama av rådmannen.", "{N} for deg som bur i kommunen",
        "{N} på vedtak om byggjeløyve", "Her finn du {n} og prisar.",
        "{N} må vere levert innan fredag.", "{N} skal ikkje krevjast av studentar.",
        "{N} ved sjukdom", "{N}, prisar og vilkår", "{N}",
    ],
}  # fmt: skip
_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def clauses(standard: str) -> list[str]:
    """Return the written clauses; an imperative is the first word that is no negation."""
    lines = (HERE / f"imperatives-train.{standard}.txt").read_text(encoding="utf-8")
    return [line for line in lines.split("\n") if line]


def _marked(clause: str, *, capital: bool) -> str:
    words = clause.split(" ")
    place = 1 if words[0] in ("ikke", "ikkje") else 0
    if capital:
        words[0] = words[0][0].upper() + words[0][1:]
    words[place] = f"*{words[place]}*"
    return " ".join(words)


def sentences(standard: str, rng: random.Random) -> list[tuple[str, str]]:
    """Return (marked text, label of the marked words)."""
    verbs = clauses(standard)
    out = []
    for clause in verbs:
        for frame in [*rng.sample(FRAMES[standard], 6), FRAMES[standard][rng.randrange(3)]]:
            other = rng.choice(verbs)
            text = frame.format(
                GOING[standard], a=_marked(clause, capital=False), b=_marked(other, capital=False),
                A=_marked(clause, capital=True), B=_marked(other, capital=True),
            )  # fmt: skip
            out.append((text.upper() if rng.random() < 0.05 else text, IMPERATIVE))
    for label, words in NOUNS[standard].items():
        for word in words.split():
            for frame in rng.sample(NOUN_FRAMES[standard], 9):
                text = frame.format(n=f"*{word}*", N=f"*{word.capitalize()}*")
                out.append((text, label))
    return out


def conllu(text: str, label: str) -> str:
    """Return a sentence in CoNLL-U; words without a mark have the label `_`."""
    rows = []
    plain = text.replace("*", " * ")
    marked = False
    number = 0
    for match in _TOKEN.finditer(plain):
        form = match.group()
        if form == "*":
            marked = not marked
            continue
        number += 1
        upos, _, feats = label.partition("|") if marked else ("_", "", "_")
        rows.append(f"{number}\t{form}\t{form.lower()}\t{upos}\t_\t{feats}\t0\t_\t_\t_")
    return "\n".join(rows) + "\n\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for standard in ("nb", "nn"):
        made = sentences(standard, random.Random(f"imperatives {standard}"))
        text = "".join(conllu(*s) for s in made)
        (args.out / f"imperatives.{standard}.conllu").write_text(text, encoding="utf-8")
        print(standard, len(made))


if __name__ == "__main__":
    main()
