"""Message templates: plain names in braces and parts that vanish with their values.

Not `str.format`: a template comes from a rule file that anyone may write, so a
placeholder is a name and nothing else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(r"\{([!?]?)([a-z][a-z0-9_]*)\}|([\[\]])")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in braces.

    `{name}` is the value, `{?name}` and `{!name}` are nothing: they only say that the part
    they stand in is for when there is such a value, or for when there is none.
    """

    name: str
    test: str = ""


@dataclass(frozen=True, slots=True)
class Optional:
    """A part in square brackets that holds a placeholder."""

    parts: tuple["Part", ...]


Part = str | Placeholder | Optional


@lru_cache(maxsize=4096)
def parse(template: str) -> tuple[Part, ...]:
    """Split `template` into text, placeholders and optional parts.

    Brackets without a placeholder inside, or without a partner, are text.
    """
    stack: list[list[Part]] = [[]]
    at = 0
    for piece in _PIECE.finditer(template):
        stack[-1].append(template[at : piece.start()])
        at = piece.end()
        test, name, bracket = piece.groups()
        if name:
            stack[-1].append(Placeholder(name, test))
        elif bracket == "[":
            stack.append([])
        elif len(stack) == 1:
            stack[-1].append("]")
        else:
            inner = tuple(stack.pop())
            if any(True for _ in _names(inner)):
                stack[-1].append(Optional(inner))
            else:
                stack[-1].extend(("[", *inner, "]"))
    stack[-1].append(template[at:])
    while len(stack) > 1:
        inner = tuple(stack.pop())
        stack[-1].extend(("[", *inner))
    return tuple(part for part in stack[0] if part != "")


def _names(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Placeholder):
            yield part.name
        elif isinstance(part, Optional):
            yield from _names(part.parts)


def placeholders(template: str) -> frozenset[str]:
    """The names a template asks for."""
    return frozenset(_names(parse(template)))


def fill(template: str, value: Callable[[str], str | None]) -> str:
    """Fill `template`; `value` gives the text of a name, or None when there is none.

    An optional part goes out when one of its own placeholders is empty or unknown (or, for
    `{!name}`, when it is not). A placeholder outside such a part that nobody knows stays as
    it stands, so that a slip in a rule file is seen and never hides the rest of the message.
    Values are not read as templates.
    """
    return _fill(parse(template), value) or ""


def _fill(
    parts: tuple[Part, ...], value: Callable[[str], str | None], *, strict: bool = False
) -> str | None:
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Placeholder):
            text = value(part.name)
            if strict and bool(text) is (part.test == "!"):
                return None
            if part.test:
                continue
            out.append(f"{{{part.name}}}" if text is None else text)
        else:
            out.append(_fill(part.parts, value, strict=True) or "")
    return "".join(out)
