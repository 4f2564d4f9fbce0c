"""CSS values as numbers: colours in sRGB and lengths in CSS pixels."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)$")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.795, "mm": 3.7795}
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
ROOT_SIZE = 16.0


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB; every part runs from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: "Colour") -> "Colour":
        """This colour painted on `below` (simple alpha compositing)."""
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        if not alpha:
            return Colour(0, 0, 0, 0)

        def mix(top: float, bottom: float) -> float:
            return (top * self.alpha + bottom * below.alpha * (1 - self.alpha)) / alpha

        return Colour(
            mix(self.red, below.red),
            mix(self.green, below.green),
            mix(self.blue, below.blue),
            alpha,
        )

    def faded(self, opacity: float) -> "Colour":
        """The same colour with its alpha multiplied by `opacity`."""
        return Colour(self.red, self.green, self.blue, self.alpha * opacity)

    @property
    def luminance(self) -> float:
        """Relative luminance, WCAG 2 definition."""

        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        return 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)

    @property
    def hex(self) -> str:
        """The colour as ``#rrggbb``, without its alpha."""
        parts = (self.red, self.green, self.blue)
        return "#" + "".join(f"{round(max(0, min(1, part)) * 255):02x}" for part in parts)


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)
CLEAR = Colour(0, 0, 0, 0)


def contrast_ratio(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21; both colours must be opaque."""
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def parse_colour(value: str) -> Colour | None:
    """Read a CSS colour; None for what is no colour or has no sRGB value here."""
    from tinycss2.color4 import parse_color

    try:
        found = parse_color(value)
    except (ValueError, IndexError, KeyError):
        return None
    if found is None or isinstance(found, str):
        return None
    if found.space not in {"srgb", "hsl", "hwb"}:
        return None
    converted = found.to("srgb") if found.space != "srgb" else found
    red, green, blue = (max(0.0, min(1.0, float(part or 0))) for part in converted.coordinates)
    return Colour(red, green, blue, float(converted.alpha))


def parse_number(value: str) -> tuple[float, str] | None:
    """Split ``1.5em`` into 1.5 and ``em``; None for what is no number."""
    found = _NUMBER.match(value.strip().lower())
    return (float(found.group(1)), found.group(2)) if found else None


def to_pixels(value: str, font_size: float, base: float | None = None) -> float | None:
    """A length in CSS pixels; `base` is what a percentage is of.

    None for what cannot be known without a layout (viewport units, calc).
    """
    number = parse_number(value)
    if number is None:
        return None
    amount, unit = number
    if unit in _UNITS:
        return amount * _UNITS[unit]
    if unit == "em":
        return amount * font_size
    if unit in {"ex", "ch"}:
        return amount * font_size / 2
    if unit == "rem":
        return amount * ROOT_SIZE
    if unit == "%":
        return None if base is None else amount / 100 * base
    return 0.0 if amount == 0 and not unit else None


def font_pixels(value: str, parent: float) -> float:
    """The size of a font in CSS pixels; `parent` is the size it inherits."""
    value = value.strip().lower()
    if value in _SIZES:
        return _SIZES[value]
    if value in {"larger", "smaller"}:
        return parent * (1.2 if value == "larger" else 1 / 1.2)
    size = to_pixels(value, parent, parent)
    return parent if size is None else size
