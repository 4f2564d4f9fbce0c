"""Abbreviations that read better written out, or are written wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis
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
                row = self.rows.get(word.lower)
                if row is None:
                    continue
                known = row.cells["known_to"]
                if known == "alle" or setting.audience.id in known.split(" "):
                    continue
                choices = [c for c in row.cells[f"expansion_{block.language}"].split("; ") if c]
                last = number == len(sentence.words) - 1 and word.text.endswith(".")
                first = number == 0 and word.text[:1].isupper()
                texts = [c[:1].upper() + c[1:] if first else c for c in choices]
                if last:
                    texts = [f"{text}." for text in texts]
                safe = len(choices) == 1
                yield Match(
                    Span(word.start, word.end),
                    {"lemma": word.lower},
                    tuple(texts),
                    applicability=Applicability.SAFE if safe else Applicability.UNSAFE,
                )


def build(definition: Definition) -> Rule:
    """Make the rule from the list of abbreviations."""
    rows = {
        row.cells["abbr"].lower(): row
        for row in table("abbreviations")
        if row.cells["policy"] in ("unnga", "feil")
    }
    return DiscouragedAbbreviation(definition.meta, rows)
