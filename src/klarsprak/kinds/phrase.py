"""`kind: phrase`: words and phrases of a list, in every inflected form.

The list is `dictionary` (a name; one file per written standard), filtered by `where`
(column: value), or `terms` in the rule file. `kind: substitution` is the same with
replacements; they are written in the form of what they replace.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from klarsprak.core.analysis import Analysis, Sentence, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Applicability, Match, Severity
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.phrase_company import is_quoted_standard, is_told, with_company
from klarsprak.kinds.phrase_context import by_context, is_english_text, plural_in_s
from klarsprak.kinds.phrase_index import PhraseHit, PhraseIndex, values_of
from klarsprak.kinds.swap_order import fitting
from klarsprak.lexicon.dictionaries import STRIKE, Entry, load
from klarsprak.lexicon.inflection import WordClass, analyses
from klarsprak.lexicon.phrases import realise_all

KEYS = frozenset({"dictionary", "where", "terms", "swap"})
_REFLEXIVES = frozenset("meg deg oss dere dykk".split())
_INDEFINITE = frozenset("en et ei ein eit".split())
_COPULAS = frozenset("er var blir ble blei vart vert bli være vere vera verte".split())
_MAY_FOLLOW = frozenset(
    "eg jeg du vi me han ho hun dere dykk man også òg ikkje ikke aldri alltid no nå då da derfor difor dermed "
    "likevel samtidig samstundes heller gjerne ofte så".split()
)
"""Subjects and adverbs that may part a verb from the rest of its phrase."""
_SINGULAR = ("et", "t", "sterk", "svak", "ende", "ande", "en", "a")
_PEOPLE = {"nb": "personer", "nn": "personar"}
_ONE = {"nb": "en", "nn": "ein"}
_GAP = "(*)"
_SUBJECTS = frozenset("jeg eg du vi me han hun ho dere dykk de dei man som".split())
_SEG = re.compile(r"\bseg\b")
VALUES = frozenset({"lemma", "ask", "why", "explanation", "area", "kind", "note"})


@dataclass(slots=True)
class PhraseRule:
    """Finds the phrases of its list; the index of a language is built when first needed."""

    meta: RuleMeta
    entries: Mapping[str, Sequence[Entry]]
    _indexes: dict[str, PhraseIndex]

    def index(self, language: str) -> PhraseIndex:
        """The phrases of one written standard."""
        if language not in self._indexes:
            entries = self.entries
            stamp = entries.stamp(language) if isinstance(entries, LazyEntries) else ""
            self._indexes[language] = (
                PhraseIndex.kept(stamp, lambda: entries.get(language, ()), language)
                if stamp
                else PhraseIndex(entries.get(language, ()), language)
            )
        return self._indexes[language]

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per phrase, with the replacements its list gives."""
        found = self._hits(block, analysis)
        kept = (
            with_company(tuple(found))
            if self.meta.options.get("company")
            else ((sentence, hit) for _, sentence, hit in found)
        )
        for sentence, hit in kept:
            yield to_match(hit, sentence, block.language)

    def _hits(self, block: Block, analysis: Analysis) -> Iterator[tuple[int, Sentence, PhraseHit]]:
        """The phrases that the rule's options leave, each with the number of its sentence."""
        index = self.index(block.language)
        options = self.meta.options
        for number, sentence in enumerate(analysis.sentences()):
            for hit in index.find(sentence.words, sentence.lowers):
                if options.get("names") is False and _has_capital(hit, sentence):
                    continue
                if hit.entry.pos == "verb" and _is_name(hit, sentence):
                    continue
                if options.get("told") is False and is_told(sentence.words, hit):
                    continue
                if options.get("quoted") is False and is_quoted_standard(
                    block.text, sentence, hit, block.language
                ):
                    continue
                if options.get("english"):
                    if is_english_text(block.text, sentence.words, hit):
                        continue
                    hit = replace(hit, readings=plural_in_s(hit.readings))  # noqa: PLW2901
                yield number, sentence, hit


