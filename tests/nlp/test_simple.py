"""Sentences and words without a model."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.nlp.simple import sentences, words

REPO = Path(__file__).resolve().parents[2]

ONE = [
    "Hvis du ikke finner svar på nav.no kan du ringe 55 55 33 33, hverdager 09.00-15.00.",
    "Kvoten gjelder fra og med 26. november 2021 til og med 17. januar 2022.",
    "Inntekter er bl.a. renter, utbytte og leie.",
    "Se § 3-1 nr. 4 jf. forskrift 12. mai 2020 nr. 5 om tildeling.",
    "15. mai til 14. september: kl. 08:00-15:00",
    "Les mer på https://eksempel.no/side.html, Brukeren blir da sendt videre.",
    "Carl I. Hagen og P. A. Munch bodde der.",
    "Du må ha en av disse rollene: Eier, Revisor, Regnskapsfører med signatur eller Revisor.",
    "Møtet er kl. 10.30 i Asker.",
    "1. Fyll ut skjemaet",
]
TWO = [
    "Fristen er kl. 10.30. Vi svarer etterpå.",
    "Ta med pass, kart osv. Vi møtes på torget.",
    "Vil du søke? Send skjemaet.",
    "Dette gjelder i 2026. Da får du svar.",
    "Slik gjør du det: Send skjemaet.",
    "Se nr. 5. Der står det.",
    "«Kom hit!» Han ropte.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence(text: str) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == [text]


@pytest.mark.parametrize("text", TWO)
def test_two_sentences(text: str) -> None:
    assert len(sentences(text)) == 2


def test_what_counts_as_a_word() -> None:
    text = "Ring 55 55 33 33 eller skriv til post@eksempel.no om bygge- og anleggsarbeid, bl.a."
    counted = [w.text for w in words(text) if w.is_word]
    assert counted == "Ring eller skriv til om bygge- og anleggsarbeid bl.a.".split()


@given(st.text(max_size=300))
def test_offsets_are_those_of_the_text(text: str) -> None:
    found = sentences(text)
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        at = sentence.end
        for word in sentence.words:
            assert text[word.start : word.end] == word.text
            assert sentence.start <= word.start < word.end <= sentence.end
    kept = "".join(text[s.start : s.end] for s in found)
    assert [c for c in kept if c.isalnum()] == [
        c for w in words(text) for c in w.text if c.isalnum()
    ]


@pytest.mark.shared
@pytest.mark.parametrize("standard", ["nb", "nn"])
def test_boundaries_on_the_treebank(standard: str, shared_dir: Path) -> None:
    script = runpy.run_path(str(REPO / "training" / "eval_sentences.py"))
    rows = script["counted"](shared_dir / f"data/ndt/{standard}/dev.conllu")
    assert script["rates"](rows)[-1] >= 0.995
