"""Which verb a noun is made from, and which such nouns have become things."""

from collections.abc import Mapping
from functools import cache

from klarsprak.core.places import dictionaries_folder
from klarsprak.lexicon.dictionaries import load
from klarsprak.lexicon.inflection import WordClass, paradigms

_COMMON_THINGS = (
    "søknad vedtak utdanning utdannelse opplæring melding betaling stilling avgjørelse avgjerd bygning "
    "regjering forening samling mening meining retning åpning opning ordning avdeling stiftelse forskning "
    "forsking regning rekning forsikring lønning utvikling økning auke innstilling tilstand fortelling "
    "forteljing forestilling undervisning tegning teikning erfaring oppgave oppgåve virkning verknad "
    "følelse kjensle bevegelse rørsle forbindelse hendelse hending opplysning forskjell handling holdning "
    "haldning stemning krenkelse lidelse størrelse sammensetning hjelp drift innledning innleiing "
    "veiledning rettleiing befolkning folkesetnad ledelse leiing betingelse eining oppholdstillatelse "
    "tillatelse lisens begivenhet eiendom tjeneste teneste fordeling anledning betydning tydning "
    "forutsetning føresetnad setning løsning løysing nedsettelse bekreftelse stadfesting kjøring øvelse "
    "øving næring regulering mistanke styring spenning overraskelse overrasking belysning bemanning "
    "bestemmelse føresegn beskrivelse skildring beskyttelse interesse bolig forretning tilknytning "
    "virkelighet oversikt årsak omgivelse formulering nyhet versjon funksjon situasjon posisjon "
    "informasjon dokumentasjon organisasjon kommunikasjon region religion tradisjon institusjon aksjon "
    "pensjon nasjon stasjon generasjon diskusjon reaksjon produksjon operasjon kombinasjon konklusjon "
    "kommisjon fraksjon seksjon divisjon mobilisering investering finansiering høring høyring lagring "
)
THINGS: Mapping[str, frozenset[str]] = {
    "nb": frozenset(_COMMON_THINGS.split()),
    "nn": frozenset(_COMMON_THINGS.split()),
}
"""Nouns in -ing, -else and -sjon that name a thing, a service or a body."""

_WITHOUT_SUFFIX: Mapping[str, str] = {
    "bruk": "bruke",
    "gjenbruk": "bruke om igjen",
    "kjøp": "kjøpe",
    "innkjøp": "kjøpe inn",
    "salg": "selge",
    "sal": "selje",
    "opphør": "slutte",
    "uttak": "ta ut",
    "oppslag": "slå opp",
    "deltakelse": "delta",
    "deltaking": "delta",
    "gjennomgang": "gå gjennom",
    "utslipp": "slippe ut",
    "utslepp": "sleppe ut",
    "tildeling": "gi",
}
"""Verbal nouns that no suffix shows."""

_PREFIXES = (
    "fra",
    "frå",
    "til",
    "inn",
    "ut",
    "opp",
    "over",
    "gjen",
    "av",
    "på",
    "etter",
    "med",
    "mis",
    "re",
)
_PARTICLES = ("inn", "ut", "opp", "på", "av", "til")
"""The prefixes that stand after the verb in plain Norwegian."""
_SUFFIXES = (
    ("ering", ("ere", "era")),
    ("elsen", ("e",)),
    ("else", ("e", "")),
    ("ning", ("ne", "ge", "e")),
    ("ing", ("e", "a", "")),
    ("sjon", ("sere",)),
    ("asjon", ("ere", "era")),
)


@cache
def listed(language: str) -> Mapping[str, tuple[str, str]]:
    """Noun → (class, verb) from the list of verbal nouns; empty when there is none."""
    if not (dictionaries_folder() / f"nominalisations_{language}.tsv").is_file():
        return {}
    return {
        entry.term: (entry.extra.get("class", "action"), entry.swap[0] if entry.swap else "")
        for entry in load("nominalisations", language)
    }


@cache
def verb_of(noun: str, language: str) -> str | None:
    """The infinitive a verbal noun is made from, when the lexicon knows it; else None."""
    known = listed(language).get(noun)
    if known and known[1] not in ("", "-"):
        return (
            known[1].replace("^", "").split()[0]
            if " " not in known[1]
            else known[1].replace("^", "")
        )
    if noun in _WITHOUT_SUFFIX:
        return _WITHOUT_SUFFIX[noun]
    for suffix, endings in _SUFFIXES:
        if not noun.endswith(suffix) or len(noun) < len(suffix) + 3:
            continue
        stem = noun.removesuffix(suffix)
        for ending in endings:
            if _is_verb(stem + ending, language):
                return _loose(stem + ending, language)
    return None


def _loose(verb: str, language: str) -> str:
    """«uthente» → «hente ut», where the lexicon has no such verb in one word."""
    if all(paradigms(verb, WordClass.VERB, language)):
        return verb
    for particle in _PARTICLES:
        rest = verb.removeprefix(particle)
        if rest != verb and all(paradigms(rest, WordClass.VERB, language)):
            return f"{rest} {particle}"
    return verb


def _is_verb(word: str, language: str) -> bool:
    found, known = paradigms(word, WordClass.VERB, language)
    if known and found:
        return True
    rest = [word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)]
    return any(len(part) > 3 and _is_verb(part, language) for part in rest)


def is_action(noun: str, language: str) -> bool:
    """Whether a verbal noun still carries an action rather than name a thing."""
    known = listed(language).get(noun)
    if known:
        return known[0] == "action"
    return noun not in THINGS[language]
