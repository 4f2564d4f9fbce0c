"""Document types and traits found in a text, and the type a score is measured by."""

from datetime import date

import pytest

from klarsprak.core.document import Document, Format
from klarsprak.engine.genre import guess_document_type
from klarsprak.engine.setting import make_setting
from klarsprak.engine.traits import find_traits
from klarsprak.readers.registry import read_text
from klarsprak.rulebook.library import load_library

PROSE = "Vi har lest saken og svarer deg så snart vi kan. Det tar som regel to uker. "
CASE = """# Lekeplass i sentrum

## Innstilling

Kommunestyret bygger lekeplassen.

## Bakgrunn

Velforeningen har bedt om en lekeplass.

## Vurdering

Tomta er flat og ligger nær skolen.
"""
FORM = """<html lang="nb"><head><title>Leie av lokale</title></head><body><h1>Leie av lokale</h1>
<form><label for="a">Navn</label><input id="a"><label for="b">Telefon</label><input id="b">
<label for="c">Dato</label><input id="c"><label for="d">Formål</label><input id="d"></form></body></html>"""


def text(source: str, form: Format = Format.TEXT) -> Document:
    return read_text(source, form, "tekst")


@pytest.mark.parametrize(
    ("source", "form", "kind"),
    [
        (f"Hei Kari\n\n{PROSE}", Format.TEXT, "brev"),
        (f"{PROSE}\n\nMed vennlig hilsen\nBo Li", Format.TEXT, "brev"),
        (
            f"# Svar\n\nSaksnummer: 24/17\n\n{PROSE}\n\nMed vennleg helsing\nBo Li",
            Format.MARKDOWN,
            "brev",
        ),
        (f"# Svar\n\n{PROSE}\n\nMed vennlig hilsen\nBo Li", Format.MARKDOWN, "nett"),
        (f"# Svar\n\n{PROSE}\n\nMed hilsen\n\nBo Li\nsaksbehandler", Format.MARKDOWN, "brev"),
        (f"# Svar\n\nVi viser til søknaden. {PROSE}\n\nMed hilsen\nBo", Format.MARKDOWN, "brev"),
        (f"---\ndefinition: brevmal\n---\n\n# Svar\n\n{PROSE}", Format.MARKDOWN, "brev"),
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "nett"),
        # A template without a greeting speaks of its reader's own case; a page of everybody's.
        (f"Nav har avslått søknaden din om tilskudd\n\n{PROSE}", Format.TEXT, "brev"),
        (f"Parkering\n\n{PROSE}Vi har motteke ein søknad frå deg.", Format.TEXT, "brev"),
        (f"{PROSE}Vi har fått melding om at du har flytta.", Format.TEXT, "brev"),
        (f"Vedtaket er gjort etter plan- og bygningsloven § 20. {PROSE}", Format.TEXT, "brev"),
        (f"Har vi avslått søknaden din, kan du klage. {PROSE}", Format.TEXT, "nett"),
        (f"Når vi har mottatt søknaden din, får du svar. {PROSE}", Format.TEXT, "nett"),
        (f"Vi har fått melding om at veien er stengt. {PROSE}", Format.TEXT, "nett"),
        (f"Vi har avslått søknaden din. {PROSE}", Format.MARKDOWN, "nett"),
        (CASE, Format.MARKDOWN, "saksframlegg"),
        (f"Saksframlegg\n\nLekeplass i sentrum\n\n{PROSE}", Format.TEXT, "saksframlegg"),
        (FORM, Format.HTML, "skjema"),
        (FORM.replace("<form>", f"<p>{PROSE * 8}</p><form>"), Format.HTML, "nett"),
        (
            "# Årsrapport\n\n"
            + "".join(
                f"## {title}\n\n{PROSE * 40}\n\n"
                for title in ("Sammendrag", "Innledning", "Metode", "Funn")
            ),
            Format.MARKDOWN,
            "rapport",
        ),
        (
            "# Ferie\n\n"
            + "".join(
                f"## {title}\n\n{PROSE * 40}\n\n" for title in ("Sommer", "Høst", "Vinter", "Vår")
            ),
            Format.MARKDOWN,
            "nett",
        ),
    ],
)
def test_the_type_is_inferred(source: str, form: Format, kind: str) -> None:
    assert guess_document_type(text(source, form)) == kind


