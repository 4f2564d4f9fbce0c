"""The one place where patterns of rules are compiled and searched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from klarsprak.core.definition import Definition
from klarsprak.core.errors import RuleError
from klarsprak.core.spans import Span

TIME_LIMIT = 1.0
"""Seconds that a pattern from outside may search one block."""

_EDGE_BEFORE, _EDGE_AFTER = r"(?<![\w-])", r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a pattern: its span, its named groups, and replacement text if any."""

    span: Span
    groups: dict[str, str]
    expanded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. One from outside is stopped when it searches too long."""

    compiled: Any
    path: str
    limited: bool
    replace: tuple[str, ...] = ()

    def hits(self, text: str) -> Iterator[Hit]:
        """Every match that holds text.

        Raises RuleError when a pattern from outside runs out of time.
        """
        limits = {"timeout": TIME_LIMIT} if self.limited else {}
        try:
            for match in self.compiled.finditer(text, **limits):
                if match.end() > match.start():
                    groups = {k: v or "" for k, v in match.groupdict().items()}
                    yield Hit(
                        Span(*match.span()),
                        groups,
                        tuple(match.expand(template) for template in self.replace),
                    )
        except TimeoutError as error:
            raise RuleError("pattern-slow", path=self.path, line=1) from error

    def found(self, text: str) -> bool:
        """Whether the pattern matches anywhere in `text`."""
        return next(self.hits(text), None) is not None


def compile_pattern(
    definition: Definition,
    key: str,
    source: str,
    *,
    edges: bool = True,
    ignore_case: bool = True,
    replace: tuple[str, ...] = (),
) -> Pattern:
    """Compile `source`, on whole words unless `edges` is false.

    Raises RuleError at the line of `key` when it is no pattern.
    """
    if edges:
        source = f"{_EDGE_BEFORE}(?:{source}){_EDGE_AFTER}"
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    try:
        if replace:
            _check_templates(source, replace, flags)
        if definition.trusted:
            return Pattern(re.compile(source, flags), definition.path, False, replace)
        import regex

        compiled = regex.compile(source, regex.IGNORECASE if ignore_case else 0)
        return Pattern(compiled, definition.path, True, replace)
    except (re.error, ValueError, IndexError) as error:
        definition.fail(key, "rule-pattern", error=error)
    except Exception as error:
        # `regex.error` is no re.error; name it without importing regex for our own rules.
        if type(error).__name__ != "error":
            raise
        definition.fail(key, "rule-pattern", error=error)


def _check_templates(source: str, replace: tuple[str, ...], flags: re.RegexFlag) -> None:
    """Raise IndexError or re.error for a template with a group that the pattern lacks."""
    # Only the groups matter here, so an alternative that matches nothing is put in front.
    match = re.compile(f"(?:)|{source}", flags).match("")
    assert match is not None
    for template in replace:
        match.expand(template)
