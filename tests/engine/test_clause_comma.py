"""A phrase that becomes a clause gets the comma of a clause."""

import pytest

from klarsprak.core.spans import Span
from klarsprak.engine.clause_comma import with_comma


@pytest.mark.parametrize(
    ("marked", "new", "language", "expected"),
    [
        ("{Ved behov} kan du ringe.", "Hvis du trenger det", "nb", "Hvis du trenger det, kan du ringe."),
        ("{Ved behov} ringer du oss.", "Hvis du trenger det", "nb", "Hvis du trenger det, ringer du oss."),
        ("{Ved henvendelse til} oss må du vente.", "Hvis du kontakter", "nb", "Hvis du kontakter oss, må du vente."),
        ("{Ved behov} kan du ringje.", "Viss du treng det", "nn", "Viss du treng det, kan du ringje."),
        ("Vi hjelper deg {ved behov}.", "hvis du trenger det", "nb", "Vi hjelper deg hvis du trenger det."),
        ("{Dersom du vil} kan du ringe.", "Hvis du vil", "nb", "Hvis du vil kan du ringe."),
        ("{Ved spørsmål}, ring oss.", "Hvis du lurer", "nb", "Hvis du lurer, ring oss."),
    ],
)  # fmt: skip
def test_the_comma(marked: str, new: str, language: str, expected: str) -> None:
    head, _, rest = marked.partition("{")
    old, _, tail = rest.partition("}")
    text = head + old + tail
    span, written = with_comma(text, Span(len(head), len(head) + len(old)), new, language)
    assert text[: span.start] + written + text[span.end :] == expected
