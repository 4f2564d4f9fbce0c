"""Dates as they are written in Norwegian: «1. mars 2026», «1.3.2026», «mars 2026»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan",
            "februar feb",
            "mars",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "desember des",
        ),
        start=1,
    )
    for name in names.split()
}

_DATE = re.compile(
    r"(?<![\w.])(?:(?P<day>\d{1,2})\.?\s?(?P<month>"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")(?:\.?\s(?P<year>(?:19|20)\d\d))?"
    r"|(?P<day2>\d{1,2})\.\s?(?P<month2>\d{1,2})\.\s?(?P<year2>(?:19|20)\d\d|\d\d)(?!\d|\.\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: offsets, the day and month, and the year where one is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def date(self) -> date | None:
        """The calendar day; None without a year or when there is no such day."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> Iterator[Found]:
    """Every date with a day and a month, in order."""
    for match in _DATE.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["day"]:
            day, month = int(match["day"]), MONTHS[match["month"].lower()]
            year = int(match["year"]) if match["year"] else 0
        else:
            day, month, year = int(match["day2"]), int(match["month2"]), int(match["year2"])
            year += 2000 if year < 100 else 0
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield Found(match.start(), match.end(), day, month, year or None)
