"""What `ord` and `forklar` tell a writer, in plain words."""

import pytest

from klarsprak.cli.forklar import worked_count
from klarsprak.cli.ord import describe
from klarsprak.messages.catalogue import load
from klarsprak.nlp.metrics import lix
from tests.cli.running import run_cli


def test_a_form_leads_to_its_lemma() -> None:
    lines = list(describe("foretok", "nb", load("nb")))
    assert "  foreta: verb, preteritum" in lines
    assert any("Kanselliord: foreta" in line for line in lines)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_tag_of_the_treebank_is_shown(language: str) -> None:
    words = "vedtakene gjennomføring fattes eldste skriv skrevet jf. døv sendast".split()
    shown = "\n".join(
        line for word in words for line in describe(word, "nb", load(language)) if "=" in line
    )
    assert shown == ""


def test_compounds_are_taken_apart() -> None:
    lines = "\n".join(describe("barnehageplassen", "nb", load("nb")))
    assert "barnehage" in lines
    assert "+" in lines


def test_the_count_of_lix_is_shown_and_right() -> None:
    lines = list(worked_count("lix", load("nb")))
    assert "  12 ord i 2 setninger. Tall, nettadresser og e-postadresser er ikke ord." in lines
    assert lix(12, 2, 2) == pytest.approx(22.67, abs=0.01)
    assert lines[-2].endswith("= 6,0 + 16,7 = 22,7")


def test_rules_that_count_nothing_have_no_sum() -> None:
    assert list(worked_count("", load("nb"))) == []


@pytest.mark.parametrize("rule", ["lesbarhet/lix", "lesbarhet/rix", "lesbarhet/setningslengde"])
def test_explain_shows_how(rule: str) -> None:
    out, err, code = run_cli("forklar", rule)
    assert (err, code) == ("", 0)
    assert "Slik regner vi" in out
