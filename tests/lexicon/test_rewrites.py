"""Sentences built anew: the whole new sentence, in both written standards."""

import pytest

from klarsprak.api import lint_text
from klarsprak.core.finding import Applicability, Finding
from klarsprak.formatters.rewrite import rewrite
from klarsprak.lexicon.loosened import loosened

NN = "Kva skjer no? Eg veit ikkje kva vi kan gjere med dette. "
"""Makes a text Nynorsk without doubt; a paragraph of its own."""


def findings(sentence: str, rule: str, language: str) -> list[Finding]:
    """What one rule finds in a sentence, in a text of the given written standard."""
    head = f"{NN}\n\n" if language == "nn" else ""
    report = lint_text(head + sentence, document_type="brev")
    return [f for f in report.findings if f.rule_id == rule and f.excerpt.text in sentence]


def new_sentences(sentence: str, rule: str, language: str) -> list[str]:
    """The new sentence of each finding that has one."""
    made = [rewrite(f) for f in findings(sentence, rule, language)]
    return [change.text for change in made if change]


PASSIVES = [
    (rule, language, sentence, [expected] if expected else [])
    for rule, language, sentence, expected in (
        # Below another clause the adverbs stand before the verb, and a present stays one.
        (
            "aktiv/s-passiv",
            "nb",
            "Vi gir beskjed om at søkeren ikke strykes fra listen.",
            "Vi gir beskjed om at [hvem?] ikke stryker søkeren fra listen.",
        ),
        (
            "aktiv/bli-passiv",
            "nn",
            "Du får svar når saka ikkje lenger vert handsama.",
            "Du får svar når [kven?] ikkje lenger handsamar saka.",
        ),
        # A modal verb goes along.
        (
            "aktiv/s-passiv",
            "nn",
            "Skjemaet må sendast før måndag.",
            "[Kven?] må sende skjemaet før måndag.",
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Deretter skal planen kunne endres i utvalget.",
            "Deretter skal [hvem?] kunne endre planen i utvalget.",
        ),
        # The perfect, with who acts.
        (
            "aktiv/bli-passiv",
            "nb",
            "Søknaden er blitt behandlet av opptaksutvalget.",
            "Opptaksutvalget har behandlet søknaden.",
        ),
        (
            "aktiv/bli-passiv",
            "nn",
            "Søknaden har vorte handsama av kontoret i Hamar.",
            "Kontoret i Hamar har handsama søknaden.",
        ),
        (
            "aktiv/bli-passiv",
            "nb",
            "Planen ble vedtatt av kommunestyret i mai.",
            "Kommunestyret vedtok planen i mai.",
        ),
        ("aktiv/s-passiv", "nb", "Klagen behandles av oss.", "Vi behandler klagen."),
        # What stands first is no subject.
        (
            "aktiv/s-passiv",
            "nb",
            "I møtet behandles tre saker.",
            "I møtet behandler [hvem?] tre saker.",
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Hvis du flytter, må avtalen endres.",
            "Hvis du flytter, må [hvem?] endre avtalen.",
        ),
        # A formal «det» gives way; one that points to something is let be.
        (
            "aktiv/s-passiv",
            "nb",
            "Det kan gis støtte til lag og foreninger.",
            "[Hvem?] kan gi støtte til lag og foreninger.",
        ),
        ("aktiv/s-passiv", "nb", "Det sendes til kommunen i mai.", ""),
        # In a relative clause the verb alone changes.
        (
            "aktiv/s-passiv",
            "nb",
            "Vi svarer på spørsmål som ikke kan sendes på e-post.",
            "Vi svarer på spørsmål som [hvem?] ikke kan sende på e-post.",
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Se hva som kreves av dokumentasjon.",
            "",
        ),
        # Pronouns and particles have places of their own.
        ("aktiv/s-passiv", "nb", "Den endres ikke i år.", "[Hvem?] endrer den ikke i år."),
        (
            "aktiv/s-passiv",
            "nb",
            "Skjemaet må fylles ut før mandag.",
            "[Hvem?] må fylle ut skjemaet før mandag.",
        ),
        ("aktiv/s-passiv", "nb", "Vinduene tas ut av bygget i mai.", ""),
        ("aktiv/s-passiv", "nb", "Vedlegget hentes inn og lagres i arkivet.", ""),
        ("aktiv/s-passiv", "nb", "Du har rett til å høres før vi bestemmer.", ""),
    )
]


