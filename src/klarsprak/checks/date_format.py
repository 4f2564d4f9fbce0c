"""Dates and times of day that are not written the Norwegian way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, BlockKind
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_MONTHS = (
    "januar februar mars april mai juni juli august september oktober november desember"
).split()
_BEFORE = r"(?<![\w./:§-])"
_AFTER = r"(?![\w/]|[.:-]\d)"
_NOT_A_DATE = re.compile(
    r"(?:§+|\b(?:kapittel|kap\.?|punkt|pkt\.?|versjon|nr\.?|nummer|side|artikkel|avsnitt|tabell|"
    r"sak|saksnr\.?|saksnummer)|\(?\bi kraft(?: fra| frå)?)\s*$",
    re.IGNORECASE,
)
"""The last: «(i kraft 1 juli 2021)» is how notes in statutes are written."""
_NOTE_OF_LAW = re.compile(r" \d{4} nr\.")
"""«20 juni 2025 nr. 97»: how statutes are named, without the full stop."""
_MONTH = f"(?P<month>{'|'.join(_MONTHS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"

Mend = Callable[[re.Match[str]], str | None]


def _spelt_out(match: re.Match[str]) -> str | None:
    """«3. februar 2026»; None when the numbers make no date."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{day}. {_MONTHS[month - 1]} {year if len(year) == 4 else '20' + year}"


def _full_year(match: re.Match[str]) -> str | None:
    return f"{match['d']}.{match['m']}.20{match['y']}"


def _ordinal(match: re.Match[str]) -> str | None:
    return f"{match['day']}. {match['month']}"


def _without_comma(match: re.Match[str]) -> str | None:
    return f"{match['day']}. {match['month']} {match['y']}"


def _clock(match: re.Match[str]) -> str | None:
    hour, minutes = match["h"], match["min"]
    if int(hour) > 24 or int(minutes or 0) > 59:
        return None
    word = "Kl." if match[0].startswith("K") else "kl."
    return f"{word} {hour}{match['sign'] or '.' if minutes else ''}{minutes or ''}"


_ISO = re.compile(rf"{_BEFORE}(?P<y>20\d\d|19\d\d)-(?P<m>\d\d)-(?P<d>\d\d){_AFTER}")
_FORMS: tuple[tuple[re.Pattern[str], Mend], ...] = (
    (
        re.compile(rf"{_BEFORE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})[/-](?P<y>20\d\d|\d\d){_AFTER}"),
        _spelt_out,
    ),
    (_ISO, _spelt_out),
    (
        re.compile(
            rf"{_BEFORE}(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])\.(?P<y>[0-4]\d){_AFTER}"
        ),
        _full_year,
    ),
    (re.compile(rf"{_BEFORE}{_DAY}(?: |\.){_MONTH}(?!\w)"), _ordinal),
    (re.compile(rf"{_BEFORE}{_DAY}\. {_MONTH}, ?(?P<y>20\d\d){_AFTER}"), _without_comma),
    # «kl 14.00» and «kl.14.00»; the full stop belongs to «kl.».
    (
        re.compile(
            r"(?<![\w-])[Kk]l(?: |\.)(?P<h>\d{1,2})(?:(?P<sign>[.:])(?P<min>\d\d))?(?![\w:]|[.]\d)"
        ),
        _clock,
    ),
    # «kl. 1400» and «kl. 14,00»; nothing stands between hour and minutes, or a comma.
    (re.compile(r"(?<![\w-])[Kk]l\. ?(?P<h>\d\d),?(?P<sign>)(?P<min>\d\d)(?![\w:]|[.]\d)"), _clock),
)


@dataclass(frozen=True, slots=True)
class DateFormat:
    """Flags dates with slashes, two figures for the year, ISO dates in prose, and times.

    A date in a table cell may be ISO. Numbers of sections, versions and cases are let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per date or time, written as it should be."""
        for pattern, mend in _FORMS:
            if block.kind is BlockKind.TABLE_CELL and pattern is _ISO:
                continue
            for match in pattern.finditer(block.text):
                if _NOTE_OF_LAW.match(block.text, match.end()):
                    continue
                if _NOT_A_DATE.search(block.text[max(0, match.start() - 14) : match.start()]):
                    continue
                text = mend(match)
                if text is not None and text != match[0]:
                    yield Match(Span(*match.span()), {"lemma": match[0]}, (text,))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return DateFormat(definition.meta)