def test_a_page_that_shows_a_letter_is_a_page() -> None:
    letter = "<p>Vår ref: 24/17</p><p>Hei</p><p>Vi svarer.</p><p>Med vennlig hilsen<br>Bo Li</p>"
    page = f"<html><body><nav><a href='/'>Hjem</a></nav><main>{letter}</main></body></html>"
    assert guess_document_type(text(page, Format.HTML)) == "nett"
    assert guess_document_type(text(letter, Format.HTML)) == "brev"


@pytest.mark.parametrize(
    ("source", "form", "declared", "measured"),
    [
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "rapport", "nett"),
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "saksframlegg", "nett"),
        (f"Hei Kari\n\n{PROSE}", Format.TEXT, "saksframlegg", "brev"),
        (f"Hei Kari\n\n{PROSE}", Format.TEXT, "nett", "brev"),
        (CASE, Format.MARKDOWN, "saksframlegg", "saksframlegg"),
        (CASE, Format.MARKDOWN, "rapport", "saksframlegg"),
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "brev", "brev"),
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "sms", "sms"),
        (f"# Svar\n\n{PROSE}", Format.MARKDOWN, "", "nett"),
    ],
)
def test_a_lenient_declaration_must_agree(
    source: str, form: Format, declared: str, measured: str
) -> None:
    audiences = load_library().audiences
    setting = make_setting(
        text(source, form), audiences, today=date(2026, 11, 27), document_type=declared
    )
    assert setting.document_type == (declared or "nett")
    assert setting.measured_as == measured


@pytest.mark.parametrize(
    ("source", "form", "trait"),
    [
        ("\n\n".join(f"§ {n}. Kommunen skal vedta." for n in range(1, 7)), Format.TEXT, "lov"),
        (
            "# Retningslinjer\n\n" + "Det tillates ikke bygging. Hensynssonen går foran. " * 10,
            Format.MARKDOWN,
            "plan",
        ),
        (
            "# Kom i gang\n\n```json\n" + '{"navn": 1}\n' * 20 + "```\n\nKall tjenesten.",
            Format.MARKDOWN,
            "utvikler",
        ),
        (
            "# Kom i gang\n\nHent et token fra Maskinporten og kall endepunktet i API-et. JSON er svaret.",
            Format.MARKDOWN,
            "utvikler",
        ),
        (f"<div><h2>Mer</h2><p>{PROSE * 3}</p></div>", Format.HTML, "utdrag"),
        (f"# Svar\n\n{{{{#if ja}}}} {PROSE} {{{{/if}}}} {{{{> bunn}}}}", Format.MARKDOWN, "utdrag"),
        (PROSE * 4, Format.TEXT, "utdrag"),
        (f"---\ntitle: Svar\nweight: 4\n---\n\n{PROSE * 4}", Format.MARKDOWN, "malside"),
        (f"---\ntitle: Svar\ndate: 2026-03-03\n---\n\n{PROSE * 4}", Format.MARKDOWN, "datert"),
        (f"# Svar\n\n{PROSE * 4}\n\nSist endret 3. mars 2026", Format.MARKDOWN, "datert"),
        (f"Pressemelding\n\n# Ny skole\n\n{PROSE * 4}", Format.MARKDOWN, "nyhet"),
        (f"# Referat fra møtet\n\n{PROSE * 4}", Format.MARKDOWN, "referat"),
        (
            f"# Barnehage\n\nSlik søker du: Du kan søke om plass hele året. {PROSE * 3}",
            Format.MARKDOWN,
            "tjeneste",
        ),
    ],
)
def test_a_trait_is_found(source: str, form: Format, trait: str) -> None:
    document = text(source, form)
    assert trait in find_traits(document, guess_document_type(document))


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.HTML])
def test_a_whole_page_has_none_of_them(form: Format) -> None:
    source = f"# Barnehage\n\n{PROSE * 4}"
    if form is Format.HTML:
        source = (
            f"<html><head><title>Barnehage</title></head><body><p>{PROSE * 4}</p></body></html>"
        )
    found = find_traits(text(source, form), "nett")
    assert found.isdisjoint({"lov", "utvikler", "utdrag", "kort", "malside", "nyhet", "datert"})


def test_a_declared_type_says_that_the_text_is_whole() -> None:
    document = text(PROSE * 4)
    assert "utdrag" in find_traits(document, "nett")
    assert "utdrag" not in find_traits(document, "nett", declared=True)


def test_the_reader_who_refuses_is_no_decision() -> None:
    letter = f"Hei\n\nDu har avslått tilbudet om samtale. {PROSE}\n\nMed vennlig hilsen\nBo Li"
    assert "vedtak" not in find_traits(text(letter), "brev")
