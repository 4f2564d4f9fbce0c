"""The settings in front of a Markdown text: YAML between `---`, or TOML between `+++`."""

import re
from typing import NamedTuple

from klarsprak.readers.normal import Piece

_BLOCK = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<body>(?:.*?(?:\r\n?|\n))??)(?:(?P=fence)|\.\.\.)"
    r"[ \t]*(?=\r|\n|\Z)",
    re.DOTALL,
)
_LINE = re.compile(
    r"(?:^|(?<=\r))(?P<key>[A-Za-zÆØÅæøå][\w:-]*)[ \t]*[:=]"
    r"(?:[ \t](?P<value>[^\r\n]*))?(?=\r|\n|\Z)",
    re.MULTILINE,
)
_TITLES = frozenset({"title", "tittel"})
_DESCRIPTIONS = frozenset({"description", "ingress", "beskrivelse", "intro", "summary"})
_LANGUAGES = ("lang", "language", "sprak", "språk", "locale")

_MAX_YAML = 100_000
"""Signs of settings that are worth a YAML parser's time; more are read line by line."""


class ShownValue(NamedTuple):
    """A value that readers of the page meet: the title, or a description by this name."""

    name: str
    is_title: bool
    piece: Piece


class FrontMatter(NamedTuple):
    """What was found; `end` is the file offset after it."""

    metadata: dict[str, str]
    shown: tuple[ShownValue, ...]
    end: int

    @property
    def language(self) -> str:
        """The language that the settings declare, or ""."""
        return next((self.metadata[k] for k in _LANGUAGES if self.metadata.get(k)), "")


def front_matter(source: str) -> FrontMatter:
    """Read the settings at the very start of `source`; nothing there gives end 0.

    Values are strings; a block that is no YAML (a template's holes) is read line by line.
    """
    match = _BLOCK.match(source)
    if match is None:
        return FrontMatter({}, (), 0)
    start, end = match.span("body")
    lines = _lines(source, start, end)
    if not lines:
        return FrontMatter({}, (), 0)
    metadata = {name.lower(): piece.text for name, piece in lines}
    if match.group("fence") == "---" and end - start <= _MAX_YAML:
        metadata |= _yaml(match.group("body"))
    shown = tuple(
        ShownValue(name.lower(), name.lower() in _TITLES, piece)
        for name, piece in lines
        if name.lower() in _TITLES | _DESCRIPTIONS and piece.text.strip()
    )
    return FrontMatter(metadata, shown, match.end())


def _lines(source: str, start: int, end: int) -> list[tuple[str, Piece]]:
    found = []
    for match in _LINE.finditer(source, start, end):
        raw = match.group("value") or ""
        value = raw.strip()
        at = match.end() - len(raw.lstrip()) if value else match.end()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value, at = value[1:-1], at + 1
        if value in {"|", ">", "|-", ">-"}:
            continue
        found.append((match.group("key"), Piece(value, at, at + len(value), True)))
    return found


def _yaml(body: str) -> dict[str, str]:
    import yaml

    try:
        loaded = yaml.load(body, Loader=yaml.BaseLoader)  # safe: makes strings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    found = {}
    for key, value in loaded.items():
        if isinstance(value, str):
            found[str(key).lower()] = value.strip()
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[str(key).lower()] = ", ".join(value)
    return found
