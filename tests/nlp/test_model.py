"""The shipped language model: what it says, what it weighs, and that it unpacks safely."""

import importlib
import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.api import lint_path
from klarsprak.core.analysis import Token
from klarsprak.core.errors import AnalysisError
from klarsprak.nlp import model_store, spacy_backend
from klarsprak.nlp.model_store import PACKED, front_coded, front_decoded, unpacked
from klarsprak.nlp.spacy_backend import load_backend

pytestmark = pytest.mark.model
MEGABYTE = 1_000_000
COUNTED = ("Voice", "VerbForm", "Mood", "Tense", "Number", "Definite", "Degree")


def tokens(text: str) -> tuple[Token, ...]:
    return load_backend("").parse([text])[0]


def find(text: str, word: str) -> Token:
    return next(t for t in tokens(text) if t.text == word)


CASES = [
    # text, word, part of speech, features, lemma
    ("Kommunen behandler søknaden din.", "behandler", "VERB", "Tense=Pres VerbForm=Fin", "behandle"),
    ("Søknaden behandles innen tre uker.", "behandles", "VERB", "Voice=Pass", "behandle"),
    ("Du må sende skjemaet til oss.", "sende", "VERB", "VerbForm=Inf", "sende"),
    ("Skjemaet må sendes til oss.", "sendes", "VERB", "VerbForm=Inf Voice=Pass", "sende"),
    ("Vedtaket ble gjort i går.", "gjort", "VERB", "VerbForm=Part", "gjøre"),
    ("Barnehagene er åpne hele sommeren.", "Barnehagene", "NOUN", "Definite=Def Number=Plur", "barnehage"),
    ("Vi trenger flere opplysninger.", "opplysninger", "NOUN", "Number=Plur", "opplysning"),
    ("Send søknaden til kommunen.", "Send", "VERB", "Mood=Imp", "sende"),
    ("Søknader blir behandla fortløpande.", "blir", "AUX", "Tense=Pres", "bli"),
    ("Søknaden skal handsamast av kommunen.", "handsamast", "VERB", "VerbForm=Inf Voice=Pass", "handsame"),
    ("Eg veit ikkje kva dei meiner.", "veit", "VERB", "VerbForm=Fin", "vite"),
    ("Barnehagane er opne heile sommaren.", "Barnehagane", "NOUN", "Definite=Def Number=Plur", "barnehage"),
    ("Dei som bur her, kjenner reglane.", "reglane", "NOUN", "Definite=Def Number=Plur", "regel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "pos", "feats", "lemma"), CASES)
def test_reads_both_standards(text: str, word: str, pos: str, feats: str, lemma: str) -> None:
    token = find(text, word)
    assert (token.pos, token.lemma) == (pos, lemma)
    assert set(feats.split()) <= token.feats


def test_offsets_give_the_text_back() -> None:
    text = "Se  § 3-1, jf. forskrift 12. mai 2020 (nr. 5):\nBarn/unge får svar kl. 10.30."
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.text.strip()


def test_an_abbreviation_keeps_its_stop_and_a_last_number_does_not() -> None:
    assert [t.text for t in tokens("Møt f.eks. kl. 19.")] == ["Møt", "f.eks.", "kl.", "19", "."]


def test_empty_and_very_long_texts() -> None:
    assert tokens("") == ()
    assert tokens(" \n ") == ()
    long = "Kommunen sender vedtaket til alle som har søkt " * 400
    assert len(tokens(long)) == 400 * 8


def test_a_book_in_one_block_is_parsed_in_pieces() -> None:
    sentence = "Kommunen sender vedtaket til alle som har søkt. "
    for text in (sentence * 1200, sentence[:-2] * 1200, "a" * 50_000, "\n" * 50_000 + "Søk nå."):
        found = tokens(text)
        assert [text[t.start : t.end] for t in found] == [t.text for t in found]
        joined = "".join(t.text for t in found)
        assert joined == "".join(text.split())
    whole = tokens(sentence * 1200)
    alone = tokens(sentence)
    assert [(t.text, t.lemma, t.pos) for t in whole] == [
        (t.text, t.lemma, t.pos) for t in alone
    ] * 1200


@given(st.text(alphabet="a .!\n", max_size=200), st.integers(1, 30))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spacy_backend, "LONGEST", longest)
        pieces = list(spacy_backend.pieces_of(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, start) for start, piece in pieces)
    assert all(0 < len(piece) <= longest for _, piece in pieces) or not text


def test_a_text_does_not_depend_on_its_neighbours() -> None:
    texts = ["Søk nå!", "Vi svarer deg innen tre uker.", "", "Kva gjer du?"] * 50
    together = load_backend("").parse(texts)
    assert [list(t) for t in together] == [list(tokens(text)) for text in texts]


def test_another_pipeline_that_is_not_installed_is_a_clear_error() -> None:
    with pytest.raises(AnalysisError) as caught:
        load_backend("nb_core_news_finnes_ikke")
    assert caught.value.code == "model-not-installed"
    assert caught.value.values == {"name": "nb_core_news_finnes_ikke"}


def test_a_pipeline_without_grammar_is_a_clear_error(tmp_path: Path) -> None:
    spacy = importlib.import_module("spacy")
    spacy.blank("nb").to_disk(tmp_path / "blank")
    with pytest.raises(AnalysisError) as caught:
        load_backend(str(tmp_path / "blank"))
    assert caught.value.code == "model-unfit"


def test_another_pipeline_with_the_same_labels_does_the_work(tmp_path: Path) -> None:
    """A pipeline that knows six words stands in for the big ones that cannot be had here."""
    spacy = importlib.import_module("spacy")
    nlp = spacy.blank("nb")
    ruler = nlp.add_pipe("attribute_ruler")
    for word, pos, morph, lemma in (
        ("Søknaden", "NOUN", "Definite=Def|Number=Sing", "søknad"),
        ("behandles", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass", "behandle"),
        ("svare", "VERB", "VerbForm=Inf", "svare"),
        ("kan", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin", "kunne"),
        ("i", "ADP", "", "i"),
        ("dag", "NOUN", "Definite=Ind|Number=Sing", "dag"),
    ):
        ruler.add([[{"ORTH": word}]], {"POS": pos, "MORPH": morph, "LEMMA": lemma})
    path = tmp_path / "modell"
    nlp.to_disk(path)
    config = tmp_path / "klarsprak.toml"
    config.write_text(f"modell = '{path}'\n", encoding="utf-8")
    letter = tmp_path / "brev.txt"
    letter.write_text("Søknaden behandles i dag.", encoding="utf-8")
    report = lint_path(letter)
    assert report.errors == ()
    assert str(path) in report.tool.model
    assert "aktiv/s-passiv" in {finding.rule_id for finding in report.findings}


def test_what_ships_is_small() -> None:
    assert sum(f.stat().st_size for f in PACKED.parent.iterdir()) < 4 * MEGABYTE


def test_plain_spacy_load_in_a_fresh_process() -> None:
    code = (
        "from klarsprak.api import language_model_path\n"
        "import spacy\n"
        "doc = spacy.load(language_model_path())('Vedtaket sendes i dag.')\n"
        "print(doc[1].pos_, doc[1].morph.get('Voice'), doc[1].lemma_)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "VERB ['Pass'] sende"


def _unpack(root: str) -> str:
    return str(unpacked(PACKED, Path(root)))


def test_several_processes_unpack_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        found = set(pool.map(_unpack, [str(tmp_path)] * 8, chunksize=1))
    assert len(found) == 1
    assert [f.name for f in tmp_path.iterdir()] == [Path(found.pop()).name]
    assert (next(tmp_path.iterdir()) / "meta.json").is_file()


def test_an_interrupted_unpacking_leaves_nothing_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> Iterator[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(model_store, "front_decoded", stop)
    with pytest.raises(KeyboardInterrupt):
        unpacked(PACKED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_a_clear_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.xz"
    broken.write_bytes(PACKED.read_bytes()[:-5000])
    with pytest.raises(AnalysisError) as caught:
        unpacked(broken, tmp_path / "cache")
    assert caught.value.code == "model-damaged"


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError) as caught:
        unpacked(tmp_path / "none.tar.xz", tmp_path)
    assert caught.value.code == "model-missing"


def test_front_coding_gives_the_lines_back() -> None:
    import numpy as np

    lines = sorted(["a", "ab", "abc", "b", "båt", "båten", "æ", ""])
    text, shared = front_coded(lines)
    assert list(front_decoded(text, np.array(shared, dtype=np.uint8))) == lines


@cache
def _sentences(path: Path) -> list[list[list[str]]]:
    found: list[list[list[str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            found[-1].append(cells)
        elif not line and found[-1]:
            found.append([])
    return [s for s in found if s]


FLOORS = {
    "nb": {"pos": 0.975, "feats": 0.980, "lemma": 0.985, "precision": 0.985, "recall": 0.985},
    "nn": {"pos": 0.971, "feats": 0.977, "lemma": 0.980, "precision": 0.982, "recall": 0.985},
}


@pytest.mark.shared
@pytest.mark.parametrize("standard", ["nb", "nn"])
def test_scores_on_unseen_treebank_text(shared_dir: Path, standard: str) -> None:
    got = _scores(_sentences(shared_dir / f"data/ndt/{standard}/dev.conllu"))
    below = {k: got[k] for k, floor in FLOORS[standard].items() if got[k] < floor}
    assert not below, json.dumps(got)


def _scores(sentences: list[list[list[str]]]) -> dict[str, float]:
    """Score as `shared/tools/eval_model.py`: from raw text, aligned by offsets."""
    texts, golds = [], []
    for rows in sentences:
        text, gold = "", []
        for cells in rows:
            gold.append(((len(text), len(text) + len(cells[1])), cells))
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        texts.append(text.rstrip())
        golds.append(gold)
    right = dict.fromkeys(("pos", "feats", "lemma"), 0)
    total = both = want = have = 0
    for gold, found in zip(golds, load_backend("").parse(texts), strict=True):
        by_span = {(t.start, t.end): t for t in found}
        have += sum(t.is_finite for t in found)
        for span, cells in gold:
            total += 1
            finite = "VerbForm=Fin" in cells[5]
            want += finite
            if (token := by_span.get(span)) is None:
                continue
            counted = {f for f in cells[5].split("|") if f.split("=")[0] in COUNTED}
            right["pos"] += token.pos == cells[3]
            right["feats"] += {f for f in token.feats if f.split("=")[0] in COUNTED} == counted
            right["lemma"] += token.lemma.lower() == cells[2].lower()
            both += finite and token.is_finite
    shares = {k: n / total for k, n in right.items()}
    return {**shares, "precision": both / have, "recall": both / want}


def test_imperatives_in_public_text() -> None:
    path = Path(__file__).parents[2] / "training" / "imperatives-test.tsv"
    lines = [x.split("\t") for x in path.read_text(encoding="utf-8").splitlines()[1:]]
    right = missed = false = 0
    parsed = load_backend("").parse([text for _, text, _ in lines])
    for (_, _, marks), found in zip(lines, parsed, strict=True):
        want = {tuple(map(int, m.split(":"))) for m in marks.split()}
        have = {(t.start, t.end) for t in found if "Mood=Imp" in t.feats}
        right += len(want & have)
        missed += len(want - have)
        false += len(have - want)
    assert len(lines) == 200
    assert right / (right + missed) >= 0.85
    assert right / (right + false) >= 0.85


def test_the_language_is_registered_without_installation() -> None:
    spacy = importlib.import_module("spacy")
    importlib.import_module("klarsprak.nlp.norwegian")
    assert "nbnn" in spacy.registry.languages
