"""A long compound loosened: «filoverføringsmetode» is a «metode for filoverføring».

Only where the last part is in the table, which gives the preposition, and the rest is a
noun whose form is told: an action or a quality stands as it is, a thing in the plural
(«modeller for forretningsobjekter»), and what happens once in the definite («tidspunktet
for dødsfallet»).
"""

from klarsprak.lexicon.compounds import Part, parts
from klarsprak.lexicon.inflection import WordClass, inflect

_PREPOSITIONS = {
    "for": "foretak føretak prosess metode løsning løysing system program mekanisme funksjon plan rutine ordning "
    "gebyr frist sats portal plattform klient standard tjeneste teneste tidspunkt tid verktøy grense regel verdi "
    "kriterium prinsipp modell identifikator sertifikat grensesnitt strategi prosedyre praksis policy senter "
    "veileder rettleiar retningslinje indikator mal skjema tiltak",
    "om": "opplysning informasjon erklæring søknad forespørsel førespurnad avtale bestemmelse føresegn melding vedtak "
    "krav beslutning avgjerd statistikk rettleiing",
    "av": "beskrivelse beskriving skildring administrasjon styring kontroll måling konfigurasjon validering "
    "vurdering behandling handsaming registrering leverandør gjennomføring oppgradering formidling utvikling "
    "modellering fordeling beregning berekning angivelse finansiering inndeling kartlegging differensiering analyse",
    "til": "stønad tilskudd tilskot plikt rett myndighet tilgang",
    "over": "historikk oversikt",
    "med": "arbeid periode",
}
_FOR_BY_HEAD = {head: word for word, heads in _PREPOSITIONS.items() for head in heads.split()}
_OF_THINGS = frozenset(
    "modell system plattform sertifikat identifikator metode standard beskrivelse beskriving skildring angivelse "
    "leverandør administrasjon konfigurasjon modellering differensiering kartlegging historikk oversikt statistikk "
    "informasjon".split()
)
"""Last parts that go with things in the plural; the others go with actions and qualities."""
_STANDS_ALONE = ("ing", "else", "sjon", "het", "heit", "leik", "itet")
_THINGS = (
    "stasjon",
    "ordning",
    "forretning",
    "bygning",
    "rettighet",
    "myndighet",
    "virksomhet",
    "enhet",
)
"""Nouns with such an ending that are counted all the same."""
_BODIES = frozenset(
    "regjering ting storting universitet felle felles helse fylke kommune departement direktorat stat nasjon distrikt".split()
)
"""Those who do what the last part says, and not what it is done to."""
_MASS = frozenset(
    "arbeidsevne arkitektur infrastruktur inntekt forbruk opphold opphald samtykke betaling energi klima miljø "
    "økonomi trafikk personvern beredskap teknologi kreditt straff".split()
)
_UNCOUNTED = (
    "avgift",
    "inntekt",
    "skatt",
    "stønad",
    "støtte",
    "hjelp",
    "opphold",
    "opphald",
    "forbruk",
)
_ONCE = ("fall", "skade", "brudd", "brot", "inngrep", "skifte")
_MONEY = {"nb": "penger", "nn": "pengar"}
_SHORTEST_REST = 5


def loosened(word: str, language: str) -> str:
    """The word as a noun and what it is for; "" where that cannot be told."""
    lower = word.lower()
    found = parts(lower, language)
    for at in range(1, len(found)):
        # «tids» + «punkt» is one noun, and the table knows it as one.
        if _base(found[at:]) in _FOR_BY_HEAD:
            return _apart(lower, found, at, language)
    return ""


def _apart(word: str, found: tuple[Part, ...], at: int, language: str) -> str:
    head = _base(found[at:])
    preposition = _FOR_BY_HEAD[head]
    length = sum(len(part.text) + len(part.link) for part in found[:at])
    rest, last = word[:length].removesuffix(found[at - 1].link), found[at - 1]
    if not rest.isalpha() or len(rest) < _SHORTEST_REST:
        return ""
    if word.endswith("s") and not head.endswith("s"):
        # A genitive: «systemets» cannot stand before a preposition.
        return ""
    ahead = word[length:]
    if ahead.startswith("tidspunktet") and rest.endswith(_ONCE):
        noun = _form(rest, last, language, {"Number=Sing", "Definite=Def"})
    else:
        noun = _standing(rest, last, head, language)
    return f"{ahead} {preposition} {noun}" if noun else ""


def _standing(rest: str, last: Part, head: str, language: str) -> str:
    """The rest as it stands after the preposition; "" where its form cannot be told."""
    if last.lemma in _BODIES or rest.endswith("skap"):
        return ""
    if head == "periode":
        return rest[: -len("penge")] + _MONEY[language] if rest.endswith("penge") else ""
    if rest.endswith(_STANDS_ALONE) and not rest.endswith(_THINGS):
        return rest
    if rest in _MASS or rest.endswith(_UNCOUNTED):
        return rest
    if head not in _OF_THINGS:
        return ""
    return _form(rest, last, language, {"Number=Plur", "Definite=Ind"})


def _form(rest: str, last: Part, language: str, features: set[str]) -> str:
    form = inflect(last.lemma, WordClass.NOUN, features, language)
    if form is None or not rest.endswith(last.text):
        return ""
    return rest.removesuffix(last.text) + form


def _base(found: tuple[Part, ...]) -> str:
    return "".join(part.text + part.link for part in found[:-1]) + found[-1].lemma
