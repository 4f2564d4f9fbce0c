"""LIX and RIX by the stated definition: the published test vectors, and textstat beside them.

The vectors stand in docs/lesbarhet.md too; a test holds the two together.
"""

import re
from pathlib import Path

import pytest
import textstat

from klarsprak.api import lint_text
from klarsprak.core.analysis import Need
from klarsprak.core.document import Format
from klarsprak.nlp.analysis import Analyses
from klarsprak.nlp.language import resolve
from klarsprak.nlp.metrics import count
from klarsprak.readers.registry import read_text

DOCS = Path(__file__).resolve().parents[2] / "docs" / "lesbarhet.md"

VECTORS = [
    # text, words, sentences, long words
    ("Du søker. Vi svarer deg.", 5, 2, 0),
    ("Kommunen behandler søknaden din i løpet av fire uker.", 9, 1, 3),
    ("Fristen er kl. 10.30 den 1. januar. Ring oss på 12 34 56 78.", 8, 2, 1),
    ("Se § 3-1 nr. 4 jf. forskrift 12. mai 2020 nr. 5 om tildeling.", 8, 1, 2),
    ("Du får svar bl.a. på e-post, og på www.eksempel.no/svar.", 8, 1, 0),
    ("Slik gjør du det: Send skjemaet.", 6, 2, 1),
]


def metrics(text: str) -> dict[str, float]:
    document = resolve(read_text(text, Format.TEXT, "prøve"))
    return dict(count(document, Analyses(document, Need.SENTENCES, None)))


@pytest.mark.parametrize(("text", "words", "sentences", "long_words"), VECTORS)
def test_the_published_vectors(text: str, words: int, sentences: int, long_words: int) -> None:
    found = metrics(text)
    assert (found["words"], found["sentences"], found["long_words"]) == (
        words,
        sentences,
        long_words,
    )
    assert found["lix"] == pytest.approx(words / sentences + 100 * long_words / words)
    assert found["rix"] == pytest.approx(long_words / sentences)


def test_the_vectors_are_the_published_ones() -> None:
    rows = re.findall(r"^\| «(.+)» \| (\d+) \| (\d+) \| (\d+) \|", DOCS.read_text(), re.MULTILINE)
    assert [(t, int(a), int(b), int(c)) for t, a, b, c in rows] == VECTORS


PLAIN = (
    "Kommunen har fått søknaden din om plass i barnehagen. Vi svarer deg innen fire uker. "
    "Du kan ringe oss hvis du lurer på noe. Barnehagen ligger ved skolen i sentrum."
)


def test_textstat_agrees_on_plain_text() -> None:
    """No abbreviation, number or short sentence: nothing to count in two ways."""
    textstat.set_lang("nb")
    assert metrics(PLAIN)["lix"] == pytest.approx(textstat.lix(PLAIN), abs=0.01)
    assert metrics(PLAIN)["rix"] == pytest.approx(textstat.rix(PLAIN), abs=0.01)


def test_where_textstat_differs_and_why() -> None:
    """Each difference is one of its rules: full stops of abbreviations end its sentences."""
    text = "Du får svar bl.a. på e-post når saken er ferdig hos oss. Fristen er kl. 10.30 i dag."
    textstat.set_lang("nb")
    assert metrics(text)["sentences"] == 2
    assert textstat.lix(text) != pytest.approx(metrics(text)["lix"], abs=0.5)


def test_what_is_not_running_text_is_not_counted() -> None:
    page = resolve(
        read_text(
            "<nav><p>Dette er menyen på siden, og den teller ikke med i det hele tatt.</p></nav>"
            "<h1>En overskrift med mange ord i seg som heller ikke teller med her</h1>"
            "<p>Du får svar i mars.</p><table><tr><td>En celle med flere ord i tabellen</table>",
            Format.HTML,
            "side",
        )
    )
    found = count(page, Analyses(page, Need.SENTENCES, None))
    assert (found["words"], found["sentences"]) == (5, 1)


@pytest.mark.model
def test_grammar_is_counted() -> None:
    report = lint_text(
        "Kommunen sender et brev. Du kan lese brevet. Klagen må sendes til oss i mai."
    )
    found = report.metrics
    assert found["finite_verbs"] == 3
    assert found["passives"] == 1
    assert found["passive_share"] == pytest.approx(1 / 3)
    assert found["words_before_verb"] == 1
    # kommune, brev, brev, klage, mai among 15 words
    assert found["noun_share"] == pytest.approx(5 / 15)
    assert found["nominal_density"] == 0
    assert found["p90_sentence_length"] == 7


@pytest.mark.model
def test_a_text_for_text_rules_alone_has_no_grammar() -> None:
    assert "passive_share" not in metrics("Kommunen sender et brev. Du kan lese brevet.")
