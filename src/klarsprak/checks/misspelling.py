"""Misspelt words, with the word that was meant.

A word is reported only when something close to it and far more common exists (see
`lexicon.spelling`), or when it stands in the list of misspellings. Names, codes, other
languages and words that the writer uses again and again are let be.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from klarsprak.core.analysis import Word
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match, Placed, Severity
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.dictionaries import table
from klarsprak.lexicon.spelling import SHORTEST, corrections, is_word

KEYS = frozenset({"dictionary"})
VALUES = frozenset({"lemma"})

_OFTEN = 3
"""A word the writer uses so many times is a term and no slip."""
_FOREIGN_SHARE = 0.34
"""A sentence with a larger share of unknown words is in another language, or no prose."""
_CODE_SIGNS = frozenset("./\\_{}[]<>$#@=%+*&|~^`-")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """Looks at lower-case words of letters only, and at the first word of a sentence."""

    meta: RuleMeta
    listed: Mapping[str, Mapping[str, str]]

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per misspelt word, with up to three corrections.

        Where only a hyphen is missing («epost») it is a suggestion.
        """
        found = [
            (index, word)
            for index, block in enumerate(document.blocks)
            if self._in_scope(block)
            for word in context.remembered(
                index, self.meta.id, partial(self._suspects, index, block, context)
            )
        ]
        counts = Counter(word.lower for _, word in found)
        for index, word in found:
            language = document.blocks[index].language
            right = self.listed[language].get(word.lower)
            if right is None and counts[word.lower] >= _OFTEN:
                continue
            capital = word.text[:1].isupper()
            texts = (right,) if right else corrections(word.lower, language, may_be_name=capital)
            if capital:
                texts = tuple(text[:1].upper() + text[1:] for text in texts)
            if texts:
                span, values = Span(word.start, word.end), {"lemma": word.lower}
                hyphen = any(text.replace("-", "") == word.text for text in texts)
                severity = Severity.SUGGESTION if hyphen else None
                yield Placed(index, Match(span, values, texts, severity=severity))

    def _in_scope(self, block: Block) -> bool:
        return (
            block.kind in self.meta.scope
            and not block.hidden
            and block.parent is None
            and block.language in self.listed
            and block.attributes.get("role") not in ("address", "reference")
        )

    def _suspects(self, index: int, block: Block, context: Context) -> tuple[Word, ...]:
        """The words of a block that nothing explains, or that are listed."""
        return tuple(self._looked_for(index, block, context))

    def _looked_for(self, index: int, block: Block, context: Context) -> Iterator[Word]:
        protected = context.protected(index, quotes=True)
        listed = self.listed[block.language]
        for sentence in context.analysis(index).sentences():
            words = sentence.words
            unknown = []
            plain = 0
            for number, word in enumerate(words):
                if not _is_plain(words, number, block.text):
                    continue
                plain += 1
                lower = word.lower
                if lower in listed or (
                    len(lower) >= SHORTEST and not is_word(lower, block.language)
                ):
                    unknown.append(word)
            few = len(unknown) <= max(2.0, plain * _FOREIGN_SHARE)
            for word in unknown if few else ():
                span = Span(word.start, word.end)
                if not any(other.overlaps(span) for other in protected):
                    yield word


def _is_plain(words: Sequence[Word], number: int, text: str) -> bool:
    """Whether the word is letters only, in small letters, and no part of a code or name."""
    word = words[number]
    if not word.is_word or not word.text.isalpha():
        return False
    if word.text != word.lower:
        opens = number == 0 and word.text[1:].islower()
        following = words[number + 1] if number + 1 < len(words) else None
        if not opens or following is None or not following.text[:1].islower():
            return False
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    if before in _CODE_SIGNS and before:
        return False
    # A full stop ends a sentence, unless a letter follows at once.
    return not (after[:1] in _CODE_SIGNS - {"."} and after[:1]) and not (
        after[:1] == "." and after[1:].isalnum()
    )


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when its list is not there."""
    name = definition.text("dictionary")
    listed: dict[str, Mapping[str, str]] = {}
    for language in definition.meta.languages:
        folder = next(
            (f for f in definition.folders if (f / f"{name}_{language}.tsv").is_file()), None
        )
        if folder is None:
            definition.fail("dictionary", "dictionary-missing", name=name)
        rows = table(f"{name}_{language}", folder)
        listed[language] = {row.cells["wrong"]: row.cells["right"] for row in rows}
    return Misspelling(definition.meta, listed)
