"""Where the tags and attributes of an HTML source stand.

A tokeniser after section 13.2.5 of the HTML standard, for positions only: the tree itself
is built by a conforming parser (see `tree`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.spans import Span

_WS = r"[\t\n\f\r ]"
_MARKUP = re.compile(r"<(?:!--|/?[A-Za-z]|[!?/])")
_NAME = re.compile(r"[^\t\n\f\r />]+")
_ATTRIBUTE = re.compile(
    rf"[\t\n\f\r /]*(?:(>)|([^\t\n\f\r />][^\t\n\f\r />=]*)"
    rf"(?:{_WS}*={_WS}*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r >\"'][^\t\n\f\r >]*)|(?=>)))?)"
)
_COMMENT_END = re.compile(r"--!?>")
_OPEN_QUOTE = re.compile(rf"{_WS}*={_WS}*[\"']")
_SCRIPT = re.compile(r"<!--|-->|<script(?=[\t\n\f\r />])|</script(?=[\t\n\f\r />])", re.I)
_RAW_TAGS = "style xmp iframe noembed noframes noscript textarea title"
_RAW = frozenset(_RAW_TAGS.split())
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I) for name in sorted(_RAW)}
_HTML_IN_FOREIGN = frozenset(
    {"foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"}
)
_BREAKOUT_TAGS = (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr "
    "i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup "
    "table tt u ul var"
)
_BREAKOUT = frozenset(_BREAKOUT_TAGS.split())


@dataclass(frozen=True, slots=True)
class AttributeSource:
    """Where an attribute stands: its name, its value without quotes, and all of it.

    `value` is None for an attribute without a value. Offsets are code points in the file.
    """

    name: str
    name_span: Span
    value: Span | None
    whole: Span


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag of the source; `span` runs from ``<`` to behind ``>``.

    `name` is in lower case, `name_end` is the offset behind the name. `attributes` hold
    every attribute as written, repeated ones too.
    """

    name: str
    span: Span
    name_end: int
    attributes: tuple[AttributeSource, ...]


def start_tags(source: str) -> Iterator[StartTag]:
    """Yield the start tags that an HTML parser sees in `source`, in file order."""
    return (tag for closing, tag in all_tags(source) if not closing)


def all_tags(source: str) -> Iterator[tuple[bool, StartTag]]:
    """Yield (is it an end tag, tag) for all tags that an HTML parser sees, in file order."""
    foreign: list[str] = []
    at = 0
    while (found := _MARKUP.search(source, at)) is not None:
        start = found.start()
        lead = source[start : start + 2]
        if lead in {"<!", "<?"} or (found.end() - start == 2 and lead == "</"):
            at = _skip_declaration(source, start, in_foreign=bool(foreign))
            continue
        closing = lead == "</"
        tag = _read_tag(source, start, start + 1 + closing)
        if tag is None:
            return
        at = tag.span.end
        if closing:
            _leave(foreign, tag.name)
            yield True, tag
            continue
        yield False, tag
        in_foreign = _enter(foreign, tag, source)
        if not in_foreign:
            at = _behind_raw_text(source, tag.name, at)


def _read_tag(source: str, start: int, name_start: int) -> StartTag | None:
    """Read a tag; None when the file ends inside it (the parser then drops it)."""
    name = _NAME.match(source, name_start)
    if name is None:
        return None
    at = name.end()
    attributes: list[AttributeSource] = []
    while (found := _ATTRIBUTE.match(source, at)) is not None:
        at = found.end()
        if found.group(1):
            return StartTag(name.group().lower(), Span(start, at), name.end(), tuple(attributes))
        kind = found.lastindex or 2
        value = Span(*found.span(kind)) if kind > 2 else None
        if kind == 2 and _OPEN_QUOTE.match(source, at):
            return None
        attributes.append(
            AttributeSource(
                found.group(2).lower(),
                Span(*found.span(2)),
                value,
                Span(found.start(2), at),
            )
        )
    return None


def _skip_declaration(source: str, start: int, *, in_foreign: bool) -> int:
    """Return the offset behind a comment, a doctype or the like."""
    if source.startswith("<!--", start):
        found = _COMMENT_END.search(source, start + 2)
        if found and found.start() < start + 4 and found.group() == "--!>":
            # «<!--!>» is open still, though «<!-->» is not.
            found = _COMMENT_END.search(source, found.start() + 1)
        return found.end() if found else len(source)
    if in_foreign and source.startswith("<![CDATA[", start):
        end = source.find("]]>", start)
        return end + 3 if end >= 0 else len(source)
    end = source.find(">", start + 2)
    return end + 1 if end >= 0 else len(source)


def noscript_end(source: str, at: int) -> int:
    """The offset where the content of a noscript element that begins at `at` ends."""
    return _behind_raw_text(source, "noscript", at)


def _behind_raw_text(source: str, name: str, at: int) -> int:
    """Return the offset of the end tag where the content of `name` is not markup."""
    if name == "plaintext":
        return len(source)
    if name == "script":
        return _script_end(source, at)
    if name not in _RAW:
        return at
    end = _RAW_END[name].search(source, at)
    return end.start() if end else len(source)


def _script_end(source: str, at: int) -> int:
    """Follow the escaped states of script data to the end tag that really ends it."""
    in_comment = nested = False
    for found in _SCRIPT.finditer(source, at):
        token = found.group().lower()
        if token == "<!--":
            in_comment = True
        elif token == "-->":
            in_comment = nested = False
        elif token == "<script":
            nested = in_comment
        elif nested:
            nested = False
        else:
            return found.start()
    return len(source)


def _enter(foreign: list[str], tag: StartTag, source: str) -> bool:
    """Keep track of svg and math; return whether the tag itself is foreign."""
    inside = bool(foreign) and foreign[-1] in {"svg", "math"}
    if inside and tag.name in _BREAKOUT:
        while foreign and foreign[-1] in {"svg", "math"}:
            foreign.pop()
        return False
    self_closing = source[tag.span.end - 2] == "/"
    opens = tag.name in {"svg", "math"} or (inside and tag.name in _HTML_IN_FOREIGN)
    if opens and not self_closing:
        foreign.append(tag.name)
    return inside or tag.name in {"svg", "math"}


def _leave(foreign: list[str], name: str) -> None:
    if name in foreign:
        while foreign.pop() != name:
            pass
