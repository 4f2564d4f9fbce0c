"""Every list that ships: order, uniqueness, spelling, licence, and advice that agrees.

The tests are generic: a new list in the folder is tested without a line written here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

from klarsprak.core.analysis import Word
from klarsprak.core.places import dictionaries_folder
from klarsprak.kinds.phrase_index import PhraseIndex
from klarsprak.lexicon.dictionaries import BASE_COLUMNS, STRIKE, Entry, load
from klarsprak.lexicon.inflection import analyses, is_known
from klarsprak.lexicon.phrases import problems

FOLDER = dictionaries_folder()
FILES = sorted(FOLDER.glob("*.tsv"))
PHRASE_FILES = [p for p in FILES if p.read_text("utf-8").startswith("\t".join(BASE_COLUMNS))]
OWN = ("kanselli", "tungt_bindeord", "light_verbs", "vague_time", "tone", "svada", "formal")
"""The lists about heavy, vague and unkind language, whose spelling is tested word by word."""
ADVISING = (*OWN, "idioms", "loanwords", "internal", "bokmal_i_nynorsk")
"""Lists whose every term a writer is told to change."""
KINDS_OF = {
    "tone": ("kind", {"nedlatende", "truende", "anklagende"}),
    "nominalisations": ("class", {"action", "thing"}),
}
TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
UNLISTED_SPELLINGS = 0.02
"""Share of the words in swaps that the lexicon may lack: compounds and participles."""


def _name(path: Path) -> tuple[str, str]:
    name, _, language = path.stem.rpartition("_")
    return (name, language) if language in ("nb", "nn") else (path.stem, "")


OWN_FILES = [p for p in PHRASE_FILES if _name(p)[0] in OWN]
INFLECTED = [p for p in PHRASE_FILES if _name(p)[0] in (*OWN, "nominalisations")]


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n")[1:] if line]


def _lists(names: Sequence[str]) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    for path in PHRASE_FILES:
        name, language = _name(path)
        if name in names:
            yield name, language, load(name, language)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_file_is_tidy(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    width = len(text.split("\n", 1)[0].split("\t"))
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        cells = line.split("\t")
        assert len(cells) <= width, f"{path.name}:{number}: {len(cells)} cells"
        for cell in cells:
            assert cell == cell.strip(), f"{path.name}:{number}: space at the end of a cell"
            assert "  " not in cell, f"{path.name}:{number}: double space"
            assert not re.search(r"(?:^|;) ?(?:;|$)", cell) or not cell, (
                f"{path.name}:{number}: empty alternative"
            )


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_lines_are_sorted_and_unique(path: Path) -> None:
    keys = [row[0].lower() for row in _rows(path)]
    assert keys == sorted(keys)
    if path in PHRASE_FILES:
        doubles = {key for key in keys if keys.count(key) > 1}
        assert not doubles


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_list_tells_its_source_and_licence(path: Path) -> None:
    name = _name(path)[0]
    meta = yaml.safe_load((FOLDER / f"{name}.meta.yaml").read_text("utf-8"))
    assert meta["title"]
    assert meta["source"]
    assert meta["licence"]
    assert meta["reviewed"]
    header = path.read_text("utf-8").split("\n", 1)[0].split("\t")
    assert set(header) <= set(meta["columns"])
    for doubt in meta.get("doubtful", ()):
        assert doubt["term"]
        assert doubt["note"]


@pytest.mark.parametrize("path", PHRASE_FILES, ids=lambda p: p.stem)
def test_every_column_holds_a_legal_value(path: Path) -> None:
    name, language = _name(path)
    column, allowed = KINDS_OF.get(name, ("", set()))
    for entry in load(name, language):
        place = f"{path.name}:{entry.line}"
        assert entry.pos, place
        for exception in entry.unless:
            words = exception.replace("(*)", "").split()
            assert len(words) > 1 or exception.lower() != entry.term.lower(), place
        if STRIKE in entry.swap:
            assert entry.swap == (STRIKE,), f"{place}: strike or replace, not both"
        if column:
            assert entry.extra[column] in allowed, f"{place}: {column}"
        if name == "svada":
            assert entry.extra["ask"].endswith("?"), place
    raw = [row[6] for row in _rows(path) if len(row) > 6 and row[6]]
    assert all(form.startswith("-") for cell in raw for form in cell.split())


@pytest.mark.parametrize("path", PHRASE_FILES, ids=lambda p: p.stem)
def test_no_exception_hides_a_line_of_the_same_list(path: Path) -> None:
    """`unless` holds for the whole list, so a term among the exceptions would never be found."""
    entries = load(*_name(path))
    terms = {re.sub(r"\^|\(\*\) ", "", entry.term).lower() for entry in entries}
    hidden = [
        f"{path.name}:{entry.line}: {phrase}"
        for entry in entries
        for phrase in entry.unless
        if phrase.lower() in terms
    ]
    assert not hidden


@pytest.mark.parametrize("path", INFLECTED, ids=lambda p: p.stem)
def test_heads_can_be_inflected(path: Path) -> None:
    name, language = _name(path)
    found = [p for entry in load(name, language) for p in problems(entry, language)]
    assert not found


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_two_lists_give_different_advice(language: str) -> None:
    advice: dict[str, dict[str, str]] = defaultdict(dict)
    for name, own, entries in _lists(OWN):
        if own == language:
            for entry in entries:
                advice[entry.term.replace("(*) ", "").lower()][name] = "; ".join(entry.swap)
    twice = {t: d for t, d in advice.items() if len(d) > 1 and len(set(d.values())) > 1}
    # A gap form of a light verb and its plain form may stand in one list only.
    assert not twice


@cache
def _index(language: str) -> PhraseIndex:
    entries = [e for _, own, found in _lists(ADVISING) if own == language for e in found]
    return PhraseIndex(entries, language)


def _words(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), m[0], is_word=m[0][0].isalnum()) for m in TOKEN.finditer(text)]


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda p: p.stem)
def test_no_replacement_is_itself_flagged(path: Path) -> None:
    name, language = _name(path)
    index = _index(language)
    flagged = [
        f"{entry.line}: {entry.term} → {swap}: {hit.entry.term}"
        for entry in load(name, language)
        for swap in entry.swap
        for hit in index.find(_words(swap.replace("^", "")))
    ]
    assert not flagged


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_replacements_are_spelt_right(language: str) -> None:
    """Near all words are in the lexicon; the rest must at least be of a known make."""
    words = {
        word
        for name, own, entries in _lists(OWN)
        if own == language
        for entry in entries
        for swap in entry.swap
        for word in WORD.findall(swap.replace("^", "").lower())
    }
    unknown = sorted(word for word in words if not is_known(word, language))
    hopeless = [word for word in unknown if not analyses(word, language)]
    assert len(hopeless) <= UNLISTED_SPELLINGS * len(words), hopeless


def test_a_flagged_replacement_is_seen() -> None:
    (hit,) = _index("nb").find(_words("vi gjør dette i henhold til loven"))
    assert hit.entry.term == "i henhold til"
