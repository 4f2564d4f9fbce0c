"""A particle comes after the subject and the adverb, and is not moved in doubt."""

import pytest

from klarsprak.core.spans import Span
from klarsprak.engine.particles import with_particle_after


@pytest.mark.parametrize(
    ("marked", "new", "language", "expected"),
    [
        ("Vi {iverksetter} ikke tiltak.", "setter i gang", "nb", "Vi setter ikke i gang tiltak."),
        ("Nå {iverksetter} vi tiltak.", "setter i gang", "nb", "Nå setter vi i gang tiltak."),
        (
            "No {iverkset} kommunen ikkje det.",
            "set i gang",
            "nn",
            "No set kommunen ikkje i gang det.",
        ),
        ("Hva {medfører} dette for deg?", "fører til", "nb", "Hva fører dette til for deg?"),
        ("Nå {iverksetter} de nye tiltak.", "setter i gang", "nb", None),
        ("Nå {iverksetter} rådet i kommunen tiltak.", "setter i gang", "nb", None),
        ("Nå {iverksetter} Asker tiltak.", "setter i gang", "nb", None),
        ("Nå {starter} vi tiltak.", "begynner", "nb", None),
    ],
)
def test_what_stands_between(marked: str, new: str, language: str, expected: str | None) -> None:
    head, _, rest = marked.partition("{")
    old, _, tail = rest.partition("}")
    text = head + old + tail
    turned = with_particle_after(text, Span(len(head), len(head) + len(old)), new, language)
    if expected is None:
        assert turned is None
    else:
        assert turned is not None
        span, written = turned
        assert text[: span.start] + written + text[span.end :] == expected
