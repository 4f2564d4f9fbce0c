"""Whether two addresses with one name lead to the same thing, where both can be read.

Only files beside the page are read. Two targets serve the same purpose when they are the
same text, or when one holds all the facts (numbers, addresses) of the other.
"""

import re
from enum import Enum
from functools import lru_cache
from pathlib import Path

from klarsprak.accessibility.page import Page
from klarsprak.accessibility.stylesheets import read_beside
from klarsprak.accessibility.tree import Element, Tree, parse_tree

PAGES = (".html", ".htm")
_AROUND = frozenset({"nav", "header", "footer", "aside", "script", "style", "head", "template"})
_WORD = re.compile(r"[^\W_]+(?:[@.-][^\W_]+)*")
_NOW = re.compile(r"^\s*0+(?:\.0*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]+)", re.I)
_SCRIPTED = re.compile(
    r"^\s*(?:window\.|document\.|self\.)?location(?:\.href)?\s*=\s*(['\"])(.+?)\1|"
    r"^\s*(?:window\.)?(?:location\.(?:assign|replace)|open)\(\s*(['\"])(.+?)\3",
)
_MOST_HOPS = 3
_ALIKE = 0.9


class Purpose(Enum):
    """What reading two targets shows."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


def address_of(link: Element) -> str:
    """Where a link leads: its address, or the one its click handler goes to."""
    written = link.get("href").strip() or link.get("xlink:href").strip()
    if written or not link.has("onclick"):
        return written
    found = _SCRIPTED.match(link.get("onclick"))
    return "" if found is None else found.group(2) or found.group(4)


def compare(page: Page, one: str, other: str) -> Purpose:
    """Compare two addresses by what stands in the files they lead to."""
    if page.folder is None or _file(one) == _file(other):
        return Purpose.UNKNOWN
    # Without the fragment: many links lead to places in one file, which is read once.
    first, second = (_read(page.folder, address.split("#", 1)[0]) for address in (one, other))
    if first is None or second is None:
        return Purpose.UNKNOWN
    return Purpose.SAME if _serves_the_same(first, second) else Purpose.OTHER


def compare_frames(page: Page, one: Element, other: Element) -> Purpose:
    """Compare two frames by what a browser showed in them, or by the files they name."""
    shown = page.shown_in(one), page.shown_in(other)
    if not all(shown):
        return compare(page, one.get("src"), other.get("src"))
    first, second = (_said(parse_tree(text)) for text in shown)
    return Purpose.SAME if _serves_the_same(first, second) else Purpose.OTHER


def _file(address: str) -> str:
    return re.split("[?#]", address, maxsplit=1)[0].rstrip("/")


@lru_cache(maxsize=64)
def _read(
    folder: Path, address: str, hops: int = 0
) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of the main content of a target and of all of it; None if it cannot be read."""
    if "?" in address:
        return None
    path = address if _file(address).lower().endswith(PAGES) else f"{_file(address)}/index.html"
    text = read_beside(folder, path, PAGES)
    if text is None:
        return None
    tree = parse_tree(text)
    onward = _leads_on(tree)
    if onward and hops < _MOST_HOPS and ":" not in onward and not onward.startswith("/"):
        base = path.rpartition("/")[0]
        return _read(folder, f"{base}/{onward}" if base else onward, hops + 1)
    return _said(tree)


def _said(tree: Tree) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the main content, and of all of it."""
    whole = _words(tree.root, frozenset({"script", "style", "template"}))
    return _words(tree.first("main") or tree.root, _AROUND), whole


def _leads_on(tree: Tree) -> str:
    """The address that a page sends its reader on to at once."""
    for meta in tree.tagged("meta"):
        if meta.get("http-equiv").strip().lower() == "refresh":
            found = _NOW.match(meta.get("content"))
            return "" if found is None else found.group(1).strip()
    return ""


def _words(top: Element, without: frozenset[str]) -> frozenset[str]:
    pieces: list[str] = []
    stack = [top]
    while stack:
        node = stack.pop()
        pieces.extend(child for child in node.children if isinstance(child, str))
        stack.extend(child for child in node.elements if child.tag not in without)
    return frozenset(word.casefold() for word in _WORD.findall(" ".join(pieces)))


def _serves_the_same(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> bool:
    main = one[0] and other[0]
    first, second = (one[0], other[0]) if main else (one[1], other[1])
    facts, others = _facts(first), _facts(second)
    if facts and others:
        return facts <= others or others <= facts
    smaller = min(len(first), len(second))
    return len(first & second) >= _ALIKE * smaller


def _facts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if "@" in word or any(c.isdigit() for c in word))
