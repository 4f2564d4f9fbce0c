"""Frequencies: inflected forms and compounds are never rarer than what they are made of."""

import os
import subprocess
import sys

import pytest

from klarsprak.lexicon.correspondences import pairs, to_bokmal
from klarsprak.lexicon.frequency import established_zipf, treebank_counts, treebank_size, zipf


@pytest.mark.parametrize(
    ("common", "rare", "language"),
    [
        ("vedtakene", "preklusiv", "nb"),
        ("konsekvensutredningene", "andragende", "nb"),
        ("arbeidsavklaringspenger", "kontrasignere", "nb"),
        ("klageadgangen", "anførsel", "nb"),
        ("bustøtte", "preklusiv", "nn"),
        ("ikkje", "komparent", "nn"),
        ("innbyggjarane", "habilitet", "nn"),
    ],
)
def test_common_is_above_three_and_rare_below(common: str, rare: str, language: str) -> None:
    assert zipf(common, language) > 3.3
    assert zipf(rare, language) < 3.0


def test_an_inflected_form_is_as_common_as_its_word() -> None:
    assert zipf("avslagene", "nb") >= zipf("avslag", "nb") - 0.01
    assert zipf("Søknad", "nb") == zipf("søknad", "nb")
    assert zipf("", "nb") == 0.0


def test_nynorsk_counts() -> None:
    assert treebank_size() > 150_000
    assert treebank_counts()["ikkje"] > 1000
    with pytest.raises(ValueError, match="no lexicon"):
        zipf("hund", "sv")


def test_cognates() -> None:
    assert to_bokmal("ikkje")[0] == "ikke"
    assert "mulighet" in to_bokmal("moglegheit")
    assert "hvile" in to_bokmal("kvile")
    assert "offentlig" in to_bokmal("offentleg")
    assert len(pairs()) > 500
    assert list(pairs()) == sorted(set(pairs()))


def test_the_package_imports_no_heavy_library() -> None:
    code = (
        "import sys; import klarsprak.lexicon.phrases, klarsprak.lexicon.frequency;"
        "from klarsprak.lexicon.inflection import analyses; analyses('vedtakene', 'nb');"
        "print(sorted({'wordfreq', 'spacy', 'numpy', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert ran.stdout.strip() == "[]"


def test_a_rare_nynorsk_form_is_as_established_as_its_bokmal_cognate() -> None:
    assert treebank_counts()["språkbrukarperspektiv"] < 5
    assert established_zipf("språkbrukarperspektiv", "nn") == 0
    assert established_zipf("arbeidsgivaravgift", "nn") == established_zipf(
        "arbeidsgiveravgift", "nb"
    )
    assert established_zipf("ikkje", "nn") > 5
