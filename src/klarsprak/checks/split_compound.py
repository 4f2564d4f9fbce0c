"""Compounds written as two words («kommune direktør»), from a list of pairs.

The list `dictionary` has the columns `wrong` and `right`, form by form, in one file per
written standard.
"""

from klarsprak.core.definition import Definition
from klarsprak.core.rule import Rule
from klarsprak.kinds.phrase import VALUES, PhraseRule
from klarsprak.lexicon.dictionaries import Entry, table

__all__ = ["KEYS", "VALUES", "build"]

KEYS = frozenset({"dictionary"})


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
    return PhraseRule(definition.meta, entries, {})


def _entry(wrong: str, right: str, line: int) -> Entry:
    return Entry(wrong, "fixed", (right,), "unsafe", "", (), (), "", line)
