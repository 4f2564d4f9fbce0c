"""Reading word lists: what is accepted, and that every error names file and line."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.errors import RuleError
from klarsprak.lexicon.dictionaries import BASE_COLUMNS, load, table

HEADER = "\t".join((*BASE_COLUMNS, "area"))


def write(folder: Path, *lines: str) -> Path:
    folder.joinpath("prove_nb.tsv").write_text("\n".join((HEADER, *lines)) + "\n", "utf-8")
    return folder


def test_reads_every_column(tmp_path: Path) -> None:
    line = "adgang til\tnoun\tlov til; rett til\tunsafe\tinfo\tfri adgang til\t-adganger\tn\tjus"
    (entry,) = load("prove", "nb", write(tmp_path, line))
    assert entry.term == "adgang til"
    assert entry.swap == ("lov til", "rett til")
    assert entry.unless == ("fri adgang til",)
    assert entry.forms_excluded == ("adganger",)
    assert entry.extra == {"area": "jus"}
    assert entry.line == 2
    assert hash(entry) == hash(pickle.loads(pickle.dumps(entry)))


def test_trailing_cells_may_be_missing(tmp_path: Path) -> None:
    (entry,) = load("prove", "nb", write(tmp_path, "herved\tfixed\t-\tsafe"))
    assert entry.swap == ("-",)
    assert entry.note == ""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ord\tverbb\t\tsafe", "dictionary-value"),
        ("ord\tverb\t\tsikker", "dictionary-value"),
        ("ord\tverb\t\tsafe\tfatal", "dictionary-value"),
        ("^a ^b\tverb\t\tsafe", "dictionary-value"),
        ("\tverb\t\tsafe", "dictionary-cells"),
        ("ord\tverb" + "\tx" * 9, "dictionary-cells"),
        ("Herved\tfixed", "dictionary-double"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, line: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        load("prove", "nb", write(tmp_path, "herved\tfixed", line))
    assert caught.value.code == code
    assert caught.value.values["path"] == "dictionaries/prove_nb.tsv"
    assert caught.value.values["line"] == "3"


def test_a_missing_list_and_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="dictionary-missing"):
        load("finnes-ikke", "nb", tmp_path)
    tmp_path.joinpath("annet_nb.tsv").write_text("term\tpos\nord\tverb\n", "utf-8")
    with pytest.raises(RuleError, match="dictionary-columns"):
        load("annet", "nb", tmp_path)
    assert table("annet_nb", tmp_path)[0].cells == {"term": "ord", "pos": "verb"}


@given(text=st.text(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("lists")
    folder.joinpath("prove_nb.tsv").write_bytes(
        (HEADER + "\n" + text).encode("utf-8", "surrogatepass")
    )
    try:
        entries = load("prove", "nb", folder)
    except RuleError as error:
        assert error.values["path"].endswith("prove_nb.tsv")
    else:
        assert all(entry.term for entry in entries)
