"""Facts that a text states in so many words: deadlines, prices, telephones, opening hours.

No check of its own: `conflicting_facts` compares them across files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.spans import Span
from klarsprak.lexicon.dates import find_dates
from klarsprak.lexicon.inflection import analyses
from klarsprak.lexicon.wordforms import WordClass

_THING = r"(?P<thing>[^\W\d_][^.,:;?!()\n]{1,60}?)"
_DEADLINE = re.compile(
    r"\b(?P<kind>\w*frist)(?:en)?\s+(?:for\s+(?:å\s+)?" + _THING + r"\s+)?(?:er|:)\s*(?:den\s+)?$",
    re.IGNORECASE,
)
_APPLY = re.compile(
    r"\b(?P<kind>søk|meld deg på|påmelding)\s+(?:om\s+|til\s+|på\s+)?"
    + _THING
    + r"\s+(?:innen|innan|senest|seinast)\s+(?:den\s+)?$",
    re.IGNORECASE,
)
_AMOUNT = r"(?P<amount>\d{1,3}(?:[ \u00a0.]\d{3})+|\d+)(?:,(?:-|–|\d\d))?\s?(?:kroner|kr)\b"
_UNIT = (
    r"(?:\s*(?:per|pr\.?|i|for)\s+(?P<unit>(?:kvar\s|hver\s|én\s|ein\s|en\s)?(?:time|"
    r"dag|døgn|uke|veke|måned(?:en)?|månad(?:en)?|år(?:et)?|barn|stk\.?|person|gang|sekk|billett)))?"
)
_PRICE = re.compile(
    rf"\b(?:(?:prisen|eigenbetalinga|egenbetalingen|egenandelen|eigendelen|gebyret|leien|leia|leiga|"
    rf"satsen|avgiften|avgifta|kostnaden)\s+(?:for|på)\s+{_THING}\s+er|"
    rf"(?P<costs>[^\W\d_][^.,:;?!()\n]{{1,40}}?)\s+kost(?:er|ar))\s+{_AMOUNT}{_UNIT}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:(?:ring|kontakt)\s+" + _THING + r"\s+på\s+(?:telefon\s+|tlf\.?\s+)?"
    r"|telefon(?:en|nummeret)?\s+til\s+(?P<to>[^\W\d_][^.,:;?!()\n]{1,40}?)\s+er\s+"
    r"|(?P<name>[^\W\d_][^.,:;?!()\n]{1,40}?)\s*[,:(]\s*(?:telefon|tlf\.?)\s*:?\s*)"
    r"(?P<number>(?:\+47\s?)?\d{2}\s?\d{2}\s?\d{2}\s?\d{2}|\d{3}\s\d{2}\s\d{3})(?!\d)",
    re.IGNORECASE,
)
_DAY = r"(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:er|ar)?"
_HOURS = re.compile(
    r"\b(?:"
    + _THING
    + r"\s+(?:har|er|held|holder)\s+(?:åpent|åpen|ope|open)|(?:åpningstid|opningstid)(?:en|a|er|ene|ane)?\s+(?:for|til|på)\s+"
    r"(?P<place>[^\W\d_][^.,:;?!()\n]{1,40}?)\s*(?:er|:))\s+(?P<days>(?:(?:alle|hver|"
    r"kvar)\s+\w*dag(?:er|ar)?|"
    + _DAY
    + r"(?:\s*(?:[–-]|til|og)\s*"
    + _DAY
    + r")?|hverdager|kvardagar))?"
    r"[\s:]*(?:fra\s+|frå\s+|mellom\s+)?(?:kl\.?\s*|klokk(?:a|"
    r"en)\s+)?(?P<from>\d{1,2}(?:[.:]\d\d)?)\s*(?:[–-]|til|"
    r"og)\s*(?:kl\.?\s*)?(?P<till>\d{1,2}(?:[.:]\d\d)?)(?![\d.]*\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_EMPTY = frozenset(
    "en ei et eit den det de dei vår vårt våre din ditt dine sin kommunens kommunen kommunal kommunalt kommunale "
    "å søke søkje om på for til av i og som "
    "plass ny nytt nye inn sende levere melde deg seg oss gjerne også òg".split()
)
_VAGUE = frozenset(
    "det dette den oss meg vi han ho hun du dere de dei saksbehandler her billetten".split()
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact: its kind and subject in `key`, its `value` in one form, its span in the text."""

    key: str
    value: str
    span: Span


def stated_facts(text: str, language: str) -> Iterator[Stated]:
    """The facts of one sentence or table row; none whose subject is only a pronoun."""
    if not _DIGIT.search(text):
        return
    yield from _deadlines(text, language)
    for match in _PRICE.finditer(text):
        subject = normal(match["thing"] or match["costs"], language)
        if subject:
            unit = normal(match["unit"] or "", language)
            amount = re.sub(r"\D", "", match["amount"])
            yield Stated(f"pris {subject} / {unit}", f"{amount} kr", Span(*match.span("amount")))
    for match in _PHONE.finditer(text):
        subject = normal(match["thing"] or match["to"] or match["name"], language)
        if subject:
            digits = re.sub(r"\D", "", match["number"].removeprefix("+47"))
            yield Stated(f"telefon {subject}", digits, Span(*match.span("number")))
    for match in _HOURS.finditer(text):
        subject = normal(match["thing"] or match["place"], language)
        if subject:
            days = re.sub(r"\W+", "-", (match["days"] or "").lower())
            value = f"{_clock(match['from'])}–{_clock(match['till'])}"
            yield Stated(
                f"åpent {subject} / {days}", value, Span(match.start("from"), match.end("till"))
            )


def _deadlines(text: str, language: str) -> Iterator[Stated]:
    for found in find_dates(text):
        before = text[max(0, found.start - 120) : found.start]
        match = _DEADLINE.search(before) or _APPLY.search(before)
        if not match or not match["thing"]:
            continue
        subject = normal(match["thing"], language)
        if subject:
            kind = (
                "frist"
                if match["kind"].lower() in ("søk", "søknadsfrist", "frist")
                else match["kind"].lower()
            )
            year = f".{found.year}" if found.year else ""
            value = f"{found.day}.{found.month}{year}"
            yield Stated(f"{kind} {subject}", value, Span(found.start, found.end))


def _clock(text: str) -> str:
    hours, _, minutes = text.replace(":", ".").partition(".")
    return f"{int(hours)}.{minutes or '00'}"


def normal(text: str, language: str) -> str:
    """The content words of a subject as lemmas, so that «barnehagen» is «barnehage»."""
    words = [word.lower() for word in re.findall(r"[^\W\d_][\w-]*", text)]
    if words and all(word in _VAGUE or word in _EMPTY for word in words):
        return ""
    return " ".join(_lemma(word, language) for word in words if word not in _EMPTY)


def _lemma(word: str, language: str) -> str:
    nouns = sorted(
        (form.lemma for form in analyses(word, language) if form.word_class is WordClass.NOUN),
        key=len,
    )
    return (nouns[0] if nouns else word).removesuffix("plass")
