"""Abbreviations that read better written out, or are written wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Applicability, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.dictionaries import Row, table

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})


@dataclass(slots=True)
class DiscouragedAbbreviation:
    """Rows of `abbreviations` with policy «unnga» or «feil»."""

    meta: RuleMeta
    rows: Mapping[str, Row]

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per abbreviation, written out where the list says how.

        The fix is safe only when there is one expansion and the full stop is not also
        that of the sentence.
        """
        for sentence in analysis.sentences():
            for number, word in enumerate(sentence.words):
                row, stop = self._row(block.text, sentence.words, number)
                if row is None:
                    continue
                known = row.cells["known_to"]
                if known == "alle" or setting.audience.id in known.split(" "):
                    continue
                choices = [c for c in row.cells[f"expansion_{block.language}"].split("; ") if c]
                end = sentence.words[stop - 1].end
                last = stop == len(sentence.words) and block.text[end - 1] == "."
                first = number == 0 and word.text[:1].isupper()
                texts = [c[:1].upper() + c[1:] if first else c for c in choices]
                if last:
                    texts = [f"{text}." for text in texts]
                safe = len(choices) == 1
                yield Match(
                    Span(word.start, end),
                    {"lemma": row.cells["abbr"].lower()},
                    tuple(texts),
                    applicability=Applicability.SAFE if safe else Applicability.UNSAFE,
                )

    def _row(self, text: str, words: Sequence[Word], number: int) -> tuple[Row | None, int]:
        """The row of the abbreviation that begins at a word, with the word after it.

        «f. eks.» is two words and one abbreviation.
        """
        word = words[number]
        if word.text.endswith(".") and number + 1 < len(words):
            two = self.rows.get(text[word.start : words[number + 1].end].lower())
            if two is not None:
                return two, number + 2
        before = words[number - 1].start if number else word.start
        if number and text[before : word.end].lower() in self.rows:
            return None, number + 1
        return self.rows.get(word.lower), number + 1


def build(definition: Definition) -> Rule:
    """Make the rule from the list of abbreviations."""
    rows = {
        row.cells["abbr"].lower(): row
        for row in table("abbreviations")
        if row.cells["policy"] in ("unnga", "feil")
    }
    return DiscouragedAbbreviation(definition.meta, rows)
