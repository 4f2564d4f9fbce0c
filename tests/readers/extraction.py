"""The text of a page by another way: a conforming parser on the page itself."""

import unicodedata

from selectolax.lexbor import LexborHTMLParser, LexborNode

from klarsprak.core.document import EMBEDDED, Block, BlockKind
from tests.readers.mapping import REMOVED

_SKIPPED = frozenset(["script", "style", "template", "noscript", "iframe", "noembed", "noframes"])


def squeezed(text: str) -> str:
    """Text without any white space, as NFC, without signs that nobody sees."""
    return unicodedata.normalize("NFC", "".join(REMOVED.sub("", text).split()))


def page_text(source: str) -> str:
    """All text of the page in document order, squeezed. Pages with `noscript` are read as with scripts off."""
    parts: list[str] = []
    node: LexborNode | None = LexborHTMLParser(source).root
    while node is not None:
        child = None
        if node.is_text_node:
            parts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in _SKIPPED:
            child = node.first_child
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
        node = node.next if node is not None else None
    return squeezed("".join(parts))


def block_text(blocks: tuple[Block, ...]) -> str:
    """The text of the blocks that stand for themselves, squeezed."""
    return squeezed("".join(block.text for block in blocks if _stands_alone(block)))


def _stands_alone(block: Block) -> bool:
    if block.kind is BlockKind.TITLE:
        return True
    if block.kind is BlockKind.ATTRIBUTE:
        name = block.attributes.get("name", "")
        return name == "value" or name.startswith("svg-")
    if block.kind is BlockKind.BUTTON:
        return block.attributes.get("element") != "input"
    return block.kind not in EMBEDDED
