"""A rule file as it was read: metadata plus the keys its kind understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from klarsprak.core.errors import RuleError
from klarsprak.core.rule import RuleMeta


def string_list(value: object) -> tuple[str, ...] | None:
    """A list of strings, or one string, as a tuple; None for anything else."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


@dataclass(frozen=True, slots=True)
class Definition:
    """What a kind builds a rule from.

    `raw` holds the whole file as plain strings, numbers, lists and mappings. `lines` gives
    the 1-based line of a key path such as ``swap.vedrørende``. `folders` are where
    dictionaries are looked for, nearest first.
    """

    meta: RuleMeta
    raw: Mapping[str, object]
    path: str
    lines: Mapping[str, int]
    folders: tuple[Path, ...]
    trusted: bool = True
    """False for packs from outside, whose patterns run under a time limit."""

    def fail(self, key: str, code: str, **values: object) -> NoReturn:
        """Raise RuleError at the line of `key`."""
        line = self.lines.get(key, 1)
        raise RuleError(code, path=self.path, line=line, key=key, **values)

    def text(self, key: str, default: str | None = None) -> str:
        """The string at `key`; RuleError when missing without a default, or no string."""
        value = self.raw.get(key, default)
        if not isinstance(value, str):
            self.fail(key, "rule-key-missing" if value is None else "rule-key-type", wanted="tekst")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """The list of strings at `key`; empty when missing."""
        found = string_list(self.raw.get(key, []))
        if found is None:
            self.fail(key, "rule-key-type", wanted="liste av tekst")
        return found

    def mapping(self, key: str) -> Mapping[str, object]:
        """The mapping at `key`; empty when missing."""
        value = self.raw.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, "rule-key-type", wanted="oppslag")
        return value

    def option(self, name: str, default: float) -> float:
        """The number called `name` under `options`."""
        value = self.meta.options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail("options", "rule-key-type", wanted="tall")
        return value
