"""The full-form data, loaded once per language and looked up block by block.

A data file holds all paradigms and then the lemmas, sorted and cut into blocks by their
first four letters. A block is text and is searched, never taken apart, so opening the
lexicon costs little time and memory.
"""

import functools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.lexicon.datafile import data_file
from klarsprak.lexicon.paradigms import Paradigm, dump, endings_in, parse
from klarsprak.lexicon.wordforms import Form

LANGUAGES = ("nb", "nn")
PREFIX = 4
LONGEST_WORD = 80
"""Letters. What is longer is no word, and is looked up nowhere: searches in it would never end."""
_PART = "\x1d"
_BLOCK = "\x1e"
_UNINFLECTED = "-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lemmas of a language; `endings` maps the end of a form to ends of lemmas.

    `paradigms` are lines that `parse` reads: a text meets few of them.
    """

    paradigms: tuple[str, ...]
    blocks: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    longest_ending: int


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of "nb" or "nn", reading it at the first call.

    Raises ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no lexicon for {language!r}")
    packed = data_file(f"lexicon_{language}.z").read_bytes()
    head, body = zlib.decompress(packed).decode().split(_PART)
    lines = tuple(head.split("\n"))
    ends: dict[str, set[str]] = {}
    for line in lines:
        lemma_end, endings = endings_in(line)
        for ending in endings:
            ends.setdefault(ending, set()).add(lemma_end)
    # Nearly all blocks begin with as many letters as there may be.
    blocks = {
        prefix if "\n" not in (prefix := block[:PREFIX]) else block[: block.index("\n")]: block
        for block in body.split(_BLOCK)
    }
    return Lexicon(
        lines,
        blocks,
        {ending: tuple(sorted(lemmas)) for ending, lemmas in ends.items()},
        max(map(len, ends)),
    )


def _numbers(lemma: str, language: str) -> str | None:
    """Return what the data says of `lemma`: numbers of paradigms, or None if unknown."""
    block = lexicon(language).blocks.get(lemma[:PREFIX])
    if block is None or "\n" in lemma or "\t" in lemma:
        return None
    line = f"\n{lemma[PREFIX:]}\t"
    start = block.find(line)
    if start < 0:
        return None
    start += len(line)
    end = block.find("\n", start)
    return block[start:] if end < 0 else block[start:end]


@functools.lru_cache(maxsize=65536)
def entry(lemma: str, language: str) -> tuple[Paradigm, ...] | None:
    """Return the paradigms of `lemma`; () if it does not inflect, None if unknown."""
    numbers = _numbers(lemma, language)
    if numbers is None:
        return None
    lines = lexicon(language).paradigms
    return tuple(parse(lines[int(n)]) for n in numbers.split(" ") if n != _UNINFLECTED)


def candidate_lemmas(form: str, language: str) -> Iterator[str]:
    """Yield the lemmas in the lexicon that could have `form` by some ending."""
    if len(form) > LONGEST_WORD:
        return
    store = lexicon(language)
    seen = set()
    for cut in range(max(0, len(form) - store.longest_ending), len(form) + 1):
        stem = form[:cut]
        if cut >= PREFIX:
            # Most strings that are asked for are no words: the first stem that begins no
            # lemma ends the search, for longer ones begin with it.
            block = store.blocks.get(form[:PREFIX])
            if block is None or f"\n{form[PREFIX:cut]}" not in block:
                return
        for lemma_end in store.endings.get(form[cut:], ()):
            lemma = stem + lemma_end
            if lemma not in seen:
                seen.add(lemma)
                if _numbers(lemma, language) is not None:
                    yield lemma


@functools.lru_cache(maxsize=65536)
def analyses(form: str, language: str) -> tuple[Form, ...]:
    """Return what the lexicon itself says of `form`, capitals as they stand."""
    texts = {form}
    if form.endswith(("s", "'", "’")):
        texts.add(form[:-1])
    return tuple(
        dict.fromkeys(
            analysis
            for text in sorted(texts, key=len, reverse=True)
            for lemma in candidate_lemmas(text, language)
            for paradigm in entry(lemma, language) or ()
            for analysis in paradigm.matching(lemma, form)
        )
    )


def lemmas(language: str) -> Iterator[str]:
    """Yield every lemma of the lexicon, in the order of the file."""
    for prefix, block in lexicon(language).blocks.items():
        for line in block.split("\n")[1:]:
            yield prefix + line.split("\t")[0]


def pack(entries: dict[str, tuple[Paradigm, ...]]) -> bytes:
    """Return the content of a data file; for the build script.

    The result is the same for the same `entries`, whatever their order.
    """
    counts: dict[Paradigm, int] = {}
    for lemma in sorted(entries):
        for paradigm in entries[lemma]:
            counts[paradigm] = counts.get(paradigm, 0) + 1
    ranked = sorted(counts, key=lambda p: (-counts[p], dump(p)))
    number = {paradigm: str(n) for n, paradigm in enumerate(ranked)}
    blocks: dict[str, list[str]] = {}
    for lemma in sorted(entries):
        numbers = " ".join(number[p] for p in entries[lemma]) or _UNINFLECTED
        blocks.setdefault(lemma[:PREFIX], []).append(f"{lemma[PREFIX:]}\t{numbers}")
    body = _BLOCK.join(f"{prefix}\n" + "\n".join(lines) for prefix, lines in blocks.items())
    text = "\n".join(map(dump, ranked)) + _PART + body
    return zlib.compress(text.encode(), 9)
