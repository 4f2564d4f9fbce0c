"""The style rules of a page: read from style elements and linked local files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from klarsprak.accessibility.tree import Element, Tree

_ALWAYS = frozenset({"", "all", "screen", "only screen", "only all"})
_MAX_BYTES = 2_000_000
_LARGE = 50_000
_MAX_NESTING = 8
_MAX_FOLDERS = 12


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property and its value as written, lower-cased but for strings and names."""

    name: str
    value: str
    important: bool


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Selectors with declarations.

    `media` is the condition of the media queries round it, "" where it always holds.
    """

    selectors: str
    prelude: tuple[Any, ...]
    declarations: tuple[Declaration, ...]
    media: str = ""


@dataclass(frozen=True, slots=True)
class StyleSheets:
    """All style rules of a page in order; `complete` is false when a sheet is missing.

    `animations` holds the properties that the keyframes of each name change.
    """

    rules: tuple[StyleRule, ...]
    complete: bool
    animations: Mapping[str, frozenset[str]] = field(default_factory=dict)


def collect_sheets(
    tree: Tree, folder: Path | None, given: Mapping[int, str] = MappingProxyType({})
) -> StyleSheets:
    """Read every style element, and linked sheets beside the file when `folder` is given.

    Sheets on other hosts are never fetched; they make the answer incomplete. `given` holds
    what a browser had, by the offset of the element, and goes before all else.
    """
    rules: list[StyleRule] = []
    animations: dict[str, frozenset[str]] = {}
    complete = True
    for element in tree.tagged("style", "link"):
        known = None if element.span is None else given.get(element.span.start)
        text: str | None = ""
        if known is not None:
            text = known
        elif element.tag == "style":
            text = element.raw_text if _applies(element) else ""
        elif "stylesheet" in element.get("rel").lower().split() and _applies(element):
            text = read_beside(folder, element.get("href"), (".css",))
        if text is None:
            complete = False
            continue
        rules += parse_sheet(text)
        animations |= keyframes(text)
        complete = complete and "@import" not in text
    return StyleSheets(tuple(rules), complete, animations)


def _applies(element: Element) -> bool:
    return element.get("media").strip().lower() in _ALWAYS and not element.has("disabled")


def read_beside(folder: Path | None, address: str, kinds: tuple[str, ...]) -> str | None:
    """The text of a file that a relative `address` in a page of `folder` leads to.

    Found as `bytes_beside` finds it.
    """
    content = bytes_beside(folder, address, kinds)
    return None if content is None else content.decode("utf-8", "replace")


def bytes_beside(folder: Path | None, address: str, kinds: tuple[str, ...]) -> bytes | None:
    """The content of a file that a relative `address` in a page of `folder` leads to.

    A path from the root of the site is looked for in the folders above. None for another
    host, another suffix than `kinds`, a missing file.
    """
    name = re.split("[?#]", address, maxsplit=1)[0].strip()
    if folder is None or not name or ":" in name or name.startswith("//"):
        return None
    folders: tuple[Path, ...] = (folder,)
    if name.startswith("/"):
        name = name.lstrip("/")
        folders = (folder, *folder.resolve().parents)[:_MAX_FOLDERS]
    if Path(name).suffix.lower() not in kinds:
        return None
    for base in folders:
        try:
            path = base / name
            if path.is_file() and path.stat().st_size <= _MAX_BYTES:
                return path.read_bytes()
        except (OSError, ValueError):
            continue
    return None


def parse_sheet(text: str) -> tuple[StyleRule, ...]:
    """Parse CSS text; what cannot be read is left out, as browsers do.

    The pages of a site share their sheets, so the last ones are kept: few of the large
    ones, and of the small ones so many that all sheets of a page have room.
    """
    return (_large_sheet if len(text) > _LARGE else _small_sheet)(text)


@lru_cache(maxsize=8)
def _large_sheet(text: str) -> tuple[StyleRule, ...]:
    return _parsed(text)


@lru_cache(maxsize=64)
def _small_sheet(text: str) -> tuple[StyleRule, ...]:
    return _parsed(text)


def _parsed(text: str) -> tuple[StyleRule, ...]:
    import tinycss2

    parsed = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(parsed, "", 0))


@lru_cache(maxsize=8)
def keyframes(text: str) -> Mapping[str, frozenset[str]]:
    """Which properties the keyframes of each name in a sheet change."""
    import tinycss2

    if "keyframes" not in text.lower():
        return {}
    found: dict[str, frozenset[str]] = {}
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "at-rule" or rule.content is None:
            continue
        if rule.lower_at_keyword not in {"keyframes", "-webkit-keyframes"}:
            continue
        frames = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        found[tinycss2.serialize(rule.prelude).strip()] = frozenset(
            declaration.name
            for frame in frames
            if frame.type == "qualified-rule"
            for declaration in declarations_of(frame.content)
        )
    return found


def _rules(parsed: Sequence[Any], media: str, depth: int) -> Iterator[StyleRule]:
    import tinycss2

    for rule in parsed:
        if rule.type == "qualified-rule":
            declarations = tuple(declarations_of(rule.content))
            if declarations:
                selectors = tinycss2.serialize(rule.prelude).strip()
                yield StyleRule(selectors, tuple(rule.prelude), declarations, media)
        elif rule.type == "at-rule" and rule.content is not None and depth < _MAX_NESTING:
            keyword = rule.lower_at_keyword
            if keyword not in {"media", "layer", "supports"}:
                continue
            condition = media
            if keyword != "layer":
                query = tinycss2.serialize(rule.prelude).strip().lower()
                if query not in _ALWAYS:
                    condition = f"{media} and {query}" if media else query
            inner = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield from _rules(inner, condition, depth + 1)


def declarations_of(content: str | Sequence[Any]) -> Iterator[Declaration]:
    """Yield the declarations of a block or of a style attribute."""
    import tinycss2

    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            value = tinycss2.serialize(node.value).strip()
            name = node.name if node.name.startswith("--") else node.lower_name
            yield Declaration(name, value, bool(node.important))
