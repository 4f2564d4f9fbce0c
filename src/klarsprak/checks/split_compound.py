"""Compounds written as two words («kommune direktør»).

The list `dictionary` has the columns `wrong` and `right`, form by form, in one file per
written standard. Beyond the list, two nouns side by side are a split compound when the
lexicon knows them as one word and nothing but nouns can stand there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Sentence, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Applicability, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.kinds.phrase import VALUES, PhraseRule
from klarsprak.lexicon import store
from klarsprak.lexicon.dictionaries import Entry, table
from klarsprak.lexicon.inflection import is_known
from klarsprak.lexicon.wordforms import WordClass

__all__ = ["KEYS", "VALUES", "SplitCompound", "build"]

KEYS = frozenset({"dictionary"})

_SHORTEST = 3
_NOT_FIRST = frozenset(
    # Prepositions and numerals that the lexicon knows as nouns, too.
    "med under over ved mot bak foran om for til fra frå av på etter før hos hjå innen innan uten utan "
    "siden sidan via enn som men eller både enten anten alt noe noko ingen unntatt unnateke angående "
    "hundre tusen million milliard tre fire fem seks sju syv åtte ni ti tolv par per "
    # What measures or sorts the next word: «en type bolig», «et glass vann».
    "type slag slags sort sorts form art del antall tal mengde mengd gruppe rekke rekkje stykke bit "
    "glass kopp kanne flaske boks pakke kasse sekk pose skje liter meter kilo gram tonn mål dekar time "
    "dag uke veke måned månad år års halvår prosent side klasse trinn steg nivå fase tur runde herr "
    "fru far mor bror søster hele heile begge samme same litt mest minst ".split()
)

_TIMES = frozenset(
    "i januar februar mars april mai juni juli august september oktober november desember den da då "
    "forrige førre sist krigen starten start".split()
)
_NOT_LAST = frozenset("med under over mot hos etter ved".split())


@dataclass(frozen=True, slots=True)
class SplitCompound:
    """The listed pairs first, then any two nouns that the lexicon has as one word."""

    meta: RuleMeta
    phrases: PhraseRule

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per split compound, in order, without overlap."""
        listed = list(self.phrases.check(block, analysis, setting))
        taken = [match.span for match in listed]
        for sentence in analysis.sentences():
            for match in _unlisted(sentence, block.language):
                if not any(span.overlaps(match.span) for span in taken):
                    listed.append(match)
                    taken.append(match.span)
        yield from sorted(listed, key=lambda match: match.span.start)


def _unlisted(sentence: Sentence, language: str) -> Iterator[Match]:
    words = sentence.words
    for number in range(len(words) - 1):
        first, last = words[number], words[number + 1]
        if not (_is_plain(first) and _is_plain(last)) or first.lower in _NOT_FIRST:
            continue
        if last.lower in _NOT_LAST:
            continue
        if last.lower in ("siden", "sidan") and _is_time(words, number + 2):
            continue  # «har vært én kommune siden 2020»
        if number and words[number - 1].is_number:
            continue  # «400 års periode» is «400-årsperiode»
        whole = first.lower + last.lower
        if (
            store.analyses(whole, language)
            and _is_noun(last.lower, language)
            and _may_begin(first.lower, language)
            and not _is_row(words, number)
        ):
            text = first.text + last.text
            yield Match(
                Span(first.start, last.end),
                {"lemma": whole},
                (text,),
                applicability=Applicability.UNSAFE,
            )


def _is_time(words: Sequence[Word], number: int) -> bool:
    if number >= len(words):
        return False
    return words[number].is_number or words[number].lower in _TIMES


def _is_plain(word: Word) -> bool:
    return (
        word.is_word
        and len(word.text) >= _SHORTEST
        and word.text.isalpha()
        and word.text == word.lower
    )


def _is_row(words: Sequence[Word], number: int) -> bool:
    """Whether the words stand in a row of names or signs («bygge- og anleggs tiltak»)."""
    before = words[number - 1].text if number else ""
    after = words[number + 2].text if number + 2 < len(words) else ""
    return before in ("/", "-", "–") or after in ("/", "-")


def _may_begin(word: str, language: str) -> bool:
    """Whether the word can be nothing but the first part of a compound or a bare noun."""
    if not any(is_known(word, standard) for standard in store.LANGUAGES):
        return True  # «barne», «saks»
    return _is_bare(word, language) or (word.endswith("s") and _is_bare(word[:-1], language))


def _is_bare(word: str, language: str) -> bool:
    """Whether the word is a noun in the indefinite singular, and no other word class."""
    wanted = {"Definite=Ind", "Number=Sing"}
    return _is_noun(word, language) and any(
        wanted <= form.features and form.lemma == word for form in store.analyses(word, language)
    )


def _is_noun(word: str, language: str) -> bool:
    found = store.analyses(word, language)
    return bool(found) and all(form.word_class is WordClass.NOUN for form in found)


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when no list of that name is there."""
    name = definition.text("dictionary")
    entries: dict[str, list[Entry]] = {}
    for language in definition.meta.languages:
        for folder in definition.folders:
            if (folder / f"{name}_{language}.tsv").is_file():
                rows = table(f"{name}_{language}", folder)
                entries[language] = [
                    _entry(row.cells["wrong"], row.cells["right"], row.line) for row in rows
                ]
                break
    if not entries:
        definition.fail("dictionary", "dictionary-missing", name=name)
    return SplitCompound(definition.meta, PhraseRule(definition.meta, entries, {}))


def _entry(wrong: str, right: str, line: int) -> Entry:
    return Entry(wrong, "fixed", (right,), "unsafe", "", (), (), "", line)
