"""What HTML's elements and attributes are to a reader: tables, no logic."""

from klarsprak.core.document import BlockKind, MarkKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = _words(
    """address article aside blockquote body button caption center dd details dialog
    dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6
    header hgroup hr html label legend li listing main menu nav ol optgroup option p
    pre plaintext search section select summary table tbody td textarea tfoot th
    thead title tr ul xmp object video audio canvas datalist math svg text"""
)
"""Elements that begin and end a block of text."""

CLOSED_BY_OTHERS = _words(
    """area base br col embed hr img input link meta param source track wbr p li dt dd
    option optgroup tr td th thead tbody tfoot colgroup rp rt html head body a
    button nobr"""
)
"""Elements that never stay open in great number."""
SKIPPED = _words("""script style template noscript iframe noembed noframes colgroup""")
"""Elements without text for readers."""

FALLBACK = frozenset({"object", "video", "audio", "canvas", "datalist", "rp"})
"""Elements whose text shows only where the real thing cannot."""

KINDS: dict[str, BlockKind] = {
    "blockquote": BlockKind.QUOTE,
    "button": BlockKind.BUTTON,
    "caption": BlockKind.CAPTION,
    "dt": BlockKind.LABEL,
    "dd": BlockKind.PARAGRAPH,
    "figcaption": BlockKind.CAPTION,
    "label": BlockKind.LABEL,
    "legend": BlockKind.LABEL,
    "li": BlockKind.LIST_ITEM,
    "listing": BlockKind.CODE,
    "math": BlockKind.CODE,
    "option": BlockKind.LABEL,
    "plaintext": BlockKind.CODE,
    "pre": BlockKind.CODE,
    "summary": BlockKind.LABEL,
    "td": BlockKind.TABLE_CELL,
    "text": BlockKind.CAPTION,
    "textarea": BlockKind.ATTRIBUTE,
    "th": BlockKind.TABLE_CELL,
    "title": BlockKind.TITLE,
    "xmp": BlockKind.CODE,
}

ROLES: dict[str, str] = {
    "dd": "description",
    "dt": "term",
    "address": "address",
    "legend": "legend",
    "option": "option",
    "summary": "summary",
    "text": "graphic",
}
"""Block attribute ``role``: what a kind is when several things share it."""

PRESERVED = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})

LANDMARKS = {
    "nav": "nav",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "search": "search",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
"""Elements and ARIA roles → block attribute ``landmark``."""

SECTIONING = frozenset({"article", "main", "section"})
"""Inside these a `header` or `footer` belongs to the text, not to the page."""

MARKS: dict[str, MarkKind] = {
    "a": MarkKind.LINK,
    "abbr": MarkKind.ABBR,
    "acronym": MarkKind.ABBR,
    "b": MarkKind.EMPHASIS,
    "cite": MarkKind.QUOTE,
    "code": MarkKind.CODE,
    "dfn": MarkKind.DEFINITION,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "kbd": MarkKind.CODE,
    "q": MarkKind.QUOTE,
    "samp": MarkKind.CODE,
    "strong": MarkKind.EMPHASIS,
    "tt": MarkKind.CODE,
    "var": MarkKind.CODE,
}

TEXT_ATTRIBUTES = _words(
    """title aria-label aria-description aria-roledescription aria-valuetext
    aria-placeholder placeholder"""
)
"""Attributes on any element that hold text for readers."""

LABEL_ELEMENTS = frozenset({"optgroup", "option", "track"})
"""Elements whose `label` attribute is read."""

BUTTON_TYPES = frozenset({"submit", "button", "reset"})

META_TEXTS = frozenset({"description"})
"""`meta` names whose content readers meet in search results; those for social media say
the same once more."""

META_PREFIX = "klarsprak:"
"""`<meta name="klarsprak:malgruppe" content="…">` sets a document's own settings."""
