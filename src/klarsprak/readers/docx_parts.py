"""What stands beside the text of a Word file: styles, numbering, links, properties."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from klarsprak.readers.docx_xml import parse

_HEADING = re.compile(r"(?:heading|overskrift|rubrik) ?([1-9])")


@dataclass(slots=True)
class Style:
    """A paragraph or character style as the file defines it."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """All styles by id, and the language that text has unless it says otherwise."""

    by_id: dict[str, Style] = field(default_factory=dict)
    language: str = ""

    def chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, nearest first; circles end."""
        found: list[Style] = []
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            found.append(self.by_id[style_id])
            style_id = self.by_id[style_id].based_on
        return found

    def heading_level(self, style_id: str) -> int:
        """1 to 9 for a heading or title style, else 0."""
        for style in self.chain(style_id):
            match = _HEADING.fullmatch(style.name.lower())
            if match:
                return int(match.group(1))
            if style.name.lower() in {"title", "tittel"}:
                return 1
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
        return 0

    def is_named(self, style_id: str, *names: str) -> bool:
        """True when the style, or one it is based on, has a name that starts so."""
        return any(style.name.lower().startswith(names) for style in self.chain(style_id))

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """(numbering id, level) that the style gives its paragraphs."""
        for style in self.chain(style_id):
            if style.list_id is not None:
                return style.list_id, style.list_level
        return None


def read_styles(data: bytes | None, path: str) -> Styles:
    """The styles part."""
    styles = Styles()
    if data is None:
        return styles
    style = Style()
    in_defaults = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal style, in_defaults
        value = attributes.get("w:val", "")
        if name == "w:style":
            style = Style()
            styles.by_id[attributes.get("w:styleId", "")] = style
        elif name == "w:docDefaults":
            in_defaults = True
        elif name == "w:lang" and in_defaults:
            styles.language = value
        elif not in_defaults:
            _fill(style, name, value, attributes)

    def end(name: str) -> None:
        nonlocal in_defaults
        if name == "w:docDefaults":
            in_defaults = False

    parse(data, path, start, end)
    return styles


def _fill(style: Style, name: str, value: str, attributes: Mapping[str, str]) -> None:
    if name == "w:name":
        style.name = value
    elif name == "w:basedOn":
        style.based_on = value
    elif name == "w:outlineLvl" and value.isdigit():
        style.outline = int(value)
    elif name == "w:numId":
        style.list_id = value
    elif name == "w:ilvl" and value.isdigit():
        style.list_level = int(value)
    elif name == "w:vanish":
        style.hidden = is_on(attributes)


def is_on(attributes: Mapping[str, str]) -> bool:
    """True for a switch such as `<w:b/>` that is not turned off."""
    return attributes.get("w:val", "true") not in {"0", "false", "off", "none"}


def read_relations(data: bytes | None, path: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, target)."""
    found: dict[str, tuple[str, str]] = {}
    if data is None:
        return found

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    parse(data, path, start, lambda _: None)
    return found


def part_name(base: str, target: str) -> str:
    """The name in the archive of a relation's target, seen from the part `base`."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def relations_name(part: str) -> str:
    """Where the relations of a part stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def read_properties(data: bytes | None, path: str) -> dict[str, str]:
    """Title, description and language of the file's properties."""
    found: dict[str, str] = {}
    if data is None:
        return found
    open_name = ""

    def start(name: str, _: Mapping[str, str]) -> None:
        nonlocal open_name
        open_name = name

    def end(_: str) -> None:
        nonlocal open_name
        open_name = ""

    def characters(text: str) -> None:
        if open_name in {"dc:title", "dc:description", "dc:language"} and text.strip():
            key = open_name.removeprefix("dc:")
            found[key] = (found.get(key, "") + text).strip()

    parse(data, path, start, end, characters)
    return found
