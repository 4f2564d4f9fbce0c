"""Make text from outside harmless: what could steer a terminal or hide is shown instead.

Text in a report comes from files that anybody may have written, so control characters,
terminal escapes and marks that turn the reading direction never reach the reader as such.
"""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ODD_IN_JSON = re.compile(_ODD.pattern.replace("\x00-\x1f", ""))
_SOFT_HYPHEN = "\u00ad"


def _symbol(found: re.Match[str]) -> str:
    char = found.group()
    code = ord(char)
    if char == _SOFT_HYPHEN:
        return ""
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(char) == "Cs":
        return "\ufffd"
    return f"⟨{code:04X}⟩"


def visible(text: str) -> str:
    """`text` on one line: white space is one space, control characters are shown.

    C0 controls become their Unicode pictures (␛), other controls, marks of reading
    direction and zero-width signs their number (⟨202E⟩), lone surrogates U+FFFD.
    """
    return _ODD.sub(_symbol, _SPACE.sub(" ", text))


def visible_lines(text: str) -> str:
    """As `visible`, but line feeds stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


def escaped_json(text: str) -> str:
    r"""JSON text in which odd characters are written as escapes; the data is the same.

    `json.dumps` escapes C0 controls only. Lone surrogates could not be written as UTF-8,
    and C1 controls or marks of direction would reach a terminal as they are.
    """

    def escape(found: re.Match[str]) -> str:
        units = found.group().encode("utf-16-be", "surrogatepass")
        pairs = (units[at : at + 2] for at in range(0, len(units), 2))
        return "".join(f"\\u{pair.hex()}" for pair in pairs)

    return _ODD_IN_JSON.sub(escape, text)
