"""A long compound loosened: «filoverføringsmetode» is a «metode for filoverføring».

Only where the last part is in the table, which gives the preposition, and the rest is a
noun that stands well alone: an action or a quality.
"""

from klarsprak.lexicon.compounds import parts

_PREPOSITIONS = {
    "for": "foretak periode prosess metode løsning løysing system program mekanisme funksjon plan rutine rutiner ordning "
    "gebyr frist sats portal plattform klient standard tjeneste teneste tidspunkt tid verktøy grense reglar regler "
    "verdi kriterium kriterier prinsipp prinsipper",
    "om": "opplysning opplysninger opplysningar opplysningen opplysningene opplysningane informasjon informasjonen erklæring "
    "erklæringen erklæringa søknad søknader søknadar forespørsel førespurnad avtale avtaler avtalar bestemmelse bestemmelser "
    "føresegn føresegner melding meldinger meldingar meldingen vedtak krav kravet",
    "av": "beskrivelse beskriving skildring administrasjon administrasjonen styring styringen kontroll kontrollen måling",
    "til": "stønad stønaden tilskudd tilskot plikt plikten plikta rett retten myndighet",
    "over": "historikk historikken oversikt oversikten oversikta",
}
_FOR_BY_HEAD = {head: word for word, heads in _PREPOSITIONS.items() for head in heads.split()}
_ENDINGS = ("en", "et", "a", "er", "ar", "ene", "ane", "r", "n")
_STANDS_ALONE = ("ing", "else", "sjon", "het", "heit", "leik")
_MASS = frozenset("inntekt forbruk opphold opphald samtykke betaling".split())
_SHORTEST_REST = 5


def loosened(word: str, language: str) -> str:
    """The word as a noun and what it is for; "" where that cannot be told."""
    found = parts(word.lower(), language)
    if len(found) < 2:
        return ""
    head = found[-1].text
    rest = word.lower()[: len(word) - len(head)]
    link = found[-2].link
    rest = rest.removesuffix(link) if link else rest
    preposition = _preposition(head)
    if not preposition or not rest.isalpha() or len(rest) < _SHORTEST_REST:
        return ""
    alone = rest.endswith(_STANDS_ALONE) and not rest.endswith("stasjon")
    if not alone and rest not in _MASS:
        return ""
    return f"{head} {preposition} {rest}"


def _preposition(head: str) -> str:
    if head in _FOR_BY_HEAD:
        return _FOR_BY_HEAD[head]
    stems = (head.removesuffix(ending) for ending in _ENDINGS if head.endswith(ending))
    return next(
        (_FOR_BY_HEAD[s] for stem in stems for s in (stem, stem + "e") if s in _FOR_BY_HEAD), ""
    )
