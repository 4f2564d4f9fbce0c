"""HTML → Document: text with exact offsets, blocks as browsers build them."""

import re
from dataclasses import replace

from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.readers.html_attributes import meta_name
from klarsprak.readers.html_blocks import BlockWriter
from klarsprak.readers.html_context import Context
from klarsprak.readers.html_names import META_PREFIX
from klarsprak.readers.html_tokens import Comment, Tag, Token, tokens
from klarsprak.readers.html_tree import events
from klarsprak.readers.suppressions import comment_suppressions

_XML = re.compile(r"\s*<\?xml\b")


def read_html(source: str, path: str, *, xml: bool = False) -> Document:
    """Read a whole page or a fragment; broken markup is repaired as browsers do.

    `xml` is for files served as XHTML: CDATA is text and `<div/>` is closed.
    """
    xml = xml and _XML.match(source) is not None
    stream = list(tokens(source, xml=xml))
    language = _language(stream)
    blocks = html_blocks(source, stream, xml=xml)
    comments = [token for token in stream if isinstance(token, Comment)]
    return Document(
        path,
        Format.HTML,
        source,
        tuple(blocks),
        declared_language=language,
        metadata=html_metadata(stream, blocks),
        suppressions=comment_suppressions(source, comments, blocks),
    )


def html_blocks(
    source: str,
    stream: list[Token],
    *,
    xml: bool = False,
    standards: bool = False,
    context: Context | None = None,
) -> list[Block]:
    """The blocks of a token stream, offsets in `source`.

    Where everything is hidden (a dialogue in a file of its own) nothing counts as hidden.
    """
    writer = BlockWriter(source, context)
    writer.feed(events(source, stream, xml=xml, standards=standards))
    blocks = writer.close()
    if blocks and all(block.hidden for block in blocks):
        return [replace(block, hidden=False) for block in blocks]
    return blocks


def _language(stream: list[Token]) -> str:
    for token in stream:
        if isinstance(token, Tag) and token.name == "html" and not token.closing:
            said = token.value("lang")
            return (said if said is not None else token.value("xml:lang") or "").strip()
    return ""


def html_metadata(stream: list[Token], blocks: list[Block]) -> dict[str, str]:
    """Title, description and the `klarsprak:` settings of a token stream."""
    found: dict[str, str] = {}
    for token in stream:
        if isinstance(token, Tag) and token.name == "meta" and not token.closing:
            name = meta_name(token)
            value = (token.value("content") or "").strip()
            if name.startswith(META_PREFIX):
                found.setdefault(name.removeprefix(META_PREFIX), value)
            elif name == "description":
                found.setdefault(name, value)
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), None)
    if title is not None:
        found["title"] = title
    return found
