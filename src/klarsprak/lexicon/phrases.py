"""Phrases of the word lists: every surface form of a term, and a swap in its form.

`expand` makes what a matcher looks for; `realise` writes a replacement in the form of
what it replaces ("foretok en vurdering av" → "vurderte").
"""

import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.dictionaries import STRIKE, Entry
from klarsprak.lexicon.inflection import analyses, forms, inflect, is_known
from klarsprak.lexicon.wordforms import Form, WordClass

HEAD_MARK = "^"
MAX_GAP = 2


@dataclass(frozen=True, slots=True)
class OptionalWord:
    """A word that may be left out."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Zero to `longest` words, no punctuation between."""

    longest: int = MAX_GAP


Piece = str | OptionalWord | Gap


@dataclass(frozen=True, slots=True)
class Surface:
    """One way a term may stand in a text, lower case unless a name.

    `head` is the place of the word that inflects in `pieces`, None for a fixed phrase.
    `readings` are the features that the head may have, the likeliest first.
    """

    pieces: tuple[Piece, ...]
    head: int | None
    readings: tuple[frozenset[str], ...]


_CLASSES = {"verb": WordClass.VERB, "noun": WordClass.NOUN, "adj": WordClass.ADJ}
_REFLEXIVES = {
    "nb": ("seg", "meg", "deg", "oss", "dere"),
    "nn": ("seg", "meg", "deg", "oss", "dykk"),
}
_NO_PASSIVE = frozenset(
    ("ha", "være", "vere", "bli", "verte", "få", "kunne", "skulle", "ville", "vilje", "måtte",
     "burde")
)  # fmt: skip
"""Verbs whose s-passive is in no living use, whatever a paradigm says."""
_SURE_PART = 5
"""Letters of a last part that make a compound sure: «kal|ende» is none."""
_COMPARISON = {
    ("nb", "Degree=Cmp"): "mer",
    ("nb", "Degree=Sup"): "mest",
    ("nn", "Degree=Cmp"): "meir",
    ("nn", "Degree=Sup"): "mest",
}


def pieces(phrase: str) -> tuple[Piece, ...]:
    """Return the words of a term or an `unless` phrase; `^` is dropped."""
    return tuple(_piece(word) for word in phrase.split())


def _piece(word: str) -> Piece:
    word = word.removeprefix(HEAD_MARK)
    if word == "(*)":
        return Gap()
    if word.startswith("(") and word.endswith(")"):
        return OptionalWord(word[1:-1])
    return word


def head_index(phrase: str, pos: str) -> int | None:
    """Return which word of `phrase` inflects: the marked one, else by word class."""
    words = phrase.split()
    if not words:
        return None
    for number, word in enumerate(words):
        if word.startswith(HEAD_MARK) and isinstance(_piece(word), str):
            return number
    if pos not in _CLASSES:
        return None
    plain = [n for n, word in enumerate(words) if isinstance(_piece(word), str)]
    if not plain:
        return None
    return plain[-1] if pos == "noun" else plain[0]


@functools.lru_cache(maxsize=16384)
def expand(entry: Entry, language: str) -> tuple[Surface, ...]:
    """Return every surface form of `entry.term`, without `entry.forms_excluded`.

    A marked head in a fixed phrase is taken as a verb. A head that the lexicon does not
    know is left as it stands. Adjectives before a noun agree with it, and "seg" in a verb
    phrase stands for the other persons too.
    """
    head = head_index(entry.term, entry.pos)
    parts = pieces(entry.term)
    if head is None:
        return (Surface(parts, None, ()),)
    word = str(parts[head])
    word_class = _CLASSES.get(entry.pos, WordClass.VERB)
    found: dict[tuple[Piece, ...], list[frozenset[str]]] = {}
    for form in head_forms(word, word_class, language):
        for surface in _surfaces(parts, head, form, language):
            found.setdefault(surface, []).append(form.features)
    if not found:
        found[parts] = []
    excluded = {form.lower() for form in entry.forms_excluded}
    return tuple(
        Surface(surface, head, tuple(dict.fromkeys(readings)))
        for surface, readings in found.items()
        if not _is_excluded(surface, head, excluded)
    )