LONG = [
    ("setning/for-lang", language, sentence, [expected] if expected else [])
    for language, sentence, expected in (
        # What stands last, and names what it is about.
        (
            "nb",
            "Etter at fristen har gått ut, må klager på vedtak om støtte til lag sendes til klagenemnda, som "
            "avgjør saken i løpet av tre måneder fra den fikk klagen.",
            "Etter at fristen har gått ut, må klager på vedtak om støtte til lag sendes til klagenemnda. "
            "Klagenemnda avgjør saken i løpet av tre måneder fra den fikk klagen.",
        ),
        # After two nouns nobody can tell which one is meant.
        (
            "nb",
            "Etter at fristen har gått ut, må du svare på brevet om støtte fra klagenemnda, som avgjør saken "
            "i løpet av tre måneder fra den fikk klagen.",
            "",
        ),
        (
            "nb",
            "Du kan få støtte til å leie et lokale i kommunen i inntil fire uker om sommeren, selv om du bare "
            "har vært medlem i laget i et halvt år.",
            "Du kan få støtte til å leie et lokale i kommunen i inntil fire uker om sommeren. Det gjelder selv "
            "om du bare har vært medlem i laget i et halvt år.",
        ),
        (
            "nn",
            "Kommunen har kjøpt nye bussar til alle rutene mellom skulane og dei ytste bygdene, slik at turen "
            "for dei yngste elevane tek ein halv time mindre.",
            "Kommunen har kjøpt nye bussar til alle rutene mellom skulane og dei ytste bygdene. Dermed tek turen "
            "for dei yngste elevane ein halv time mindre.",
        ),
        # What stands first: a reason, a condition the reader can answer.
        (
            "nb",
            "Siden du ikke har sendt oss kvitteringene for utgiftene du hadde i fjor, kan vi ikke regne ut hvor "
            "mye støtte du har rett til.",
            "Du har ikke sendt oss kvitteringene for utgiftene du hadde i fjor. Derfor kan vi ikke regne ut hvor "
            "mye støtte du har rett til.",
        ),
        (
            "nb",
            "Siden du ikke lenger bor i kommunen der du søkte om plass for tre år siden, må du sende en ny "
            "søknad til kommunen du bor i nå.",
            "Du bor ikke lenger i kommunen der du søkte om plass for tre år siden. Derfor må du sende en ny "
            "søknad til kommunen du bor i nå.",
        ),
        (
            "nn",
            "Dersom du flyttar til ein annan kommune før barnet ditt byrjar på skulen til hausten, må du melde "
            "frå til oss innan første juni.",
            "Flyttar du til ein annan kommune før barnet ditt byrjar på skulen til hausten? Då må du melde frå "
            "til oss innan første juni.",
        ),
        (
            "nb",
            "Dersom virksomheten flytter til en annen kommune før det nye året begynner, må eieren melde fra om "
            "dette til kommunen innen første juni.",
            "",
        ),
        (
            "nb",
            "Hvis du flytter, skifter jobb eller får barn i løpet av det året du mottar støtten, kan du miste "
            "retten til støtte fra kommunen.",
            "",
        ),
    )
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("rule", "language", "sentence", "expected"),
    [
        *LONG,
        (
            "aktiv/bli-passiv",
            "nb",
            "Søknaden din blir behandlet av kommunen innen tre uker.",
            ["Kommunen behandler søknaden din innen tre uker."],
        ),
        (
            "aktiv/bli-passiv",
            "nn",
            "Søknaden din blir behandla av kommunen i haust.",
            ["Kommunen behandlar søknaden din i haust."],
        ),
        (
            "aktiv/bli-passiv",
            "nb",
            "Brevet ble sendt av oss i mai.",
            ["Vi sendte brevet i mai."],
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Skjemaet må signeres av en lege.",
            ["En lege må signere skjemaet."],
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Vi følger reglene som fastsettes av departementet.",
            ["Vi følger reglene som departementet fastsetter."],
        ),
        (
            "aktiv/s-passiv",
            "nb",
            "Beløpet endres ikke i år.",
            ["[Hvem?] endrer ikke beløpet i år."],
        ),
        ("aktiv/bli-passiv", "nb", "Det blir vedtatt av styret at prisen øker.", []),
        *PASSIVES,
        ("aktiv/bli-passiv", "nb", "Planen blir laget av kommunen og sendt til fylket.", []),
        (
            "setning/for-lang",
            "nb",
            "Du har selv ansvar for å følge med på det som skjer på kontoen din hver måned, og du må "
            "si fra til kommunen hvis noe ikke stemmer.",
            [
                "Du har selv ansvar for å følge med på det som skjer på kontoen din hver måned. Du må "
                "si fra til kommunen hvis noe ikke stemmer."
            ],
        ),
        (
            "setning/for-lang",
            "nn",
            "Dersom du skal flytte til ein annan kommune før skulen startar til hausten, må du kontakte "
            "oss slik at vi kan vurdere om du framleis har rett til skyss.",
            [
                "Dersom du skal flytte til ein annan kommune før skulen startar til hausten, må du kontakte "
                "oss. Då kan vi vurdere om du framleis har rett til skyss."
            ],
        ),
        (
            "setning/for-lang",
            "nb",
            "Kommunen skal være forberedt på å håndtere de hendelsene som kan ramme innbyggerne, og skal "
            "derfor øve sammen med politiet og brannvesenet hvert eneste år.",
            [
                "Kommunen skal være forberedt på å håndtere de hendelsene som kan ramme innbyggerne. Kommunen "
                "skal derfor øve sammen med politiet og brannvesenet hvert eneste år."
            ],
        ),
        (
            "setning/for-lang",
            "nb",
            "Hvis du har søkt om plass i barnehagen før fristen gikk ut den første mars, og du bor i "
            "kommunen med barna dine, får du svar fra oss i god tid.",
            [],
        ),
        (
            "setning/tung-start",
            "nb",
            "Hvis det skjer endringer som kan ha betydning for pengene du får fra oss, må du melde "
            "fra til kommunen.",
            [
                "Du må melde fra til kommunen hvis det skjer endringer som kan ha betydning for pengene "
                "du får fra oss."
            ],
        ),
        (
            "setning/tung-start",
            "nb",
            "Hvis du ikke har penger til mat eller til et sted der du kan sove i natt, må du skrive "
            "dette i søknaden.",
            [],
        ),
        (
            "tiltale/tredjeperson",
            "nb",
            "Søkeren må legge ved attesten sin og melde seg innen 1. mai.",
            ["Du må legge ved attesten din og melde deg innen 1. mai."],
        ),
        (
            "tiltale/tredjeperson",
            "nn",
            "Søkjaren må leggje ved skjemaet sitt.",
            ["Du må leggje ved skjemaet ditt."],
        ),
        (
            "tiltale/tredjeperson",
            "nb",
            "Vi ser på søkerens inntekt.",
            ["Vi ser på inntekten din."],
        ),
        ("tiltale/tredjeperson", "nb", "Vi varsler søkeren i mai.", ["Vi varsler deg i mai."]),
        (
            "tiltale/tredjeperson",
            "nb",
            "Vi sender brevet til den som har søkt.",
            ["Vi sender brevet til deg som har søkt."],
        ),
        ("tiltale/tredjeperson", "nb", "I mai får søkeren svar.", ["I mai får du svar."]),
        (
            "tiltale/tredjeperson",
            "nb",
            "Søkeren får svar når han har betalt.",
            [],
        ),
        (
            "setning/oppramsing",
            "nb",
            "Du må ta med pass, attest fra lege, bilder av skaden, kvittering for utgiftene og "
            "skjema fra kommunen.",
            [
                "Du må ta med:\n- pass\n- attest fra lege\n- bilder av skaden\n- kvittering for "
                "utgiftene\n- skjema fra kommunen"
            ],
        ),
        (
            "setning/substantivsyke",
            "nb",
            "Vi skal foreta en ny vurdering av saken din.",
            ["Vi skal vurdere saken din på nytt."],
        ),
        ("tillit/vag-tid", "nb", "Du får svar så snart som mulig.", ["Du får svar innen [dato]."]),
        ("tillit/vag-tid", "nn", "Du får svar så snart som mogleg.", ["Du får svar innan [dato]."]),
    ],
)
def test_the_new_sentence(rule: str, language: str, sentence: str, expected: list[str]) -> None:
    assert new_sentences(sentence, rule, language) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("rule", "language", "sentence", "words"),
    [
        ("aktiv/s-passiv", "nb", "Skjemaet må sendes og lagres.", "[hvem?] må sende"),
        (
            "aktiv/s-passiv",
            "nn",
            "Skjemaet kan ikkje sendast og lagrast.",
            "[kven?] kan ikkje sende",
        ),
        ("aktiv/s-passiv", "nb", "Med inntekt menes alt du tjener.", ""),
    ],
)
def test_the_words_shown_read_as_norwegian(
    rule: str, language: str, sentence: str, words: str
) -> None:
    found = findings(sentence, rule, language)[0]
    assert "".join(found.suggestions) == words
    assert found.fix is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("rule", "language", "sentence", "words", "trust"),
    [
        (
            "setning/substantivsyke",
            "nb",
            "Vi må foreta en vurdering av om du har rett til støtte.",
            "vurdere",
            Applicability.UNSAFE,
        ),
        (
            "setning/substantivsyke",
            "nn",
            "Vi gjer ei grundig vurdering av om du har rett til støtte.",
            "vurderer grundig",
            Applicability.UNSAFE,
        ),
        (
            "setning/substantivsyke",
            "nb",
            "Vi foretar en rettslig vurdering av om du har rett til støtte.",
            "vurderer",
            Applicability.DISPLAY,
        ),
        (
            "setning/substantivsyke",
            "nn",
            "Gjer ei grundig vurdering av om teksten er god.",
            "Vurder grundig",
            Applicability.UNSAFE,
        ),
        (
            "setning/verbalsubstantiv",
            "nb",
            "Etter innsending av skjemaet får du svar.",
            "Etter at du har sendt inn",
            Applicability.DISPLAY,
        ),
        (
            "setning/verbalsubstantiv",
            "nn",
            "Ved behandling av søknaden ser vi på inntekta di.",
            "Når vi behandlar",
            Applicability.DISPLAY,
        ),
        (
            "setning/verbalsubstantiv",
            "nb",
            "Vi gir råd om innsending av søknaden.",
            "å sende inn",
            Applicability.DISPLAY,
        ),
    ],
)
def test_the_verb_in_place_of_its_noun(
    rule: str, language: str, sentence: str, words: str, trust: Applicability
) -> None:
    found = findings(sentence, rule, language)[0]
    assert found.suggestions == (words,)
    assert found.fix is not None
    assert found.fix.applicability is trust


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Søkeren må be legen om en attest.", "nb"),
        ("Når du får brevet, har søkeren fått svar.", "nb"),
        ("Søkjaren må be legen om ein attest.", "nn"),
        ("Med søkeren menes den som har signert.", "nb"),
        ("Mottakaren får tilgang i systemet når alt er klart.", "nn"),
    ],
)
def test_one_who_may_be_another_is_not_du(sentence: str, language: str) -> None:
    found = findings(sentence, "tiltale/tredjeperson", language)
    assert found
    assert not any(f.suggestions or f.proposal for f in found)


