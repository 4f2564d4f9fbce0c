"""Capitals inside a sentence that Norwegian does not have: months, days, titles, things."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind
from klarsprak.core.finding import Applicability, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_MONTH = r"(?P<month>Januar|Februar|Mars|April|Mai|Juni|Juli|August|September|Oktober|November|Desember)(?!\w)"
_MONTHS = (
    # «3. Mars»: the sentence splitter may have ended a sentence at the ordinal.
    re.compile(rf"(?<![\w.,])(?:0?[1-9]|[12]\d|3[01])\.? {_MONTH}"),
    re.compile(rf"(?<= )[a-zæøå]+ {_MONTH}(?= (?:19|20)\d\d\b)"),
    re.compile(
        rf"(?<= )(?:i|til|fra|frå|før|innen|innan|etter|og|mellom|siden|sidan) {_MONTH}"
        r"(?<!Mars)(?<!April)(?<!Mai)(?<!Juni)(?<!Juli)(?<!August)(?=[,.;]? [a-zæøå]|\.$)"
    ),
)
"""A month in a date, before a year, or (if it is no one's name) after a preposition."""
_DAYS = frozenset(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag".split()
)
_TITLES = frozenset(
    "ordfører ordførar varaordfører varaordførar rektor statsråd statsminister statssekretær "
    "rådmann kommunedirektør direktør seniorrådgiver rådgiver seniorrådgivar rådgivar saksbehandler "
    "saksbehandlar avdelingsleder avdelingsleiar seksjonsleder seksjonsleiar virksomhetsleder "
    "kommunalsjef fylkesordfører fylkesordførar fylkesdirektør fylkesrådmann assisterende professor "
    "lensmann sokneprest kommuneoverlege advokat".split()
)
_THINGS = frozenset(
    "vedtak vedtaket vedtaka vedtakene søknad søknaden søknader søknadene søknadar søknadane klage "
    "klagen klaga kommunen fylkeskommunen kommunestyret fylkestinget formannskapet ordføreren "
    "ordføraren rådmannen kommunedirektøren administrasjonen forvaltningen forvaltninga loven lova "
    "lovverket forskrift forskriften forskrifta direktoratet departementet avtalen avtalepartene "
    "barnehagen barnehage skolen skulen saksbehandler saksbehandleren saksbehandlar saksbehandlaren "
    "søker søkeren søkar søkaren søkjar søkjaren klager klageren klagar klagaren tiltakshaver "
    "tiltakshaveren tiltakshavar tiltakshavaren byggherre byggherren entreprenør entreprenøren "
    "oppdragsgiver oppdragsgiveren oppdragsgivar leverandør leverandøren kunde kunden bruker brukeren "
    "brukar brukaren innbygger innbyggeren innbyggere innbyggerne innbyggjar innbyggjarane foreldre "
    "foresatte føresette elev eleven elever elevene elevar elevane arbeidsgiver arbeidsgiveren "
    "arbeidsgivar arbeidsgivaren arbeidstaker arbeidstakeren arbeidstakar saksfremlegg saksframlegg "
    "saksframlegget høring høringen høyring høyringa tjeneste tjenesten teneste tenesta".split()
)
"""Words that letters often give a capital to show respect or weight."""
_AFTER_NAME = frozenset({"kommune", "fylkeskommune"})
_SENTENCE_LIKE = frozenset(':.!?–—-•*«"“”(/|>…')
_LOWER_WORD = re.compile(r"[a-zæøåéèêóòôü-]+,?")


@dataclass(frozen=True, slots=True)
class NeedlessCapital:
    """Flags listed words with a capital that stand inside a sentence.

    What follows a sign that may begin something new, and what stands in a row of capitals
    (a name or a heading in title case), is let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per word, with the small letter."""
        places = {match.span("month") for month in _MONTHS for match in month.finditer(block.text)}
        for start, end in sorted(places):
            text = block.text[start:end].lower()
            yield Match(
                Span(start, end), {"lemma": text}, (text,), applicability=Applicability.SAFE
            )
        for sentence in analysis.sentences():
            words = sentence.words
            for index in range(1, len(words)):
                word = words[index]
                if not word.text[:1].isupper() or not word.text[1:].islower():
                    continue
                applicability = _judged(words, index, block)
                if applicability is not None:
                    text = word.text[:1].lower() + word.text[1:]
                    yield Match(
                        Span(word.start, word.end),
                        {"lemma": word.lower},
                        (text,),
                        applicability=applicability,
                    )


def _judged(words: Sequence[Word], index: int, block: Block) -> Applicability | None:
    """How sure it is that the word at `index` should not have a capital; None: leave it."""
    word, before = words[index], words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else None
    if before.text in _SENTENCE_LIKE:
        return None
    if word.lower in _DAYS:
        numbered = after is not None and after.is_number
        return Applicability.SAFE if numbered or _running(words, index) else None
    if word.lower in _AFTER_NAME:
        # «Asker Kommune», but not a word in a longer name.
        named = before.is_word and before.text.istitle()
        longer = after is not None and (after.text[:1].isupper() or after.text in ("-", "/"))
        return Applicability.UNSAFE if named and not longer else None
    if word.lower in _TITLES and before.text.islower() and before.is_word:
        return Applicability.UNSAFE
    if word.lower in _THINGS and block.kind is not BlockKind.HEADING and _running(words, index):
        return Applicability.UNSAFE
    return None


def _running(words: Sequence[Word], index: int) -> bool:
    """Whether the words round it are running text in small letters."""
    before = words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else None
    if after is not None and (after.text[:1].isupper() or after.is_number):
        return False
    if after is not None and after.text in ("/", "&", "»", '"', "”", "for"):
        # «Direktoratet for …» is a name.
        return False
    return _LOWER_WORD.fullmatch(before.text) is not None


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return NeedlessCapital(definition.meta)
