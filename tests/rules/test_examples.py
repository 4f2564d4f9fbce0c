"""Every rule shows what it finds and what it leaves alone, in both written standards."""

import pytest

from klarsprak.rulebook.library import BROWSER_KINDS, load_library

LIBRARY = load_library()
WHOLE = {
    "dokument/pdf-umerket": "needs a PDF file",
    "helhet/motstridende-fakta": "needs two places that disagree, in one text or two files",
    "lesbarhet/lang-tekst": "needs a text of several pages",
    "malgruppe/over-grensene": "tells of the measures of a whole text",
    "tekst/mellomtitler-mangler": "needs a text of several pages",
    "tekst/oversikt-mangler": "needs a text of several pages",
    "tekst/sammendrag-mangler": "needs a text of several pages",
}
"""Rules that no short example can show, and why; tests/rules/test_whole_texts.py and others do."""
SHOWN = [
    rule_id
    for rule_id in LIBRARY.ids()
    if LIBRARY.files[rule_id][0].raw.get("kind") not in (*BROWSER_KINDS, "site")
    and rule_id not in WHOLE
    and {"nb", "nn"} <= set(LIBRARY.meta(rule_id).languages)
]


def test_no_rule_is_excepted_that_has_examples() -> None:
    assert [i for i in WHOLE if LIBRARY.meta(i).examples] == []


@pytest.mark.parametrize("rule_id", SHOWN)
def test_a_rule_shows_both_sides_in_both_standards(rule_id: str) -> None:
    examples = LIBRARY.meta(rule_id).examples
    bad = [example.language for example in examples if example.bad]
    good = [example.language for example in examples if not example.bad]
    assert len(bad) >= 2 and {"nb", "nn"} <= set(bad)
    assert len(good) >= 2 and {"nb", "nn"} <= set(good)
