"""Texts in attributes: each a block with the exact place of its value in the start tag."""

from klarsprak.core.document import Block, BlockKind
from klarsprak.core.spans import Span
from klarsprak.readers import html_names as names
from klarsprak.readers.assembly import Assembly
from klarsprak.readers.html_context import Context
from klarsprak.readers.html_tokens import Attribute, Tag


def attribute_blocks(tag: Tag, name: str, context: Context, *, link: str | None) -> list[Block]:
    """The blocks of `tag` in file order; `link` is the href of the link round it."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for attribute in tag.attributes:
        if attribute.name in seen:
            continue
        seen.add(attribute.name)
        kind, attributes = _kind(tag, name, attribute)
        if kind is None:
            continue
        if link is not None:
            attributes["href"] = link
        elif name == "a" and (href := tag.value("href")) is not None:
            attributes["href"] = href
        block = _block(tag, attribute, kind, attributes, context)
        if block is not None:
            blocks.append(block)
    return blocks


def _kind(tag: Tag, name: str, attribute: Attribute) -> tuple[BlockKind | None, dict[str, str]]:
    said = attribute.name
    if said == "alt" and name in {"img", "area", "input"}:
        return BlockKind.ALT_TEXT, {"src": tag.value("src") or "", "element": name}
    plain = {"name": said, "element": name}
    if said in names.TEXT_ATTRIBUTES:
        return BlockKind.ATTRIBUTE, plain
    if said == "label" and name in names.LABEL_ELEMENTS:
        return BlockKind.ATTRIBUTE, plain
    if said == "value" and name == "input":
        kind = (tag.value("type") or "").strip().lower()
        return (BlockKind.BUTTON if kind in names.BUTTON_TYPES else None), {"element": name}
    if (said == "summary" and name == "table") or (said == "abbr" and name == "th"):
        return BlockKind.ATTRIBUTE, plain
    if said == "content" and name == "meta":
        meta = meta_name(tag)
        if meta in names.META_TEXTS:
            return BlockKind.ATTRIBUTE, {"name": meta, "element": name}
    return None, {}


def meta_name(tag: Tag) -> str:
    """What a `meta` tag is about, in lower case."""
    return (tag.value("name") or tag.value("property") or "").strip().lower()


def _block(
    tag: Tag,
    attribute: Attribute,
    kind: BlockKind,
    attributes: dict[str, str],
    context: Context,
) -> Block | None:
    assembly = Assembly()
    for piece in tag.pieces(attribute):
        if piece.verbatim:
            assembly.add_slice(tag.source, piece.start, piece.end)
        else:
            assembly.add_decoded(piece.text, piece.start, piece.end)
    built = assembly.finish()
    if built is None:
        return None
    if context.landmark:
        attributes["landmark"] = context.landmark
    return Block(
        kind,
        built.text,
        built.source_map,
        element=Span(tag.start, tag.end),
        declared_language=context.language,
        hidden=context.hidden,
        marks=built.marks,
        attributes=attributes,
    )