def _is_excluded(surface: tuple[Piece, ...], head: int, excluded: set[str]) -> bool:
    if not excluded:
        return False
    whole = " ".join(piece for piece in surface if isinstance(piece, str)).lower()
    return str(surface[head]).lower() in excluded or whole in excluded


def head_forms(lemma: str, word_class: WordClass, language: str) -> Iterator[Form]:
    """Yield the forms of a head that a term is met in: all but present participles."""
    for form in forms(lemma, word_class, language):
        if (
            word_class is not WordClass.VERB
            or not {
                "VerbForm=Part",
                "Tense=Pres",
            }
            <= form.features
        ):
            yield form


def _surfaces(
    parts: tuple[Piece, ...], head: int, form: Form, language: str
) -> Iterator[tuple[Piece, ...]]:
    choices: list[tuple[Piece, ...]] = [(piece,) for piece in parts]
    choices[head] = (form.text,)
    if form.word_class is WordClass.NOUN:
        for number in range(head):
            piece = parts[number]
            if isinstance(piece, str) and (adjective := _adjective(piece, language)):
                choices[number] = _agreeing(adjective, piece, form.features, language)
    elif form.word_class is WordClass.VERB:
        if ("seg",) in choices and "Voice=Pass" in form.features:
            return
        choices = [_REFLEXIVES[language] if c == ("seg",) else c for c in choices]
    yield from itertools.product(*choices)


@functools.lru_cache(maxsize=4096)
def _adjective(word: str, language: str) -> str | None:
    """Return the lemma if `word` is an adjective in the indefinite singular."""
    for form in analyses(word, language):
        if form.word_class is WordClass.ADJ and {
            "Degree=Pos",
            "Definite=Ind",
            "Number=Sing",
        } <= (form.features):
            return form.lemma
    return None


def _agreeing(
    adjective: str, written: str, noun: frozenset[str], language: str
) -> tuple[Piece, ...]:
    if {"Definite=Ind", "Number=Sing"} <= noun:
        return (written,)
    wanted = {f for f in noun if f.startswith(("Number=", "Definite="))} | {"Degree=Pos"}
    return (inflect(adjective, WordClass.ADJ, wanted, language) or written,)


@functools.lru_cache(maxsize=16384)
def realise(swap: str, pos: str, features: frozenset[str], language: str) -> str | None:
    """Return `swap` with its head in the form that `features` tell of, or None.

    None when the head is unknown or has no such form (a verb without a passive), and for
    phrases where inflecting the head alone would read wrong: a definite noun after an
    adjective, a compared adjective with more words. "-" gives the empty string.
    """
    if swap == STRIKE:
        return ""
    words = [word.removeprefix(HEAD_MARK) for word in swap.split()]
    head = head_index(swap, pos)
    if head is None:
        return " ".join(words)
    word_class = _CLASSES.get(pos, WordClass.VERB)
    before = words[:head]
    if word_class is WordClass.NOUN and before:
        agreed = _agreed(before, features, language)
        if agreed is None:
            return None
        words[:head] = agreed
    if word_class is WordClass.ADJ and len(words) > 1 and _degree(features):
        return None
    if "Voice=Pass" in features and words[head] in _NO_PASSIVE:
        return None
    if word_class is WordClass.NOUN and (shape := _no_lemma(words[head], language)):
        form = _as_it_stands(words[head], shape, features, language)
    else:
        form = inflect(words[head], word_class, features, language)
    if form is None and word_class is WordClass.ADJ:
        form = _by_more(words[head], features, language)
    if form is None:
        return None
    words[head] = form
    return " ".join(words)


@functools.lru_cache(maxsize=4096)
def _no_lemma(word: str, language: str) -> WordClass | None:
    """What a word is that stands for a noun and is not the lemma of one; None when it is.

    «flyktninger» is a noun in the plural, «næringsdrivende» and «ansatt» are adjectives, and
    «velge» is an infinitive. An agent noun («renholder») may look like a verb.
    """
    found = analyses(word, language)
    nouns = [form for form in found if form.word_class is WordClass.NOUN]
    if any({"Number=Sing", "Definite=Ind"} <= form.features for form in nouns):
        return None
    if any(_is_word(form.lemma, language) for form in nouns):
        return WordClass.NOUN
    if any(_is_base_adjective(form) for form in found):
        return WordClass.ADJ
    infinitive = any("VerbForm=Inf" in form.features for form in found)
    return WordClass.VERB if infinitive else None


