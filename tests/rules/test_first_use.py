"""When a term counts as explained where it stands."""

import pytest

from klarsprak.core.document import Format
from klarsprak.core.spans import Span
from klarsprak.kinds.first_use import is_explained
from klarsprak.readers.registry import read_text


@pytest.mark.parametrize(
    ("text", "term", "explained"),
    [
        ("Du får tvangsmulkt, det vil si en bot som vokser.", "tvangsmulkt", True),
        ("Du får tvangsmulkt (penger du betaler til feilen er rettet).", "tvangsmulkt", True),
        ("Du må ha en tiltakshaver, eller den som skal bygge.", "tiltakshaver", True),
        ("Han handlet forsettlig eller grovt uaktsomt.", "forsettlig", False),
        ("Kommunen kan gi tvangsmulkt eller overtredelsesgebyr.", "tvangsmulkt", False),
        ("Det gjelder fradeling ellers i området.", "fradeling", False),
    ],
)
def test_an_explanation_is_seen_and_a_choice_is_none(text: str, term: str, explained: bool) -> None:
    block = read_text(text, Format.TEXT, "prove.txt").blocks[0]
    start = block.text.index(term)
    assert is_explained(block, Span(start, start + len(term))) is explained
