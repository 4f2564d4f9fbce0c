"""Numbers written the English way: full stops and commas that mean something else here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Applicability, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

NO_BREAK = "\u00a0"
"""Keeps the parts of a number, or a number and its sign, on one line."""

_BEFORE = r"(?<![\w.,/:§+-])"
_UNIT = (
    r"(?:kr|kroner|NOK|EUR|euro|prosent|prosentpoeng|%|mill|mill\.|mrd|mrd\.|millioner|millionar|"
    r"milliarder|milliardar|km|km²|km2|m²|m2|m³|m3|meter|kilometer|kg|kilo|tonn|liter|l|cm|mm|dekar|daa|"
    r"grader|gradar|timer|timar|GB|MB|kWh|GWh|innbyggere|innbyggjarar|personer|personar|barn|elever|"
    r"elevar|ansatte|tilsette|boliger|bustader|husstander|hushald)"
)
_MONEY_BEFORE = re.compile(r"(?:\bkr\.?|\bNOK|\bkroner|€)\s?$", re.IGNORECASE)
_NO_AMOUNT = re.compile(
    r"(?:§+|\b(?:nr\.?|nummer|kapittel|kap\.?|punkt|pkt\.?|versjon|kl\.?|klokken|klokka|side|"
    r"tabell|figur|sak|artikkel))\s?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(
    _BEFORE + r"(?P<n>[1-9]\d{0,2}(?:\.\d{3})+)(?P<dec>,\d{1,2})?(?![\w]|[.,]\d)"
)
_COMMAS = re.compile(
    _BEFORE + r"(?P<n>[1-9]\d{0,2}(?:,\d{3}){2,})(?P<dec>\.\d{1,2})?(?![\w]|[.,]\d)"
)
_DECIMAL = re.compile(_BEFORE + rf"(?P<whole>\d{{1,6}})\.(?P<dec>\d{{1,2}})(?=\s?{_UNIT}(?!\w))")
_PERCENT = re.compile(r"(?<![\w.,/%+-])(?P<n>\d+(?:,\d+)?)(?P<sign>%)(?![\w%-])")
_FOLLOWED = re.compile(rf"\s?{_UNIT}(?!\w)")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Flags «1.000 kr», «1,000,000», «2.5 prosent» and «5%».

    A number with a full stop may be a version, a section or a code: it is an amount only
    beside a unit or a currency.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per number, written as it should be."""
        text = block.text
        for match in _THOUSANDS.finditer(text):
            if _is_amount(text, match):
                yield _match(match, _grouped(match["n"].replace(".", "")) + (match["dec"] or ""))
        for match in _COMMAS.finditer(text):
            decimals = (match["dec"] or "").replace(".", ",")
            yield _match(match, _grouped(match["n"].replace(",", "")) + decimals)
        for match in _DECIMAL.finditer(text):
            if not _NO_AMOUNT.search(text[max(0, match.start() - 12) : match.start()]):
                yield _match(match, f"{match['whole']},{match['dec']}")
        for match in _PERCENT.finditer(text):
            mended = f"{match['n']}{NO_BREAK}%"
            yield Match(
                Span(*match.span()),
                {"lemma": match[0]},
                (mended,),
                applicability=Applicability.SAFE,
            )


def _is_amount(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    if _NO_AMOUNT.search(before):
        return False
    return bool(_FOLLOWED.match(text, match.end()) or _MONEY_BEFORE.search(before))


def _grouped(digits: str) -> str:
    """The digits in threes; four stand together, as the norm lets them."""
    return digits if len(digits) < 5 else f"{int(digits):,}".replace(",", NO_BREAK)


def _match(match: re.Match[str], mended: str) -> Match:
    return Match(Span(*match.span()), {"lemma": match[0]}, (mended,))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return NumberFormat(definition.meta)
