"""The XML of Word files, read as events by the standard library's own parser.

Safe by refusal: a part with a document type declaration (the only way to entities) is no
Word file, and no part may unpack to more than a limit.
"""

import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from klarsprak.core.errors import ReadError
from klarsprak.readers.decode import MAX_BYTES

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


class Cursor:
    """Tells where in a part the event being told of stands."""

    __slots__ = ("_parser",)

    def __init__(self) -> None:
        self._parser: expat.XMLParserType | None = None

    def follow(self, parser: expat.XMLParserType) -> None:
        """Tell of this parser from now on."""
        self._parser = parser

    @property
    def byte(self) -> int:
        """The offset, in bytes, of the tag that the event is about; -1 before any."""
        return self._parser.CurrentByteIndex if self._parser else -1


class _DoctypeFound(Exception):
    """A document type declaration where Word files have none."""


class Package:
    """The parts of a Word file; together they may not unpack beyond the limit."""

    def __init__(self, archive: ZipFile, path: str) -> None:
        self._archive = archive
        self._path = path
        self._left = MAX_BYTES

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is no such part.

        Raises ReadError ``too-large`` where the limit is passed, whatever the headers say,
        and ``broken`` for a part that cannot be unpacked.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        try:
            with self._archive.open(info) as stream:
                data = stream.read(self._left + 1)
        except (BadZipFile, OSError, EOFError, RuntimeError, zlib.error) as error:
            raise ReadError("broken", path=self._path) from error
        self._left -= len(data)
        if self._left < 0:
            limit = MAX_BYTES // 1_000_000
            raise ReadError("too-large", path=self._path, limit=limit)
        return data


def parse(
    data: bytes,
    path: str,
    start: Start,
    end: End,
    characters: Characters | None = None,
    cursor: Cursor | None = None,
) -> None:
    """Send the events of a part; names read ``w:p``, attributes ``w:val`` or ``descr``.

    `cursor`, where given, tells the place of each event while it is sent. Raises ReadError
    ``broken`` for XML that is not well-formed or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(
        _short(name), {_short(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(_short(name))
    if characters is not None:
        parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    if cursor is not None:
        cursor.follow(parser)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _DoctypeFound) as error:
        raise ReadError("broken", path=path) from error


def _refuse(*_: object) -> None:
    raise _DoctypeFound


def _short(name: str) -> str:
    uri, _, local = name.rpartition(" ")
    if not uri:
        return local
    return f"{_PREFIXES.get(uri, '?')}:{local}"
