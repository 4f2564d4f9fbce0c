"""The bits of WordprocessingML that are written, and where tags end in raw XML."""

import re
from dataclasses import dataclass
from datetime import datetime

from klarsprak.messages.visible import visible

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

_TAG_REST = re.compile(rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_NAME = re.compile(rb"</?((?:[^\s/>:]+:)?)[^\s/>]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag_end(data: bytes, start: int) -> int:
    """The offset after the tag that begins at `start`; a ``>`` in a value does not count."""
    found = _TAG_REST.match(data, start)
    return found.end() if found else len(data)


def prefix_at(data: bytes, start: int) -> bytes:
    """The namespace prefix of the tag at `start`, its colon included; empty for none."""
    found = _NAME.match(data, start)
    return found.group(1) if found else b""


def is_empty_tag(data: bytes, start: int) -> bool:
    """True for a tag that closes itself."""
    return data[tag_end(data, start) - 2 : tag_end(data, start)] == b"/>"


def escaped(text: str) -> str:
    """`text` as it may stand in an element or in a value between double quotes."""
    text = _NOT_XML.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when: what a comment or a tracked change is signed with."""

    author: str
    initials: str
    when: datetime

    @property
    def attributes(self) -> str:
        """``w:author`` and ``w:date``."""
        date = self.when.strftime("%Y-%m-%dT%H:%M:%SZ")
        return f'w:author="{escaped(self.author)}" w:date="{date}"'


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a part names the WordprocessingML namespace.

    `declaration` goes on every element that is written where the part itself calls the
    namespace something else than ``w``.
    """

    uri: str
    is_declared: bool = True

    @classmethod
    def of(cls, data: bytes, prefix: bytes) -> "Dialect":
        """The dialect of the part `data`, whose own elements have this prefix."""
        uri = STRICT if STRICT.encode() in data[:20_000] else TRANSITIONAL
        return cls(uri, prefix == b"w:")

    @property
    def declaration(self) -> str:
        """An attribute that declares the namespace, or nothing."""
        return "" if self.is_declared else f' xmlns:w="{self.uri}"'

    def text(self, text: str, tag: str = "t") -> str:
        """A ``w:t`` or ``w:delText`` that keeps every space."""
        space = ' xml:space="preserve"'
        return f"<w:{tag}{self.declaration}{space}>{escaped(text)}</w:{tag}>"

    def range_start(self, number: int) -> str:
        """Where comment `number` begins."""
        return f'<w:commentRangeStart{self.declaration} w:id="{number}"/>'

    def range_end(self, number: int) -> str:
        """Where comment `number` ends, and the sign that leads to it."""
        declared = self.declaration
        return (
            f'<w:commentRangeEnd{declared} w:id="{number}"/>'
            f'<w:r{declared}><w:commentReference w:id="{number}"/></w:r>'
        )

    def comment(self, number: int, lines: tuple[str, ...], signature: Signature) -> str:
        """A comment; its first line is bold."""
        shown = []
        for index, line in enumerate(lines):
            sign = "" if index else "<w:r><w:annotationRef/></w:r>"
            bold = "" if index else "<w:rPr><w:b/></w:rPr>"
            text = f'<w:t xml:space="preserve">{escaped(visible(line))}</w:t>'
            shown.append(f"<w:p>{sign}<w:r>{bold}{text}</w:r></w:p>")
        return (
            f'<w:comment{self.declaration} w:id="{number}" {signature.attributes} '
            f'w:initials="{escaped(signature.initials)}">{"".join(shown)}</w:comment>'
        )
