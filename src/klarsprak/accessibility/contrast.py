"""The colours that a text is painted with, as far as they can be told without a layout."""

import re
from dataclasses import dataclass

from klarsprak.accessibility.css_values import (
    BLACK,
    CLEAR,
    WHITE,
    Colour,
    contrast_ratio,
    parse_colour,
)
from klarsprak.accessibility.style import Styles
from klarsprak.accessibility.tree import Element

LARGE = 24.0
LARGE_BOLD = 18.66
_STOP = re.compile(r"(?:rgba?|hsla?|hwb)\([^()]*\)|#[0-9a-f]{3,8}\b|\b[a-z]+\b")
_DISTURBING = ("text-shadow", "mix-blend-mode", "filter", "background-clip", "-webkit-text-stroke")
_LIGHT = 0.4
"""Light text with no ground of its own stands on something that is not told here."""
_LIGHT_ON_PAGE = 0.62
"""The same on a whole page with all its style sheets: grey down to about #ccc is really so."""
_OFF_FLOW = frozenset({"absolute", "fixed"})


@dataclass(frozen=True, slots=True)
class Painted:
    """A text colour on a background, both opaque, and how large the text is."""

    text: Colour
    background: Colour
    size: float
    bold: bool

    @property
    def ratio(self) -> float:
        """The contrast ratio, 1 to 21."""
        return contrast_ratio(self.text, self.background)

    @property
    def is_large(self) -> bool:
        """True from 24 px, or from 18.66 px when bold (WCAG 2, large scale)."""
        return self.size >= LARGE or (self.bold and self.size >= LARGE_BOLD)


def painted(element: Element, styles: Styles) -> Painted | None:
    """The colours of the text of `element`; None where they cannot be decided.

    Undecided are pictures behind the text, shadows and filters, text lifted out of the
    flow over an unknown ground, and pages with a style sheet that could not be read. Of a
    gradient the colour with the best contrast counts.
    """
    if any(_is_set(styles.get(element, name)) for name in _DISTURBING):
        return None
    written = styles.get(element, "color")
    colour = BLACK if not written else parse_colour(written)
    if colour is None or (not styles.complete and not _is_all_inline(element)):
        return None
    grounds = _grounds(element, styles, colour)
    if not grounds:
        return None
    size, bold = styles.font_size(element), styles.is_bold(element)
    return max((Painted(t, b, size, bold) for t, b in grounds), key=lambda one: one.ratio)


def ground(element: Element, styles: Styles) -> Colour | None:
    """The one colour that `element` is painted on and with; None where it cannot be told."""
    if not styles.complete or any(_is_set(styles.get(element, n)) for n in _DISTURBING):
        return None
    pairs = _grounds(element, styles, BLACK)
    return pairs[0][1] if pairs and len(pairs) == 1 else None


def _is_set(value: str) -> bool:
    return value not in {"", "none", "normal", "initial", "border-box", "0"}


def _is_all_inline(element: Element) -> bool:
    """True when text and ground are given by style attributes on the way up."""
    written = " ".join(node.get("style").lower() for node in (element, *element.ancestors()))
    return bool(re.search(r"(?<![-\w])color\s*:", written)) and "background" in written


def _grounds(
    element: Element, styles: Styles, colour: Colour
) -> list[tuple[Colour, Colour]] | None:
    """Pairs of text and ground after every layer is painted; None when undecided."""
    layers = [(colour, CLEAR)]
    lifted = False
    node: Element | None = element
    while node is not None:
        own = _layers_of(node, styles)
        if own is None:
            return None
        layers = [
            (text.over(ground), below.over(ground)) for text, below in layers for ground in own
        ][:64]
        opaque = all(below.alpha >= 0.999 for _, below in layers)
        if lifted and not opaque:
            return None
        opacity = _opacity(styles.get(node, "opacity"))
        if opacity < 1:
            layers = [(text.faded(opacity), below.faded(opacity)) for text, below in layers]
        elif opaque:
            break
        lifted = lifted or styles.get(node, "position") in _OFF_FLOW
        node = node.parent
    bare = any(below.alpha < 0.999 for _, below in layers)
    told = styles.is_whole_page and styles.complete
    if bare and (lifted or colour.luminance > (_LIGHT_ON_PAGE if told else _LIGHT)):
        return None
    return [(text.over(WHITE), below.over(WHITE)) for text, below in layers]


def _layers_of(element: Element, styles: Styles) -> list[Colour] | None:
    """The colours that the background of one element may have; None for a picture."""
    written = styles.get(element, "background-color")
    base = CLEAR if not written else parse_colour(written)
    if written == "currentcolor" or base is None:
        return None
    image = styles.get(element, "background-image")
    if not _is_set(image):
        return [base]
    if "url(" in image or "gradient(" not in image or element.has("background"):
        return None
    stops = [parse_colour(part) for part in _STOP.findall(image)]
    return [stop.over(base) for stop in stops if stop is not None] or None


def _opacity(value: str) -> float:
    try:
        number = float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, number))
