"""Files → the text of a page; a Word file keeps its headings, lists, links and tables."""

from pathlib import Path, PurePath

from klarsprak.core.document import Format
from klarsprak.core.errors import ReadError
from klarsprak.engine.files import Target, read_bytes
from klarsprak.interactive.files import Opened, opened
from klarsprak.interactive.web.parts import is_structured, markdown
from klarsprak.interactive.web.word import word_parts
from klarsprak.readers.decode import MAX_BYTES
from klarsprak.readers.registry import FORMATS


def open_bytes(data: bytes, name: str, path: Path | None = None) -> Opened:
    """The text in the bytes of a file called `name`; ReadError when it cannot be read.

    A Word file with any structure is written as Markdown.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise ReadError("unsupported", path=name, suffix=suffix)
    if FORMATS[suffix] is not Format.DOCX:
        return opened(data, name, path)
    from klarsprak.readers.registry import read

    parts = word_parts(read(name, data))
    if not is_structured(parts):
        return opened(data, name)
    return Opened(markdown(parts) + "\n", Format.MARKDOWN, name, notes=("word-structure",))


def open_path(path: Path) -> Opened:
    """The text of a file; ReadError when it cannot be read."""
    if not path.exists():
        raise ReadError("path-missing", path=path)
    return open_bytes(read_bytes(Target(str(path), path), MAX_BYTES), str(path), path)
