"""Replacements that would leave a fault in the sentence are seen, and others are not."""

import pytest

from klarsprak.core.spans import Span
from klarsprak.engine.grammar_guard import grammar_problem


def problem(marked: str, replacement: str, language: str = "nb") -> str:
    """The problem of a replacement for what stands between braces in `marked`."""
    head, _, rest = marked.partition("{")
    old, _, tail = rest.partition("}")
    span = Span(len(head), len(head) + len(old))
    return grammar_problem(head + old + tail, span, replacement, language)


@pytest.mark.parametrize(
    ("marked", "replacement", "language", "expected"),
    [
        ("Vi spør om {hvorvidt} du vil.", "om", "nb", "doubled"),
        ("Det gjelder {vedrørende} om støtte.", "om", "nb", "doubled"),
        ("Vi må {foreta} valget.", "gjøre", "nb", ""),
        ("Husk å {benytte} skjemaet.", "bruk", "nb", "infinitive"),
        ("Husk å {benytte} skjemaet.", "bruke", "nb", ""),
        ("Med {sikte på å} hjelpe.", "hjelp", "nb", "infinitive"),
        ("Husk {og} levere skjemaet.", "å", "nb", ""),
        ("Vi sit {å} les søknaden.", "og", "nn", ""),
        ("Du {er pliktig til å} svare.", "må", "nb", ""),
        ("På grunn {av at} du flytter.", "av", "nb", "clause"),
        ("{På grunn av at} du flytter.", "Fordi", "nb", ""),
        ("Du får svar {dersom} du søker.", "kanskje", "nb", "clause"),
        ("Dette er et {anliggende} for oss.", "sak", "nb", "agreement"),
        ("Dette er en {foranstaltning} for oss.", "ordning", "nb", ""),
        ("Det er eit {tiltak} for oss.", "ordning", "nn", "agreement"),
        ("Deretter {iverksetter} kommunen tiltak.", "setter i gang", "nb", "particle"),
        ("Kommunen {iverksetter} tiltak.", "setter i gang", "nb", ""),
        ("Kommunen {iverksetter} ikke tiltak.", "setter i gang", "nb", "particle"),
        ("I mai {iverksetter} kommunen tiltak.", "setter i gang", "nb", "particle"),
        ("Hvis du flytter, {iverksetter} kommunen tiltak.", "setter i gang", "nb", "particle"),
        ("Etter dette {iverkset} kommunen tiltaka.", "set i gang", "nn", "particle"),
        ("{Iverksetter} kommunen tiltaket?", "setter i gang", "nb", "particle"),
        ("I mai {iverksetter} Asker kommune tiltak.", "setter i gang", "nb", "particle"),
        ("Om kommunen {iverksetter} tiltaket, må du flytte.", "setter i gang", "nb", ""),
        ("Hvem {iverksetter} tiltaket?", "setter i gang", "nb", ""),
        ("De {medførte} kostnadene er høye.", "førte til", "nb", "attribute"),
        ("{Vedrørende} søknad om plass", "Om", "nb", ""),
        ("Det {redegjøres for} saken.", "forklares", "nb", "impersonal"),
        ("Det {redegjøres for} hvordan det går.", "forklares", "nb", ""),
        ("Det ble {foretatt en vurdering av} saken.", "vurdert", "nb", "impersonal"),
        ("Det er lett å {foreta en vurdering av} saken.", "vurdere", "nb", ""),
        ("Søknaden er {mottatt}.", "fått", "nb", "passive"),
        ("Vi har {mottatt} søknaden.", "fått", "nb", ""),
        ("Det er vi som har {mottatt} søknaden.", "fått", "nb", ""),
        ("Saken {avventes}.", "ventes på", "nb", "stranded"),
        ("Vedtaket kan {påklages}.", "klages på", "nb", ""),
        ("Rettane blir {ivaretekne} av advokaten.", "tekne vare på", "nn", "stranded"),
        ("Vi svarer {i samsvar med} loven.", "etter", "nb", ""),
        ("Vi svarer {i samsvar med} en ny medietype.", "etter", "nb", "sense"),
        ("Møtet {i forbindelse med} planen er utsatt.", "ved", "nb", "sense"),
        ("Meld fra {i forbindelse med} flyttingen.", "ved", "nb", ""),
        ("Vi {ivaretar} drift av veiene.", "tar vare på", "nb", "sense"),
        ("Vi {ivaretar} barnas interesser.", "tar vare på", "nb", ""),
        ("Utgifter {utover dette} dekkes ikke.", "ellers", "nb", "sense"),
        ("Du må {overholde} fristen.", "følge", "nb", "sense"),
        ("Rådet i kommunen {iverksetter} tiltakene.", "setter i gang", "nb", ""),
        ("Du får svar på søknaden din om {bistand}.", "hjelp", "nb", ""),
        ("Vi har lese søknaden din om {tiltak}.", "ordning", "nn", ""),
        ("Du må be om din {bistand} nå.", "tiltak", "nb", "agreement"),
        ("Tiltak som {ivaretar} den enkelte.", "tar vare på", "nb", ""),
        ("Vi {innvilget} søknaden.", "godtar", "nb", "tense"),
        ("Et {innhentet samtykke} er nok.", "ba om samtykke", "nb", "attribute"),
        ("Bruk av {innsendt} skjema.", "sendt inn", "nb", "attribute"),
        ("Bruk av {innlevert} skjema.", "levert", "nb", ""),
        ("Legg ved det {innsendte}.", "sendte inn", "nb", "attribute"),
        ("Vi {innsendte} skjemaet.", "sendte inn", "nb", ""),
        ("{Imidlertid} er fristen ute.", "Men", "nb", "order"),
        ("Bruk {kun}-knappen.", "bare", "nb", "glued"),
        ("Se standardvisning/{håndtering} her.", "bruk", "nb", "glued"),
        ("Ta med penn, papir {etc.}", "og så videre", "nb", "stop"),
        ("Ta med penn, papir {etc.}", "og så videre.", "nb", ""),
        ("Se {jf.} Plan- og bygningsloven.", "etter", "nb", ""),
    ],
)
def test_problems(marked: str, replacement: str, language: str, expected: str) -> None:
    assert problem(marked, replacement, language) == expected


def test_other_languages_are_let_be() -> None:
    assert problem("We {utilise} it.", "use", "en") == ""