def to_match(hit: PhraseHit, sentence: Sentence, language: str) -> Match:
    """The match of a phrase in a sentence; replacements are inflected and capitalised.

    «seg» in a replacement is the pronoun that the text has: «nærmer oss»; «(*)» is what
    stands in the gap of the phrase: «sette saken på dagsordenen» is «ta opp saken».
    """
    words = sentence.words
    span = Span(words[hit.first].start, words[hit.stop - 1].end)
    entry = hit.entry
    readings = by_context(hit.readings, words, hit.first)
    replacements: list[str] = []
    ambiguous = False
    own = _reflexive(words[hit.first : hit.stop], entry)
    for swap in fitting(entry.swap, words, hit.first, hit.stop, language):
        if swap == STRIKE:
            continue
        places_gap = _GAP in swap
        if own:
            swap = _SEG.sub(own, swap)  # noqa: PLW2901
        if places_gap and _GAP in entry.term.split():
            inside = _inside(words, hit)
            if not _SUBJECTS.isdisjoint(inside.lower().split()):
                # «setter vi den på dagsordenen»: the words would have to change places.
                continue
            swap = " ".join(swap.replace(_GAP, inside).split())  # noqa: PLW2901
        if entry.pos == "fixed" and "^" not in swap:
            texts: tuple[str, ...] = (swap,)
        else:
            texts = realise_all(swap, entry.pos, readings, language)
            if not texts and entry.fix == "display":
                texts = (swap.replace("^", ""),)
        ambiguous = ambiguous or (not replacements and len(texts) > 1)
        if not places_gap:
            texts = tuple(_around_gap(text, words, hit) for text in texts)
        replacements.extend(text for text in texts[:1] if text not in replacements)
    if entry.pos == "adj":
        replacements = [_placed(text, words, hit, language) for text in replacements]
    if words[hit.first].text[:1].isupper() and _starts_sentence(sentence, hit.first):
        replacements = [text[:1].upper() + text[1:] for text in replacements]
    return Match(
        span,
        values_of(entry),
        tuple(replacements),
        severity=Severity(entry.severity) if entry.severity else None,
        applicability=_applicability(entry, hit, words, ambiguous=ambiguous),
    )


def _around_gap(text: str, words: Sequence[Word], hit: PhraseHit) -> str:
    """«tek vi også høgd for» → «reknar vi også med»: subject and adverb keep their place."""
    if hit.entry.pos != "verb" or not hit.gap or hit.entry.term.split()[1:2] != [_GAP]:
        return text
    gap = words[hit.first + 1 : hit.first + 1 + hit.gap]
    if not all(word.lower in _MAY_FOLLOW or word.text[:1].isupper() for word in gap):
        return text
    verb, _, rest = text.partition(" ")
    return " ".join(part for part in (verb, *(word.text for word in gap), rest) if part)


def _placed(text: str, words: Sequence[Word], hit: PhraseHit, language: str) -> str:
    """«som trenger hjelp» as it stands in for an adjective: after «er», before a noun, alone.

    «hun er en som trenger hjelp», «personer som trenger hjelp»; before a noun the clause
    must come after it, and a person must move it.
    """
    if not text.startswith("som "):
        return text
    following = words[hit.stop].lower if hit.stop < len(words) else ""
    if following and any(f.word_class is WordClass.NOUN for f in analyses(following, language)):
        return f"… {text}"
    plural = not words[hit.stop - 1].lower.endswith(_SINGULAR)
    near = {word.lower for word in words[max(0, hit.first - 4) : hit.first]}
    if plural or not near & _COPULAS:
        return f"{_PEOPLE[language]} {text}"
    return f"{_ONE[language]} {text}"


def _reflexive(words: Sequence[Word], entry: Entry) -> str:
    """The pronoun that stands for «seg» in a phrase; "" where there is none."""
    if "seg" not in entry.term.split():
        return ""
    return next((word.lower for word in words if word.lower in _REFLEXIVES), "")


def _inside(words: Sequence[Word], hit: PhraseHit) -> str:
    """The words that fill the gap of a phrase."""
    at = hit.first + hit.entry.term.split().index(_GAP)
    return " ".join(word.text for word in words[at : at + hit.gap])


def _has_capital(hit: PhraseHit, sentence: Sentence) -> bool:
    """Whether a lone word in the midst of a sentence has a capital: «Kirke og Kultur»."""
    word = sentence.words[hit.first]
    inside = bool(hit.first) and sentence.words[hit.first - 1].is_word
    return inside and hit.stop == hit.first + 1 and word.text[:1].isupper()


def _is_name(hit: PhraseHit, sentence: Sentence) -> bool:
    """Whether a lone word with a capital in the midst of a sentence is a name: «i Volda»."""
    return (
        _has_capital(hit, sentence)
        and not sentence.words[hit.first].text.isupper()
        and not sentence.words[hit.first - 1].text[:1].isupper()
    )