def _is_word(lemma: str, language: str) -> bool:
    """Whether a lemma is known, or a compound whose last part is sure («rusproblem»)."""
    if is_known(lemma, language):
        return True
    found = parts(lemma, language)
    return len(found) > 1 and len(found[-1].text) >= _SURE_PART


def _is_base_adjective(form: Form) -> bool:
    base = {"Definite=Ind", "Number=Sing"} <= form.features
    return base and (form.word_class is WordClass.ADJ or "VerbForm=Part" in form.features)


def _as_it_stands(
    word: str, shape: WordClass, features: frozenset[str], language: str
) -> str | None:
    """A word of `shape` in the place of a noun with `features`; None when it does not fit."""
    if "Case=Gen" in features:
        return None
    bare = "Definite=Def" not in features
    if shape is not WordClass.ADJ:
        return word if bare else None
    if bare and "Number=Plur" not in features:
        return word
    wanted = {f for f in features if f.startswith(("Number=", "Definite="))} | {"Degree=Pos"}
    return inflect(word, WordClass.ADJ, wanted, language)


def realise_all(
    swap: str, pos: str, readings: Iterable[frozenset[str]], language: str
) -> tuple[str, ...]:
    """Return the different texts that `swap` takes over `readings`, likeliest first.

    More than one means that the form in the text is ambiguous and a tagger must choose.
    """
    texts = (realise(swap, pos, reading, language) for reading in readings)
    return tuple(dict.fromkeys(text for text in texts if text is not None))


def _degree(features: frozenset[str]) -> str | None:
    return next((f for f in features if f in ("Degree=Cmp", "Degree=Sup")), None)


def _by_more(adjective: str, features: frozenset[str], language: str) -> str | None:
    """Compare with "mer" and "mest" where the adjective has no comparison of its own."""
    degree = _degree(features)
    if degree is None:
        return None
    plain = features - {degree}
    if degree == "Degree=Sup" and "Definite=Def" in plain:
        plain |= {"Number=Sing"}
    form = inflect(adjective, WordClass.ADJ, plain, language)
    return form and f"{_COMPARISON[language, degree]} {form}"


def _agreed(before: list[str], noun: frozenset[str], language: str) -> list[str] | None:
    """Return the words before a noun in agreement with it, or None if they cannot be."""
    if "Definite=Def" in noun:
        return None
    if "Number=Plur" not in noun:
        return before
    agreed = []
    for word in before:
        adjective = _adjective(word, language)
        if adjective is None:
            return None
        plural = inflect(adjective, WordClass.ADJ, {"Number=Plur"}, language)
        agreed.append(plural or word)
    return agreed


def problems(entry: Entry, language: str) -> tuple[str, ...]:
    """Return what is wrong with the grammar of `entry`: unknown heads, for list tests.

    A swap whose head cannot be inflected is a problem unless the fix is only shown.
    """
    found = []
    head = head_index(entry.term, entry.pos)
    if head is not None:
        word = entry.term.split()[head].removeprefix(HEAD_MARK)
        word_class = _CLASSES.get(entry.pos, WordClass.VERB)
        if not forms(word, word_class, language):
            found.append(f"{entry.line}: unknown {word_class} {word!r} in the term")
    if entry.fix == "display" or entry.pos == "fixed":
        return tuple(found)
    for swap in entry.swap:
        if swap == STRIKE:
            continue
        head = head_index(swap, entry.pos)
        if head is None:
            continue
        word = swap.split()[head].removeprefix(HEAD_MARK)
        if not forms(word, _CLASSES[entry.pos], language):
            found.append(f"{entry.line}: unknown {entry.pos} {word!r} in the swap {swap!r}")
    return tuple(found)
