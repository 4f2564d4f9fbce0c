"""The ways of writing one thing that `kind: consistency` compares, and where they stand."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from klarsprak.core.analysis import Sentence, Word
from klarsprak.core.definition import Definition, string_list
from klarsprak.core.spans import Span
from klarsprak.kinds.phrase_context import by_context
from klarsprak.kinds.phrase_index import PhraseHit, PhraseIndex
from klarsprak.lexicon import store
from klarsprak.lexicon.dictionaries import HEADS, Entry, table
from klarsprak.lexicon.inflection import forms
from klarsprak.lexicon.phrases import expand, realise_all
from klarsprak.lexicon.wordforms import Form, WordClass

Reading = frozenset[str]

INFLECTIONS: Mapping[str, tuple[WordClass, Reading, tuple[str, str]]] = {
    "definite": (
        WordClass.NOUN,
        frozenset({"Definite=Def", "Number=Sing"}),
        ("a", "en"),
    ),
    "past": (
        WordClass.VERB,
        frozenset({"Tense=Past", "VerbForm=Fin"}),
        ("a", "et"),
    ),
}
"""Forms that a lemma may choose between, by their endings."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a thing is named: `key` is the thing, `variant` the way it is written.

    `span` is in the text of the block with index `block`.
    """

    key: str
    variant: str
    block: int
    span: Span
    text: str
    pos: str = "fixed"
    readings: tuple[Reading, ...] = ()
    preferred: bool = False
    outdated: bool = False

    def written_as(self, other: "Use", language: str) -> str | None:
        """`self` in the way `other` is written, in the same form; None if it has none."""
        if not other.pos:
            # Forms of one lemma: the ending is exchanged.
            ending = self.variant.removeprefix("-")
            text = self.text.removesuffix(ending) + other.variant.removeprefix("-")
        elif "fixed" in (self.pos, other.pos):
            text = other.variant if self.text.lower() == self.variant.lower() else ""
        else:
            readings = self.readings or (frozenset(),)
            text = next(iter(realise_all(other.variant, other.pos, readings, language)), "")
        text = text.replace("^", "")
        if self.text[:1].isupper() and text and not self.text.isupper():
            text = text[:1].upper() + text[1:]
        return text or None


@dataclass(slots=True)
class Variants:
    """The variants of one written standard; the index is made when a text asks."""

    language: str
    entries: Sequence[Entry]
    stamp: str = ""
    _index: PhraseIndex | None = field(default=None)

    def index(self) -> PhraseIndex:
        """Every form of every variant."""
        if self._index is None:
            self._index = (
                PhraseIndex.kept(self.stamp, self._distinct, self.language)
                if self.stamp
                else PhraseIndex(self._distinct(), self.language)
            )
        return self._index

    def beside(self, use: Use) -> Iterator[str]:
        """The other variants of what `use` names."""
        if not use.pos:
            for word_class, _, endings in INFLECTIONS.values():
                if use.key.startswith(f"{word_class}:"):
                    yield from (f"-{e}" for e in endings if f"-{e}" != use.variant)
            return
        for entry in self.entries:
            if entry.extra["key"] == use.key and entry.term != use.variant:
                yield entry.term

    def uses(
        self, block: int, sentences: Iterable[Sentence], inflections: Iterable[str]
    ) -> Iterator[Use]:
        """Every variant in the sentences of one block, in order."""
        wanted = [INFLECTIONS[name] for name in sorted(inflections)]
        for sentence in sentences:
            words = sentence.words
            taken: set[int] = set()
            found = []
            for hit in self.index().find(words, sentence.lowers):
                if hit.entry.pos == "noun" and _in_name(words, hit, self.language):
                    continue
                span = Span(words[hit.first].start, words[hit.stop - 1].end)
                text = " ".join(word.text for word in words[hit.first : hit.stop])
                taken.update(range(hit.first, hit.stop))
                found.append(
                    Use(
                        hit.entry.extra["key"],
                        hit.entry.term,
                        block,
                        span,
                        text,
                        hit.entry.pos,
                        by_context(hit.readings, words, hit.first),
                        hit.entry.extra["preferred"] == "y",
                        hit.entry.extra["preferred"] == "n",
                    )
                )
            for number, word in enumerate(words):
                if wanted and number not in taken and word.is_word and not _is_name(words, number):
                    found.extend(_inflected(word, block, self.language, wanted))
            yield from sorted(found, key=lambda use: use.span.start)

    def _distinct(self) -> Sequence[Entry]:
        """The entries without the forms that two variants of one thing share."""
        owners: dict[tuple[str, str], set[str]] = {}
        for entry in self.entries:
            for surface in expand(entry, self.language):
                text = " ".join(str(piece) for piece in surface.pieces).lower()
                owners.setdefault((entry.extra["key"], text), set()).add(entry.term)
        shared: dict[str, set[str]] = {}
        for (key, text), terms in owners.items():
            if len(terms) > 1:
                shared.setdefault(key, set()).add(text)
        return [
            replace(
                entry,
                forms_excluded=tuple(sorted({*entry.forms_excluded, *shared[entry.extra["key"]]})),
            )
            if entry.extra["key"] in shared
            else entry
            for entry in self.entries
        ]


_BEFORE_A_NOUN = frozenset(
    "denne en ei et ein eit hver hvert kvar kvart ingen alle all samme same min din sin vår hans hennes "
    "hennar deres dykkar noen nokon noe noko annen annan anna begge både hvilken kva i på til fra frå ved "
    "for med av om mot etter før under over mellom og eller uten utan som når hvis viss da då".split()
)
"""What may open a sentence before a noun without an article, and is no name."""


def _in_name(words: Sequence[Word], hit: PhraseHit, language: str) -> bool:
    """«Longyearbyen skole», «Asker Sykehus»: how a name is written, no text chooses."""
    if _is_name(words, hit.first) and words[hit.first - 1].is_word:
        return True
    before = words[hit.first - 1] if hit.first else None
    if before is None or not before.is_word or not before.text[:1].isupper():
        return False
    if any("Definite=Def" in reading for reading in hit.readings):
        return False
    if hit.first > 1:
        return True
    known = store.analyses(before.lower, language)
    nouns = all(form.word_class is WordClass.NOUN for form in known)
    return nouns and before.lower not in _BEFORE_A_NOUN


def _is_name(words: Sequence[Word], number: int) -> bool:
    return number > 0 and words[number].text[:1].isupper()


def _inflected(
    word: Word,
    block: int,
    language: str,
    wanted: Iterable[tuple[WordClass, Reading, tuple[str, str]]],
) -> Iterator[Use]:
    """The word as one of two forms that its lemma may have, if it can be nothing else."""
    lower = word.lower
    for word_class, reading, endings in wanted:
        ending = next((e for e in endings if lower.endswith(e)), "")
        if not ending or len(lower) < 4 or not lower.isalpha():
            continue
        found = store.analyses(lower, language)
        if not found or any(not _belongs(form, word_class, reading) for form in found):
            continue
        lemmas = {form.lemma for form in found}
        if len(lemmas) != 1:
            continue
        lemma = lemmas.pop()
        stem = lower.removesuffix(ending)
        texts = {f.text for f in forms(lemma, word_class, language) if reading <= f.features}
        if {stem + e for e in endings} <= texts:
            key = f"{word_class}:{lemma}"
            span = Span(word.start, word.end)
            yield Use(key, f"-{ending}", block, span, word.text, pos="", readings=(reading,))


def _belongs(form: Form, word_class: WordClass, reading: Reading) -> bool:
    if form.word_class is not word_class:
        return False
    return reading <= form.features or (
        word_class is WordClass.VERB and "VerbForm=Part" in form.features
    )


def read_variants(definition: Definition) -> Mapping[str, Variants]:
    """The variants of a rule by language; RuleError when its table or sets are wrong."""
    inline = tuple(_inline(definition))
    found: dict[str, Variants] = {}
    name = definition.text("dictionary", "")
    for language in definition.meta.languages:
        folder = next(
            (f for f in definition.folders if name and (f / f"{name}_{language}.tsv").is_file()),
            None,
        )
        if folder is not None:
            stamp = hashlib.sha256((folder / f"{name}_{language}.tsv").read_bytes())
            stamp.update(repr(inline).encode())
            entries = (*inline, *_listed(definition, f"{name}_{language}", folder))
            found[language] = Variants(language, entries, stamp.hexdigest()[:24])
        elif inline or not name:
            found[language] = Variants(language, inline)
    if not found:
        definition.fail("dictionary", "dictionary-missing", name=name)
    return found


def _inline(definition: Definition) -> Iterator[Entry]:
    for thing, names in definition.mapping("sets").items():
        listed = string_list(names)
        if listed is None or len(listed) < 2:
            definition.fail("sets", "rule-key-type", wanted="oppslag med lister")
        for name in listed:
            yield _entry(name, thing, {})


def _listed(definition: Definition, name: str, folder: Path) -> Iterator[Entry]:
    for row in table(name, folder):
        cells = row.cells
        if cells.get("pos", "") not in {"", *HEADS}:
            definition.fail(
                "dictionary", "rule-value", value=cells["pos"], allowed=", ".join(sorted(HEADS))
            )
        if "concept" in cells and "term" in cells:
            yield _entry(cells["term"], cells["concept"], cells, cells.get("preferred", ""))
        elif "a" in cells and "b" in cells:
            for side in ("a", "b"):
                yield _entry(cells[side], cells["a"], cells)
        else:
            definition.fail("dictionary", "dictionary-columns", name="a, b")


def _entry(term: str, key: str, cells: Mapping[str, str], preferred: str = "") -> Entry:
    unless = tuple(part.strip() for part in cells.get("unless", "").split(";") if part.strip())
    extra = {"key": key, "preferred": preferred}
    pos = cells.get("pos", "") or "fixed"
    return Entry(term, pos, (), "", "", unless, (), "", 0, extra)