def _starts_sentence(sentence: Sentence, index: int) -> bool:
    return not any(word.is_word or word.is_number for word in sentence.words[:index])


def _applicability(
    entry: Entry, hit: PhraseHit, words: Sequence[Word], *, ambiguous: bool
) -> Applicability | None:
    """How far the entry's own fix may be trusted here; None: as the rule says."""
    if not entry.fix:
        return None
    wanted = Applicability(entry.fix)
    if hit.gap > _articles(words[hit.first : hit.stop], entry):
        # Words stand inside the phrase; a swap would lose them.
        return Applicability.DISPLAY
    if (ambiguous or hit.gap) and wanted is Applicability.SAFE:
        return Applicability.UNSAFE
    return wanted


def _articles(words: Sequence[Word], entry: Entry) -> int:
    """How many of the words inside a phrase are articles, which no verb needs."""
    own = entry.term.split()
    return sum(word.lower in _INDEFINITE for word in words) - sum(w in _INDEFINITE for w in own)


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when the list is missing or broken."""
    return PhraseRule(definition.meta, load_entries(definition), {})


@dataclass(frozen=True, slots=True)
class LazyEntries(Mapping[str, Sequence[Entry]]):
    """The entries of a rule by language; a language's list is read when first asked for.

    Most texts are in one written standard, and reading both lists is most of a short run.
    """

    definition: Definition
    folders: Mapping[str, Path]
    where: Mapping[str, str]
    _read: dict[str, Sequence[Entry]] = field(default_factory=dict)

    def __getitem__(self, language: str) -> Sequence[Entry]:
        if language not in self.definition.meta.languages:
            raise KeyError(language)
        if language not in self._read:
            entries = [*_inline(self.definition)]
            if language in self.folders:
                name = self.definition.text("dictionary")
                entries.extend(load(name, language, self.folders[language]))
            self._read[language] = [
                entry
                for entry in entries
                if all(entry.extra.get(key) == value for key, value in self.where.items())
            ]
        return self._read[language]

    def stamp(self, language: str) -> str:
        """Names the content of the list, unread; "" for a short list that stands in the rule."""
        if language not in self.folders or language not in self.definition.meta.languages:
            return ""
        file = self.folders[language] / f"{self.definition.text('dictionary')}_{language}.tsv"
        digest = hashlib.sha256(file.read_bytes())
        chosen = (self.where, self.definition.raw.get("terms"), self.definition.raw.get("swap"))
        digest.update(repr(chosen).encode())
        return digest.hexdigest()[:24]

    def __iter__(self) -> Iterator[str]:
        return iter(self.definition.meta.languages)

    def __len__(self) -> int:
        return len(self.definition.meta.languages)


def load_entries(definition: Definition) -> Mapping[str, Sequence[Entry]]:
    """The entries of a rule by language, from its dictionary or its own file.

    Raises RuleError when there is no such list, or a list of a pack is broken.
    """
    folders = _dictionary_folders(definition) if "dictionary" in definition.raw else {}
    where = {key: str(value) for key, value in definition.mapping("where").items()}
    entries = LazyEntries(definition, folders, where)
    if not definition.trusted:
        # A pack's own fault is told once, before the files, and not in the midst of them.
        for language in entries:
            entries[language]
    return entries


def _dictionary_folders(definition: Definition) -> Mapping[str, Path]:
    """The first folder that has the list, by language; it may lack one standard."""
    name = definition.text("dictionary")
    found = {
        language: folder
        for language in ("nb", "nn")
        for folder in reversed(definition.folders)
        if (folder / f"{name}_{language}.tsv").is_file()
    }
    if not found:
        definition.fail("dictionary", "dictionary-missing", name=name)
    return found


def _inline(definition: Definition) -> Iterator[Entry]:
    for term in definition.strings("terms"):
        yield _entry(term, ())
    for term, swap in definition.mapping("swap").items():
        swaps = (
            (swap,)
            if isinstance(swap, str)
            else tuple(map(str, swap if isinstance(swap, list) else ()))
        )
        yield _entry(term, swaps)


def _entry(term: str, swap: tuple[str, ...]) -> Entry:
    return Entry(
        term=term,
        pos="fixed",
        swap=swap,
        fix="",
        severity="",
        unless=(),
        forms_excluded=(),
        note="",
        line=0,
    )
