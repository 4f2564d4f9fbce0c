"""Which words are passives: what the tagger says, mended where readers would not agree."""

import pytest

from klarsprak.lexicon.passives import find_passives
from klarsprak.nlp.spacy_backend import load_backend

pytestmark = pytest.mark.model

CASES = [
    # standard, sentence with its passives in brackets
    ("nn", "Det må [gjerast] unntak for barn."),
    ("nn", "Saka skal [leggjast] fram i juni."),
    ("nn", "Det skal finnast plass til alle."),
    ("nn", "Dei vil møtast i parken."),
    ("nn", "Bustaden må [bli godkjend] før du flyttar inn."),
    ("nn", "I desse sakene [blir det ofte stilt] krav om attest."),
    ("nn", "Maten vert tørr og kjedeleg."),
    ("nn", "Ho vart kjend med naboen."),
    ("nn", "Planen skal [følgjast] opp kvart år."),
    ("nn", "Dei to skal følgjast åt til skulen."),
    ("nn", "Det kan høyrast ut som regn."),
    ("nn", "I dag [blir forskrift 10. mai 2001 nr. 5 om høve til utslepp i elvar oppheva]."),
    ("nn", "I juni [vart ei ny lov om vern av dyr og planter i fjellet vedteken]."),
    ("nn", "Då blir det forslaget departementet ønska."),
    ("nn", "Det blir stor stas i byen."),
    ("nb", "Samtidig [blir forskrift om opplæring i norsk og samisk i Finnmark opphevet]."),
    ("nb", "Rollene [blir ikke automatisk tildelt] brukere."),
    ("nb", "Det ble en bestemt sak."),
    ("nb", "Du kan bli forvirret av kartet."),
    ("nb", "Kommunens ansatte trives på jobb."),
]


@pytest.mark.parametrize(("standard", "marked"), CASES)
def test_passives(standard: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    tokens = load_backend("").parse([text])[0]
    found = [
        text[tokens[p.first].start : tokens[p.last].end] for p in find_passives(tokens, standard)
    ]
    wanted = [part.partition("]")[0] for part in marked.split("[")[1:]]
    assert found == wanted
