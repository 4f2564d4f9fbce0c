"""Dates as they are written in Norwegian."""

from datetime import date

import pytest

from klarsprak.lexicon.dates import find_dates


@pytest.mark.parametrize(
    ("text", "flagged", "day"),
    [
        ("Søk innen 1. mars 2026.", "1. mars 2026", date(2026, 3, 1)),
        ("Søk innen 1.3.2026", "1.3.2026", date(2026, 3, 1)),
        ("Frist: 01.03.26.", "01.03.26", date(2026, 3, 1)),
        ("Den 3. sept. 2026 stenger vi.", "3. sept. 2026", date(2026, 9, 3)),
        ("Oppdatert 2026-03-01", "2026-03-01", date(2026, 3, 1)),
        ("Kurset er 17. mai.", "17. mai", None),
        ("Møtet er 31. juni 2026.", "31. juni 2026", None),
    ],
)
def test_a_date_is_found(text: str, flagged: str, day: date | None) -> None:
    (found,) = find_dates(text)
    assert text[found.start : found.end] == flagged
    assert found.date == day


@pytest.mark.parametrize(
    "text",
    [
        "Se punkt 1.2.3.4.",
        "Versjon 10.12.2.1",
        "I mars 2026",
        "Vi har 3 marsvin",
        "§ 3.2",
        "45.13.2026",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not list(find_dates(text))