@pytest.mark.parametrize(
    ("sentence", "language", "words"),
    [
        ("Er du forflytningshemmet?", "nb", "en som har vansker med å gå"),
        ("Er du forflyttingshemma?", "nn", "ein som har vanskar med å gå"),
        ("Plassen er for forflytningshemmede.", "nb", "personer som har vansker med å gå"),
        ("Vi hjelper forflytningshemmede elever.", "nb", "… som har vansker med å gå"),
    ],
)
def test_a_clause_in_place_of_an_adjective_fits_the_sentence(
    sentence: str, language: str, words: str
) -> None:
    assert findings(sentence, "inkludering/betenkelig", language)[0].suggestions == (words,)


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    ["I gjennomføringen av planen hjelper vi deg.", "Den videre behandlingen av saken tar tid."],
)
def test_no_verb_where_the_sentence_has_no_place_for_it(sentence: str) -> None:
    assert not findings(sentence, "setning/verbalsubstantiv", "nb")[0].suggestions


@pytest.mark.model
def test_no_sentence_built_anew_is_safe() -> None:
    text = (
        "Søknaden din blir behandlet av kommunen innen tre uker. Du har selv ansvar for å følge med på "
        "det som skjer på kontoen din hver måned, og du må si fra til oss hvis noe ikke stemmer."
    )
    found = lint_text(text).findings
    rebuilt = [f for f in found if f.rule_id.startswith(("aktiv/", "setning/for-lang"))]
    assert rebuilt
    assert all(f.fix and f.fix.applicability is not Applicability.SAFE for f in rebuilt)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("# Vedrørende søknad om plass", "Søknad om plass"),
        ("# Vedr. søknaden din frå kommunen i haust", "Søknaden din frå kommunen i haust"),
    ],
)
def test_a_heading_begins_with_its_subject(heading: str, expected: str) -> None:
    report = lint_text(f"{heading}\n\n{NN}", format="markdown")
    found = [f for f in report.findings if f.rule_id == "overskrift/vedrorende"]
    change = rewrite(found[0])
    assert change and change.text == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("filoverføringsmetoden", "nb", "metoden for filoverføring"),
        ("inntektsopplysningar", "nn", "opplysningar om inntekt"),
        ("tilbakebetalingskravet", "nb", "kravet om tilbakebetaling"),
        ("forretningsobjektmodeller", "nb", "modeller for forretningsobjekter"),
        ("tenesteleverandøren", "nn", "leverandøren av tenester"),
        ("dødsfallstidspunktet", "nb", "tidspunktet for dødsfallet"),
        ("foreldrepengeperioden", "nn", "perioden med foreldrepengar"),
        ("sluttbrukersystemets", "nb", ""),
        ("regjeringserklæringa", "nn", ""),
        ("kommuneplanbestemmelsene", "nb", ""),
        ("helsestasjonstjenester", "nb", ""),
        ("barnehage", "nb", ""),
    ],
)
def test_a_long_compound_is_loosened_where_the_parts_show_how(
    word: str, language: str, expected: str
) -> None:
    assert loosened(word, language) == expected
