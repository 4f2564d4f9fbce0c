"""Whether a swap keeps its meaning beside the words round it.

Some words of the lists mean one thing with one sort of word and another with others: one
works «etter loven», but does not answer «etter en innholdstype». A swap that is good only
beside words of some sort is offered there alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REACH = 6
"""How many words on each side are looked at; signs are the end of it."""

_NORM = (
    r"(?:.*(?:lov|lova|loven|lover|lovene|lovverk|lovverket|forskrift\w*|regel|regler|reglene|reglar|reglane"
    r"|regelverk\w*|reglement\w*|retningslinje\w*|plan|planen|planer|planene|planar|planane|vedtak\w*"
    r"|avtale|avtalen|avtala|avtaler|avtalar|bestemmelse\w*|føresegn\w*|krav|kravet|kravene|krava"
    r"|instruks\w*|kodeverk\w*|standard\w*|normen|rutine\w*|artikkel\w*|direktiv\w*|kontrakt\w*"
    r"|budsjett\w*|veileder\w*|rettleiar\w*|anbefaling\w*|tilråding\w*|ønske\w*|oppdrag\w*"
    r"|prinsipp\w*|vilkår\w*|prosedyre\w*|vedtekt\w*|paragraf\w*|statutt\w*|protokoll\w*|metodikk\w*|metode\w*|strategi\w*|konvensjon\w*"
    r"|fullmakt\w*|innstilling\w*|spesifikasjon\w*|ordning|ordningen|program\w*|anvisning\w*"
    r"|veiledning\w*|rettleiing\w*|dokumentasjon\w*|struktur\w*|xsd)"
    r"|norm|mal|malen|kap|kapittel\w*|punkt\w*|pkt|artikkel|nr|ns|pbl|\d.*)"
)
_EVENT = (
    r"(?:\w{2,}(?:ing|inga|ingen|inger|ingar|ingene|ingane|else|elsen|elser|elsene|sjon|sjonen|sjoner|sjonar)"
    r"|\w*(?:valg|valget|søknad|søknaden|søknadar|søknader|kurs|kurset|fødsel|fødselen|fødsla|dødsfall"
    r"|dødsfallet|reise|reisen|reisa|kjøp|kjøpet|salg|salget|bytte|byttet|bytet|besøk|besøket|arbeid"
    r"|arbeidet|arrangement\w*|eksamen|sykdom|sjukdom|tilsyn|tilsynet|skade|skaden|brann|ulykke\w*"
    r"|skifte|skiftet|kontroll|kontrollen|ferie|ferien|jul|jula|påske|påsken|påska|møte|møtet"
    r"|virksomhet|verksemd|start|oppstart|slutt|opphør|pensjon)"
    r"|val|valet)"
)
_TELLING = (
    r"\w*(?:møte|møtet|møter|informasjon|informasjonen|spørsmål|spørsmålet|brev|brevet|dokument\w*"
    r"|opplysninger|opplysningar|samtale|samtalen|definisjoner|definisjonar|artikkel\w*)"
)
_CARED_FOR = (
    r"(?:\w*(?:natur|kultur|miljø|vegetasjon|landskap|barn|elev|pasient|pårørende|pårørande|bruker|brukar"
    r"|kvalitet|verdi|bygning|bygg|interesse|rettighet|rett|rettar|rettane|behov|menneske|tilsett"
    r"|ansatt|eiendom|eigedom|minne|mangfold|mangfald|familie|innbygger|innbyggjar|enkelt|deg|seg|oss|alle)"
    r"\w{0,4}|trær|trærne|tre|trea)"
)
_DUTY = r"\w*(?:plikt|oppgave|oppgåve|krav|ansvar|funksjon|vurdering)\w*"
_LIMIT = r"\w*(?:frist|tid|avstand|avtale|løfte|lovnad)\w*"


@dataclass(frozen=True, slots=True)
class _Sense:
    """A swap and the words it is good beside: one must be `near`, none may be `not_near`.

    The next words on each side may not be `not_before` and `not_after`. Patterns are of
    whole words or, for `old` and `new`, of the whole swap. `near` is looked for after the
    swap and, where the verb is passive, before it.
    """

    old: str
    new: str
    near: str = ""
    not_near: str = ""
    not_before: str = ""
    not_after: str = ""
    opens: bool = False


_SENSES = (
    _Sense(r"i (?:henhold til|samsvar med|tråd med|overens?stemmelse med)", "etter", near=_NORM),
    _Sense(r"i (?:forbindelse|samband) med", "ved", near=_EVENT, not_before=_TELLING),
    _Sense(r"ivare\w+", r"t\w+ vare på", near=_CARED_FOR, not_near=_DUTY),
    _Sense(
        r"herunder",
        r"blant anna?e?t?",
        not_after=r"hører|høyrer|faller|fell|inngår|er|kommer|kjem|går",
    ),
    _Sense(r"overhold\w*", r"følg\w*", not_near=_LIMIT),
    _Sense(r"utover dette", r"ellers|elles", opens=True),
)
_COMPILED = tuple((re.compile(sense.old), re.compile(sense.new), sense) for sense in _SENSES)


def changes_sense(
    old: Sequence[str], new: Sequence[str], before: Sequence[str], after: Sequence[str]
) -> bool:
    """True when a swap would say something else here; all words in lower case, in order.

    `before` and `after` are the words of the same clause.
    """
    was, becomes = " ".join(old), " ".join(new)
    for is_old, is_new, sense in _COMPILED:
        if is_old.fullmatch(was) and is_new.fullmatch(becomes):
            return not _fits(sense, was, before[-_REACH:], after[:_REACH])
    return False


def _fits(sense: _Sense, was: str, before: Sequence[str], after: Sequence[str]) -> bool:
    if sense.opens and before:
        return False
    if sense.not_before and before and re.fullmatch(sense.not_before, before[-1]):
        return False
    if sense.not_after and after and re.fullmatch(sense.not_after, after[0]):
        return False
    around = [*before, *after] if was.endswith(("s", "st", "tt", "tte", "ne")) else after
    if sense.near and not any(re.fullmatch(sense.near, word) for word in around):
        return False
    everywhere = [*before, *after]
    return not (sense.not_near and any(re.fullmatch(sense.not_near, word) for word in everywhere))
