"""Markdown whose authors mean each line as a paragraph, as letter templates do.

Strict CommonMark takes everything right under a line such as `<div id="x">` as HTML, so
headings there would be read as text with a number sign, and it joins lines to paragraphs.
Template engines of public bodies read such files line by line; so do we, where a heading
inside an HTML block gives the author's meaning away.
"""

import re

_HEADING_IN_HTML = re.compile(r"\n {0,3}#{1,6}[ \t]+\S")
_OPAQUE = re.compile(r"\s*<(?:script|style|pre|textarea|!|\?)", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"\s*</?(?:div|section|article|main|header|footer|aside|nav|table|details|center|form"
    r"|blockquote|figure|ul|ol)\b[^<>]*>\s*\Z",
    re.IGNORECASE,
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")


def is_line_by_line(html_block: str) -> bool:
    """True when an HTML block holds a Markdown heading."""
    return _HEADING_IN_HTML.search(html_block) is not None and not _OPAQUE.match(html_block)


def line_breaks(lines: list[str]) -> set[int]:
    """The indexes of the lines that begin a new paragraph without an empty line before."""
    found: set[int] = set()
    fence = ""
    for index, line in enumerate(lines):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening.group(1).startswith(fence):
                fence = ""
            continue
        if index and _begins(lines[index - 1], line):
            found.add(index)
        if opening:
            fence = opening.group(1)
    return found


def _begins(before: str, line: str) -> bool:
    if not before.strip() or not line.strip() or line[0] in " \t<|>" or before[0] == "|":
        return False
    if _BLOCK_TAG.match(before):
        return True
    if before.lstrip().startswith("<") or _UNDERLINE.match(line):
        return False
    if _ITEM.match(line):
        return not (_ITEM.match(before) or before[0] in " \t")
    return not line[0].islower()
