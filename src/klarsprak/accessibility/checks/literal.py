"""What stands for computers, not for readers: code, listings, terminals."""

import re

from klarsprak.accessibility.page import Page
from klarsprak.accessibility.tree import Element

_TAGS = frozenset({"code", "pre", "samp", "kbd", "tt", "var", "listing", "xmp", "textarea"})
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:code|kode|programlisting|listing|synopsis|screen|source|sourcecode|console|"
    r"terminal|highlight|verbatim|lang|language|prettyprint|cmd|output)(?:$|[\s_-])",
    re.I,
)
_FACE = re.compile(r"mono|courier|consolas|menlo|fixed", re.I)
_CODE_LINE = re.compile(
    r"[;{}\\]\s*$|//|<-|^\s*/\w|/\*|\*/|->|=>|::|==|&&|\|\||\w\(|#include|^\s*[$#>%]\s|"
    r"^[-dl](?:[r-][w-][xsS-]){3}|^\s*\d+:\s|^\s*[</]\w+[>/]|\w=[\w\"'/]"
)


def is_literal(page: Page, element: Element) -> bool:
    """True in code, output or a listing, by element, class or typeface."""
    node: Element | None = element
    while node is not None and node.tag != "body":
        if node.tag in _TAGS or _CLASS.search(node.get("class")):
            return True
        if node.tag == "font" and _FACE.search(node.get("face")):
            return True
        node = node.parent
    return _FACE.search(page.styles.get(element, "font-family")) is not None


def reads_as_code(text: str) -> bool:
    """True when a quarter of the lines, or more, look like a program or a terminal."""
    lines = [line for line in text.split("\n") if line.strip()]
    coded = sum(_CODE_LINE.search(line) is not None for line in lines)
    return bool(lines) and coded * 4 >= len(lines)
